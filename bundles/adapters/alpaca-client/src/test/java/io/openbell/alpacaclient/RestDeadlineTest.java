package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.HttpMethod;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.Dialer;
import io.openbell.alpacaclient.rest.RestClient;
import io.openbell.alpacaclient.rest.RestFailure;
import io.openbell.alpacaclient.rest.RestRequest;
import io.openbell.alpacaclient.rest.RestRequest.Lane;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.session.Credentials;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests end in time, whatever the other side does, and none leaves after its time. */
class RestDeadlineTest {

    private static RestRequest request(HttpMethod method, URI host, Duration timeout) {
        return new RestRequest(
                method, host, "/v2/orders", "{}", new Credentials("k", "s"), Lane.ORDER, timeout);
    }

    /** B48. */
    @Test
    void shouldEndWithPagesThatNeverEnd() throws Exception {
        String fill =
                "{\"id\":\"20250115::e\",\"order_id\":\"b\",\"symbol\":\"AAPL\",\"side\":\"buy\","
                        + "\"price\":\"1\",\"qty\":\"1\","
                        + "\"transaction_time\":\"2025-01-15T14:30:00Z\"}";
        try (Rig rig = new Rig()) {
            rig.http.script(
                    (request, wire) -> wire.json(200, "[" + fill + ("," + fill).repeat(99) + "]"));

            assertThatThrownBy(() -> rig.broker.fillsSince(Instant.EPOCH))
                    .hasMessageContaining("repeats");
        }
    }

    /** B53. The answer would be complete after an hour. */
    @Test
    @Timeout(60)
    void shouldEndInTimeAlthoughTheAnswerDrips() throws Exception {
        try (Rig rig = new Rig(Rig.settings(700))) {
            rig.http.script(
                    (request, wire) -> {
                        wire.raw("HTTP/1.1 200 OK\r\nContent-Length: 72000\r\n\r\n");
                        for (int i = 0; i < 72_000; i++) {
                            wire.raw(" ");
                            Thread.sleep(50);
                        }
                    });

            assertThatThrownBy(rig.broker::account).isInstanceOf(BrokerException.class);
        }
    }

    @Test
    void shouldNotTakeHalfAHistoryForAllOfIt() throws Exception {
        String bar =
                "{\"t\":\"2025-01-15T14:30:00Z\",\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":1,\"n\":1,\"vw\":1}";
        try (Rig rig = new Rig(Rig.settings(700))) {
            rig.http.script(
                    (request, wire) -> {
                        if (!request.path().contains("page_token")) {
                            wire.json(
                                    200,
                                    "{\"bars\":{\"AAPL\":["
                                            + bar
                                            + "]},\"next_page_token\":\"more\"}");
                        }
                    });
            Instant from = Instant.parse("2025-01-15T14:00:00Z");

            assertThatThrownBy(
                            () ->
                                    rig.feed.bars(
                                            Rig.AAPL,
                                            Duration.ofMinutes(1),
                                            from,
                                            from.plusSeconds(7_200)))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("not complete");
        }
    }

    /** B52. */
    @Test
    void shouldSendNothingToAHostThatHasNoAddress() {
        ClientSettings settings = Rig.settings(5_000);
        try (Dialer dialer = new Dialer(settings);
                RestClient client = new RestClient(dialer, settings)) {
            RestRequest request =
                    request(
                            HttpMethod.GET,
                            URI.create("https://nowhere.invalid"),
                            Duration.ofSeconds(5));

            assertThatThrownBy(() -> client.await(request))
                    .isInstanceOfSatisfying(
                            RestFailure.class, failure -> assertThat(failure.isSent()).isFalse());
        }
    }

    @Test
    void shouldNotSendAnOrderWhoseTimeIsOver() throws Exception {
        ClientSettings settings = Rig.settings(5_000);
        try (FakeHttp http = new FakeHttp();
                Dialer dialer = new Dialer(settings);
                RestClient client = new RestClient(dialer, settings)) {
            client.await(request(HttpMethod.GET, http.uri(), Duration.ofSeconds(5)));

            assertThatThrownBy(
                            () -> client.await(request(HttpMethod.POST, http.uri(), Duration.ZERO)))
                    .isInstanceOfSatisfying(
                            RestFailure.class, failure -> assertThat(failure.isSent()).isFalse());
            client.await(request(HttpMethod.GET, http.uri(), Duration.ofSeconds(5)));

            assertThat(http.requests())
                    .extracting(FakeHttp.Request::method)
                    .containsExactly("GET", "GET");
        }
    }
}
