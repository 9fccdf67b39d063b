package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Health;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.session.Credentials;
import io.openbell.api.session.TradingMode;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientTest {

    private static AlpacaClient client(TradingMode mode, @Nullable Credentials keys) {
        return AlpacaClient.of(
                mode, Rig.secrets(keys), InstantSource.system(), Rig.settings(1_000));
    }

    @Test
    void shouldWaitForTheExchangeWithoutKeys() {
        try (AlpacaClient client = client(TradingMode.PAPER, null)) {
            assertThat(client.health())
                    .isEqualTo(Health.unavailable("waiting for the built-in exchange"));
        }
    }

    @Test
    void shouldRefuseLiveMode() {
        try (AlpacaClient client = client(TradingMode.LIVE, new Credentials("AK1", "s"))) {
            client.bindExchange(
                    new ExchangeEndpoint(
                            URI.create("http://127.0.0.1:1"),
                            URI.create("ws://127.0.0.1:1"),
                            URI.create("ws://127.0.0.1:1"),
                            "k",
                            "s"));
            AlpacaBroker broker = new AlpacaBroker(client);

            assertThat(client.health())
                    .isEqualTo(Health.hopeless("live mode is not available yet"));
            assertThat(broker.status().connected()).isFalse();
            assertThat(broker.submit(Rig.order(new OrderTerms.Market())))
                    .isInstanceOf(SubmitOutcome.NotSent.class);
            assertThatThrownBy(broker::account).hasMessageContaining("live mode");
            broker.close();
        }
    }

    @Test
    void shouldSayThatAKeyIsMalformedWithoutShowingIt() {
        try (AlpacaClient client =
                client(TradingMode.PAPER, new Credentials("PK1", "abc\"def ghi"))) {
            assertThat(client.health().status()).isEqualTo(Health.Status.CRITICAL);
            assertThat(client.health().detail())
                    .contains("ALPACA_SECRET_KEY", "length 11")
                    .doesNotContain("abc");
        }
    }

    @Test
    void shouldUseAlpacasPaperHostsOnly() {
        Target target =
                Target.alpacaPaper(
                        new Credentials("PK1", "secret"),
                        new ClientSettings.Feeds("sip", "opra", true));

        assertThat(target.trading()).hasToString("https://paper-api.alpaca.markets");
        assertThat(target.data()).hasToString("https://data.alpaca.markets");
        assertThat(target.tradeUpdates()).hasToString("wss://paper-api.alpaca.markets/stream");
        assertThat(target.marketData()).hasToString("wss://stream.data.alpaca.markets/v2/sip");
        assertThat(target.toString() + target.credentials()).doesNotContain("secret");
    }

    @Test
    void shouldRefuseAnExchangeOnAnotherMachine() {
        try (AlpacaClient client = client(TradingMode.PAPER, null)) {
            client.bindExchange(
                    new ExchangeEndpoint(
                            URI.create("http://127.0.0.1:1"),
                            URI.create("ws://127.0.0.1.evil.example:1"),
                            URI.create("ws://127.0.0.1:1"),
                            "k",
                            "s"));

            assertThat(client.health().status()).isEqualTo(Health.Status.CRITICAL);
            assertThat(client.health().detail()).contains("loopback");
        }
    }

    @Test
    void shouldSayWhichVariablesToCheckWhenTheKeyIsRefused() throws Exception {
        try (Rig rig = new Rig()) {
            rig.http.script((request, wire) -> wire.json(401, "{\"message\":\"no\"}"));
            assertThatThrownBy(rig.broker::account).hasMessageContaining("HTTP 401");

            assertThat(rig.client.health().status()).isEqualTo(Health.Status.CRITICAL);
        }
        assertThat(
                        Target.alpacaPaper(
                                        new Credentials("PK1", "s"),
                                        ClientSettings.defaults().feeds())
                                .credentialsRemedy())
                .contains("ALPACA_API_KEY", "ALPACA_SECRET_KEY");
    }

    @Test
    void shouldNeedNoOrderStreamInResearchMode() throws Exception {
        try (Rig rig = new Rig();
                AlpacaClient client = client(TradingMode.RESEARCH, null)) {
            client.bindExchange(rig.exchange);
            AlpacaMarketData feed = new AlpacaMarketData(client);

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> client.health().status() == Health.Status.OK);
            feed.close();
        }
    }

    @Test
    void shouldNoticeThatRequestsAreNotAnswered() throws Exception {
        try (Rig rig = new Rig()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> rig.client.health().status() == Health.Status.OK);
            rig.http.script((request, wire) -> wire.json(503, "{}"));

            assertThatThrownBy(rig.broker::account).hasMessageContaining("503");

            assertThat(rig.client.health().status())
                    .isEqualTo(Health.Status.TEMPORARILY_UNAVAILABLE);
            assertThat(rig.client.health().detail()).contains("HTTP 503");
        }
    }
}
