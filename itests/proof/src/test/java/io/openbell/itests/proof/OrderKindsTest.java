package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.alpacaclient.AlpacaDirectory;
import io.openbell.api.broker.OptionContract;
import io.openbell.api.broker.OptionContractQuery;
import io.openbell.api.order.ExitLeg.StopLoss;
import io.openbell.api.order.ExitLeg.TakeProfit;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderChange;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.order.ReplaceOrder;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.orderexecutor.Life;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders of every kind at the exchange: what becomes of them there becomes of them in our book, and of positions. */
class OrderKindsTest {

    private static final OrderInstructions PLAIN = OrderInstructions.PLAIN;
    private static final OrderTerms MARKET = new OrderTerms.Market();
    private static final int SPEED = 20;

    @TempDir Path folder;

    private ProofExchange exchange;
    private ProofExchange.Connected connected;
    private Life life;
    private int named;

    @BeforeEach
    void start() throws Exception {
        exchange = new ProofExchange(folder.resolve("exchange"), ProofExchange.rich(0));
        begin();
    }

    private void begin() {
        connected = exchange.connect(Duration.ofSeconds(2), 7);
        life = new Life(folder.resolve("home"), connected.broker(), SPEED, (n, now, event) -> {});
        await().atMost(Duration.ofSeconds(60)).until(life::isReady);
    }

    @AfterEach
    void stop() throws Exception {
        end();
        exchange.close();
    }

    private void end() throws InterruptedException {
        life.kill();
        connected.close();
    }

    @Test
    void shouldKnowTheExitsOfABracketAndEndThemTogether() throws Exception {
        OrderIntent entry = send("AAPL", Side.BUY, "10", MARKET, bracket());
        awaitOrder(entry, order -> order.status() == OrderStatus.FILLED);
        Order gain = exit(entry, OrderTerms.Limit.class);
        Order loss = exit(entry, OrderTerms.Stop.class);
        await().until(() -> status(gain) == OrderStatus.ACCEPTED);
        assertThat(status(loss)).isEqualTo(OrderStatus.HELD);
        assertThat(now(loss).remaining()).isEqualTo(Quantity.ZERO);
        assertThat(now(gain).remaining()).isEqualTo(Quantity.of(10));

        end();
        begin();
        assertThat(status(gain)).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(status(loss)).isEqualTo(OrderStatus.HELD);

        // The exit with a gain becomes one at the market: it fills, and ends the other.
        IntentId changed = new IntentId("nearer");
        life.command(
                new ReplaceOrder(
                        gain.id(), changed, OrderChange.toLimit(Price.parse("20")), "proof"));
        await().atMost(Duration.ofSeconds(20)).until(() -> life.book().open().isEmpty());

        assertThat(status(gain)).isEqualTo(OrderStatus.REPLACED);
        assertThat(life.book().order(changed).orElseThrow().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(status(loss)).isEqualTo(OrderStatus.CANCELED);
        agree();
    }

    @Test
    void shouldFindTheWholeGroupWhoseAnswerAndUpdatesWereLost() {
        exchange.arm(FaultPlan.once(FaultKind.RESET).at("POST", "/v2/orders").sometimes(1, 1));
        exchange.arm(FaultPlan.once(FaultKind.DROPPED_EVENT).at("", "/stream").sometimes(1, 1));
        OrderIntent entry = send("AAPL", Side.BUY, "10", MARKET, bracket());
        awaitOrder(entry, order -> order.status() == OrderStatus.FILLED);
        exchange.heal();

        Order gain = exit(entry, OrderTerms.Limit.class);
        Order loss = exit(entry, OrderTerms.Stop.class);
        life.cancel(gain.id());
        await().atMost(Duration.ofSeconds(20)).until(() -> life.book().open().isEmpty());
        assertThat(status(gain)).isEqualTo(OrderStatus.CANCELED);
        assertThat(status(loss)).isEqualTo(OrderStatus.CANCELED);
        agree();
    }

    @Test
    void shouldTakeTheExitsOutWithTheEntryThatRests() {
        OrderTerms far = new OrderTerms.Limit(Price.parse("100"));
        OrderIntent entry =
                send(
                        "AAPL",
                        Side.BUY,
                        "10",
                        far,
                        PLAIN.in(
                                new OrderClass.Bracket(
                                        new TakeProfit(Price.parse("2000")),
                                        new StopLoss(Price.parse("20")))));
        awaitOrder(entry, order -> order.status() == OrderStatus.ACCEPTED);
        Order gain = exit(entry, OrderTerms.Limit.class);
        assertThat(status(gain)).isEqualTo(OrderStatus.HELD);

        life.cancel(life.order(entry).orElseThrow().id());

        await().atMost(Duration.ofSeconds(20)).until(() -> life.book().open().isEmpty());
        assertThat(status(gain)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void shouldLeaveAPositionByOneOfTwoExitsAndTriggerOneByAnEntry() {
        OrderIntent holding = send("KO", Side.BUY, "5", MARKET, PLAIN);
        awaitOrder(holding, order -> order.status() == OrderStatus.FILLED);
        OrderIntent twoExits =
                send(
                        "KO",
                        Side.SELL,
                        "5",
                        new OrderTerms.Limit(Price.parse("900")),
                        PLAIN.in(new OrderClass.OneCancelsOther(new StopLoss(Price.parse("5")))));
        awaitOrder(twoExits, order -> order.status() == OrderStatus.ACCEPTED);
        Order loss = exit(twoExits, OrderTerms.Stop.class);
        OrderIntent triggering =
                send(
                        "PEP",
                        Side.BUY,
                        "3",
                        MARKET,
                        PLAIN.in(new OrderClass.OneTriggersOther(new StopLoss(Price.parse("5")))));
        awaitOrder(triggering, order -> order.status() == OrderStatus.FILLED);
        Order triggered = exit(triggering, OrderTerms.Stop.class);
        await().until(() -> status(triggered) == OrderStatus.ACCEPTED);

        life.cancel(life.order(twoExits).orElseThrow().id());
        life.cancel(triggered.id());

        await().atMost(Duration.ofSeconds(20)).until(() -> life.book().open().isEmpty());
        assertThat(status(loss)).isEqualTo(OrderStatus.CANCELED);
        agree();
    }

    @Test
    void shouldFillSeveralOptionsAsOne() throws Exception {
        List<Symbol> contracts = contracts();
        OrderIntent spread =
                send(
                        "AAPL",
                        Side.BUY,
                        "2",
                        MARKET,
                        PLAIN.in(
                                new OrderClass.MultiLeg(
                                        List.of(
                                                new OptionLeg(
                                                        contracts.get(0),
                                                        Side.BUY,
                                                        1,
                                                        PositionIntent.BUY_TO_OPEN),
                                                new OptionLeg(
                                                        contracts.get(1),
                                                        Side.SELL,
                                                        1,
                                                        PositionIntent.SELL_TO_OPEN)))));

        awaitOrder(spread, order -> order.status() == OrderStatus.FILLED);
        await().atMost(Duration.ofSeconds(20)).until(() -> life.book().open().isEmpty());

        List<OrderFilled> fills = life.book().recentFills(10);
        assertThat(fills)
                .extracting(OrderFilled::symbol)
                .containsExactlyInAnyOrderElementsOf(contracts);
        assertThat(fills).extracting(OrderFilled::quantity).containsOnly(Quantity.of(2));
        OrderFilled bought =
                fills.stream().filter(f -> f.side() == Side.BUY).findFirst().orElseThrow();
        assertThat(bought.cashFlow())
                .isEqualTo(bought.price().times(100).times(Quantity.of(2)).negated());
        agree();
    }

    @Test
    void shouldLearnTheSharesOfAnAmountOfMoneyAndTradeFractionsAndCoins() {
        OrderIntent amount = send("MSFT", Side.BUY, "1", MARKET, PLAIN.worth(Money.parse("100")));
        OrderIntent fraction = send("NVDA", Side.BUY, "0.5", MARKET, PLAIN);
        awaitOrder(amount, order -> order.status() == OrderStatus.FILLED);
        awaitOrder(fraction, order -> order.status() == OrderStatus.FILLED);
        Order bought = life.order(amount).orElseThrow();
        assertThat(bought.intent().quantity()).isEqualTo(bought.filled());
        assertThat(bought.filled().isWhole()).isFalse();
        agree();

        OrderIntent coins = wish("BTC/USD", Side.BUY, "0.001", MARKET, TimeInForce.GTC, PLAIN);
        life.wish(coins);
        awaitOrder(coins, order -> order.status() == OrderStatus.FILLED);
        assertThat(life.order(coins).orElseThrow().filled()).isEqualTo(Quantity.parse("0.001"));
    }

    @Test
    void shouldRestAndCancelOrdersOfEveryOtherKind() {
        Price far = Price.parse("20");
        OrderIntent holding = send("XOM", Side.BUY, "10", MARKET, PLAIN);
        awaitOrder(holding, order -> order.status() == OrderStatus.FILLED);
        List<OrderIntent> resting =
                List.of(
                        wish(
                                "XOM",
                                Side.SELL,
                                "3",
                                new OrderTerms.TrailingStop(Price.parse("50")),
                                TimeInForce.GTC,
                                PLAIN),
                        wish(
                                "XOM",
                                Side.SELL,
                                "3",
                                new OrderTerms.TrailingStopPercent(40),
                                TimeInForce.DAY,
                                PLAIN),
                        wish(
                                "XOM",
                                Side.SELL,
                                "2",
                                new OrderTerms.StopLimit(far, far),
                                TimeInForce.GTC,
                                PLAIN),
                        wish(
                                "CVX",
                                Side.BUY,
                                "1",
                                new OrderTerms.Limit(far),
                                TimeInForce.DAY,
                                PLAIN.inExtendedHours()),
                        wish(
                                "JPM",
                                Side.BUY,
                                "1",
                                new OrderTerms.Limit(far),
                                TimeInForce.GTC,
                                PLAIN));
        resting.forEach(life::wish);
        resting.forEach(wish -> awaitOrder(wish, order -> order.status() == OrderStatus.ACCEPTED));

        resting.forEach(wish -> life.cancel(life.order(wish).orElseThrow().id()));

        resting.forEach(wish -> awaitOrder(wish, order -> order.status() == OrderStatus.CANCELED));
        agree();
    }

    /** Two contracts on the same share. */
    private List<Symbol> contracts() throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return new AlpacaDirectory(connected.client())
                        .optionContracts(
                                OptionContractQuery.expiring(
                                        Symbol.of("AAPL"), today.plusDays(5), today.plusDays(40)),
                                "")
                        .items()
                        .stream()
                        .map(OptionContract::symbol)
                        .limit(2)
                        .toList();
    }

    private static OrderInstructions bracket() {
        return PLAIN.in(
                new OrderClass.Bracket(
                        new TakeProfit(Price.parse("2000")), new StopLoss(Price.parse("20"))));
    }

    private OrderIntent send(
            String symbol,
            Side side,
            String quantity,
            OrderTerms terms,
            OrderInstructions instructions) {
        OrderIntent wish = wish(symbol, side, quantity, terms, TimeInForce.DAY, instructions);
        await().atMost(Duration.ofSeconds(60)).until(life::isReady);
        life.wish(wish);
        return wish;
    }

    private OrderIntent wish(
            String symbol,
            Side side,
            String quantity,
            OrderTerms terms,
            TimeInForce timeInForce,
            OrderInstructions instructions) {
        return new OrderIntent(
                new IntentId("kind-" + ++named),
                "operator",
                Symbol.of(symbol),
                side,
                Quantity.parse(quantity),
                terms,
                timeInForce,
                "proof",
                Instant.now(),
                instructions);
    }

    private void awaitOrder(OrderIntent wish, Predicate<Order> wanted) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(life.order(wish))
                                        .as("%s %s", wish, life.book().denial(wish.id()))
                                        .get()
                                        .matches(wanted));
    }

    private Order exit(OrderIntent head, Class<? extends OrderTerms> terms) {
        Order parent = life.order(head).orElseThrow();
        Predicate<Order> wanted =
                order ->
                        order.links().parent().filter(parent.id()::equals).isPresent()
                                && terms.isInstance(order.intent().terms());
        await().atMost(Duration.ofSeconds(30)).until(() -> life.orders().stream().anyMatch(wanted));
        return life.orders().stream().filter(wanted).findFirst().orElseThrow();
    }

    private Order now(Order order) {
        return life.book().order(order.id()).orElseThrow();
    }

    private OrderStatus status(Order order) {
        return now(order).status();
    }

    /** Our fills add up to what the exchange says the account holds, and both know the same orders. */
    private void agree() {
        Map<String, BigDecimal> ours = new TreeMap<>();
        for (OrderFilled fill : life.book().recentFills(1_000)) {
            ours.merge(
                    fill.symbol().ticker(),
                    fill.side().signed(fill.quantity()).toBigDecimal().stripTrailingZeros(),
                    BigDecimal::add);
        }
        ours.values().removeIf(held -> held.signum() == 0);
        Map<String, BigDecimal> theirs = new TreeMap<>();
        for (JsonNode position : exchange.ask("GET", "/v2/positions")) {
            theirs.put(
                    position.path("symbol").asText(),
                    new BigDecimal(position.path("qty").asText()));
        }
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        ours.forEach((symbol, held) -> assertThat(held).isEqualByComparingTo(theirs.get(symbol)));
        await().atMost(Duration.ofSeconds(30)).until(life::isReady);
    }
}
