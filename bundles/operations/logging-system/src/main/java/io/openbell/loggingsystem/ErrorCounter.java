package io.openbell.loggingsystem;

import io.openbell.api.session.SecretStore;
import io.openbell.api.view.ErrorLog;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.logging.spi.PaxAppender;
import org.ops4j.pax.logging.spi.PaxLoggingEvent;
import org.osgi.service.log.LogLevel;

/**
 * Sees every logged event, on the thread that logs it, and counts the errors. Never blocks, never throws, and logs
 * nothing itself: it would be called again.
 */
final class ErrorCounter implements ErrorLog, PaxAppender {

    private static final String OURS = "io.openbell.";
    private static final int LONGEST_MESSAGE = 500;
    private static final int LONGEST_TRACE = 8_000;

    private final SecretStore secrets;
    private final LongAdder events = new LongAdder();
    private final Map<String, Entry> byComponent = new ConcurrentHashMap<>();
    private final Map<String, String> traces = new ConcurrentHashMap<>();

    ErrorCounter(SecretStore secrets) {
        this.secrets = secrets;
    }

    @Override
    public void doAppend(PaxLoggingEvent event) {
        events.increment();
        if (event.getLevel().toLevel() != LogLevel.ERROR) {
            return;
        }
        String message = message(event);
        Instant at = Instant.ofEpochMilli(event.getTimeStamp());
        traces.put(component(event), trace(event));
        byComponent.merge(
                component(event),
                new Entry(component(event), 1, message, at),
                (known, latest) -> new Entry(known.component(), known.count() + 1, message, at));
    }

    @Override
    public String lastStackTrace(String component) {
        return traces.getOrDefault(component, "");
    }

    private String trace(PaxLoggingEvent event) {
        String @Nullable [] thrown = event.getThrowableStrRep();
        if (thrown == null) {
            return "";
        }
        try {
            // Redacted before it is cut: half a secret would not be found.
            String text = secrets.redact(String.join("\n", thrown));
            return text.length() <= LONGEST_TRACE
                    ? text
                    : text.substring(0, LONGEST_TRACE) + "\n...";
        } catch (RuntimeException unprintable) {
            return "stack trace withheld: " + unprintable.getClass().getName();
        }
    }

    /** Events of any level since start. */
    long events() {
        return events.sum();
    }

    @Override
    public long count() {
        return byComponent.values().stream().mapToLong(Entry::count).sum();
    }

    @Override
    public List<Entry> entries() {
        return byComponent.values().stream()
                .sorted(
                        Comparator.comparingLong(Entry::count)
                                .reversed()
                                .thenComparing(Entry::component))
                .toList();
    }

    /** The bundle says which component it is; a logger outside any bundle is taken by its name. */
    private static String component(PaxLoggingEvent event) {
        @Nullable Map<String, Object> properties = event.getProperties();
        Object bundle = properties == null ? null : properties.get("bundle.name");
        String name = bundle == null ? event.getLoggerName() : bundle.toString();
        if (!name.startsWith(OURS)) {
            return name;
        }
        String ours = name.substring(OURS.length());
        int dot = ours.indexOf('.');
        return dot < 0 ? ours : ours.substring(0, dot);
    }

    private String message(PaxLoggingEvent event) {
        try {
            StringBuilder text = new StringBuilder(String.valueOf(event.getRenderedMessage()));
            String @Nullable [] thrown = event.getThrowableStrRep();
            if (thrown != null && thrown.length > 0) {
                text.append(": ").append(thrown[0]);
            }
            String redacted = secrets.redact(text.toString());
            return redacted.length() <= LONGEST_MESSAGE
                    ? redacted
                    : redacted.substring(0, LONGEST_MESSAGE) + "...";
        } catch (RuntimeException unprintable) {
            return "message withheld: " + unprintable.getClass().getName();
        }
    }
}
