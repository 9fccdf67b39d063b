package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.broker.TradingSession;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.RiskBoard;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.Intents;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A strategy may commit 2,001 of 100,000 dollars; AAPL and IBM are at 100.00 to 100.10, that is worth 100.05. */
class StrategyCapitalTest {

    private static final Instant NOW = Scenario.NOW;

    private final FakePositionBook book = new FakePositionBook();
    private final Intents intents = new Intents(NOW);
    private final List<Order> open = new ArrayList<>();
    private OrderGate gate = gate("test: 2.001%");

    private OrderGate gate(String capital) {
        OrderGate created =
                new OrderGate(
                        RiskLimits.paper(), TradingMode.PAPER, book, CapitalShares.parse(capital));
        Money equity = Money.parse("100000");
        List<TradingEvent> facts =
                List.of(
                        new AccountAdopted("PA1", equity, List.of(), NOW),
                        new BrokerAccount("PA1", equity, equity, equity, equity, true, "", NOW),
                        new Reconciliation(true, "", NOW),
                        new Readiness(List.of(), NOW),
                        new SourceRegistered(Intents.SOURCE, true),
                        new BrokerStatus(true, "built-in exchange", true, "", NOW),
                        session(),
                        known("AAPL"),
                        known("IBM"),
                        volume("AAPL"),
                        volume("IBM"),
                        quote("AAPL"),
                        quote("IBM"));
        facts.forEach(fact -> created.onEvent(NOW, fact));
        return created;
    }

    private static SessionsStated session() {
        Instant open = NOW.minus(Duration.ofHours(2));
        Instant close = NOW.plus(Duration.ofHours(4));
        return new SessionsStated(
                List.of(new TradingSession(LocalDate.of(2025, 1, 15), open, close, open, close)),
                Duration.ZERO,
                NOW);
    }

    private static InstrumentStated known(String symbol) {
        Asset asset = new Asset(Symbol.of(symbol), symbol, "NYSE", true, true, true);
        return new InstrumentStated(asset.symbol(), Optional.of(asset), Optional.empty(), NOW);
    }

    private static VolumeStated volume(String symbol) {
        return new VolumeStated(Symbol.of(symbol), Quantity.of(1_000_000), 20, NOW);
    }

    private static Quote quote(String symbol) {
        return new Quote(
                Symbol.of(symbol),
                Price.parse("100.00"),
                Quantity.of(100),
                Price.parse("100.10"),
                Quantity.of(100),
                NOW);
    }

    @Test
    void shouldGrantTheLastDollarAndNotTheFirstCentBeyond() {
        assertThat(denial(intents.buy("AAPL", "20", "100.00"))).isEmpty();
        assertThat(denial(intents.buy("IBM", "20", "100.06")))
                .contains(DenyReason.STRATEGY_CAPITAL);
    }

    @Test
    void shouldCountWhatIsHeldAndWhatIsOnItsWay() {
        book.hold("IBM", "10", "100.05");
        working(intents.buy("AAPL", "5", "100.00"));

        assertThat(denial(intents.buy("AAPL", "6", "99.00"))).contains(DenyReason.STRATEGY_CAPITAL);
        assertThat(denial(intents.buy("AAPL", "5", "99.00"))).isEmpty();
    }

    @Test
    void shouldNotCountWhatOthersHold() {
        book.hold("IBM", "50", "100.05");
        book.give("IBM", "another");

        assertThat(denial(intents.buy("AAPL", "19", "100.05"))).isEmpty();
    }

    @Test
    void shouldTakeAnAmountAsWell() {
        gate = gate("another: 1%, test: USD 1000.50");

        assertThat(denial(intents.buy("AAPL", "10", "100.00"))).isEmpty();
        assertThat(denial(intents.buy("IBM", "10", "100.06")))
                .contains(DenyReason.STRATEGY_CAPITAL);
    }

    @Test
    void shouldLetReductionsPass() {
        book.hold("AAPL", "100", "100.05");

        assertThat(denial(intents.sell("AAPL", "100", "100.05"))).isEmpty();
    }

    @Test
    void shouldBoundNobodyWhoIsNotNamed() {
        gate = gate("");

        assertThat(denial(intents.buy("AAPL", "40", "100.05"))).isEmpty();
    }

    @Test
    void shouldShowWhatIsCommitted() {
        book.hold("IBM", "10", "100.05");

        assertThat(gate.capital(NOW, open))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.kind()).isEqualTo(RiskBoard.Kind.CAPITAL);
                            assertThat(line.scope()).isEqualTo(Intents.SOURCE);
                            assertThat(line.use()).isEqualTo(1000.5);
                            assertThat(line.limit()).isEqualTo(2001);
                        });
    }

    private void working(OrderIntent intent) {
        open.add(
                new Order(
                        new OrderId("o1"),
                        "b1",
                        intent,
                        OrderStatus.ACCEPTED,
                        Quantity.ZERO,
                        Price.ZERO,
                        "",
                        NOW,
                        NOW));
    }

    private Optional<DenyReason> denial(OrderIntent intent) {
        return gate.review(intent, open, true, NOW) instanceof RiskDecision.Denied denied
                ? Optional.of(denied.reason())
                : Optional.empty();
    }
}
