package io.openbell.simulator.trading;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.openbell.simulator.market.CorporateAction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of the ledger: something that happened, never changed afterwards. Times by the exchange's clock, UTC. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @Type(value = LedgerEntry.Opened.class, name = "opened"),
    @Type(value = LedgerEntry.Accepted.class, name = "accepted"),
    @Type(value = LedgerEntry.Replaced.class, name = "replaced"),
    @Type(value = LedgerEntry.Rejected.class, name = "rejected"),
    @Type(value = LedgerEntry.Activated.class, name = "activated"),
    @Type(value = LedgerEntry.Triggered.class, name = "triggered"),
    @Type(value = LedgerEntry.Trailed.class, name = "trailed"),
    @Type(value = LedgerEntry.Reduced.class, name = "reduced"),
    @Type(value = LedgerEntry.Filled.class, name = "filled"),
    @Type(value = LedgerEntry.FilledTogether.class, name = "filled-together"),
    @Type(value = LedgerEntry.CancelAsked.class, name = "cancel-asked"),
    @Type(value = LedgerEntry.CancelRejected.class, name = "cancel-rejected"),
    @Type(value = LedgerEntry.Canceled.class, name = "canceled"),
    @Type(value = LedgerEntry.Expired.class, name = "expired"),
    @Type(value = LedgerEntry.OptionSettled.class, name = "option-settled"),
    @Type(value = LedgerEntry.DoNotExercise.class, name = "do-not-exercise"),
    @Type(value = LedgerEntry.ActionTaken.class, name = "corporate-action"),
    @Type(value = LedgerEntry.Restated.class, name = "restated"),
    @Type(value = LedgerEntry.ActivityListed.class, name = "activity-listed"),
    @Type(value = LedgerEntry.Configured.class, name = "configured"),
    @Type(value = LedgerEntry.WatchlistKept.class, name = "watchlist"),
    @Type(value = LedgerEntry.WatchlistDeleted.class, name = "watchlist-deleted"),
    @Type(value = LedgerEntry.Valued.class, name = "valued"),
    @Type(value = LedgerEntry.DayBegan.class, name = "day"),
    @Type(value = LedgerEntry.FaultStruck.class, name = "fault")
})
public sealed interface LedgerEntry {

    /** When. */
    Instant at();

    /** The account; always the first line. */
    record Opened(String accountNumber, String accountId, BigDecimal cash, Instant at)
            implements LedgerEntry {}

    /** An order under another one. */
    record Leg(String orderId, OrderTicket ticket, LegRole role, VenueOrder.Status status) {}

    /**
     * An order we answered for, with its legs.
     *
     * @param status absent in ledgers of the first format: new
     * @param endsAt when it is over by itself; null for never
     */
    record Accepted(
            String orderId,
            OrderTicket ticket,
            List<Leg> legs,
            VenueOrder.Status status,
            @Nullable Instant endsAt,
            Instant at)
            implements LedgerEntry {

        /** With what the first format did not say. */
        public Accepted {
            legs = legs == null ? List.of() : List.copyOf(legs);
            status = status == null ? VenueOrder.Status.NEW : status;
        }
    }

    /** An order took the place of another. */
    record Replaced(
            String orderId,
            String newOrderId,
            OrderTicket ticket,
            VenueOrder.Status status,
            @Nullable Instant endsAt,
            Instant at)
            implements LedgerEntry {}

    /** An order, or a request to change or close something, that we refused. */
    record Rejected(
            String clientOrderId,
            String symbol,
            int httpStatus,
            int code,
            String message,
            Instant at)
            implements LedgerEntry {}

    /** An order waits no more: a session began, or the order it waited for was filled. */
    record Activated(String orderId, VenueOrder.Status status, Instant at) implements LedgerEntry {}

    /** A stop was reached: the order is in the market now. */
    record Triggered(String orderId, Instant at) implements LedgerEntry {}

    /** A trailing stop's high-water mark moved. */
    record Trailed(String orderId, BigDecimal highWaterMark, Instant at) implements LedgerEntry {}

    /** Its counterpart was filled in part: the order is for that much now. */
    record Reduced(String orderId, BigDecimal quantity, Instant at) implements LedgerEntry {}

    /**
     * An execution.
     *
     * @param fee           in what was received, coins or the currency paid with; null for none
     * @param usdPerPayment dollars a unit of the currency paid with is worth; null when that is the dollar
     */
    record Filled(
            String orderId,
            String executionId,
            BigDecimal price,
            BigDecimal quantity,
            @Nullable BigDecimal fee,
            @Nullable BigDecimal usdPerPayment,
            Instant at)
            implements LedgerEntry {}

    /** An execution of a part of several options. */
    record Part(String orderId, String executionId, BigDecimal price, BigDecimal quantity) {}

    /**
     * Several options were executed at once.
     *
     * @param price    of a unit of the whole, negative when it was received
     * @param quantity units
     */
    record FilledTogether(
            String orderId,
            String executionId,
            BigDecimal price,
            BigDecimal quantity,
            List<Part> parts,
            Instant at)
            implements LedgerEntry {

        /** With a copy of the parts. */
        public FilledTogether {
            parts = List.copyOf(parts);
        }
    }

    /** Somebody wants an order out of the market. */
    record CancelAsked(String orderId, Instant at) implements LedgerEntry {}

    /** The order stays all the same. */
    record CancelRejected(String orderId, Instant at) implements LedgerEntry {}

    /** Out of the market, asked for or as the time in force or its group demands. */
    record Canceled(String orderId, String reason, Instant at) implements LedgerEntry {}

    /** Out of the market at its end. */
    record Expired(String orderId, Instant at) implements LedgerEntry {}

    /**
     * Contracts are no more.
     *
     * @param activity  OPEXC exercised, OPASN assigned, OPEXP expired
     * @param contracts change of the position, negative when it was long
     * @param shares    change of the position in the underlying; zero when expired
     * @param price     the strike
     */
    record OptionSettled(
            String activity,
            String id,
            String symbol,
            BigDecimal contracts,
            BigDecimal shares,
            BigDecimal price,
            Instant at)
            implements LedgerEntry {}

    /** A long option shall expire even if it is worth something. */
    record DoNotExercise(String symbol, Instant at) implements LedgerEntry {}

    /**
     * A company split its shares or paid a dividend: position and cash are others from here on. What it means for orders, and
     * the activities that tell of it, follow in lines of their own.
     *
     * @param fractionsPaid what is no whole share after a split becomes cash
     * @param listAt        when its first activity is listed
     * @param addAt         when the one that adds the new shares of a split is
     */
    record ActionTaken(
            CorporateAction action,
            boolean fractionsPaid,
            Instant listAt,
            Instant addAt,
            Instant at)
            implements LedgerEntry {}

    /** The exchange itself changed an order, because the stock has split. */
    record Restated(
            String orderId,
            BigDecimal quantity,
            @Nullable BigDecimal limitPrice,
            @Nullable BigDecimal stopPrice,
            @Nullable BigDecimal trailPrice,
            @Nullable BigDecimal highWaterMark,
            Instant at)
            implements LedgerEntry {}

    /** An activity of a corporate action is in the account's history from here on. */
    record ActivityListed(String actionId, int part, Instant at) implements LedgerEntry {}

    /** The owner set the account up otherwise. */
    record Configured(AccountSettings settings, Instant at) implements LedgerEntry {}

    /** A watchlist, as it is from now on. */
    record WatchlistKept(String id, String name, List<String> symbols, Instant at)
            implements LedgerEntry {

        /** With a copy of the symbols. */
        public WatchlistKept {
            symbols = List.copyOf(symbols);
        }
    }

    /** A watchlist is gone. */
    record WatchlistDeleted(String id, Instant at) implements LedgerEntry {}

    /** What the account is worth; once a minute while that changes. */
    record Valued(BigDecimal equity, Instant at) implements LedgerEntry {}

    /**
     * A fault on purpose struck; a lasting one the first time it was felt. Changes nothing in the books: it says why others
     * may have been told otherwise.
     *
     * @param number  of the strike, counts up from the exchange's start
     * @param faultId of the armed fault
     * @param fault   its word
     * @param subject what it happened to
     */
    record FaultStruck(long number, long faultId, String fault, String subject, Instant at)
            implements LedgerEntry {}

    /** A new trading day; the equity and, since the second format, the margin it begins with. */
    record DayBegan(
            LocalDate day, BigDecimal equity, @Nullable BigDecimal maintenanceMargin, Instant at)
            implements LedgerEntry {}
}
