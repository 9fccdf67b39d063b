package io.openbell.simulator.trading;

import io.openbell.simulator.market.AlwaysOpen;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.Sessions.Phase;
import io.openbell.simulator.market.TradingDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When an order may trade, and when it is over. In a market that never closes, day orders end by hand only, and its
 * auctions are at the clock times of New York's.
 */
public record Schedule(Sessions sessions) {

    private static final LocalTime OPENING = LocalTime.of(9, 30);
    private static final LocalTime CLOSING = LocalTime.of(16, 0);
    private static final LocalTime LAST_FOR_OPENING = LocalTime.of(9, 28);
    private static final LocalTime LAST_FOR_CLOSING = LocalTime.of(15, 50);
    private static final LocalTime FIRST_FOR_NEXT_DAY = LocalTime.of(19, 0);
    private static final Duration LIFE_OF_GTC = Duration.ofDays(90);

    /** There is no close. */
    public boolean neverCloses() {
        return sessions instanceof AlwaysOpen;
    }

    /** Stocks and options are in regular hours. */
    boolean isOpen(Instant now) {
        return sessions.isOpen(now);
    }

    /** The date of the trading day an instant belongs to, in New York. */
    LocalDate date(Instant now) {
        return LocalDate.ofInstant(now, Sessions.NEW_YORK);
    }

    /** An order may trade now; what waits for an auction does not come here. */
    boolean trades(OrderTicket ticket, Instant now) {
        if (ticket.symbol().indexOf('/') > 0) {
            return true;
        }
        Phase phase = sessions.phase(now);
        return phase == Phase.REGULAR || (ticket.extendedHours() && phase != Phase.CLOSED);
    }

    /** It has to wait for a session, or for its auction. */
    boolean waits(OrderTicket ticket, Instant now) {
        return ticket.lasting().isAuction()
                || (!ticket.lasting().isImmediate() && !trades(ticket, now));
    }

    /** When the order is over, or its auction is held; null for never. */
    @Nullable Instant end(OrderTicket ticket, Instant now) {
        if (ticket.symbol().indexOf('/') > 0) {
            return null;
        }
        return switch (ticket.lasting()) {
            case OPG -> neverCloses() ? next(OPENING, now) : sessions.nextOpen(now);
            case CLS -> neverCloses() ? next(CLOSING, now) : sessions.nextClose(now);
            case DAY -> neverCloses() ? null : endOfDay(ticket, now);
            case GTC -> neverCloses() ? null : sessions.nextClose(now.plus(LIFE_OF_GTC));
            case IOC, FOK -> null;
        };
    }

    private Instant endOfDay(OrderTicket ticket, Instant now) {
        TradingDay day = sessions.next(date(now));
        Instant end = ticket.extendedHours() ? day.postClose() : day.close();
        if (end.isAfter(now)) {
            return end;
        }
        day = sessions.next(day.date().plusDays(1));
        return ticket.extendedHours() ? day.postClose() : day.close();
    }

    private static Instant next(LocalTime time, Instant now) {
        ZonedDateTime today = now.atZone(Sessions.NEW_YORK).with(time);
        return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
    }

    /** Refuses what comes too late for its auction. */
    void requireBeforeAuction(OrderTicket ticket, Instant now) throws Refusal {
        if (!ticket.lasting().isAuction() || neverCloses() || sessions.day(date(now)).isEmpty()) {
            return;
        }
        LocalTime time = TradingDay.onTheClock(now);
        boolean opening = ticket.lasting() == Lasting.OPG;
        LocalTime last = opening ? LAST_FOR_OPENING : LAST_FOR_CLOSING;
        if (!time.isBefore(last) && time.isBefore(FIRST_FOR_NEXT_DAY)) {
            throw Refusal.unprocessable(
                    opening
                            ? "opg orders are rejected after 9:28am and before 7:00pm ET"
                            : "cls orders are rejected after 3:50pm and before 7:00pm ET");
        }
    }
}
