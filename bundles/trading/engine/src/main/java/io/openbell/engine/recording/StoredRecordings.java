package io.openbell.engine.recording;

import io.openbell.api.engine.Journaled;
import io.openbell.api.recording.RecordedLine;
import io.openbell.api.recording.SessionRecordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The recordings of a home. Any thread but the loop's. */
public final class StoredRecordings implements SessionRecordings {

    /** Reads the past of a journal. */
    @FunctionalInterface
    public interface PastOf {
        /** Tells the first events of the journal in that folder, up to that number. */
        void tell(Path journal, long last, BiConsumer<Instant, Journaled> to) throws IOException;
    }

    /** The recording of the session that runs. */
    public interface Running {

        /** None. */
        Running NONE =
                new Running() {
                    @Override
                    public Optional<Path> folder() {
                        return Optional.empty();
                    }

                    @Override
                    public String stopped() {
                        return "";
                    }
                };

        /** The folder that is written to; empty before and when nothing is written any more. Any thread. */
        Optional<Path> folder();

        /** Why nothing is recorded any more; empty while all is. Any thread. */
        String stopped();
    }

    private final Path root;
    private final Path journals;
    private final Running running;
    private final PastOf past;

    /**
     * Those below {@code root}.
     *
     * @param journals folder of all journals
     * @param running which of them is being written
     */
    public StoredRecordings(Path root, Path journals, Running running, PastOf past) {
        this.root = root;
        this.journals = journals;
        this.running = running;
        this.past = past;
    }

    @Override
    public String stopped() {
        return running.stopped();
    }

    @Override
    public List<Summary> list() throws IOException {
        List<Summary> all = new ArrayList<>();
        for (Path folder : RecordingFolder.all(root)) {
            all.add(0, summary(folder));
        }
        return all;
    }

    private Summary summary(Path folder) throws IOException {
        String detail = "";
        State state;
        @Nullable RecordedLine first = null;
        @Nullable RecordedLine last = null;
        try (TapeReader reader = new TapeReader(folder)) {
            first = reader.next().orElse(null);
            last = first == null ? null : reader.last().orElse(first);
            boolean written = running.folder().equals(Optional.of(folder));
            state = written ? State.RUNNING : State.TORN;
            if (last != null && last.kind() == RecordedLine.Kind.GAP) {
                state = State.STOPPED;
                detail = "from event " + last.event() + " on: " + last.who();
            } else if (last != null && last.kind() == RecordedLine.Kind.END) {
                state = State.COMPLETE;
            }
        } catch (IOException unreadable) {
            state = State.DAMAGED;
            detail = String.valueOf(unreadable.getMessage());
        }
        return new Summary(
                root.relativize(folder).toString(),
                first == null ? Instant.EPOCH : first.at(),
                Optional.ofNullable(last).map(RecordedLine::at),
                last == null ? 0 : last.line(),
                RecordingFolder.bytes(folder),
                state,
                detail);
    }

    @Override
    public Reading open(String name) throws IOException {
        Path folder;
        try {
            folder = root.resolve(name).normalize();
        } catch (InvalidPathException nonsense) {
            throw none(name);
        }
        if (!folder.startsWith(root)
                || root.relativize(folder).getNameCount() != 2
                || !Files.isDirectory(folder)) {
            throw none(name);
        }
        TapeReader reader = new TapeReader(folder);
        Path journal = journals.resolve(root.relativize(folder).getName(0).toString());
        return new Reading() {
            @Override
            public Optional<RecordedLine> next() throws IOException {
                return reader.next();
            }

            @Override
            public boolean isTorn() {
                return !reader.isEnded();
            }

            @Override
            public void past(long last, BiConsumer<Instant, Journaled> to) throws IOException {
                past.tell(journal, last, to);
            }

            @Override
            public Optional<byte[]> artifact(String sha256) throws IOException {
                Path kept = RecordingFolder.artifact(folder, sha256);
                return Files.isRegularFile(kept)
                        ? Optional.of(Files.readAllBytes(kept))
                        : Optional.empty();
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    private static IOException none(String name) {
        return new IOException("there is no recording '" + name + "': trading:sessions lists them");
    }
}
