package io.openbell.kernel.sizing;

import io.openbell.api.order.IntentId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Names for wishes: source, start of the session, and a number that goes on where the journal's past left it, so that no
 * name is used twice when the engine restarts within a session. Single-threaded.
 */
public final class IntentIds {

    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String session;
    private final Map<String, Long> last = new HashMap<>();

    /** Names of the session that began at that instant. */
    public IntentIds(Instant sessionStart) {
        this.session = "-" + START.format(sessionStart) + "-";
    }

    /** A name that was not given out before. */
    public IntentId next(String source) {
        long number = last.merge(source, 1L, Long::sum);
        return new IntentId(source + session + String.format(Locale.ROOT, "%06d", number));
    }

    /** This name is taken. Names of other sessions and other makers do not matter. */
    public void seen(String source, IntentId id) {
        String prefix = source + session;
        if (!id.value().startsWith(prefix)) {
            return;
        }
        try {
            long number = Long.parseLong(id.value(), prefix.length(), id.value().length(), 10);
            last.merge(source, number, Math::max);
        } catch (NumberFormatException notOneOfOurs) {
            // Somebody else's name that begins like ours: it cannot collide with a number.
            return;
        }
    }
}
