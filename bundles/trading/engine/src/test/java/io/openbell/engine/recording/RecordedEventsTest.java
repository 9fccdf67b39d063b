package io.openbell.engine.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.openbell.api.engine.Recordable;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.recording.RecordedLine;
import io.openbell.api.recording.RecordedLine.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RecordedEventsTest {

    private static final Instant AT = Instant.parse("2025-01-15T14:30:00.123456789Z");

    private final LineCodec codec = new LineCodec();

    @TestFactory
    Iterable<DynamicTest> shouldReadWhatItWrote() {
        return leaves().stream()
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> roundTrip(type)))
                .toList();
    }

    private void roundTrip(Class<?> type) throws IOException {
        for (int n = 0; n < 7; n++) {
            Specimen specimen = new Specimen();
            for (int skipped = 0; skipped < n; skipped++) {
                specimen.of(int.class);
            }
            RecordedLine line = line((TradingEvent) specimen.of(type));

            assertThat(codec.read(written(line))).isEqualTo(line);
        }
    }

    @Test
    void shouldKnowEveryEventThatOthersMayUse() {
        Set<String> known = leaves().stream().map(Class::getName).collect(Collectors.toSet());
        Set<String> events =
                new ClassFileImporter()
                        .importPackages("io.openbell.api", "io.openbell.kernel").stream()
                                .filter(type -> type.isAssignableTo(TradingEvent.class))
                                .filter(
                                        type ->
                                                type.isRecord()
                                                        && !type.getFullName().contains("Test"))
                                .map(JavaClass::getName)
                                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(events).hasSizeGreaterThan(60);
        assertThat(known).containsAll(events);
    }

    record Own(Runnable unwritable) implements TradingEvent {}

    record Standing(Runnable unwritable) implements Recordable {
        @Override
        public TradingEvent recorded() {
            return new TimerTick(AT);
        }
    }

    @Test
    void shouldKeepWhatAnEventOfAComponentSaysAboutItself() throws IOException {
        RecordedLine read = codec.read(written(line(new Own(() -> {}))));

        assertThat(read.what())
                .containsInstanceOf(RecordedEvents.PrivateEvent.class)
                .get()
                .asString()
                .contains("RecordedEventsTest$Own", "unwritable=");
    }

    @Test
    void shouldRecordWhatStandsForAnEventThatCannotBeWritten() throws IOException {
        assertThat(codec.read(written(line(new Standing(() -> {})))).what())
                .contains(new TimerTick(AT));
    }

    @Test
    void shouldNameWhatItCannotRead() throws IOException {
        String changed = written(line(new TimerTick(AT))).replace("TimerTick", "TimerTock");

        assertThatThrownBy(() -> codec.read(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'TimerTock'");
    }

    private static RecordedLine line(TradingEvent event) {
        return new RecordedLine(7, Kind.EMITTED, 5, AT, "somebody", Optional.of(event), 0);
    }

    private String written(RecordedLine line) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (JsonGenerator json = codec.generator(to)) {
            codec.write(line, json);
        }
        return to.toString(StandardCharsets.US_ASCII);
    }

    private static List<Class<?>> leaves() {
        List<Class<?>> leaves = new ArrayList<>();
        RecordedEvents.TYPES.forEach(type -> add(type, leaves));
        return leaves;
    }

    private static void add(Class<?> type, List<Class<?>> to) {
        if (type.isSealed()) {
            for (Class<?> member : type.getPermittedSubclasses()) {
                add(member, to);
            }
        } else {
            to.add(type);
        }
    }
}
