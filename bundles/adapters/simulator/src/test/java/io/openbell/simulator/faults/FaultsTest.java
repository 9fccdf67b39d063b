package io.openbell.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final Occasion ORDER = Occasion.request("POST", "/v2/orders");

    private Instant now = Instant.parse("2026-11-20T15:00:00Z");
    private final Faults faults = new Faults(() -> now);

    private static FaultPlan plan(String json) throws Exception {
        return FaultReader.read(new ObjectMapper().readTree(json));
    }

    private boolean strikes(Occasion occasion) {
        return faults.strike(FaultKind.RATE_LIMITED, occasion).isPresent();
    }

    @Test
    void shouldStrikeAsOftenAsItWasToldAndThenNoMore() throws Exception {
        faults.arm(plan("{\"fault\":\"rate-limited\",\"count\":2}"));

        assertThat(List.of(strikes(ORDER), strikes(ORDER), strikes(ORDER)))
                .containsExactly(true, true, false);
        assertThat(faults.armed()).isEmpty();
        assertThat(faults.strikes(2)).hasSize(1);
        assertThat(faults.strikes(0).get(0).subject()).isEqualTo("POST /v2/orders");
    }

    @Test
    void shouldStrikeOnlyWhatItWasArmedFor() throws Exception {
        faults.arm(
                plan(
                        "{\"fault\":\"rate-limited\",\"count\":0,\"method\":\"post\","
                                + "\"path\":\"/v2/orders\"}"));

        assertThat(strikes(Occasion.request("GET", "/v2/orders"))).isFalse();
        assertThat(strikes(Occasion.request("POST", "/v2/watchlists"))).isFalse();
        assertThat(faults.strike(FaultKind.ERROR_AFTER, ORDER)).isEmpty();
        assertThat(strikes(ORDER)).isTrue();
    }

    @Test
    void shouldEndWithItsTimeOrByHand() throws Exception {
        faults.arm(plan("{\"fault\":\"rate-limited\",\"count\":0,\"durationSeconds\":5}"));
        assertThat(strikes(ORDER)).isTrue();
        now = now.plusSeconds(5);
        assertThat(strikes(ORDER)).isFalse();

        ArmedFault second = faults.arm(FaultPlan.once(FaultKind.RATE_LIMITED));
        assertThat(faults.clear(second.id())).isTrue();
        assertThat(faults.clear(second.id())).isFalse();
        assertThat(strikes(ORDER)).isFalse();
    }

    @Test
    void shouldThrowTheSameDiceWithTheSameSeed() {
        List<Boolean> first = thousand(7);
        assertThat(thousand(7)).isEqualTo(first);
        assertThat(thousand(8)).isNotEqualTo(first);
        assertThat(first.stream().filter(struck -> struck).count()).isBetween(230L, 370L);
    }

    private List<Boolean> thousand(long seed) {
        faults.clear();
        faults.arm(FaultPlan.once(FaultKind.RATE_LIMITED).sometimes(0.3, seed));
        List<Boolean> strikes = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            strikes.add(strikes(ORDER));
        }
        return strikes;
    }

    @Test
    void shouldLastUncountedAndBeRecordedOnce() {
        faults.arm(FaultPlan.once(FaultKind.ACCOUNT_BLOCKED));

        for (int i = 0; i < 3; i++) {
            assertThat(faults.lasting(FaultKind.ACCOUNT_BLOCKED, ORDER)).isPresent();
        }
        assertThat(faults.strikes(0)).hasSize(1);
        assertThat(faults.armed()).hasSize(1);
    }

    @Test
    void shouldReadEveryFieldAndNameWhatIsWrong() throws Exception {
        FaultPlan plan =
                plan(
                        "{\"fault\":\"error-before\",\"method\":\"POST\",\"path\":\"/v2\","
                                + "\"symbol\":\"AAPL\",\"count\":3,\"probability\":0.5,\"seed\":9,"
                                + "\"durationSeconds\":60,\"code\":502,\"millis\":10}");
        assertThat(plan)
                .isEqualTo(
                        new FaultPlan(
                                FaultKind.ERROR_BEFORE,
                                "POST",
                                "/v2",
                                "AAPL",
                                3,
                                0.5,
                                9,
                                Duration.ofMinutes(1),
                                502,
                                10));

        refuses("{\"fault\":\"flood\"}", "invalid fault: \"flood\" must be one of rate-limited");
        refuses("{\"fault\":\"reset\",\"cuont\":1}", "unknown field cuont");
        refuses("{\"fault\":\"reset\",\"count\":-1}", "invalid count: -1 must be a whole number");
        refuses("{\"fault\":\"reset\",\"probability\":2}", "invalid probability: 2 must be");
        refuses("{\"fault\":\"reset\",\"method\":\"LOOK\"}", "invalid method: LOOK must be");
        refuses("{\"fault\":\"error-after\",\"code\":200}", "from 400 to 599");
        refuses("{\"fault\":\"reset\",\"path\":7}", "invalid path: 7 must be text");
        refuses("[]", "must be a JSON object");
    }

    @Test
    void shouldUnderstandTheExamplesOfTheDocsOnePerKind() throws Exception {
        Matcher example =
                Pattern.compile("\\| `([a-z-]+)` \\|.*\\| `(\\{.*})` \\|")
                        .matcher(Files.readString(Path.of("../../../docs/faults.md")));
        List<String> explained = new ArrayList<>();
        while (example.find()) {
            assertThat(plan(example.group(2)).kind().word()).isEqualTo(example.group(1));
            explained.add(example.group(1));
        }

        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FaultKind.values()).map(FaultKind::word).toList());
    }

    private static void refuses(String json, String because) {
        assertThatThrownBy(() -> plan(json)).hasMessageContaining(because);
    }
}
