package io.openbell.simulator.trading;

import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What happens because time passes: days begin and end, auctions are held, orders wake up and expire. */
final class DayCycle {

    private static final Duration PATIENCE_OF_AN_OPENING = Duration.ofMinutes(5);

    private final Books books;
    private final Clerk clerk;
    private final Groups groups;
    private final Matcher matcher;
    private final Tape tape;
    private final Valuation valuation;
    private final Schedule schedule;
    private final OptionDesk options;
    private final CorporateDesk corporate;
    private long second = Long.MIN_VALUE;
    private Instant minute = Instant.MIN;

    DayCycle(
            Books books,
            Clerk clerk,
            Groups groups,
            Matcher matcher,
            Tape tape,
            Valuation valuation,
            Schedule schedule,
            OptionDesk options,
            CorporateDesk corporate) {
        this.books = books;
        this.clerk = clerk;
        this.groups = groups;
        this.matcher = matcher;
        this.tape = tape;
        this.valuation = valuation;
        this.schedule = schedule;
        this.options = options;
        this.corporate = corporate;
    }

    /** To be called often: does its work once a second of the exchange's time. */
    void onTime() throws IOException {
        Instant now = clerk.now();
        if (now.getEpochSecond() == second) {
            return;
        }
        second = now.getEpochSecond();
        beginDay(now);
        value(now);
        if (!books.isIdle()) {
            for (VenueOrder order : books.open()) {
                if (order.isOpen() && order.role() != LegRole.PART) {
                    age(order, now);
                }
            }
        }
        options.settle(now);
        corporate.list(now);
    }

    private void age(VenueOrder order, Instant now) throws IOException {
        Instant end = order.endsAt();
        if (options.isDead(order, now)) {
            expire(order);
        } else if (end != null && !now.isBefore(end)) {
            if (order.ticket().lasting().isAuction()) {
                auction(order, end, now);
            } else {
                expire(order);
            }
        } else if (!order.ticket().lasting().isAuction()
                && order.status() == VenueOrder.Status.ACCEPTED
                && schedule.trades(order.ticket(), now)) {
            wake(order, now);
            matcher.admit(order);
        }
    }

    private void wake(VenueOrder order, Instant now) throws IOException {
        clerk.write(new LedgerEntry.Activated(order.id(), VenueOrder.Status.NEW, now));
        for (VenueOrder leg : order.legs()) {
            if (leg.role() == LegRole.PART) {
                clerk.write(new LedgerEntry.Activated(leg.id(), VenueOrder.Status.NEW, now));
            }
        }
    }

    private void auction(VenueOrder order, Instant at, Instant now) throws IOException {
        boolean opens = order.ticket().lasting() == Lasting.OPG;
        Optional<BigDecimal> price = opens ? opening(order, at) : closing(order);
        if (opens && price.isEmpty() && now.isBefore(at.plus(PATIENCE_OF_AN_OPENING))) {
            return;
        }
        if (price.isPresent() && isWithinLimit(order, price.get())) {
            clerk.write(new LedgerEntry.Activated(order.id(), VenueOrder.Status.NEW, now));
            matcher.fillWhole(order, price.get());
        } else {
            clerk.write(new LedgerEntry.Canceled(order.id(), "auction", now));
        }
    }

    /** The side of the first quote, or the price of the first trade, since the opening. */
    private Optional<BigDecimal> opening(VenueOrder order, Instant at) {
        String symbol = order.ticket().symbol();
        boolean buys = order.ticket().side() == Side.BUY;
        Optional<BigDecimal> quoted =
                tape.quote(symbol)
                        .filter(quote -> !quote.at().isBefore(at))
                        .map(quote -> buys ? quote.ask() : quote.bid())
                        .filter(price -> price.signum() > 0);
        return quoted.or(
                () ->
                        tape.trade(symbol)
                                .filter(trade -> !trade.at().isBefore(at))
                                .map(Tick.Trade::price));
    }

    private Optional<BigDecimal> closing(VenueOrder order) {
        return tape.mark(order.ticket().symbol());
    }

    private static boolean isWithinLimit(VenueOrder order, BigDecimal price) {
        BigDecimal limit = order.ticket().limitPrice();
        if (limit == null) {
            return true;
        }
        return order.ticket().side() == Side.BUY
                ? price.compareTo(limit) <= 0
                : price.compareTo(limit) >= 0;
    }

    private void expire(VenueOrder order) throws IOException {
        clerk.write(new LedgerEntry.Expired(order.id(), clerk.now()));
        groups.ended(order);
    }

    /** Ends the trading day by hand: day orders expire, the equity becomes yesterday's. */
    int endDay() throws IOException {
        int expired = 0;
        for (VenueOrder order : books.open()) {
            if (order.isOpen() && order.ticket().lasting() == Lasting.DAY) {
                clerk.write(new LedgerEntry.Expired(order.id(), clerk.now()));
                expired++;
                groups.ended(order);
            }
        }
        writeDay(schedule.date(clerk.now()), valuation.equity());
        return expired;
    }

    /** At midnight in New York before a trading day the equity becomes that of the day before. */
    private void beginDay(Instant now) throws IOException {
        LocalDate today = schedule.date(now);
        if (!today.equals(books.day()) && schedule.sessions().day(today).isPresent()) {
            writeDay(today, books.day() == null ? books.startingCash() : valuation.equity());
        }
    }

    private void writeDay(LocalDate day, BigDecimal equity) throws IOException {
        clerk.write(
                new LedgerEntry.DayBegan(day, equity, valuation.maintenanceMargin(), clerk.now()));
    }

    /** Once a minute, if the account's worth changed. */
    private void value(Instant now) throws IOException {
        Instant current = now.truncatedTo(ChronoUnit.MINUTES);
        if (!current.isAfter(minute)) {
            return;
        }
        boolean first = minute.equals(Instant.MIN);
        minute = current;
        BigDecimal equity = valuation.equity();
        if (!first && equity.compareTo(books.history().equity().lastEntry().getValue()) != 0) {
            clerk.write(new LedgerEntry.Valued(equity, now));
        }
    }
}
