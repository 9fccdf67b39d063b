package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.alpacaclient.decode.Confirmation;
import io.openbell.alpacaclient.decode.FrameMaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is subscribed is what was asked for. */
class ConfirmationTest {

    private static final Set<String> BOTH = Set.of("AAPL", "MSFT");

    private final Rig.Heard heard = new Rig.Heard();
    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        rig = new Rig();
        // The first connection is opened with the rig: scripted before it stands, it is sometimes a
        // second one.
        await().until(() -> rig.feed.status().connected());
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void shouldReadTheListsOfBothForms() throws IOException {
        String text =
                "[{\"T\":\"t\",\"S\":\"AAPL\",\"p\":1.5,\"s\":70000,\"i\":5000000000,\"c\":[\"@\"]},"
                        + "{\"T\":\"subscription\",\"trades\":[\"AAPL\",\"SPY\"],\"quotes\":[],\"news\":null}]";
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        byte[] packed = new FrameMaker(0).msgpack(new ObjectMapper().readValue(text, Object.class));

        Confirmation read = Confirmation.of(json, json.length, false);

        assertThat(read.channels())
                .isEqualTo(Map.of("trades", Set.of("AAPL", "SPY"), "quotes", Set.of()));
        assertThat(Confirmation.of(packed, packed.length, true)).isEqualTo(read);
        assertThat(read.missing(List.of("trades", "lulds"), BOTH))
                .isEqualTo(Map.of("trades", Set.of("MSFT")));
        assertThat(read.extra(List.of("trades", "lulds"), BOTH))
                .isEqualTo(Map.of("trades", Set.of("SPY")));
    }

    @Test
    void shouldAskAgainForWhatTheVenueDidNotConfirm() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        forgetful(session -> asked.incrementAndGet() == 1);

        rig.feed.subscribe(Set.of(Rig.AAPL, Rig.MSFT), heard);

        await().untilAsserted(
                        () ->
                                assertThat(rig.market.latest().received("subscribe"))
                                        .extracting(message -> message.path("trades").toString())
                                        .contains("[\"MSFT\"]"));
        await().until(() -> rig.feed.status().connected());
        assertThat(rig.market.latest().carried.get("trades"))
                .containsExactlyInAnyOrder("AAPL", "MSFT");
        assertThat(rig.market.sessions()).hasSize(1);
    }

    @Test
    void shouldTellThatItDoesNotGetWhatItAskedFor() throws Exception {
        forgetful(session -> true);

        rig.feed.subscribe(Set.of(Rig.AAPL, Rig.MSFT), heard);

        await().until(
                        () ->
                                rig.feed
                                        .status()
                                        .detail()
                                        .contains("another subscription than was asked for"));
        assertThat(rig.feed.status().connected()).isFalse();
        assertThat(rig.feed.status().detail()).contains("MSFT").doesNotContain("AAPL");
    }

    /** Leaves MSFT out where that says so. */
    private void forgetful(Predicate<FakeStreams.Session> forgets) {
        rig.market.script(
                (session, message) -> {
                    if (!message.path("action").asText().equals("subscribe")) {
                        FakeStreams.marketData(session, message);
                        return;
                    }
                    boolean without = forgets.test(session);
                    ObjectNode taken = message.deepCopy();
                    for (String channel : List.of("trades", "quotes")) {
                        ArrayNode list = taken.putArray(channel);
                        for (JsonNode symbol : message.path(channel)) {
                            if (!without || !symbol.asText().equals("MSFT")) {
                                list.add(symbol);
                            }
                        }
                    }
                    FakeStreams.marketData(session, taken);
                });
    }
}
