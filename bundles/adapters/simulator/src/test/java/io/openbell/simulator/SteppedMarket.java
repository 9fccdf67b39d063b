package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.market.MarketSettings;
import io.openbell.simulator.market.NyseHours;
import io.openbell.simulator.market.Pace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** An exchange whose market moves by hand: from Wednesday noon in New York on. */
final class SteppedMarket implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-03-04T17:00:00Z");

    final Client client;
    private final SimulatedExchange exchange;

    SteppedMarket(Path folder) throws Exception {
        exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort()
                                .withMarket(
                                        MarketSettings.DEFAULTS
                                                .withPace(Pace.STEPPED)
                                                .withSessions(new NyseHours())),
                        folder,
                        () -> NOON);
        exchange.start();
        client = new Client(exchange.endpoint().get(60, TimeUnit.SECONDS));
        advance(90);
    }

    void advance(int seconds) {
        assertThat(
                        client.post(
                                        "/openbell/control/market",
                                        "{\"action\":\"advance\",\"seconds\":" + seconds + "}")
                                .status())
                .isEqualTo(200);
    }

    JsonNode get(String path) {
        Client.Answer answer = client.get(path);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    void refuse(String path, int status, String message) {
        Client.Answer answer = client.get(path);
        assertThat(answer.status()).as(path).isEqualTo(status);
        assertThat(answer.body().path("message").asText()).as(path).contains(message);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
