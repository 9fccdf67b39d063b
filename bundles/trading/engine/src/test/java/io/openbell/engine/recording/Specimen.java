package io.openbell.engine.recording;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a value of any type that can be recorded, with every field filled; each one differs from the last. */
final class Specimen {

    private static final Instant AT = Instant.parse("2025-01-15T14:30:00.123456789Z");

    private int count;
    private int depth;

    Object of(Type type) {
        count++;
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == TradingEvent.class) {
            return quote();
        } else if (plain.isSealed()) {
            return of(plain.getPermittedSubclasses()[0]);
        } else if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[count % constants.length];
        } else if (plain == Symbol.class) {
            return Symbol.of(count % 2 == 0 ? "AAPL" : "MSFT");
        } else if (plain == Price.class) {
            return Price.parse("187." + (10 + count % 90));
        } else if (plain == Quantity.class) {
            return Quantity.of(10 + count);
        } else if (plain == Quote.class) {
            return quote();
        } else if (plain.isRecord()) {
            return made(plain);
        }
        return simple(plain);
    }

    private Quote quote() {
        return new Quote(
                Symbol.of("KO"),
                Price.parse("62.01"),
                Quantity.of(100 + count),
                Price.parse("62.03"),
                Quantity.of(200),
                AT);
    }

    private Object made(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int n = 0; n < components.length; n++) {
            types[n] = components[n].getType();
            values[n] = of(components[n].getGenericType());
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException refused) {
            throw new AssertionError("no specimen of " + type, refused);
        }
    }

    private Object generic(ParameterizedType type) {
        Type first = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            return Optional.of(of(first));
        } else if (type.getRawType() == List.class) {
            depth++;
            // Some records hold a list of others of their own kind.
            List<Object> one = depth > 5 ? List.of() : List.of(of(first));
            depth--;
            return one;
        } else if (type.getRawType() == Set.class) {
            return Set.of(of(first));
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(of(first), of(type.getActualTypeArguments()[1]));
        return map;
    }

    private Object simple(Class<?> type) {
        if (type == String.class) {
            return "text " + count + " \u00e9 \"quoted\"\n";
        } else if (type == boolean.class) {
            return count % 2 == 0;
        } else if (type == int.class || type == Integer.class) {
            return 1 + count % 30;
        } else if (type == long.class || type == Long.class) {
            return 1L + count;
        } else if (type == double.class || type == Double.class) {
            return 0.1 + count / 1000.0;
        } else if (type == Instant.class) {
            return AT.plusNanos(count);
        } else if (type == Duration.class) {
            return Duration.ofMillis(1_500 + count);
        } else if (type == LocalDate.class) {
            return LocalDate.of(2025, 1, 15);
        }
        throw new AssertionError("no specimen of " + type);
    }
}
