package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An accepted order and what became of it. Changed by the {@link Books} alone, on the exchange's thread. */
public final class VenueOrder {

    /** Alpaca's words for the states an order takes here. */
    public enum Status {
        NEW,
        PARTIALLY_FILLED,
        FILLED,
        CANCELED,
        EXPIRED,
        REPLACED,
        /** Waits for a session. */
        ACCEPTED,
        /** Waits for another order. */
        HELD,
        /** Asked to be canceled, and not answered. */
        PENDING_CANCEL;

        boolean isOpen() {
            return switch (this) {
                case NEW, PARTIALLY_FILLED, ACCEPTED, HELD, PENDING_CANCEL -> true;
                case FILLED, CANCELED, EXPIRED, REPLACED -> false;
            };
        }

        /** As Alpaca writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final BigDecimal CHEAP = new BigDecimal(50);
    private static final BigDecimal CHEAP_COLLAR = new BigDecimal("1.04");
    private static final BigDecimal COLLAR = new BigDecimal("1.025");

    private final String id;
    private OrderTicket ticket;
    private final LegRole role;
    private final Instant acceptedAt;
    private final @Nullable Instant endsAt;
    private final List<VenueOrder> legs = new ArrayList<>();
    private @Nullable VenueOrder parent;
    private Status status;
    private Status statusBeforeCancel = Status.NEW;
    private BigDecimal quantity;
    private BigDecimal filled = BigDecimal.ZERO;
    private BigDecimal filledValue = BigDecimal.ZERO;
    private boolean triggered;
    private boolean armed;
    private @Nullable BigDecimal highWaterMark;
    private @Nullable VenueOrder replaces;
    private @Nullable String replacedBy;
    private Instant updatedAt;
    private @Nullable Instant finishedAt;

    VenueOrder(
            String id,
            OrderTicket ticket,
            LegRole role,
            Status status,
            @Nullable Instant endsAt,
            Instant acceptedAt) {
        this.id = id;
        this.ticket = ticket;
        this.role = role;
        this.status = status;
        this.endsAt = endsAt;
        this.acceptedAt = acceptedAt;
        this.updatedAt = acceptedAt;
        this.quantity = ticket.quantity();
        this.armed = role == LegRole.STOP_LOSS && ticket.orderClass() == OrderClass.OCO;
        this.triggered = ticket.type() == OrderType.MARKET || ticket.type() == OrderType.LIMIT;
    }

    /** Puts a leg under this order. */
    void adopt(VenueOrder leg) {
        leg.parent = this;
        legs.add(leg);
    }

    /** Takes the place of an order: its group, its fills, its mark. */
    void replace(VenueOrder old, Instant at) {
        replaces = old;
        filled = old.filled;
        filledValue = old.filledValue;
        highWaterMark = old.highWaterMark;
        triggered |= old.triggered && ticket.stopPrice() == null;
        armed = old.armed;
        old.legs.forEach(this::adopt);
        old.legs.clear();
        VenueOrder group = old.parent;
        if (group != null) {
            parent = group;
            group.legs.replaceAll(leg -> leg == old ? this : leg);
        }
        old.replacedBy = id;
        old.finish(Status.REPLACED, at);
    }

    /** It may trade now; an armed stop stays held until it is reached. */
    void activate(Status next, Instant at) {
        status = next;
        armed = true;
        updatedAt = at;
    }

    void trigger(Instant at) {
        triggered = true;
        updatedAt = at;
    }

    void trail(BigDecimal mark, Instant at) {
        highWaterMark = mark;
        updatedAt = at;
    }

    void reduce(BigDecimal next, Instant at) {
        quantity = next;
        updatedAt = at;
    }

    /** Another quantity at other prices, and the same order. */
    void restate(LedgerEntry.Restated restated) {
        ticket = ticket.at(restated.limitPrice(), restated.stopPrice(), restated.trailPrice());
        quantity = restated.quantity();
        highWaterMark = restated.highWaterMark();
        updatedAt = restated.at();
    }

    void fill(BigDecimal price, BigDecimal amount, Instant at) {
        filled = filled.add(amount);
        filledValue = filledValue.add(price.multiply(amount));
        quantity = ticket.isNotional() ? filled : quantity;
        updatedAt = at;
        if (remaining().signum() == 0) {
            finish(Status.FILLED, at);
        } else if (status != Status.PENDING_CANCEL) {
            status = Status.PARTIALLY_FILLED;
        } else {
            statusBeforeCancel = Status.PARTIALLY_FILLED;
        }
    }

    void askedToCancel(Instant at) {
        statusBeforeCancel = status == Status.PENDING_CANCEL ? statusBeforeCancel : status;
        status = Status.PENDING_CANCEL;
        updatedAt = at;
    }

    void staysDespiteCancel(Instant at) {
        status = statusBeforeCancel;
        updatedAt = at;
    }

    /** Canceled, expired or filled. */
    void finish(Status last, Instant at) {
        status = last;
        updatedAt = at;
        finishedAt = at;
    }

    /** The exchange's name for it. */
    public String id() {
        return id;
    }

    /** What was asked for; at the prices that the exchange made of it. */
    public OrderTicket ticket() {
        return ticket;
    }

    /** What it is in its group. */
    public LegRole role() {
        return role;
    }

    /** The order it is a leg of. */
    public @Nullable VenueOrder parent() {
        return parent;
    }

    /** Orders under it. */
    public List<VenueOrder> legs() {
        return List.copyOf(legs);
    }

    /** All orders of its group, itself included, the first one first. */
    public List<VenueOrder> group() {
        VenueOrder root = parent == null ? this : parent;
        List<VenueOrder> all = new ArrayList<>();
        all.add(root);
        all.addAll(root.legs);
        return all;
    }

    /** When it was accepted. */
    public Instant acceptedAt() {
        return acceptedAt;
    }

    /** When it is over by itself, or its auction is held; null for never. */
    public @Nullable Instant endsAt() {
        return endsAt;
    }

    /** Its state. */
    public Status status() {
        return status;
    }

    /** It may still fill. */
    public boolean isOpen() {
        return status.isOpen();
    }

    /** An exit that may trade, though it is held. */
    boolean isArmed() {
        return armed;
    }

    /** It is looked at when the market moves. */
    boolean isLive() {
        return switch (status) {
            case NEW, PARTIALLY_FILLED, PENDING_CANCEL -> true;
            case HELD -> armed;
            case ACCEPTED, FILLED, CANCELED, EXPIRED, REPLACED -> false;
        };
    }

    /** What it is to trade by now; zero before a notional order was filled. */
    public BigDecimal quantity() {
        return quantity;
    }

    /** Shares filled. */
    public BigDecimal filled() {
        return filled;
    }

    /** Shares not filled. */
    public BigDecimal remaining() {
        return quantity.subtract(filled);
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

    /** The order it took the place of. */
    public @Nullable String replaces() {
        return replaces == null ? null : replaces.id;
    }

    /** The order that took its place. */
    public @Nullable String replacedBy() {
        return replacedBy;
    }

    /** Last change. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** When it got that state, if it is its last one. */
    public @Nullable Instant finishedAs(Status last) {
        return status == last ? finishedAt : null;
    }
}
