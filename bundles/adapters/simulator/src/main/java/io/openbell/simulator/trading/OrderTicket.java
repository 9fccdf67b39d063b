package io.openbell.simulator.trading;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order as it was asked for, in itself without contradiction.
 *
 * @param symbol       empty for an order of several options: its parts have theirs
 * @param side         without meaning for an order of several options
 * @param quantity     shares, coins or contracts, positive; zero when {@code notional} is given
 * @param limitPrice   present for limit and stop-limit orders; of several options together, negative for a credit
 * @param stopPrice    present for stop and stop-limit orders
 * @param trailPrice   dollars; trailing stops have this or the percentage
 * @param trailPercent percent of the high-water mark
 * @param orderClass   absent in ledgers of the first format, where all were simple
 * @param notional     dollars to trade instead of a quantity
 * @param intent       null where it was not known, as in ledgers of the first format
 * @param ratio        contracts of this part for one unit of the whole; null unless it is a part
 * @param instructions for Alpaca's router; kept, and without effect here
 */
public record OrderTicket(
        String clientOrderId,
        String symbol,
        Side side,
        BigDecimal quantity,
        OrderType type,
        Lasting lasting,
        @Nullable BigDecimal limitPrice,
        @Nullable BigDecimal stopPrice,
        @Nullable BigDecimal trailPrice,
        @Nullable BigDecimal trailPercent,
        boolean extendedHours,
        OrderClass orderClass,
        @Nullable BigDecimal notional,
        @Nullable PositionIntent intent,
        @Nullable BigDecimal ratio,
        @Nullable JsonNode instructions) {

    /** With the class that orders of the first format had. */
    public OrderTicket {
        orderClass = orderClass == null ? OrderClass.SIMPLE : orderClass;
    }

    /** What is traded. */
    @JsonIgnore
    public Instrument instrument() {
        return Instrument.of(symbol);
    }

    /** It is the whole of several options. */
    @JsonIgnore
    public boolean isMultiLeg() {
        return orderClass == OrderClass.MLEG && ratio == null;
    }

    /** It shall trade dollars, not a quantity. */
    @JsonIgnore
    public boolean isNotional() {
        return notional != null;
    }

    /** The quantity is no whole number. */
    @JsonIgnore
    boolean isFractional() {
        return quantity.stripTrailingZeros().scale() > 0;
    }

    /** A simple order at the market. */
    static OrderTicket market(
            String clientOrderId,
            String symbol,
            Side side,
            BigDecimal quantity,
            Lasting lasting,
            PositionIntent intent) {
        return new OrderTicket(
                clientOrderId,
                symbol,
                side,
                quantity,
                OrderType.MARKET,
                lasting,
                null,
                null,
                null,
                null,
                false,
                OrderClass.SIMPLE,
                null,
                intent,
                null,
                null);
    }

    /** The same at other prices. */
    OrderTicket at(
            @Nullable BigDecimal limit, @Nullable BigDecimal stop, @Nullable BigDecimal trail) {
        return new OrderTicket(
                clientOrderId,
                symbol,
                side,
                quantity,
                type,
                lasting,
                limit,
                stop,
                trail,
                trailPercent,
                extendedHours,
                orderClass,
                notional,
                intent,
                ratio,
                instructions);
    }

    /** The same with that intent. */
    OrderTicket with(PositionIntent stated) {
        return new OrderTicket(
                clientOrderId,
                symbol,
                side,
                quantity,
                type,
                lasting,
                limitPrice,
                stopPrice,
                trailPrice,
                trailPercent,
                extendedHours,
                orderClass,
                notional,
                stated,
                ratio,
                instructions);
    }
}
