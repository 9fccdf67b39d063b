package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.market.AssetClass;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request, read as strictly as Alpaca reads them. Numbers may be JSON numbers or strings.
 *
 * @param prefix of names in messages, for objects inside
 */
record Fields(JsonNode body, String prefix) {

    private static final int LONGEST_CLIENT_ORDER_ID = 128;
    private static final int LONGEST_NUMBER = 40;
    private static final BigDecimal LARGEST = new BigDecimal("1000000000");

    /** The fields of an object, or a refusal. */
    static Fields of(JsonNode body) throws Refusal {
        if (!body.isObject()) {
            throw Refusal.malformed("request body format is invalid");
        }
        return new Fields(body, "");
    }

    boolean has(String field) {
        return body.hasNonNull(field) && !body.path(field).asText("-").isEmpty();
    }

    /** An object inside; empty when there is none. */
    Fields inside(String field) throws Refusal {
        JsonNode node = body.path(field);
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            throw Refusal.malformed("request body format is invalid");
        }
        return new Fields(node, field + '.');
    }

    String text(String field) throws Refusal {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (!node.isValueNode() || node.asText().length() > 4 * LONGEST_CLIENT_ORDER_ID) {
            throw Refusal.invalid("invalid " + prefix + field);
        }
        return node.asText().strip();
    }

    boolean flag(String field, boolean otherwise) throws Refusal {
        return switch (text(field)) {
            case "" -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.invalid("invalid " + prefix + field);
        };
    }

    <E extends Enum<E>> E word(String field, Class<E> words) throws Refusal {
        E word = wordOrNull(field, words);
        if (word == null) {
            throw Refusal.invalid(prefix + field + " is required");
        }
        return word;
    }

    <E extends Enum<E>> @Nullable E wordOrNull(String field, Class<E> words) throws Refusal {
        String word = text(field);
        if (word.isEmpty()) {
            return null;
        }
        for (E candidate : words.getEnumConstants()) {
            if (candidate.name().toLowerCase(Locale.ROOT).equals(word)) {
                return candidate;
            }
        }
        throw Refusal.invalid("invalid " + prefix + field);
    }

    String clientOrderId() throws Refusal {
        String id = text("client_order_id");
        if (id.length() > LONGEST_CLIENT_ORDER_ID) {
            throw Refusal.invalid("client_order_id must be no more than 128 characters");
        }
        return id.isEmpty() ? UUID.randomUUID().toString() : id;
    }

    /** A price that the asset class allows, positive. */
    @Nullable BigDecimal price(String field, AssetClass assetClass) throws Refusal {
        BigDecimal price = number(field);
        if (price == null) {
            return null;
        }
        if (price.signum() <= 0) {
            throw Refusal.invalid(prefix + field + " must be > 0");
        }
        int decimals =
                switch (assetClass) {
                    case CRYPTO -> 9;
                    case US_OPTION -> 2;
                    case US_EQUITY -> price.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4;
                };
        if (price.stripTrailingZeros().scale() > decimals) {
            throw Refusal.unprocessable(
                    "invalid "
                            + prefix
                            + field
                            + " "
                            + price.toPlainString()
                            + ". sub-penny increment does not fulfill minimum pricing criteria");
        }
        return price;
    }

    /** A price that must be there. */
    BigDecimal requiredPrice(String field, AssetClass assetClass, String whose) throws Refusal {
        BigDecimal price = price(field, assetClass);
        if (price == null) {
            throw Refusal.unprocessable(whose + " orders require " + prefix + field);
        }
        return price;
    }

    @Nullable BigDecimal number(String field) throws Refusal {
        String text = text(field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            BigDecimal number = text.length() > LONGEST_NUMBER ? LARGEST : new BigDecimal(text);
            // Exponents first: comparing or printing 1e999999999 would take all memory.
            if (Math.abs((long) number.scale()) > LONGEST_NUMBER
                    || number.abs().compareTo(LARGEST) >= 0) {
                throw Refusal.invalid(prefix + field + " is out of range");
            }
            return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("invalid " + prefix + field);
        }
    }
}
