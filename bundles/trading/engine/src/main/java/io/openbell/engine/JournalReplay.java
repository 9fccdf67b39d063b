package io.openbell.engine;

import io.openbell.api.engine.JournalInspector.DerivedState;
import io.openbell.api.engine.Journaled;
import io.openbell.engine.RecordFormat.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a journal once more from its first record, and keeps books of it as a session does. Once. */
final class JournalReplay {

    private final EventCodec codec;
    private final long upTo;
    private final DerivedBooks books = new DerivedBooks();
    private long last;

    /** @param upTo number of the last record that counts */
    JournalReplay(EventCodec codec, long upTo) {
        this.codec = codec;
        this.upTo = upTo;
    }

    DerivedState of(Path folder) throws IOException {
        try {
            JournalReading.each(folder, this::take);
            if (!books.misfit().isEmpty()) {
                throw bad(books.misfit(), null);
            }
        } catch (UncheckedIOException found) {
            Throwable cause = Objects.requireNonNullElse(found.getCause(), found);
            throw new IOException(
                    "journal=" + folder.getFileName() + " " + cause.getMessage(), found);
        }
        return books.state(last);
    }

    private void take(RawRecord record) {
        if (record.sequence() > upTo) {
            return;
        }
        if (record.sequence() != last + 1) {
            throw bad("record " + record.sequence() + " where " + (last + 1) + " should be", null);
        }
        last = record.sequence();
        books.take(last, decode(record));
    }

    private Journaled decode(RawRecord record) {
        try {
            return codec.decode(record.type(), record.payload());
        } catch (RuntimeException unreadable) {
            throw bad("record " + last + " cannot be: " + unreadable.getMessage(), unreadable);
        }
    }

    private static UncheckedIOException bad(String what, @Nullable RuntimeException cause) {
        return new UncheckedIOException(new IOException(what, cause));
    }
}
