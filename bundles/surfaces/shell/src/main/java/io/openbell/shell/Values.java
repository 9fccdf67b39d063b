package io.openbell.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values are printed: for people, and as JSON. */
final class Values {

    /** Money that was won or lost: printed with its sign, plus included. */
    record Profit(Money money) {}

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

    private Values() {}

    /** One line of text without control characters, whatever a venue or a strategy put into it. */
    static String text(@Nullable Object value) {
        return raw(value).replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String raw(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Profit profit) {
            return (profit.money().isPositive() ? "+" : "") + cents(profit.money());
        }
        if (value instanceof Money money) {
            return cents(money);
        }
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.1f", number);
        }
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.MILLIS).toString();
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(Values::raw).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> pairs) {
            return pairs.entrySet().stream()
                    .map(pair -> pair.getKey() + "=" + raw(pair.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value.toString();
    }

    private static String cents(Money money) {
        return money.toBigDecimal().setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** What Jackson writes as the JSON we document: exact decimals, ISO instants, names of enums. */
    static @Nullable Object json(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Profit profit) {
            return json(profit.money());
        }
        if (value instanceof Money || value instanceof Price || value instanceof Quantity) {
            return new BigDecimal(value.toString());
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Collection<?> several) {
            List<@Nullable Object> list = new ArrayList<>();
            several.forEach(each -> list.add(json(each)));
            return list;
        }
        if (value instanceof Map<?, ?> pairs) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            pairs.forEach((key, each) -> map.put(String.valueOf(key), json(each)));
            return map;
        }
        return value.toString();
    }

    /** One JSON document on one line. */
    static String toJson(Object value) {
        try {
            return JSON.writeValueAsString(json(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a value that JSON cannot hold", impossible);
        }
    }
}
