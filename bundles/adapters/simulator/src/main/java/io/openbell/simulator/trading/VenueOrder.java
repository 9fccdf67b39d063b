package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An accepted order and what became of it. Changed by the {@link Books} alone, on the exchange's thread. */
public final class VenueOrder {

    /** Alpaca's words for the states an order takes here. */
    public enum Status {
        NEW,
        PARTIALLY_FILLED,
        FILLED,
        CANCELED,
        EXPIRED;

        boolean isOpen() {
            return this == NEW || this == PARTIALLY_FILLED;
        }
    }

    private static final BigDecimal CHEAP = new BigDecimal(50);
    private static final BigDecimal CHEAP_COLLAR = new BigDecimal("1.04");
    private static final BigDecimal COLLAR = new BigDecimal("1.025");

    private final String id;
    private final OrderTicket ticket;
    private final Instant acceptedAt;
    private Status status = Status.NEW;
    private BigDecimal filled = BigDecimal.ZERO;
    private BigDecimal filledValue = BigDecimal.ZERO;
    private boolean triggered;
    private @Nullable BigDecimal highWaterMark;
    private Instant updatedAt;
    private @Nullable Instant filledAt;
    private @Nullable Instant canceledAt;
    private @Nullable Instant expiredAt;

    VenueOrder(String id, OrderTicket ticket, Instant acceptedAt) {
        this.id = id;
        this.ticket = ticket;
        this.acceptedAt = acceptedAt;
        this.updatedAt = acceptedAt;
        this.triggered = ticket.type() == OrderType.MARKET || ticket.type() == OrderType.LIMIT;
    }

    void trigger(Instant at) {
        triggered = true;
        updatedAt = at;
    }

    void trail(BigDecimal mark, Instant at) {
        highWaterMark = mark;
        updatedAt = at;
    }

    void fill(BigDecimal price, BigDecimal quantity, Instant at) {
        filled = filled.add(quantity);
        filledValue = filledValue.add(price.multiply(quantity));
        status = remaining().signum() == 0 ? Status.FILLED : Status.PARTIALLY_FILLED;
        updatedAt = at;
        if (status == Status.FILLED) {
            filledAt = at;
        }
    }

    void cancel(Instant at) {
        status = Status.CANCELED;
        updatedAt = at;
        canceledAt = at;
    }

    void expire(Instant at) {
        status = Status.EXPIRED;
        updatedAt = at;
        expiredAt = at;
    }

    /** The exchange's name for it. */
    public String id() {
        return id;
    }

    /** What was asked for. */
    public OrderTicket ticket() {
        return ticket;
    }

    /** When it was accepted. */
    public Instant acceptedAt() {
        return acceptedAt;
    }

    /** Its state. */
    public Status status() {
        return status;
    }

    /** It may still fill. */
    public boolean isOpen() {
        return status.isOpen();
    }

    /** Shares filled. */
    public BigDecimal filled() {
        return filled;
    }

    /** Shares not filled. */
    public BigDecimal remaining() {
        return ticket.quantity().subtract(filled);
    }

    /** Average price of the fills, to nine decimals; null without any. */
    public @Nullable BigDecimal averageFillPrice() {
        return filled.signum() == 0
                ? null
                : filledValue
                        .divide(filled, MathContext.DECIMAL128)
                        .setScale(9, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros();
    }

    /** It is in the market: not a stop that still waits. */
    public boolean isTriggered() {
        return triggered;
    }

    /** Highest (for buys lowest) price since a trailing stop was accepted. */
    public @Nullable BigDecimal highWaterMark() {
        return highWaterMark;
    }

    /** Where a stop is reached; null for orders without. */
    public @Nullable BigDecimal stopPrice() {
        BigDecimal mark = highWaterMark;
        if (ticket.type() != OrderType.TRAILING_STOP || mark == null) {
            return ticket.stopPrice();
        }
        BigDecimal percent = ticket.trailPercent();
        BigDecimal trail =
                ticket.trailPrice() != null
                        ? ticket.trailPrice()
                        : mark.multiply(
                                percent == null ? BigDecimal.ZERO : percent.movePointLeft(2));
        BigDecimal stop = ticket.side() == Side.SELL ? mark.subtract(trail) : mark.add(trail);
        return stop.setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }

    /** The worst price it may fill at; null for any. A buy stop is guarded as Alpaca guards it. */
    @Nullable BigDecimal effectiveLimit() {
        BigDecimal stop = ticket.stopPrice();
        if (ticket.type() != OrderType.STOP || ticket.side() != Side.BUY || stop == null) {
            return ticket.limitPrice();
        }
        return stop.multiply(stop.compareTo(CHEAP) < 0 ? CHEAP_COLLAR : COLLAR);
    }

    /** Last change. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** When the last share was filled. */
    public @Nullable Instant filledAt() {
        return filledAt;
    }

    /** When it was canceled. */
    public @Nullable Instant canceledAt() {
        return canceledAt;
    }

    /** When it expired. */
    public @Nullable Instant expiredAt() {
        return expiredAt;
    }
}
