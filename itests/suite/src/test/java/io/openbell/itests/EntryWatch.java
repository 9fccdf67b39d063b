package io.openbell.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Once a component is down: wishes for an entry, then looks at the gate again and again. */
final class EntryWatch implements AutoCloseable {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** What was seen between the two moments. */
    private record Look(Instant from, Instant to, String gate) {}

    private final Distribution openbell;
    private final List<Look> looks = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "entry-watch");
    private volatile boolean wishes;
    private volatile boolean closed;
    private volatile @Nullable Look wish;

    EntryWatch(Distribution openbell) {
        this.openbell = openbell;
        thread.setDaemon(true);
        thread.start();
    }

    /** The failure was found. */
    void begin() {
        wishes = true;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    /** How often the gate was looked at between the two moments, all of it; after {@link #close}. */
    long looks(Instant down, Instant up) {
        return looks.stream().filter(look -> isWithin(look, down, up)).count();
    }

    /** How often it was open to entries; after {@link #close}. */
    long open(Instant down, Instant up) {
        return looks.stream()
                .filter(look -> isWithin(look, down, up) && look.gate().equals("ACTIVE"))
                .count();
    }

    /** What became of the wish, if it was answered in that time; else empty. After {@link #close}. */
    String wish(Instant down, Instant up) {
        Look known = wish;
        return known != null && isWithin(known, down, up) ? known.gate() : "";
    }

    private static boolean isWithin(Look look, Instant down, Instant up) {
        return look.from().isAfter(down) && look.to().isBefore(up);
    }

    private void run() {
        while (!closed) {
            if (!wishes) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else if (wish == null) {
                wish = look("trading:order buy KO 1", "outcome");
            } else {
                looks.add(look("trading:status", "gate"));
            }
        }
    }

    private Look look(String command, String key) {
        Instant from = Instant.now();
        Distribution.Ended ended = openbell.tryShell(command + " --json");
        JsonNode answer =
                ended.output().startsWith("{")
                        ? Distribution.parsed(ended.output())
                        : Distribution.parsed("{}");
        String value =
                answer.has(key)
                        ? answer.path(key).asText()
                        : answer.path("error").path("code").asText();
        return new Look(from, Instant.now(), value);
    }
}
