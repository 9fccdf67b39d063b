package io.openbell.kernel.risk;

import io.openbell.api.broker.AccountFigures;
import io.openbell.api.broker.AccountRights;
import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.broker.TradingSession;
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
import io.openbell.kernel.breaker.TradingDay;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.Intents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A day on which everything is allowed: 100,000 dollars, AAPL at 100.00 to 100.10, and nothing held. */
final class Scenario {

    static final AccountRights MARGIN =
            new AccountRights(2, true, 3, 3, false, false, false, false);
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
        this(mode, "100000");
    }

    Scenario(TradingMode mode, String equity) {
        state = new RiskState(mode, book);
        tell(new AccountAdopted("PA1", Money.parse(equity), List.of(), NOW));
        account("PA1", equity, "200000");
        tell(new Reconciliation(true, "", NOW));
        tell(new Readiness(List.of(), NOW));
        tell(new SourceRegistered(Intents.SOURCE, true));
        tell(new BrokerStatus(true, "built-in exchange", true, "", NOW));
        session(NOW.minus(Duration.ofHours(2)), NOW.plus(Duration.ofHours(4)));
        known("AAPL");
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
        account(number, equity, equity, buyingPower, MARGIN, true);
    }

    /** The venue's statement, with which our own books agree. */
    void account(
            String number,
            String equity,
            String lastEquity,
            String buyingPower,
            AccountRights rights,
            boolean active) {
        Money stated = Money.parse(equity);
        book.cash(stated.minus(book.equity().minus(book.cash())).toString());
        tell(
                new BrokerAccount(
                        number,
                        stated,
                        stated,
                        Money.parse(lastEquity),
                        Money.parse(buyingPower),
                        active,
                        active ? "" : "blocked",
                        now,
                        rights,
                        AccountFigures.UNSTATED));
    }

    /** The venue states the account again, whatever our own books say. */
    void statedAgain(String equity) {
        Money stated = Money.parse(equity);
        tell(
                new BrokerAccount(
                        "PA1",
                        stated,
                        stated,
                        stated,
                        Money.parse("200000"),
                        true,
                        "",
                        now,
                        MARGIN,
                        AccountFigures.UNSTATED));
    }

    /** So many shares are held, paid from our cash. */
    void hold(String symbol, String quantity, String price) {
        Money before = book.equity();
        book.hold(symbol, quantity, price);
        book.cash(book.cash().minus(book.equity().minus(before)).toString());
    }

    /** The venue knows it: tradable, shortable, in fractions, a million a day. */
    void known(String symbol) {
        known(new Asset(Symbol.of(symbol), symbol, "NYSE", true, true, true));
        volume(symbol, "1000000");
    }

    void known(Asset asset) {
        tell(new InstrumentStated(asset.symbol(), Optional.of(asset), Optional.empty(), now));
    }

    void volume(String symbol, String averageDaily) {
        tell(new VolumeStated(Symbol.of(symbol), Quantity.parse(averageDaily), 20, now));
    }

    /** The market opens and closes then; before and after it trades for another hour each. */
    void session(Instant open, Instant close) {
        tell(new SessionsStated(List.of(sessionOf(open, close)), Duration.ZERO, now));
    }

    /** The venue's clock is that far ahead of ours. */
    void venueAhead(Duration ahead) {
        TradingSession session =
                sessionOf(NOW.minus(Duration.ofHours(2)), NOW.plus(Duration.ofHours(4)));
        tell(new SessionsStated(List.of(session), ahead, now));
    }

    /** Two days, one behind the other. */
    void sessions(Instant open, Instant nextOpen) {
        Duration day = Duration.ofHours(6);
        tell(
                new SessionsStated(
                        List.of(
                                sessionOf(open, open.plus(day)),
                                sessionOf(nextOpen, nextOpen.plus(day))),
                        Duration.ZERO,
                        now));
    }

    private static TradingSession sessionOf(Instant open, Instant close) {
        Duration hour = Duration.ofHours(1);
        return new TradingSession(
                TradingDay.date(open), open, close, open.minus(hour), close.plus(hour));
    }

    void quote(String symbol, String bid, String ask) {
        Price middle = Price.parse(bid).plus(Price.parse(ask)).times(0.5);
        if (Price.parse(ask).exceeds(Price.parse(bid))) {
            saneMids.put(symbol, middle);
        }
        if (state.instruments().instrument(Symbol.of(symbol), now).isEmpty()) {
            known(symbol);
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
        return state.market().quote(Symbol.of(symbol)).orElseThrow().mid().raw() / 10_000_000;
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
