package io.openbell.alpacaclient.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON object of the venue, read field by field: numbers may be strings and the other way round, fields may be added,
 * null is absent. What is required and absent or senseless is refused by name.
 */
public final class Fields {

    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(64)
                                                    .maxNumberLength(200)
                                                    .maxStringLength(4_000_000)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    private final String source;
    private final JsonNode object;

    private Fields(String source, JsonNode object) {
        this.source = source;
        this.object = object;
    }

    /** Any JSON document. */
    public static JsonNode document(String source, byte[] json) throws BrokerException {
        JsonNode document;
        try {
            document = JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw refused(source, "is no valid JSON: " + malformed.getOriginalMessage());
        } catch (IOException impossible) {
            throw new BrokerException(source + " could not be read", impossible);
        }
        if (document == null || document.isMissingNode()) {
            throw refused(source, "is empty");
        }
        return document;
    }

    public static Fields of(String source, JsonNode node) throws BrokerException {
        if (!node.isObject()) {
            throw refused(source, "is no JSON object");
        }
        return new Fields(source, node);
    }

    public static List<Fields> list(String source, JsonNode node) throws BrokerException {
        if (!node.isArray()) {
            throw refused(source, "is no JSON array");
        }
        List<Fields> items = new ArrayList<>();
        for (JsonNode item : node) {
            items.add(of(source + "[" + items.size() + "]", item));
        }
        return items;
    }

    public boolean has(String name) {
        return !object.path(name).isMissingNode() && !object.path(name).isNull();
    }

    public Fields child(String name) throws BrokerException {
        return of(source + "." + name, required(name));
    }

    /** The objects of an array. */
    public List<Fields> list(String name) throws BrokerException {
        return list(source + "." + name, required(name));
    }

    /** The texts of an array; empty when absent. */
    List<String> texts(String name) throws BrokerException {
        List<String> texts = new ArrayList<>();
        if (has(name)) {
            if (!object.path(name).isArray()) {
                throw unusable(name, object.path(name), "a list");
            }
            object.path(name).forEach(item -> texts.add(item.asText()));
        }
        return texts;
    }

    /** A refusal of what is not there. */
    BrokerException lacks(String name) {
        return refused(source, "lacks the required field '" + name + "'");
    }

    public String text(String name) throws BrokerException {
        JsonNode value = required(name);
        if (value.isContainerNode() || value.asText().isEmpty()) {
            throw unusable(name, value, "text");
        }
        return value.asText();
    }

    public String text(String name, String absent) throws BrokerException {
        return has(name) && !object.path(name).asText().isEmpty() ? text(name) : absent;
    }

    public boolean flag(String name) throws BrokerException {
        required(name);
        return flag(name, false);
    }

    boolean flag(String name, boolean absent) throws BrokerException {
        if (!has(name)) {
            return absent;
        }
        String value = object.path(name).asText();
        if (!value.equals("true") && !value.equals("false")) {
            throw unusable(name, object.path(name), "true or false");
        }
        return value.equals("true");
    }

    Money money(String name) throws BrokerException {
        return new Money(decimal(name));
    }

    public Price price(String name) throws BrokerException {
        return new Price(decimal(name));
    }

    public Quantity quantity(String name) throws BrokerException {
        return new Quantity(decimal(name));
    }

    /** Zero when absent. */
    public long decimalOrZero(String name) throws BrokerException {
        return has(name) && !object.path(name).asText().isEmpty() ? decimal(name) : 0;
    }

    /** A whole number that fits a long; {@code absent} for anything else. */
    public long whole(String name, long absent) {
        JsonNode value = object.path(name);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asLong();
        }
        String text = value.asText();
        return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : absent;
    }

    /** A finite number, as near as a double comes. */
    double number(String name) throws BrokerException {
        JsonNode value = required(name);
        try {
            double number = Double.parseDouble(value.asText());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw unusable(name, value, "a number");
        }
        throw unusable(name, value, "a finite number");
    }

    public LocalDate date(String name) throws BrokerException {
        JsonNode value = required(name);
        try {
            return LocalDate.parse(value.asText());
        } catch (DateTimeException noDate) {
            throw unusable(name, value, "a date such as 2025-01-15");
        }
    }

    /** The symbol that this object stands under. */
    Symbol symbolNamed(String name) throws BrokerException {
        try {
            return Symbol.of(name);
        } catch (IllegalArgumentException noSymbol) {
            throw refused(source, "stands under a name that is no symbol");
        }
    }

    public Instant instant(String name) throws BrokerException {
        JsonNode value = required(name);
        try {
            return VenueTime.parse(value.asText());
        } catch (IllegalArgumentException noTime) {
            throw unusable(name, value, "a time with a zone");
        }
    }

    public Instant instant(String name, Instant absent) throws BrokerException {
        return has(name) ? instant(name) : absent;
    }

    Symbol symbol(String name) throws BrokerException {
        String ticker = text(name);
        try {
            return Symbol.of(ticker);
        } catch (IllegalArgumentException noSymbol) {
            throw unusable(name, required(name), "a symbol");
        }
    }

    /** A refusal that names the field. */
    BrokerException unusable(String name, JsonNode value, String expected) {
        String text = value.toString();
        return refused(
                source,
                "has "
                        + name
                        + "="
                        + (text.length() <= 60 ? text : text.substring(0, 60) + "...")
                        + ", expected "
                        + expected);
    }

    public JsonNode required(String name) throws BrokerException {
        if (!has(name)) {
            throw lacks(name);
        }
        return object.path(name);
    }

    private long decimal(String name) throws BrokerException {
        JsonNode value = required(name);
        try {
            return Decimals.parse(value.asText());
        } catch (IllegalArgumentException noDecimal) {
            throw unusable(name, value, "a decimal number");
        }
    }

    private static BrokerException refused(String source, String what) {
        return new BrokerException(source + " " + what, 0);
    }
}
