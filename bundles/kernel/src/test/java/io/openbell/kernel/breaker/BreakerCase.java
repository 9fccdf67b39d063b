package io.openbell.kernel.breaker;

import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.component.DiskSpace;
import io.openbell.api.component.ErrorsLogged;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.SymbolFrozen;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What one breaker alone trips on.
 *
 * @param breaker its name
 * @param what    for people
 * @param below   is not enough
 * @param at      is
 * @param says    what it then says
 */
record BreakerCase(
        String breaker,
        String what,
        Consumer<Day> below,
        Consumer<Day> at,
        Predicate<TradingEvent> says) {

    static Stream<BreakerCase> all() {
        return Stream.concat(losses(), Stream.concat(orders(), surroundings()));
    }

    private static Stream<BreakerCase> losses() {
        return Stream.of(
                new BreakerCase(
                        "daily-loss",
                        "2 % lost by the venue's statement",
                        d -> d.venueEquity("98000.01"),
                        d -> d.venueEquity("98000.00"),
                        suspends("daily-loss")),
                new BreakerCase(
                        "daily-loss",
                        "3 % lost by the venue's statement",
                        d -> d.venueEquity("97000.01"),
                        d -> d.venueEquity("97000.00"),
                        halts("daily-loss")),
                new BreakerCase(
                        "daily-loss",
                        "2 % lost by our ledger",
                        d -> d.ledgerEquity("98000.01"),
                        d -> d.ledgerEquity("98000.00"),
                        suspends("daily-loss")),
                new BreakerCase(
                        "daily-loss",
                        "3 % lost by our ledger",
                        d -> d.ledgerEquity("97000.01"),
                        d -> d.ledgerEquity("97000.00"),
                        halts("daily-loss")),
                new BreakerCase(
                        "daily-loss",
                        "2 % below the highest equity of the day",
                        d -> fall(d, "110000", "107800.01"),
                        d -> fall(d, "110000", "107800.00"),
                        suspends("drawdown")),
                new BreakerCase(
                        "daily-loss",
                        "3 % below the highest equity of the day",
                        d -> fall(d, "110000", "106700.01"),
                        d -> fall(d, "110000", "106700.00"),
                        halts("drawdown")),
                new BreakerCase(
                        "daily-loss",
                        "two statements more than half a percent from our ledger",
                        d -> twice(() -> d.venueEquity("100500.00")),
                        d -> twice(() -> d.venueEquity("100500.01")),
                        halts("equity-disagreement")));
    }

    private static Stream<BreakerCase> orders() {
        return Stream.of(
                new BreakerCase(
                        "rejects",
                        "three rejections of a symbol within a minute",
                        d -> rejectsOver(d, Duration.ofSeconds(60)),
                        d -> rejectsOver(d, Duration.ofSeconds(60).minusNanos(1)),
                        event ->
                                event instanceof SymbolFrozen frozen
                                        && frozen.source().equals("symbol-rejects")
                                        && Duration.between(frozen.at(), frozen.until())
                                                .equals(Duration.ofMinutes(10))),
                new BreakerCase(
                        "rejects",
                        "ten rejections within a minute",
                        d -> d.rejects(9, "S"),
                        d -> d.rejects(10, "S"),
                        halts("rejects")),
                new BreakerCase(
                        "fill-price",
                        "a fill more than 2 % above the ask",
                        d -> fillAt(d, "102.00"),
                        d -> fillAt(d, "102.01"),
                        halts("fill-price")),
                new BreakerCase(
                        "fill-price",
                        "a fill more than 2 % below the bid",
                        d -> fillAt(d, "97.02"),
                        d -> fillAt(d, "97.01"),
                        halts("fill-price")),
                new BreakerCase(
                        "unknown-orders",
                        "a fourth order of unknown fate",
                        d -> unknown(d, 3),
                        d -> unknown(d, 4),
                        halts("unknown-orders")));
    }

    private static Stream<BreakerCase> surroundings() {
        return Stream.of(
                new BreakerCase(
                        "clock-skew",
                        "a clock more than two seconds behind",
                        d -> d.tell(d.hours(Duration.ofMillis(2000), List.of())),
                        d -> d.tell(d.hours(Duration.ofMillis(2000).plusNanos(1), List.of())),
                        suspends("clock-skew")),
                new BreakerCase(
                        "clock-skew",
                        "a clock more than two seconds ahead",
                        d -> d.tell(d.hours(Duration.ofMillis(-2000), List.of())),
                        d -> d.tell(d.hours(Duration.ofMillis(-2001), List.of())),
                        suspends("clock-skew")),
                new BreakerCase(
                        "stream-gap",
                        "market data that does not flow",
                        d -> d.tell(new FeedStatus(true, "test", "", d.now())),
                        d -> d.tell(new FeedStatus(false, "test", "closed", d.now())),
                        suspends("stream-gap")),
                new BreakerCase(
                        "stream-gap",
                        "order updates that do not flow",
                        d -> d.tell(new BrokerStatus(true, "test", true, "", d.now())),
                        d -> d.tell(new BrokerStatus(false, "test", true, "closed", d.now())),
                        suspends("stream-gap")),
                new BreakerCase(
                        "disk",
                        "less than 500 MiB on the disk",
                        d -> d.tell(new DiskSpace(500, d.now())),
                        d -> d.tell(new DiskSpace(499, d.now())),
                        suspends("disk")),
                new BreakerCase(
                        "disk",
                        "less than 100 MiB on the disk",
                        d -> d.tell(new DiskSpace(100, d.now())),
                        d -> d.tell(new DiskSpace(99, d.now())),
                        halts("disk")),
                new BreakerCase(
                        "component-errors",
                        "thirty errors of a component within a minute",
                        d -> errors(d, Duration.ofSeconds(60)),
                        d -> errors(d, Duration.ofSeconds(60).minusNanos(1)),
                        suspends("component-errors")));
    }

    private static void fall(Day day, String from, String to) {
        day.equity(from);
        day.equity(to);
    }

    private static void twice(Runnable action) {
        action.run();
        action.run();
    }

    private static void rejectsOver(Day day, Duration time) {
        day.reject("AAPL");
        day.reject("AAPL");
        day.pass(time);
        day.reject("AAPL");
    }

    private static void fillAt(Day day, String price) {
        day.quote("AAPL", "99.00", "100.00");
        day.fill("AAPL", price);
    }

    private static void unknown(Day day, int count) {
        for (int i = 0; i < count; i++) {
            day.tell(new OrderUnknown(day.order("S" + i), "timeout", day.now()));
        }
    }

    private static void errors(Day day, Duration time) {
        day.tell(new ErrorsLogged("alpaca-client", 29, 100, "no", day.now()));
        day.pass(time);
        day.tell(new ErrorsLogged("alpaca-client", 1, 101, "no", day.now()));
    }

    static Predicate<TradingEvent> halts(String source) {
        return event -> event instanceof HaltTrading halt && halt.source().equals(source);
    }

    static Predicate<TradingEvent> suspends(String source) {
        return event ->
                event instanceof EntriesSuspended suspended && suspended.source().equals(source);
    }

    @Override
    public String toString() {
        return breaker + ": " + what;
    }
}
