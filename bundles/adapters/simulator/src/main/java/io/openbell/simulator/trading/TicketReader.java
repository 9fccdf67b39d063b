package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the body of POST /v2/orders as strictly as Alpaca does, and says the same when it refuses. */
public final class TicketReader {

    private static final int LONGEST_CLIENT_ORDER_ID = 128;
    private static final int LONGEST_NUMBER = 40;
    private static final int QUANTITY_DECIMALS = 9;
    private static final BigDecimal LARGEST = new BigDecimal("1000000000");

    private final JsonNode body;

    private TicketReader(JsonNode body) {
        this.body = body;
    }

    /** Reads it; numbers may be JSON numbers or strings. */
    public static OrderTicket read(JsonNode body) throws Refusal {
        if (!body.isObject()) {
            throw Refusal.malformed("request body format is invalid");
        }
        return new TicketReader(body).ticket();
    }

    private OrderTicket ticket() throws Refusal {
        String symbol = text("symbol").toUpperCase(Locale.ROOT);
        if (symbol.isEmpty()) {
            throw Refusal.invalid("symbol is required");
        }
        OrderType type = word("type", OrderType.class);
        Side side = word("side", Side.class);
        if (text("time_in_force").equals("opg") || text("time_in_force").equals("cls")) {
            throw Refusal.unprocessable(
                    "time_in_force "
                            + text("time_in_force")
                            + " is not supported by this exchange");
        }
        Lasting lasting = word("time_in_force", Lasting.class);
        requireSimpleClass();
        OrderTicket ticket =
                new OrderTicket(
                        clientOrderId(),
                        symbol,
                        side,
                        quantity(),
                        type,
                        lasting,
                        price("limit_price"),
                        price("stop_price"),
                        number("trail_price"),
                        number("trail_percent"),
                        body.path("extended_hours").asBoolean());
        requireThePricesOfItsType(ticket);
        requireAllowedCombination(ticket);
        return ticket;
    }

    private void requireSimpleClass() throws Refusal {
        String orderClass = text("order_class");
        if (!orderClass.isEmpty() && !orderClass.equals("simple")) {
            throw Refusal.unprocessable(
                    "order_class " + orderClass + " is not supported by this exchange");
        }
    }

    private String clientOrderId() throws Refusal {
        String id = text("client_order_id");
        if (id.length() > LONGEST_CLIENT_ORDER_ID) {
            throw Refusal.invalid("client_order_id must be no more than 128 characters");
        }
        return id.isEmpty() ? UUID.randomUUID().toString() : id;
    }

    private BigDecimal quantity() throws Refusal {
        if (!text("notional").isEmpty()) {
            throw Refusal.unprocessable("notional orders are not supported by this exchange");
        }
        BigDecimal quantity = number("qty");
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

    private @Nullable BigDecimal price(String field) throws Refusal {
        BigDecimal price = number(field);
        if (price == null) {
            return null;
        }
        if (price.signum() <= 0) {
            throw Refusal.invalid(field + " must be > 0");
        }
        int decimals = price.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4;
        if (price.stripTrailingZeros().scale() > decimals) {
            throw Refusal.unprocessable(
                    "invalid "
                            + field
                            + " "
                            + price.toPlainString()
                            + ". sub-penny increment does not fulfill minimum pricing criteria");
        }
        return price;
    }

    private static void requireThePricesOfItsType(OrderTicket ticket) throws Refusal {
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

    private static void requireAllowedCombination(OrderTicket ticket) throws Refusal {
        if (ticket.quantity().stripTrailingZeros().scale() > 0 && ticket.lasting() != Lasting.DAY) {
            throw Refusal.unprocessable("fractional orders must be DAY orders");
        }
        if (ticket.extendedHours()
                && !(ticket.type() == OrderType.LIMIT
                        && (ticket.lasting() == Lasting.DAY || ticket.lasting() == Lasting.GTC))) {
            throw Refusal.unprocessable("extended hours order must be DAY or GTC limit orders");
        }
        if (ticket.lasting().isImmediate()
                && ticket.type() != OrderType.MARKET
                && ticket.type() != OrderType.LIMIT) {
            throw Refusal.unprocessable(
                    ticket.type().word().replace('_', ' ') + " orders must be DAY or GTC orders");
        }
    }

    private String text(String field) throws Refusal {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (!node.isValueNode() || node.asText().length() > 4 * LONGEST_CLIENT_ORDER_ID) {
            throw Refusal.invalid("invalid " + field);
        }
        return node.asText().strip();
    }

    private <E extends Enum<E>> E word(String field, Class<E> words) throws Refusal {
        String word = text(field);
        if (word.isEmpty()) {
            throw Refusal.invalid(field + " is required");
        }
        for (E candidate : words.getEnumConstants()) {
            if (candidate.name().toLowerCase(Locale.ROOT).equals(word)) {
                return candidate;
            }
        }
        throw Refusal.invalid("invalid " + field);
    }

    private @Nullable BigDecimal number(String field) throws Refusal {
        String text = text(field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            BigDecimal number = text.length() > LONGEST_NUMBER ? LARGEST : new BigDecimal(text);
            // Exponents first: comparing or printing 1e999999999 would take all memory.
            if (Math.abs((long) number.scale()) > LONGEST_NUMBER
                    || number.abs().compareTo(LARGEST) >= 0) {
                throw Refusal.invalid(field + " is out of range");
            }
            return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("invalid " + field);
        }
    }
}
