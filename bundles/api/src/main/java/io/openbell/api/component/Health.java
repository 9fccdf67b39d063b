package io.openbell.api.component;

/**
 * What a component says of itself.
 *
 * @param status how it is
 * @param detail one line for people, with figures
 */
public record Health(Status status, String detail) {

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

    /** Others may build on it. */
    public boolean isReady() {
        return status == Status.OK || status == Status.WARN;
    }
}
