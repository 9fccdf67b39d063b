package io.openbell.engine.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.engine.recording.RecordForms.Form;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Records of several classes: an object that begins with the simple name of its class as {@code is}. */
final class FamilyForm implements Form {

    private final Class<?> family;
    private final Map<Class<?>, RecordForm> byType = new HashMap<>();
    private final Map<String, RecordForm> byName = new HashMap<>();

    /** The members of a sealed family, which are records or such families. */
    FamilyForm(Class<?> family, RecordForms all) {
        this.family = family;
        addMembers(family, all);
    }

    /** These records. */
    FamilyForm(Class<?> family, Iterable<? extends Class<?>> members, RecordForms all) {
        this.family = family;
        members.forEach(member -> add(member, all));
    }

    private void addMembers(Class<?> type, RecordForms all) {
        for (Class<?> member : type.getPermittedSubclasses()) {
            if (member.isSealed()) {
                addMembers(member, all);
            } else {
                add(member, all);
            }
        }
    }

    private void add(Class<?> member, RecordForms all) {
        RecordForm form = new RecordForm(member, all);
        byType.put(member, form);
        if (byName.put(member.getSimpleName(), form) != null) {
            throw new IllegalStateException("two records are named " + member.getSimpleName());
        }
    }

    boolean has(Class<?> type) {
        return byType.containsKey(type);
    }

    @Override
    public void write(JsonGenerator to, Object value) throws IOException {
        RecordForm form = byType.get(value.getClass());
        if (form == null) {
            throw new IllegalArgumentException(
                    "no "
                            + family.getSimpleName()
                            + " of this program: "
                            + value.getClass().getName());
        }
        to.writeStartObject();
        to.writeStringField("is", value.getClass().getSimpleName());
        form.writeFields(to, value);
        to.writeEndObject();
    }

    @Override
    public Object read(JsonNode from) {
        return RecordForms.known(byName, from.path("is").asText(), family).readFields(from);
    }
}
