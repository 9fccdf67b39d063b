package io.openbell.simulator.trading;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** A line of the ledger: something that happened, never changed afterwards. Times by the exchange's clock, UTC. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @Type(value = LedgerEntry.Opened.class, name = "opened"),
    @Type(value = LedgerEntry.Accepted.class, name = "accepted"),
    @Type(value = LedgerEntry.Rejected.class, name = "rejected"),
    @Type(value = LedgerEntry.Triggered.class, name = "triggered"),
    @Type(value = LedgerEntry.Trailed.class, name = "trailed"),
    @Type(value = LedgerEntry.Filled.class, name = "filled"),
    @Type(value = LedgerEntry.Canceled.class, name = "canceled"),
    @Type(value = LedgerEntry.Expired.class, name = "expired"),
    @Type(value = LedgerEntry.DayBegan.class, name = "day")
})
public sealed interface LedgerEntry {

    /** When. */
    Instant at();

    /** The account; always the first line. */
    record Opened(String accountNumber, String accountId, BigDecimal cash, Instant at)
            implements LedgerEntry {}

    /** An order we answered for. */
    record Accepted(String orderId, OrderTicket ticket, Instant at) implements LedgerEntry {}

    /** An order we refused. */
    record Rejected(
            String clientOrderId,
            String symbol,
            int httpStatus,
            int code,
            String message,
            Instant at)
            implements LedgerEntry {}

    /** A stop was reached: the order is in the market now. */
    record Triggered(String orderId, Instant at) implements LedgerEntry {}

    /** A trailing stop's high-water mark moved. */
    record Trailed(String orderId, BigDecimal highWaterMark, Instant at) implements LedgerEntry {}

    /** An execution. */
    record Filled(
            String orderId, String executionId, BigDecimal price, BigDecimal quantity, Instant at)
            implements LedgerEntry {}

    /** Out of the market, asked for or as the time in force demands. */
    record Canceled(String orderId, String reason, Instant at) implements LedgerEntry {}

    /** Out of the market at the day's end. */
    record Expired(String orderId, Instant at) implements LedgerEntry {}

    /** A new trading day; the equity it begins with. */
    record DayBegan(LocalDate day, BigDecimal equity, Instant at) implements LedgerEntry {}
}
