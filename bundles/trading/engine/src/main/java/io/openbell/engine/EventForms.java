package io.openbell.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.engine.Journaled;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How the journaled events of one family look as JSON. A new event is one more {@code add} in its family, and a row in
 * docs/journal.md; a new family is one more class in {@link EventCodec#FAMILIES}.
 */
@FunctionalInterface
interface EventForms {

    /** Takes the forms of a family. */
    @FunctionalInterface
    interface Register {

        /**
         * @param number never changes its meaning
         * @param writer puts every field of the event into an empty object
         * @param reader strict: what is missing or of another kind is an error
         */
        <T extends Journaled> void add(
                int number,
                Class<T> type,
                BiConsumer<T, ObjectNode> writer,
                Function<JsonFields, T> reader);
    }

    /** Gives all of them. */
    void addTo(Register forms);

    /** Writes the time of the event. */
    static void at(ObjectNode to, Instant at) {
        to.put("at", at.toString());
    }

    /** Reads the time of the event. */
    static Instant at(JsonFields from) {
        return from.instant("at");
    }
}
