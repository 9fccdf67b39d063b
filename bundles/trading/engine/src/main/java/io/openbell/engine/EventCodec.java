package io.openbell.engine;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.engine.Explanation;
import io.openbell.api.engine.Journaled;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Journaled events as bytes: a type number and a JSON object (docs/journal.md). A number never changes its meaning; an
 * event that gets another shape gets another number.
 */
final class EventCodec {

    private record Form<T extends Journaled>(
            int number,
            Class<T> type,
            BiConsumer<T, ObjectNode> writer,
            Function<JsonFields, T> reader) {

        ObjectNode write(Journaled event, ObjectNode to) {
            writer.accept(type.cast(event), to);
            return to;
        }
    }

    /** A family with new events is added here. */
    static final List<EventForms> FAMILIES =
            List.of(
                    new SessionForms(),
                    new CommandForms(),
                    new OrderForms(),
                    new AnswerForms(),
                    new ReplacementForms(),
                    new ExecutionForms(),
                    new BreakerForms(),
                    new DecisionForms(),
                    new PositionForms());

    /** Escapes keep the document in ASCII, and let it hold text that is no valid Unicode. */
    private final ObjectMapper json =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Map<Class<?>, Form<?>> byType = new HashMap<>();
    private final Map<Integer, Form<?>> byNumber = new HashMap<>();

    EventCodec() {
        FAMILIES.forEach(family -> family.addTo(this::add));
    }

    /** The classes that can be journaled. */
    Set<Class<?>> types() {
        return Set.copyOf(byType.keySet());
    }

    /** @throws IllegalArgumentException saying which numbers there are, if there is no such */
    void requireKnown(int number) {
        known(number);
    }

    /** Records of that kind change nothing, and are read by whoever asks for the story only. False if it is unknown. */
    boolean isExplanation(int number) {
        Form<?> form = byNumber.get(number);
        return form != null && Explanation.class.isAssignableFrom(form.type());
    }

    /** @throws IllegalArgumentException for a class without a number */
    int number(Journaled event) {
        return form(event).number();
    }

    /** @throws IllegalArgumentException if the event cannot be written */
    byte[] encode(Journaled event) {
        try {
            return json.writeValueAsBytes(form(event).write(event, json.createObjectNode()));
        } catch (IOException | RuntimeException failure) {
            throw new IllegalArgumentException("cannot be journaled: " + event, failure);
        }
    }

    /** @throws IllegalArgumentException if the number is unknown or the payload is not what belongs to it */
    Journaled decode(int number, byte[] payload) {
        Form<?> form = known(number);
        try {
            return form.reader().apply(new JsonFields(json.readTree(payload)));
        } catch (IOException | RuntimeException failure) {
            throw new IllegalArgumentException(
                    "payload is no " + form.type().getSimpleName() + ": " + failure.getMessage(),
                    failure);
        }
    }

    private Form<?> known(int number) {
        Form<?> form = byNumber.get(number);
        if (form == null) {
            throw new IllegalArgumentException(
                    "type "
                            + number
                            + " is unknown, this program reads "
                            + new TreeSet<>(byNumber.keySet()));
        }
        return form;
    }

    private Form<?> form(Journaled event) {
        Form<?> form = byType.get(event.getClass());
        if (form == null) {
            throw new IllegalArgumentException("no journal form for " + event.getClass().getName());
        }
        return form;
    }

    private <T extends Journaled> void add(
            int number,
            Class<T> type,
            BiConsumer<T, ObjectNode> writer,
            Function<JsonFields, T> reader) {
        Form<T> form = new Form<>(number, type, writer, reader);
        @Nullable Form<?> sameNumber = byNumber.put(number, form);
        @Nullable Form<?> sameType = byType.put(type, form);
        if (sameNumber != null || sameType != null) {
            throw new IllegalStateException("type number " + number + " is given twice");
        }
    }
}
