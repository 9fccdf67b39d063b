package io.openbell.api.component;

/**
 * What a component says of itself.
 *
 * @param status    how it is
 * @param detail    one line for people, with figures
 * @param permanent no restart helps, a person must act first: wrong credentials, for example; only with {@code CRITICAL}
 */
public record Health(Status status, String detail, boolean permanent) {

    /** Rejects what makes no sense. */
    public Health {
        if (permanent && status != Status.CRITICAL) {
            throw new IllegalArgumentException("only CRITICAL can be permanent, was " + status);
        }
    }

    /** Not permanent. */
    public Health(Status status, String detail) {
        this(status, detail, false);
    }

    /** How it is. */
    public enum Status {
        /** Does its job. */
        OK,
        /** Does its job, but somebody should look. */
        WARN,
        /** Cannot do its job for an outside reason, and will by itself once that is over. Not a failure. */
        TEMPORARILY_UNAVAILABLE,
        /** Does not do its job: restart it. */
        CRITICAL
    }

    /** Does its job. */
    public static Health ok(String format, Object... arguments) {
        return new Health(Status.OK, String.format(java.util.Locale.ROOT, format, arguments));
    }

    /** Does its job, but somebody should look. */
    public static Health warn(String format, Object... arguments) {
        return new Health(Status.WARN, String.format(java.util.Locale.ROOT, format, arguments));
    }

    /** Cannot do its job for an outside reason. */
    public static Health unavailable(String format, Object... arguments) {
        return new Health(
                Status.TEMPORARILY_UNAVAILABLE,
                String.format(java.util.Locale.ROOT, format, arguments));
    }

    /** Does not do its job. */
    public static Health critical(String format, Object... arguments) {
        return new Health(Status.CRITICAL, String.format(java.util.Locale.ROOT, format, arguments));
    }

    /** Does not do its job, and no restart helps before a person acts; the detail says what to do. */
    public static Health hopeless(String format, Object... arguments) {
        String detail = String.format(java.util.Locale.ROOT, format, arguments);
        return new Health(Status.CRITICAL, detail, true);
    }

    /** Others may build on it. */
    public boolean isReady() {
        return status == Status.OK || status == Status.WARN;
    }
}
