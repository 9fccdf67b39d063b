package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.Tape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/** Makes the orders that close positions. */
final class Liquidation {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final int DECIMALS = 9;

    private final Books books;
    private final BuyingPower power;
    private final Tape tape;

    Liquidation(Books books, BuyingPower power, Tape tape) {
        this.books = books;
        this.power = power;
        this.tape = tape;
    }

    Holding find(String symbolOrId) throws Refusal {
        String symbol = Instrument.canonical(symbolOrId, tape);
        String upper = symbolOrId.toUpperCase(Locale.ROOT);
        return books.holdings().stream()
                .filter(
                        holding ->
                                holding.symbol().equals(symbol)
                                        || holding.instrument().inPositions().equals(upper)
                                        || Listing.id(holding.symbol())
                                                .equalsIgnoreCase(symbolOrId))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("position does not exist"));
    }

    ObjectNode order(String symbolOrId, String quantity, String percentage) throws Refusal {
        Holding holding = find(symbolOrId);
        boolean isLong = holding.quantity().signum() > 0;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("symbol", holding.symbol());
        body.put("side", isLong ? "sell" : "buy");
        body.put("type", "market");
        body.put("time_in_force", holding.instrument().isCrypto() ? "gtc" : "day");
        body.put("qty", amount(holding, quantity, percentage).toPlainString());
        return body;
    }

    private BigDecimal amount(Holding holding, String quantity, String percentage) throws Refusal {
        BigDecimal held = holding.quantity().abs();
        if (!quantity.isEmpty() && !percentage.isEmpty()) {
            throw Refusal.unprocessable("only one of qty or percentage is accepted");
        }
        if (!quantity.isEmpty()) {
            return number("qty", quantity);
        }
        if (percentage.isEmpty()) {
            return available(holding, held);
        }
        BigDecimal percent = number("percentage", percentage);
        if (percent.compareTo(HUNDRED) > 0) {
            throw Refusal.unprocessable("percentage must be between 0 and 100");
        }
        // Whole positions are closed in whole shares; coins have no whole ones.
        boolean whole = !holding.instrument().isCrypto() && held.stripTrailingZeros().scale() <= 0;
        int decimals = whole ? 0 : DECIMALS;
        return held.multiply(percent).divide(HUNDRED, decimals, RoundingMode.DOWN);
    }

    /** All of it, as long as no other order is to close some. */
    private BigDecimal available(Holding holding, BigDecimal held) throws Refusal {
        BigDecimal inOrders = power.heldForOrders(holding);
        if (inOrders.compareTo(held) >= 0) {
            throw Refusal.forbidden(
                    "insufficient qty available for order (requested: "
                            + Decimals.text(held)
                            + ", available: 0)",
                    Map.of(
                            "symbol",
                            holding.instrument().inPositions(),
                            "available",
                            "0",
                            "existing_qty",
                            Decimals.text(held),
                            "held_for_orders",
                            Decimals.text(inOrders)));
        }
        return held;
    }

    private static BigDecimal number(String field, String text) throws Refusal {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put(field, text);
        BigDecimal number = Fields.of(body).number(field);
        if (number == null || number.signum() <= 0) {
            throw Refusal.unprocessable(field + " must be > 0");
        }
        return number;
    }
}
