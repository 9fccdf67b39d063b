package io.openbell.kernel.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A sizer at work for the source "trend", with prices for three symbols, and what it put out. */
final class SizerDesk {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol KO = Symbol.of("KO");
    private static final Symbol PEP = Symbol.of("PEP");
    private static final SizingRules RULES =
            new SizingRules(
                    Money.parse("1000"), Money.parse("2000"), 0.2, 3, 20, Duration.ofSeconds(15));

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    final SourceLedger ledger = new SourceLedger();
    private final LatestQuotes quotes = new LatestQuotes();
    private final IntentIds ids = new IntentIds(clock.instant());
    final List<TradingEvent> out = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final PositionSizer sizer =
            new PositionSizer(
                    RULES,
                    ledger,
                    quotes,
                    ids,
                    out::add,
                    (source, line) -> notes.add(source + ": " + line));
    private int orders;

    SizerDesk() {
        sizer.onReadiness(now(), new Readiness(List.of(), now()));
        quote(AAPL, "99.99", "100.01");
        quote(KO, "59.99", "60.01");
        quote(PEP, "149.99", "150.01");
    }

    void signal(Symbol symbol, double strength) {
        sizer.onSignal(
                now(),
                new Signal("trend", symbol, strength, Duration.ofSeconds(60), "because", now()));
    }

    void opportunity(double edgeBps, double confidence, double ko, double pep) {
        sizer.onOpportunity(
                now(),
                new Opportunity(
                        "o1",
                        "trend",
                        "KO below PEP",
                        List.of(new Opportunity.Leg(KO, ko), new Opportunity.Leg(PEP, pep)),
                        edgeBps,
                        confidence,
                        Duration.ofSeconds(10),
                        now()));
    }

    void hold(Symbol symbol, long shares) {
        fill(
                initialize(intent(symbol, Side.BUY, shares, new OrderTerms.Market())),
                symbol,
                Side.BUY,
                shares);
        out.clear();
    }

    /** The venue changes the position without an order. */
    void adjust(Symbol symbol, PositionAdjusted.Effect effect, String change) {
        PositionAdjusted adjusted =
                new PositionAdjusted(
                        "a1",
                        "X",
                        symbol,
                        Quantity.parse(change),
                        effect,
                        Money.ZERO,
                        Money.ZERO,
                        "",
                        now());
        ledger.apply(adjusted);
        sizer.onAdjusted(now(), adjusted);
    }

    /** The stock goes by another name. */
    void rename(Symbol from, Symbol to) {
        SymbolChanged changed = new SymbolChanged("n1", "NC", from, to, Quantity.of(1), "", now());
        ledger.apply(changed);
        sizer.onRenamed(now(), changed);
    }

    OrderIntent intent(Symbol symbol, Side side, long shares, OrderTerms terms) {
        return new OrderIntent(
                ids.next("trend"),
                "trend",
                symbol,
                side,
                Quantity.of(shares),
                terms,
                TimeInForce.DAY,
                "by hand",
                now());
    }

    OrderId initialize(OrderIntent intent) {
        OrderId id = new OrderId("P1-" + ++orders);
        apply(new OrderInitialized(id, intent, now()));
        return id;
    }

    void deny(OrderIntent intent) {
        deny(intent, "RATE_SYMBOL");
    }

    void deny(OrderIntent intent, String code) {
        apply(new OrderDenied(intent, code, "", now()));
    }

    void fill(OrderId order, Symbol symbol, Side side, long shares) {
        apply(new OrderAccepted(order, "venue-" + order, now()));
        apply(
                new OrderFilled(
                        order,
                        order + "-" + out.size() + "-" + shares,
                        "trend",
                        symbol,
                        side,
                        Price.parse("100"),
                        Quantity.of(shares),
                        Money.ZERO,
                        now()));
    }

    void apply(OrderEvent event) {
        sizer.onOrderEvent(now(), event, ledger.apply(event));
    }

    void quote(Symbol symbol, String bid, String ask) {
        Quote quote =
                new Quote(
                        symbol,
                        Price.parse(bid),
                        Quantity.of(100),
                        Price.parse(ask),
                        Quantity.of(100),
                        now());
        quotes.put(quote);
        sizer.onQuote(now(), quote);
    }

    void tick(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        sizer.onTimer(now());
    }

    Instant now() {
        return clock.instant();
    }

    Instant past() {
        return now().minusSeconds(3600);
    }

    List<OrderIntent> intents() {
        return out.stream()
                .filter(OrderIntent.class::isInstance)
                .map(OrderIntent.class::cast)
                .toList();
    }

    OrderIntent theIntent() {
        assertThat(intents()).hasSize(1);
        return intents().get(0);
    }
}
