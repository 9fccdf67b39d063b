package io.openbell.alpacaclient;

import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.HostAndPort;
import io.openbell.api.broker.BrokerListener;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataListener;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The client wired by hand to fake servers, impatient so that tests are quick. */
final class Rig implements AutoCloseable {

    static final Symbol AAPL = Symbol.of("AAPL");
    static final Symbol MSFT = Symbol.of("MSFT");
    static final String CANARY = "canary-secret";

    final FakeHttp http = new FakeHttp();
    final FakeStreams market = new FakeStreams(FakeStreams::marketData);
    final FakeStreams updates = new FakeStreams(FakeStreams::tradeUpdates);
    final ExchangeEndpoint exchange =
            new ExchangeEndpoint(http.uri(), updates.uri(), market.uri(), "PKTEST", CANARY);
    final AlpacaClient client;
    final AlpacaMarketData feed;
    final AlpacaBroker broker;

    Rig() throws Exception {
        this(settings(4_000));
    }

    Rig(ClientSettings settings) throws Exception {
        client =
                AlpacaClient.of(TradingMode.PAPER, secrets(null), InstantSource.system(), settings);
        client.bindExchange(exchange);
        feed = new AlpacaMarketData(client);
        broker = new AlpacaBroker(client);
    }

    static ClientSettings settings(long requestTimeoutMillis) {
        return settings(requestTimeoutMillis, Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    static ClientSettings settings(
            long requestTimeoutMillis, Duration silentAfter, Duration pingInterval) {
        return new ClientSettings(
                new ClientSettings.Feeds("iex", "indicative", false),
                Duration.ofMillis(requestTimeoutMillis),
                1_000,
                2,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMinutes(5),
                silentAfter,
                Duration.ofSeconds(300),
                pingInterval,
                64 * 1024,
                Optional.empty());
    }

    static ClientSettings settingsThrough(HostAndPort proxy) {
        return settings(Duration.ofMinutes(5), Duration.ofSeconds(75), Optional.of(proxy));
    }

    /** A stream that is silent for that long in an open market is given up. */
    static ClientSettings settingsStaleAfter(Duration staleAfter) {
        return settingsStaleAfter(staleAfter, staleAfter.dividedBy(4));
    }

    static ClientSettings settingsStaleAfter(Duration staleAfter, Duration pingInterval) {
        return settings(staleAfter, pingInterval, Optional.empty());
    }

    private static ClientSettings settings(
            Duration staleAfter, Duration pingInterval, Optional<HostAndPort> proxy) {
        ClientSettings plain = settings(5_000, Duration.ofSeconds(60), pingInterval);
        return new ClientSettings(
                plain.feeds(),
                plain.requestTimeout(),
                plain.requestsPerMinute(),
                plain.connections(),
                plain.reconnectMin(),
                plain.reconnectMax(),
                plain.refusedRetry(),
                plain.silentAfter(),
                staleAfter,
                plain.pingInterval(),
                plain.maxAnswerBytes(),
                proxy);
    }

    static SecretStore secrets(@Nullable Credentials alpaca) {
        return new SecretStore() {
            @Override
            public Optional<Credentials> alpaca(TradingMode mode) {
                return Optional.ofNullable(alpaca);
            }

            @Override
            public String redact(String text) {
                return text.replace(CANARY, "[redacted]");
            }
        };
    }

    static Order order(OrderTerms terms) {
        Instant now = Instant.parse("2025-01-15T14:30:00Z");
        OrderIntent intent =
                new OrderIntent(
                        new IntentId("i-1"),
                        "operator",
                        AAPL,
                        Side.BUY,
                        Quantity.parse("1.5"),
                        terms,
                        TimeInForce.DAY,
                        "test",
                        now);
        return new Order(
                new OrderId("p1-1-1-abc"),
                "",
                intent,
                OrderStatus.INITIALIZED,
                Quantity.ZERO,
                new Price(0),
                "",
                now,
                now);
    }

    /** What Alpaca answers for {@link #order}. */
    static String orderJson(String status, String filled) {
        return "{\"id\":\"b-1\",\"client_order_id\":\"p1-1-1-abc\",\"symbol\":\"AAPL\",\"side\":\"buy\","
                + "\"qty\":\"1.5\",\"filled_qty\":\""
                + filled
                + "\",\"filled_avg_price\":null,\"status\":\""
                + status
                + "\",\"submitted_at\":\"2025-01-15T14:30:00.123456789Z\",\"updated_at\":null,"
                + "\"notional\":null,\"type\":\"market\",\"time_in_force\":\"day\",\"legs\":null}";
    }

    static String trade(int number) {
        return "{\"T\":\"t\",\"S\":\"AAPL\",\"i\":"
                + number
                + ",\"x\":\"V\",\"p\":182.5,\"s\":100,\"t\":\"2025-01-15T14:30:00.000000001Z\","
                + "\"c\":[\"@\"],\"z\":\"C\"}";
    }

    /** Remembers everything it is told. */
    static class Heard implements MarketDataListener, BrokerListener {
        final List<MarketEvent> events = new CopyOnWriteArrayList<>();
        final List<FeedStatus> feedStatus = new CopyOnWriteArrayList<>();
        final List<MarketDataGap> gaps = new CopyOnWriteArrayList<>();
        final List<BrokerReport> reports = new CopyOnWriteArrayList<>();
        final List<BrokerStatus> brokerStatus = new CopyOnWriteArrayList<>();

        @Override
        public void onMarketEvent(MarketEvent event) {
            events.add(event);
        }

        @Override
        public void onStatus(FeedStatus status) {
            feedStatus.add(status);
        }

        @Override
        public void onGap(MarketDataGap gap) {
            gaps.add(gap);
        }

        @Override
        public void onReport(BrokerReport report) {
            reports.add(report);
        }

        @Override
        public void onStatus(BrokerStatus status) {
            brokerStatus.add(status);
        }
    }

    @Override
    public void close() throws Exception {
        feed.close();
        broker.close();
        client.close();
        http.close();
        market.close();
        updates.close();
    }
}
