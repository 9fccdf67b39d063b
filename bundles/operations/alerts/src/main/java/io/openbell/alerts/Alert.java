package io.openbell.alerts;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that a person should know.
 *
 * @param source a component's id, a breaker's name
 * @param what   the same for the same thing: {@code halted}, {@code failed}
 * @param text   one line with figures, secrets redacted
 */
record Alert(Severity severity, String source, String what, String text, Instant at) {

    /** How much it matters, in rising order. */
    enum Severity {
        /** Good to know. */
        INFO,
        /** Somebody should look today. */
        WARNING,
        /** Somebody should look now. */
        CRITICAL;

        static Severity parse(String token) {
            return valueOf(token.toUpperCase(Locale.ROOT));
        }
    }

    /** Two with the same key say the same thing. */
    String key() {
        return severity + " " + source + " " + what;
    }

    /** For a channel that takes one line. */
    String line() {
        return severity + " " + source + " " + what + ": " + text;
    }
}
