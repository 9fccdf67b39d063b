package io.openbell.kernel.protection;

import io.openbell.api.broker.TradingSession;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.market.TradingStatus;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When a stop may be asked for: while its market is open, and after a denial once the reason may be gone. Where an event
 * shows that, at once; where the wish or the other orders of the symbol changed, after a pause; else after twice as long
 * each time, so that it is late by no more than the reason lasted.
 */
final class StopTimes {

    /** What a wish was asked in: another one may be answered otherwise. */
    record Situation(Quantity need, Set<String> otherOrders) {}

    private record Wait(
            String reason,
            Situation asked,
            Instant since,
            Duration length,
            Instant until,
            Instant promptedAt) {}

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Situation ANY = new Situation(Quantity.ZERO, Set.of());
    private static final String CANCELED = "";

    private final Map<Holder, Wait> waits = new HashMap<>();
    private @Nullable SessionsStated hours;

    /** Takes in an event. Returns whether somebody waited for it. */
    boolean onEvent(Instant now, TradingEvent event) {
        if (event instanceof SessionsStated stated) {
            hours = stated;
            return prompt(now, any -> true, DenyReason.SESSION_CLOSED);
        }
        if (event instanceof QuoteSnapshot snapshot) {
            // The denial asked for it, and it ages as fast as the quote it confirms.
            return prompt(now, snapshot.symbol()::equals, DenyReason.QUOTE_STALE);
        }
        if (event instanceof FeedStatus status && status.connected()) {
            return prompt(now, any -> true, DenyReason.QUOTE_STALE);
        }
        if (event instanceof InstrumentStated stated) {
            return prompt(now, stated.symbol()::equals, DenyReason.SYMBOL_UNKNOWN)
                    | prompt(now, stated.symbol()::equals, DenyReason.NOT_TRADABLE);
        }
        if (event instanceof TradingStatus status && status.isTrading()) {
            return prompt(now, status.symbol()::equals, DenyReason.SYMBOL_HALTED);
        }
        if (event instanceof Reconciliation stated && stated.reconciled()) {
            return prompt(now, any -> true, DenyReason.NOT_RECONCILED);
        }
        return event instanceof ResumeTrading && prompt(now, any -> true, DenyReason.LATCHED_HALT);
    }

    /** At most once a pause, lest a denial that asks for the event goes round with it. */
    private boolean prompt(Instant now, Predicate<Symbol> concerned, DenyReason reason) {
        boolean any = false;
        for (Map.Entry<Holder, Wait> entry : waits.entrySet()) {
            Wait wait = entry.getValue();
            if (wait.reason.equals(reason.name())
                    && concerned.test(entry.getKey().symbol())
                    && !now.isBefore(wait.promptedAt.plus(PAUSE))) {
                entry.setValue(
                        new Wait(wait.reason, wait.asked, wait.since, wait.length, now, now));
                any = true;
            }
        }
        return any;
    }

    /** A wish was denied, or its order rejected. */
    void refused(Holder holder, Situation asked, String reason, Instant now) {
        Wait before = waits.get(holder);
        Duration length = PAUSE;
        Instant promptedAt = Instant.EPOCH;
        if (before != null && before.reason.equals(reason) && before.asked.equals(asked)) {
            length = shorter(before.length.multipliedBy(2), LONGEST);
            promptedAt = before.promptedAt;
        }
        waits.put(holder, new Wait(reason, asked, now, length, now.plus(length), promptedAt));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Somebody took the stop out of the market, and has a use for the shares. */
    void givesWay(Holder holder, Instant now) {
        waits.put(holder, new Wait(CANCELED, ANY, now, PAUSE, now.plus(PAUSE), now));
    }

    /** The venue has the stop. */
    void placed(Holder holder) {
        waits.computeIfPresent(holder, (any, wait) -> wait.reason.equals(CANCELED) ? wait : null);
    }

    /** What is over and concerns nobody any more. */
    void forget(Set<Holder> needy, Instant now) {
        waits.entrySet()
                .removeIf(
                        entry ->
                                !needy.contains(entry.getKey())
                                        && !now.isBefore(entry.getValue().until));
    }

    boolean mayAsk(Holder holder, Situation present, Instant now) {
        Wait wait = waits.get(holder);
        if (!isOpen(holder.symbol(), now)) {
            return false;
        }
        return wait == null
                || !now.isBefore(wait.until)
                || !now.isBefore(wait.since.plus(PAUSE)) && !wait.asked.equals(present);
    }

    /** Why there is no stop, to be read after that there is none; empty when nothing is in the way. */
    String obstacle(Holder holder, Instant now) {
        if (!isOpen(holder.symbol(), now)) {
            return ": the market is closed";
        }
        Wait wait = waits.get(holder);
        return wait == null || wait.reason.equals(CANCELED) ? "" : ": denied " + wait.reason;
    }

    /** While the hours are not known the gate is asked, and says so. */
    private boolean isOpen(Symbol symbol, Instant now) {
        SessionsStated stated = hours;
        if (stated == null || StopTerms.isCoin(symbol)) {
            return true;
        }
        Instant venueNow = now.plus(stated.venueAhead());
        for (TradingSession session : stated.sessions()) {
            if (!venueNow.isBefore(session.open()) && venueNow.isBefore(session.close())) {
                return true;
            }
        }
        return false;
    }
}
