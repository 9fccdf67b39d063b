package io.openbell.kernel.protection;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.breaker.Breakers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was traded, as protections see it; each round trip buys 10 at 100 and sells them at another price. */
final class TradingHistory {

    static final OrderTerms MARKET = new OrderTerms.Market();
    static final OrderTerms STOP = new OrderTerms.Stop(Price.parse("95"));
    static final OrderTerms STOP_LIMIT =
            new OrderTerms.StopLimit(Price.parse("95"), Price.parse("94"));
    static final OrderTerms TARGET = new OrderTerms.Limit(Price.parse("99"));

    private record Entry(Instant at, Journaled event) {}

    final List<TradingEvent> said = new ArrayList<>();
    private final ProtectionRules rules;
    private final List<Entry> journal = new ArrayList<>();
    private final String without;
    private Breakers protections;
    private Instant now = Instant.parse("2025-01-15T15:00:00Z");
    private int orders;

    TradingHistory(ProtectionRules rules) {
        this(rules, "none");
    }

    /** With this protection missing. */
    TradingHistory(ProtectionRules rules, String without) {
        this.rules = rules;
        this.without = without;
        protections = create();
    }

    private Breakers create() {
        return new Breakers(
                rules.guards().stream().filter(guard -> !guard.name().equals(without)).toList());
    }

    void restart() {
        protections = create();
        journal.forEach(entry -> protections.onReplay(entry.at(), entry.event()));
        said.clear();
        said.addAll(protections.onReplayed(now));
    }

    Instant now() {
        return now;
    }

    TradingHistory pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    TradingHistory roundTrip(String symbol, String sold) {
        return roundTrip(symbol, sold, MARKET);
    }

    TradingHistory stopped(String symbol, String sold) {
        return roundTrip(symbol, sold, STOP);
    }

    private TradingHistory roundTrip(String symbol, String sold, OrderTerms exit) {
        fill("test", Side.BUY, symbol, "10", "100", MARKET);
        return fill("test", Side.SELL, symbol, "10", sold, exit);
    }

    TradingHistory buy(String shares, String price) {
        return fill("test", Side.BUY, "A", shares, price, MARKET);
    }

    TradingHistory sell(String shares, String price) {
        return fill("test", Side.SELL, "A", shares, price, MARKET);
    }

    /** Everything that was traded and booked. */
    List<Journaled> told() {
        return journal.stream().map(Entry::event).toList();
    }

    TradingHistory fill(
            String source,
            Side side,
            String symbol,
            String shares,
            String price,
            OrderTerms terms) {
        OrderId id = new OrderId("o" + ++orders);
        tell(new OrderInitialized(id, wish(source, side, symbol, shares, terms), now));
        return filled(id, source, side, symbol, shares, price);
    }

    /** Buys, and sells by an exit of that order that only the venue names. */
    TradingHistory grouped(String symbol, String sold, OrderTerms exit) {
        fill("test", Side.BUY, symbol, "10", "100", MARKET);
        OrderId parent = new OrderId("o" + orders);
        OrderId id = new OrderId("o" + ++orders);
        OrderIntent intent = wish("test", Side.SELL, symbol, "10", exit);
        tell(new OrderLegAdded(id, parent, "b" + orders, intent, true, now));
        return filled(id, "test", Side.SELL, symbol, "10", sold);
    }

    private OrderIntent wish(
            String source, Side side, String symbol, String shares, OrderTerms terms) {
        return new OrderIntent(
                new IntentId("i" + orders),
                source,
                Symbol.of(symbol),
                side,
                Quantity.parse(shares),
                terms,
                TimeInForce.DAY,
                "a test",
                now);
    }

    private TradingHistory filled(
            OrderId id, String source, Side side, String symbol, String shares, String price) {
        tell(
                new OrderFilled(
                        id,
                        "e" + orders,
                        source,
                        Symbol.of(symbol),
                        side,
                        Price.parse(price),
                        Quantity.parse(shares),
                        Money.ZERO,
                        now));
        return this;
    }

    /** The account held some before we traded it. */
    TradingHistory adopt(String symbol, String shares, String price) {
        BrokerPosition position =
                new BrokerPosition(Symbol.of(symbol), Quantity.parse(shares), Price.parse(price));
        tell(new AccountAdopted("PA1", Money.ZERO, List.of(position), now));
        return this;
    }

    /** The venue booked a change of a position; what moved was worth a hundred each. */
    TradingHistory booked(Effect effect, String symbol, String change, String cash) {
        Quantity shares = Quantity.parse(change);
        Money worth = effect == Effect.TRANSFER ? Price.parse("100").times(shares) : Money.ZERO;
        tell(
                new PositionAdjusted(
                        "a" + ++orders,
                        "a test",
                        Symbol.of(symbol),
                        shares,
                        effect,
                        Money.parse(cash),
                        worth,
                        "",
                        now));
        return this;
    }

    TradingHistory renamed(String from, String to) {
        tell(
                new SymbolChanged(
                        "n" + ++orders,
                        "a test",
                        Symbol.of(from),
                        Symbol.of(to),
                        Quantity.of(1),
                        "",
                        now));
        return this;
    }

    private void tell(Journaled event) {
        journal.add(new Entry(now, event));
        said.addAll(protections.onEvent(now, event));
    }

    List<SymbolFrozen> frozen() {
        return said.stream()
                .filter(SymbolFrozen.class::isInstance)
                .map(SymbolFrozen.class::cast)
                .toList();
    }

    List<EntriesSuspended> suspended() {
        return said.stream()
                .filter(EntriesSuspended.class::isInstance)
                .map(EntriesSuspended.class::cast)
                .toList();
    }
}
