package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.Tape;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads the body of POST /v2/orders as strictly as Alpaca does, and says the same when it refuses. */
final class TicketReader {

    private static final int QUANTITY_DECIMALS = 9;
    private static final int NOTIONAL_DECIMALS = 2;

    private final Fields fields;
    private final Tape tape;

    private TicketReader(Fields fields, Tape tape) {
        this.fields = fields;
        this.tape = tape;
    }

    /** Reads it; the tape knows the names of what is listed. */
    static OrderRequest read(JsonNode body, Tape tape) throws Refusal {
        Fields fields = Fields.of(body);
        OrderClass orderClass = fields.wordOrNull("order_class", OrderClass.class);
        if (orderClass == OrderClass.MLEG) {
            return new MultiLegReader(fields, tape).read();
        }
        OrderTicket ticket =
                new TicketReader(fields, tape)
                        .ticket(orderClass == null ? OrderClass.SIMPLE : orderClass);
        return ticket.orderClass() == OrderClass.SIMPLE
                ? new OrderRequest(ticket)
                : new ExitReader(fields, ticket).read();
    }

    private OrderTicket ticket(OrderClass orderClass) throws Refusal {
        String given = fields.text("symbol");
        if (given.isEmpty()) {
            throw Refusal.invalid("symbol is required");
        }
        String symbol = Instrument.canonical(given, tape);
        AssetClass assetClass = Instrument.of(symbol).assetClass();
        OrderType type = fields.word("type", OrderType.class);
        Side side = side();
        Lasting lasting = fields.word("time_in_force", Lasting.class);
        BigDecimal notional = notional();
        BigDecimal limitPrice = fields.price("limit_price", assetClass);
        if (orderClass == OrderClass.OCO && fields.inside("take_profit").has("limit_price")) {
            limitPrice = fields.inside("take_profit").price("limit_price", assetClass);
        }
        OrderTicket ticket =
                new OrderTicket(
                        fields.clientOrderId(),
                        symbol,
                        side,
                        notional == null ? quantity() : BigDecimal.ZERO,
                        type,
                        lasting,
                        limitPrice,
                        fields.price("stop_price", assetClass),
                        fields.number("trail_price"),
                        fields.number("trail_percent"),
                        fields.flag("extended_hours", false),
                        orderClass,
                        notional,
                        fields.wordOrNull("position_intent", PositionIntent.class),
                        null,
                        instructions());
        requireThePricesOfItsType(ticket);
        Combinations.require(ticket);
        return ticket;
    }

    private Side side() throws Refusal {
        PositionIntent intent = fields.wordOrNull("position_intent", PositionIntent.class);
        Side side = fields.wordOrNull("side", Side.class);
        if (side == null && intent != null) {
            return intent.side();
        }
        return fields.word("side", Side.class);
    }

    private @Nullable JsonNode instructions() throws Refusal {
        return fields.has("advanced_instructions")
                ? fields.inside("advanced_instructions").body()
                : null;
    }

    private @Nullable BigDecimal notional() throws Refusal {
        BigDecimal notional = fields.number("notional");
        if (notional == null) {
            return null;
        }
        if (fields.has("qty")) {
            throw Refusal.unprocessable("only one of qty or notional is accepted");
        }
        if (notional.signum() <= 0) {
            throw Refusal.invalid("notional must be > 0");
        }
        if (notional.stripTrailingZeros().scale() > NOTIONAL_DECIMALS) {
            throw Refusal.unprocessable("notional amount must be limited to 2 decimal places");
        }
        return notional;
    }

    private BigDecimal quantity() throws Refusal {
        BigDecimal quantity = fields.number("qty");
        if (quantity == null) {
            throw Refusal.invalid("qty or notional is required");
        }
        if (quantity.signum() <= 0) {
            throw Refusal.invalid("qty must be > 0");
        }
        if (quantity.stripTrailingZeros().scale() > QUANTITY_DECIMALS) {
            throw Refusal.unprocessable("qty must have at most 9 decimal places");
        }
        return quantity;
    }

    static void requireThePricesOfItsType(OrderTicket ticket) throws Refusal {
        String name = ticket.type().word().replace('_', ' ');
        if (ticket.type().hasLimit() != (ticket.limitPrice() != null)) {
            throw Refusal.invalid(
                    name
                            + " orders require "
                            + (ticket.type().hasLimit() ? "a" : "no")
                            + " limit price");
        }
        if (ticket.type().hasStop() != (ticket.stopPrice() != null)) {
            throw Refusal.invalid(
                    name
                            + " orders require "
                            + (ticket.type().hasStop() ? "a" : "no")
                            + " stop price");
        }
        boolean trails = ticket.type() == OrderType.TRAILING_STOP;
        BigDecimal byPrice = ticket.trailPrice();
        BigDecimal byPercent = ticket.trailPercent();
        if (trails && (byPrice == null) == (byPercent == null)) {
            throw Refusal.invalid(
                    "trailing stop orders require one of trail_price and trail_percent");
        }
        if (!trails && (byPrice != null || byPercent != null)) {
            throw Refusal.invalid(name + " orders require no trail_price or trail_percent");
        }
        if ((byPrice != null && byPrice.signum() <= 0)
                || (byPercent != null
                        && (byPercent.signum() <= 0
                                || byPercent.compareTo(new BigDecimal(100)) >= 0))) {
            throw Refusal.invalid("trail_price must be > 0, trail_percent must be > 0 and < 100");
        }
    }
}
