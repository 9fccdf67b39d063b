package io.openbell.engine.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.recording.RecordedLine;
import io.openbell.api.recording.RecordedLine.Kind;
import io.openbell.engine.InstantText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Lines as JSON arrays in ASCII, one a line of text: {@code [line, kind, event, at, who, told, what]}. One thread.
 */
final class LineCodec {

    private static final int FIELDS = 7;

    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build();

    private final RecordedEvents events = RecordedEvents.ALL;

    /** Writes many lines into the same stream. */
    JsonGenerator generator(OutputStream to) throws IOException {
        JsonGenerator generator = json.getFactory().createGenerator(to);
        generator.setRootValueSeparator(null);
        return generator;
    }

    void write(RecordedLine line, JsonGenerator to) throws IOException {
        to.writeStartArray();
        to.writeNumber(line.line());
        to.writeString(line.kind().name());
        to.writeNumber(line.event());
        to.writeString(line.at().toString());
        to.writeString(line.who());
        to.writeNumber(line.told());
        TradingEvent what = line.what().orElse(null);
        if (what == null) {
            to.writeNull();
        } else {
            events.write(to, what);
        }
        to.writeEndArray();
        to.writeRaw('\n');
    }

    /** @throws IllegalArgumentException saying what is wrong with it, if it is no line of this program */
    RecordedLine read(String text) {
        try {
            JsonNode from = json.readTree(text);
            if (!from.isArray() || from.size() != FIELDS) {
                throw new IllegalArgumentException("not " + FIELDS + " fields: " + text);
            }
            return new RecordedLine(
                    from.get(0).longValue(),
                    Kind.valueOf(from.get(1).asText()),
                    from.get(2).longValue(),
                    InstantText.parse(from.get(3).asText()),
                    from.get(4).asText(),
                    from.get(6).isNull()
                            ? Optional.empty()
                            : Optional.of((TradingEvent) events.read(from.get(6))),
                    from.get(5).longValue());
        } catch (IOException noJson) {
            throw new IllegalArgumentException("no JSON: " + text, noJson);
        }
    }
}
