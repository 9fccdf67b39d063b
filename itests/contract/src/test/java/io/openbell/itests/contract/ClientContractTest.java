package io.openbell.itests.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.alpacaclient.AlpacaBroker;
import io.openbell.alpacaclient.AlpacaClient;
import io.openbell.alpacaclient.AlpacaDirectory;
import io.openbell.alpacaclient.AlpacaMarketData;
import io.openbell.alpacaclient.AlpacaMarketHistory;
import io.openbell.alpacaclient.AlpacaNews;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.broker.OptionContract;
import io.openbell.api.broker.OptionContractQuery;
import io.openbell.api.broker.OrderQuery;
import io.openbell.api.broker.ReplaceOutcome;
import io.openbell.api.broker.Replacement;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.market.HistoryQuery;
import io.openbell.api.market.OptionChainQuery;
import io.openbell.api.market.Quote;
import io.openbell.api.order.ExitLeg;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.itests.contract.Contract.Operation;
import io.openbell.itests.contract.Recorder.Heard;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.SimulatedExchange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything the client can ask for, asked of the exchange, with every request held against Alpaca's contracts. */
class ClientContractTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol BITCOIN = Symbol.of("BTC/USD");

    @TempDir Path folder;

    private SimulatedExchange exchange;
    private Recorder recorder;
    private AlpacaClient client;
    private AlpacaBroker broker;
    private int names;

    @BeforeEach
    void open() throws Exception {
        exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort().withPartialFillPercent(0),
                        folder,
                        InstantSource.system());
        exchange.start();
        ExchangeEndpoint endpoint = exchange.endpoint().get(30, TimeUnit.SECONDS);
        recorder = new Recorder(endpoint.rest());
        client =
                AlpacaClient.of(
                        TradingMode.PAPER, new NoSecrets(), InstantSource.system(), settings());
        client.bindExchange(
                new ExchangeEndpoint(
                        recorder.uri(),
                        endpoint.tradeUpdates(),
                        endpoint.marketData(),
                        endpoint.keyId(),
                        endpoint.secret()));
        broker = new AlpacaBroker(client);
        await().atMost(Duration.ofSeconds(20)).until(() -> broker.status().connected());
    }

    @AfterEach
    void close() {
        client.close();
        recorder.close();
        exchange.close();
    }

    private static ClientSettings settings() {
        return new ClientSettings(
                new ClientSettings.Feeds("iex", "indicative", true),
                Duration.ofSeconds(10),
                10_000,
                2,
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(300),
                Duration.ofSeconds(10),
                4 << 20,
                Optional.empty());
    }

    private static final class NoSecrets implements SecretStore {
        @Override
        public Optional<Credentials> alpaca(TradingMode mode) {
            return Optional.empty();
        }

        @Override
        public String redact(String text) {
            return text;
        }
    }

    @Test
    void shouldAskForNothingThatTheContractDoesNotHave() throws Exception {
        Contract trading = Specifications.read("alpaca-trading.yaml");
        Contract data = Specifications.read("alpaca-data.yaml");
        orders();
        account();
        directory();
        history();

        Set<String> seen = new TreeSet<>();
        assertThat(problems(trading, data, seen)).isEmpty();
        System.out.printf(
                "contract: %d requests of the client, %d operations: %s%n",
                recorder.heard().size(), seen.size(), seen);
        assertThat(seen).hasSizeGreaterThan(20);
    }

    @Test
    void shouldNoticeARequestThatTheContractDoesNotHave() throws Exception {
        Contract trading = Specifications.read("alpaca-trading.yaml");
        Operation list = trading.find("GET", "/v2/orders").orElseThrow();

        assertThat(trading.problems(list, Map.of("status", "open"), Optional.empty())).isEmpty();
        assertThat(trading.problems(list, Map.of("status", "ajar"), Optional.empty())).isNotEmpty();
        assertThat(trading.problems(list, Map.of("colour", "red"), Optional.empty())).isNotEmpty();
    }

    private List<String> problems(Contract trading, Contract data, Set<String> seen)
            throws Exception {
        List<String> problems = new ArrayList<>();
        for (Heard heard : recorder.heard()) {
            String path = heard.uri().getRawPath();
            // The stream of trade events is older than the contract, which has its successor only.
            if (path.equals("/v2/events/trades")) {
                continue;
            }
            Contract contract = trading.find(heard.verb(), path).isPresent() ? trading : data;
            Optional<Operation> operation = contract.find(heard.verb(), path);
            if (operation.isEmpty()) {
                problems.add(heard + ": not in the contract");
                continue;
            }
            seen.add(operation.get().id());
            Optional<JsonNode> body =
                    heard.body().isEmpty()
                            ? Optional.empty()
                            : Optional.of(Venue.JSON.readTree(heard.body()));
            contract.problems(operation.get(), Tour.query(heard.uri()), body)
                    .forEach(problem -> problems.add(heard + ": " + problem));
        }
        return problems;
    }

    private Order order(
            Symbol symbol,
            String quantity,
            OrderTerms terms,
            TimeInForce lasting,
            OrderInstructions instructions) {
        Instant now = Instant.now();
        String name = "contract-" + ++names;
        OrderIntent intent =
                new OrderIntent(
                        new IntentId(name),
                        "operator",
                        symbol,
                        Side.BUY,
                        Quantity.parse(quantity),
                        terms,
                        lasting,
                        "test",
                        now,
                        instructions);
        return new Order(
                new OrderId(name),
                "",
                intent,
                OrderStatus.INITIALIZED,
                Quantity.ZERO,
                Price.ZERO,
                "",
                now,
                now);
    }

    private String accepted(Order order) {
        SubmitOutcome outcome = broker.submit(order);
        assertThat(outcome)
                .as(order.intent().toString())
                .isInstanceOf(SubmitOutcome.Accepted.class);
        return ((SubmitOutcome.Accepted) outcome).order().brokerId();
    }

    private void orders() throws Exception {
        AlpacaMarketData feed = new AlpacaMarketData(client);
        await().until(() -> feed.latestQuotes(Set.of(AAPL)).containsKey(AAPL));
        Quote quote = requireNonNull(feed.latestQuotes(Set.of(AAPL)).get(AAPL));
        Price price = quote.ask();
        Price low = cents(price.toBigDecimal().doubleValue() * 0.8);
        Price high = cents(price.toBigDecimal().doubleValue() * 1.2);
        OrderInstructions plain = OrderInstructions.PLAIN;
        accepted(order(AAPL, "2", new OrderTerms.Market(), TimeInForce.DAY, plain));
        accepted(
                order(
                        AAPL,
                        "0.1",
                        new OrderTerms.Market(),
                        TimeInForce.DAY,
                        plain.worth(Money.parse("20"))));
        accepted(order(BITCOIN, "0.01", new OrderTerms.Market(), TimeInForce.GTC, plain));
        accepted(order(AAPL, "1", new OrderTerms.Stop(high), TimeInForce.DAY, plain));
        accepted(order(AAPL, "1", new OrderTerms.StopLimit(high, high), TimeInForce.GTC, plain));
        accepted(
                order(
                        AAPL,
                        "1",
                        new OrderTerms.TrailingStop(Price.parse("5")),
                        TimeInForce.DAY,
                        plain));
        accepted(order(AAPL, "1", new OrderTerms.TrailingStopPercent(5), TimeInForce.DAY, plain));
        accepted(
                order(
                        AAPL,
                        "1",
                        new OrderTerms.Limit(low),
                        TimeInForce.DAY,
                        plain.inExtendedHours()));
        accepted(
                order(
                        AAPL,
                        "1",
                        new OrderTerms.Market(),
                        TimeInForce.GTC,
                        plain.in(
                                new OrderClass.Bracket(
                                        new ExitLeg.TakeProfit(high), new ExitLeg.StopLoss(low)))));
        String resting =
                accepted(order(AAPL, "1", new OrderTerms.Limit(low), TimeInForce.GTC, plain));
        await().until(() -> isNew(resting));
        ReplaceOutcome replaced =
                broker.replace(
                        resting,
                        Replacement.quantity(new OrderId("contract-new"), Quantity.parse("2")));
        assertThat(replaced).isInstanceOf(ReplaceOutcome.Requested.class);
        options(plain);
        broker.cancel(new OrderId("contract-new"));
        assertThat(broker.findOrder(new OrderId("contract-1"))).isPresent();
        broker.cancelAll();
    }

    private boolean isNew(String brokerId) throws Exception {
        return broker.openOrders().stream()
                .anyMatch(
                        order ->
                                order.brokerId().equals(brokerId)
                                        && order.rawStatus().equals("new"));
    }

    private static Price cents(double dollars) {
        return Price.parse(
                new BigDecimal(dollars).setScale(2, RoundingMode.HALF_EVEN).toPlainString());
    }

    private void options(OrderInstructions plain) throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<OptionContract> contracts =
                new AlpacaDirectory(client)
                        .optionContracts(
                                OptionContractQuery.expiring(
                                        AAPL, today.plusDays(5), today.plusDays(40)),
                                "")
                        .items();
        assertThat(contracts).hasSizeGreaterThan(2);
        OrderClass.MultiLeg spread =
                new OrderClass.MultiLeg(
                        List.of(
                                leg(contracts.get(0), Side.BUY, PositionIntent.BUY_TO_OPEN),
                                leg(contracts.get(1), Side.SELL, PositionIntent.SELL_TO_OPEN)));
        accepted(
                order(
                        AAPL,
                        "1",
                        new OrderTerms.Limit(Price.parse("40")),
                        TimeInForce.DAY,
                        plain.in(spread)));
        accepted(
                order(
                        contracts.get(0).symbol(),
                        "1",
                        new OrderTerms.Market(),
                        TimeInForce.DAY,
                        plain.to(PositionIntent.BUY_TO_OPEN)));
    }

    private static OptionLeg leg(OptionContract contract, Side side, PositionIntent intent) {
        return new OptionLeg(contract.symbol(), side, 1, intent);
    }

    private void account() throws Exception {
        assertThat(broker.account().active()).isTrue();
        await().until(() -> !broker.positions().isEmpty());
        assertThat(broker.fillsSince(Instant.EPOCH)).isNotEmpty();
        assertThat(broker.orders(OrderQuery.allAfter(Instant.EPOCH), "").items()).isNotEmpty();
    }

    private void directory() throws Exception {
        AlpacaDirectory directory = new AlpacaDirectory(client);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(directory.clock().open()).isTrue();
        assertThat(directory.sessions(today, today.plusDays(30))).isNotEmpty();
        assertThat(directory.asset(BITCOIN)).isPresent();
        for (AssetClass kind : List.of(AssetClass.US_EQUITY, AssetClass.CRYPTO)) {
            assertThat(directory.assets(kind)).isNotEmpty();
        }
    }

    private void history() throws Exception {
        AlpacaMarketHistory history = new AlpacaMarketHistory(client);
        Instant now = Instant.now();
        for (Symbol symbol : List.of(AAPL, BITCOIN)) {
            HistoryQuery day =
                    new HistoryQuery(Set.of(symbol), now.minus(Duration.ofDays(1)), now, 100);
            assertThat(history.bars(day, Duration.ofMinutes(5), "").items()).isNotEmpty();
            assertThat(history.trades(day, "").items()).isNotNull();
            List<Quote> quotes = history.quotes(day, "").items();
            assertThat(quotes).isNotNull();
            assertThat(history.snapshots(Set.of(symbol))).containsKey(symbol);
        }
        assertThat(history.optionChain(OptionChainQuery.of(AAPL), "").items()).isNotEmpty();
        AlpacaNews news = new AlpacaNews(client);
        news.articles(Set.of(AAPL), now.minus(Duration.ofDays(1)), now, "");
        news.close();
    }
}
