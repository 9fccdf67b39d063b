package io.openbell.engine.recording;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.api.engine.TradingEvent;
import io.openbell.engine.InstantText;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON by their declared types: records by their components, sealed families with the name of the member, records
 * of one component as that component. Made once, by one thread.
 */
final class RecordForms {

    /** How values of one type are written and read. */
    interface Form {
        void write(JsonGenerator to, Object value) throws IOException;

        Object read(JsonNode from);
    }

    private final Map<Type, Form> forms = new HashMap<>();

    /** @param events the form of events whose class is not declared */
    RecordForms(Form events) {
        forms.put(TradingEvent.class, events);
        forms.put(String.class, form((to, v) -> to.writeString((String) v), RecordForms::text));
        forms.put(
                boolean.class,
                form((to, v) -> to.writeBoolean((boolean) v), JsonNode::booleanValue));
        forms.put(int.class, form((to, v) -> to.writeNumber((int) v), JsonNode::intValue));
        forms.put(long.class, form((to, v) -> to.writeNumber((long) v), JsonNode::longValue));
        forms.put(double.class, form((to, v) -> to.writeNumber((double) v), RecordForms::number));
        forms.put(Long.class, forms(long.class));
        forms.put(Integer.class, forms(int.class));
        forms.put(Double.class, forms(double.class));
        forms.put(Boolean.class, forms(boolean.class));
        forms.put(Instant.class, asText(InstantText::parse));
        forms.put(Duration.class, asText(Duration::parse));
        forms.put(LocalDate.class, asText(LocalDate::parse));
    }

    private Form forms(Type known) {
        Form form = forms.get(known);
        if (form == null) {
            throw new IllegalStateException("no form for " + known);
        }
        return form;
    }

    /** @throws IllegalArgumentException if values of this type cannot be written */
    Form of(Type type) {
        Form form = forms.get(type);
        if (form == null) {
            // A record may hold others of its own kind.
            Later itself = new Later();
            forms.put(type, itself);
            form = make(type);
            itself.form = form;
            forms.put(type, form);
        }
        return form;
    }

    /** A form that is being made. */
    private static final class Later implements Form {

        private @Nullable Form form;

        @Override
        public void write(JsonGenerator to, Object value) throws IOException {
            requireNonNull(form).write(to, value);
        }

        @Override
        public Object read(JsonNode from) {
            return requireNonNull(form).read(from);
        }
    }

    private Form make(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        if (type instanceof Class<?> plain) {
            if (plain.isRecord()) {
                return new RecordForm(plain, this);
            }
            if (plain.isEnum()) {
                return constants(plain);
            }
            if (plain.isSealed()) {
                return new FamilyForm(plain, this);
            }
        }
        throw new IllegalArgumentException("values of this type cannot be recorded: " + type);
    }

    private static Form constants(Class<?> type) {
        Map<String, Object> byName = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            byName.put(((Enum<?>) constant).name(), constant);
        }
        return form(
                (to, v) -> to.writeString(((Enum<?>) v).name()),
                from -> known(byName, text(from), type));
    }

    private Form generic(ParameterizedType type) {
        List<Form> of = new ArrayList<>();
        for (Type argument : type.getActualTypeArguments()) {
            of.add(of(argument));
        }
        Form first = of.get(0);
        if (type.getRawType() == Optional.class) {
            return optional(first);
        } else if (type.getRawType() == List.class) {
            return form((to, v) -> all(to, (List<?>) v, first), from -> list(from, first));
        } else if (type.getRawType() == Set.class) {
            return form(
                    (to, v) -> all(to, (Set<?>) v, first),
                    from -> new LinkedHashSet<>(list(from, first)));
        } else if (type.getRawType() == Map.class) {
            return map(first, of.get(1));
        }
        throw new IllegalArgumentException("values of this type cannot be recorded: " + type);
    }

    private static Form optional(Form of) {
        return form(
                (to, v) -> {
                    Object value = ((Optional<?>) v).orElse(null);
                    if (value == null) {
                        to.writeNull();
                    } else {
                        of.write(to, value);
                    }
                },
                from -> from.isNull() ? Optional.empty() : Optional.of(of.read(from)));
    }

    private static Form map(Form keys, Form values) {
        return form(
                (to, v) -> {
                    to.writeStartArray();
                    for (Map.Entry<?, ?> entry : ((Map<?, ?>) v).entrySet()) {
                        keys.write(to, entry.getKey());
                        values.write(to, entry.getValue());
                    }
                    to.writeEndArray();
                },
                from -> {
                    Map<Object, Object> map = new LinkedHashMap<>();
                    for (int n = 0; n + 1 < from.size(); n += 2) {
                        map.put(keys.read(from.get(n)), values.read(from.get(n + 1)));
                    }
                    return map;
                });
    }

    private static void all(JsonGenerator to, Iterable<?> values, Form form) throws IOException {
        to.writeStartArray();
        for (Object value : values) {
            form.write(to, value);
        }
        to.writeEndArray();
    }

    private static List<Object> list(JsonNode from, Form form) {
        List<Object> values = new ArrayList<>(from.size());
        from.forEach(each -> values.add(form.read(each)));
        return values;
    }

    private static Form asText(Function<String, Object> parse) {
        return form((to, v) -> to.writeString(v.toString()), from -> parse.apply(text(from)));
    }

    private static String text(JsonNode from) {
        if (!from.isTextual()) {
            throw new IllegalArgumentException("must be text, was " + from);
        }
        return from.textValue();
    }

    /** JSON has no word for what is no number. */
    private static Object number(JsonNode from) {
        return from.isTextual() ? Double.parseDouble(from.textValue()) : from.doubleValue();
    }

    /** What stands under that name. */
    static <T> T known(Map<String, T> byName, String name, Class<?> type) {
        @Nullable T found = byName.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "no " + type.getSimpleName() + " is named '" + name + "'");
        }
        return found;
    }

    private interface Writer {
        void write(JsonGenerator to, Object value) throws IOException;
    }

    private static Form form(Writer writer, Function<JsonNode, Object> reader) {
        return new Form() {
            @Override
            public void write(JsonGenerator to, Object value) throws IOException {
                writer.write(to, value);
            }

            @Override
            public Object read(JsonNode from) {
                return reader.apply(from);
            }
        };
    }
}
