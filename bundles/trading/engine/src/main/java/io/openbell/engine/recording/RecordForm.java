package io.openbell.engine.recording;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.openbell.engine.recording.RecordForms.Form;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of one class: an object with a field for each component; of one component only, that component alone. */
final class RecordForm implements Form {

    private final Class<?> type;
    private final String[] names;
    private final Form[] forms;
    private final boolean[] optional;
    private final MethodHandle[] getters;
    private final MethodHandle constructor;

    RecordForm(Class<?> type, RecordForms all) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        names = new String[components.length];
        forms = new Form[components.length];
        optional = new boolean[components.length];
        getters = new MethodHandle[components.length];
        Class<?>[] types = new Class<?>[components.length];
        try {
            // As seen from the record: what its fields are need not be imported here.
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            for (int n = 0; n < components.length; n++) {
                names[n] = components[n].getName();
                types[n] = components[n].getType();
                optional[n] = types[n] == Optional.class;
                forms[n] = all.of(components[n].getGenericType());
                getters[n] =
                        lookup.unreflect(components[n].getAccessor())
                                .asType(MethodType.methodType(Object.class, Object.class));
            }
            constructor =
                    lookup.findConstructor(type, MethodType.methodType(void.class, types))
                            .asSpreader(Object[].class, types.length)
                            .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalArgumentException("cannot be recorded: " + type.getName(), hidden);
        }
    }

    @Override
    public void write(JsonGenerator to, Object value) throws IOException {
        if (names.length == 1) {
            forms[0].write(to, requireNonNull(get(0, value), names[0]));
            return;
        }
        to.writeStartObject();
        writeFields(to, value);
        to.writeEndObject();
    }

    /** Into an object that is begun. */
    void writeFields(JsonGenerator to, Object value) throws IOException {
        for (int n = 0; n < names.length; n++) {
            to.writeFieldName(names[n]);
            Object component = get(n, value);
            if (component == null) {
                to.writeNull();
            } else {
                forms[n].write(to, component);
            }
        }
    }

    @Override
    public Object read(JsonNode from) {
        return names.length == 1 ? make(forms[0].read(from)) : readFields(from);
    }

    /** From an object. */
    Object readFields(JsonNode from) {
        @Nullable Object[] values = new @Nullable Object[names.length];
        for (int n = 0; n < names.length; n++) {
            JsonNode field = from.path(names[n]);
            if (field instanceof MissingNode) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + " has no '" + names[n] + "': " + from);
            }
            values[n] = field.isNull() && !optional[n] ? null : forms[n].read(field);
        }
        return make(values);
    }

    private Object make(@Nullable Object... values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Throwable refused) {
            throw new IllegalArgumentException(
                    "no "
                            + type.getSimpleName()
                            + " can be made of "
                            + Arrays.toString(values)
                            + ": "
                            + refused.getMessage(),
                    refused);
        }
    }

    private @Nullable Object get(int n, Object value) {
        try {
            return (Object) getters[n].invokeExact(value);
        } catch (Throwable failed) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " does not tell its " + names[n], failed);
        }
    }
}
