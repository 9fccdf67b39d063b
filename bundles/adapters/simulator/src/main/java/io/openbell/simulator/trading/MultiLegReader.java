package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.market.Tape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an order of several options. */
final class MultiLegReader {

    private static final int MOST_LEGS = 4;

    private final Fields fields;
    private final Tape tape;

    MultiLegReader(Fields fields, Tape tape) {
        this.fields = fields;
        this.tape = tape;
    }

    OrderRequest read() throws Refusal {
        OrderType type = fields.word("type", OrderType.class);
        if (type != OrderType.MARKET && type != OrderType.LIMIT) {
            throw Refusal.unprocessable("invalid order type for options trading");
        }
        Lasting lasting = fields.word("time_in_force", Lasting.class);
        if (lasting != Lasting.DAY && lasting != Lasting.GTC) {
            throw Refusal.unprocessable("invalid time in force");
        }
        if (fields.flag("extended_hours", false)) {
            throw Refusal.unprocessable("extended hours is not supported for options trading");
        }
        BigDecimal limit = limit(type);
        BigDecimal quantity = whole(fields, "qty", "qty must be integer for options trading");
        OrderTicket main =
                new OrderTicket(
                        fields.clientOrderId(),
                        "",
                        Side.BUY,
                        quantity,
                        type,
                        lasting,
                        limit,
                        null,
                        null,
                        null,
                        false,
                        OrderClass.MLEG,
                        null,
                        null,
                        null,
                        null);
        return new OrderRequest(main, legs(main));
    }

    private @Nullable BigDecimal limit(OrderType type) throws Refusal {
        BigDecimal limit = fields.number("limit_price");
        if (type == OrderType.LIMIT && limit == null) {
            throw Refusal.unprocessable("limit price is required for limit orders");
        }
        if (type == OrderType.MARKET && limit != null) {
            throw Refusal.unprocessable("limit price is only valid for limit orders");
        }
        if (limit != null && limit.stripTrailingZeros().scale() > 2) {
            throw Refusal.unprocessable("invalid limit price");
        }
        return limit;
    }

    private static BigDecimal whole(Fields fields, String field, String otherwise) throws Refusal {
        BigDecimal number = fields.number(field);
        if (number == null) {
            throw Refusal.invalid(fields.prefix() + field + " is required");
        }
        if (number.signum() <= 0) {
            throw Refusal.invalid(fields.prefix() + field + " must be > 0");
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw Refusal.unprocessable(otherwise);
        }
        return number;
    }

    private List<OrderRequest.Leg> legs(OrderTicket main) throws Refusal {
        JsonNode stated = fields.body().path("legs");
        if (!stated.isArray() || stated.size() < 2 || stated.size() > MOST_LEGS) {
            throw Refusal.unprocessable("mleg orders require 2 to 4 legs");
        }
        List<OrderRequest.Leg> legs = new ArrayList<>();
        Set<String> symbols = new HashSet<>();
        String underlying = "";
        for (int i = 0; i < stated.size(); i++) {
            if (!stated.get(i).isObject()) {
                throw Refusal.malformed("request body format is invalid");
            }
            OrderTicket leg = leg(new Fields(stated.get(i), "leg." + i + '.'), i, main);
            if (!symbols.add(leg.symbol())) {
                throw Refusal.unprocessable("duplicate leg symbol: " + leg.symbol());
            }
            String on = Options.underlying(leg.symbol());
            if (!underlying.isEmpty() && !underlying.equals(on)) {
                throw Refusal.unprocessable(
                        "underlying asset mismatch: " + underlying + " != " + on);
            }
            underlying = on;
            legs.add(new OrderRequest.Leg(LegRole.PART, leg));
        }
        return legs;
    }

    private OrderTicket leg(Fields leg, int index, OrderTicket main) throws Refusal {
        String given = leg.text("symbol");
        String symbol = Instrument.canonical(given, tape);
        if (!Instrument.of(symbol).isOption() || tape.listing(symbol).isEmpty()) {
            throw Refusal.unprocessable("asset not found for " + given);
        }
        BigDecimal ratio = whole(leg, "ratio_qty", "ratio_qty must be integer");
        PositionIntent intent = leg.wordOrNull("position_intent", PositionIntent.class);
        Side side = leg.wordOrNull("side", Side.class);
        if (intent == null && side == null) {
            throw Refusal.unprocessable("leg." + index + " position intent is required");
        }
        if (side != null && intent != null && side != intent.side()) {
            throw Refusal.unprocessable("leg." + index + " side does not match position intent");
        }
        return new OrderTicket(
                UUID.randomUUID().toString(),
                symbol,
                intent != null ? intent.side() : Objects.requireNonNull(side),
                main.quantity().multiply(ratio),
                main.type(),
                main.lasting(),
                null,
                null,
                null,
                null,
                false,
                OrderClass.MLEG,
                null,
                intent,
                ratio,
                null);
    }
}
