package io.openbell.kernel.risk;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.Intents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A day on which everything is allowed: 100,000 dollars, AAPL at 100.00 to 100.10, and nothing held. */
final class Scenario {

    static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");

    final Intents intents = new Intents(NOW);
    final FakePositionBook book = new FakePositionBook();
    final List<Order> open = new ArrayList<>();
    final RiskState state;
    RiskLimits limits = RiskLimits.paper();
    final Map<String, Price> saneMids = new HashMap<>();
    boolean journalWritable = true;
    private Instant now = NOW;
    private int orders;

    Scenario() {
        this(TradingMode.PAPER);
    }

    Scenario(TradingMode mode) {
        state = new RiskState(mode, book);
        tell(new AccountAdopted("PA1", Money.parse("100000"), List.of(), NOW));
        account("PA1", "100000", "200000");
        tell(new Reconciliation(true, "", NOW));
        tell(new Readiness(List.of(), NOW));
        tell(new SourceRegistered(Intents.SOURCE, true));
        tell(new BrokerStatus(true, "built-in exchange", true, "", NOW));
        quote("AAPL", "100.00", "100.10");
    }

    void tell(TradingEvent event) {
        state.onEvent(now, event);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    void account(String number, String equity, String buyingPower) {
        tell(
                new BrokerAccount(
                        number,
                        Money.parse(equity),
                        Money.parse(equity),
                        Money.parse(equity),
                        Money.parse(buyingPower),
                        true,
                        "",
                        now));
    }

    void quote(String symbol, String bid, String ask) {
        Price middle = Price.parse(bid).plus(Price.parse(ask)).times(0.5);
        if (Price.parse(ask).exceeds(Price.parse(bid))) {
            saneMids.put(symbol, middle);
        }
        tell(
                new Quote(
                        Symbol.of(symbol),
                        Price.parse(bid),
                        Quantity.of(100),
                        Price.parse(ask),
                        Quantity.of(100),
                        now));
    }

    /** The middle of the latest quote, in cents, rounded down. */
    long quoteCents(String symbol) {
        return state.quote(Symbol.of(symbol)).orElseThrow().mid().raw() / 10_000_000;
    }

    void trade(String symbol, String price) {
        tell(new Trade(Symbol.of(symbol), Price.parse(price), Quantity.of(100), 1, "V", now));
    }

    /** An order that may still fill. */
    void working(OrderIntent intent, OrderStatus status) {
        open.add(
                new Order(
                        new OrderId("o" + ++orders),
                        "b" + orders,
                        intent,
                        status,
                        Quantity.ZERO,
                        Price.ZERO,
                        "",
                        now,
                        now));
    }

    /** An order that the journal tells of. */
    OrderId journaled(OrderIntent intent) {
        OrderId id = new OrderId("o" + ++orders);
        tell(new OrderInitialized(id, intent, now));
        return id;
    }

    RiskDecision review(OrderIntent intent) {
        return gate(RiskPipeline.standard()).review(intent, open, journalWritable, now);
    }

    RiskDecision reviewWithout(int row, OrderIntent intent) {
        return gate(RiskPipeline.of(
                        RiskPipeline.standard().checks().stream()
                                .filter(check -> check.row() != row)
                                .toList()))
                .review(intent, open, journalWritable, now);
    }

    private OrderGate gate(RiskPipeline pipeline) {
        return new OrderGate(limits, state, pipeline);
    }
}
