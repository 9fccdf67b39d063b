package io.openbell.kernel.breaker;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.TradingSession;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderId;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.RiskBoard;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.Intents;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A Wednesday with 100,000 dollars, as breakers see it; what they say goes into a journal and back to them. */
final class Day {

    static final Instant NOON = Instant.parse("2025-01-15T17:00:00Z");

    final FakePositionBook book = new FakePositionBook();
    final Intents intents = new Intents(NOON);
    final List<TradingEvent> said = new ArrayList<>();
    final List<Journaled> journal = new ArrayList<>();
    private final List<Instant> journaledAt = new ArrayList<>();
    private final String without;
    private Breakers breakers;
    private Instant now = NOON;
    private int orders;

    Day() {
        this("none");
    }

    /** A day on which this breaker is missing. */
    Day(String without) {
        this.without = without;
        this.breakers = create();
        book.cash("100000");
        tell(calendar());
        equity("100000");
    }

    private Breakers create() {
        return new Breakers(
                Breakers.standard(BreakerLimits.standard(), book).stream()
                        .filter(breaker -> !breaker.name().equals(without))
                        .toList());
    }

    /** Everything but the journal is forgotten. */
    void restart() {
        breakers = create();
        for (int i = 0; i < journal.size(); i++) {
            breakers.onReplay(journaledAt.get(i), journal.get(i));
        }
        said.clear();
        take(breakers.onReplayed(now));
        tell(calendar());
    }

    void tell(TradingEvent event) {
        if (event instanceof Journaled journaled) {
            journal.add(journaled);
            journaledAt.add(now);
        }
        take(breakers.onEvent(now, event));
    }

    private void take(List<TradingEvent> next) {
        said.addAll(next);
        next.stream().filter(Journaled.class::isInstance).forEach(this::tell);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    /** The venue and our ledger agree on this equity. */
    void equity(String amount) {
        book.cash(amount);
        venueEquity(amount);
    }

    void venueEquity(String amount) {
        Money equity = Money.parse(amount);
        tell(new BrokerAccount("PA1", equity, equity, equity, equity, true, "", now));
    }

    void ledgerEquity(String amount) {
        book.cash(amount);
        tell(new TimerTick(now));
    }

    void quote(String symbol, String bid, String ask) {
        tell(
                new Quote(
                        Symbol.of(symbol),
                        Price.parse(bid),
                        Quantity.of(100),
                        Price.parse(ask),
                        Quantity.of(100),
                        now));
    }

    OrderId order(String symbol) {
        OrderId id = new OrderId("o" + ++orders);
        tell(new OrderInitialized(id, intents.buy(symbol, "1"), now));
        return id;
    }

    void reject(String symbol) {
        tell(new OrderRejected(order(symbol), "no", now));
    }

    /** Kept from the venue by a rate limit. */
    void hold(String symbol) {
        tell(OrderRejected.notSent(order(symbol), "HTTP 429: too many requests", now));
    }

    void rejects(int count, String prefix) {
        for (int i = 0; i < count; i++) {
            reject(prefix + i);
        }
    }

    void fill(String symbol, String price) {
        tell(
                new OrderFilled(
                        order(symbol),
                        "e" + orders,
                        Intents.SOURCE,
                        Symbol.of(symbol),
                        Side.BUY,
                        Price.parse(price),
                        Quantity.of(1),
                        Money.ZERO,
                        now));
    }

    <T extends TradingEvent> List<T> said(Class<T> type) {
        return said.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<RiskBoard.Line> lines() {
        return breakers.lines(now);
    }

    boolean halted(String source) {
        return said(HaltTrading.class).stream().anyMatch(halt -> halt.source().equals(source));
    }

    /** Sessions on Tuesday to Friday; Monday is a holiday. */
    private SessionsStated calendar() {
        List<TradingSession> sessions = new ArrayList<>();
        for (int day = 14; day <= 17; day++) {
            LocalDate date = LocalDate.of(2025, 1, day);
            Instant midnight = Instant.parse(date + "T05:00:00Z");
            sessions.add(
                    new TradingSession(
                            date,
                            midnight.plus(Duration.ofMinutes(570)),
                            midnight.plus(Duration.ofHours(16)),
                            midnight.plus(Duration.ofHours(4)),
                            midnight.plus(Duration.ofHours(20))));
        }
        LocalDate tuesday = LocalDate.of(2025, 1, 21);
        Instant midnight = Instant.parse(tuesday + "T05:00:00Z");
        sessions.add(
                new TradingSession(
                        tuesday,
                        midnight.plus(Duration.ofMinutes(570)),
                        midnight.plus(Duration.ofHours(16)),
                        midnight.plus(Duration.ofHours(4)),
                        midnight.plus(Duration.ofHours(20))));
        return hours(Duration.ZERO, sessions);
    }

    SessionsStated hours(Duration offset, List<TradingSession> sessions) {
        return new SessionsStated(sessions, offset, now);
    }
}
