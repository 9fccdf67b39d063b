package io.openbell.aihftsystem;

import org.jspecify.annotations.Nullable;

/**
 * A failure of a strategy, without the strategy: reads the same, and holds none of its classes. The log service, and whoever
 * else remembers what was logged last, would otherwise keep the class loader of a bundle that is long gone.
 */
final class DetachedFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_CHAIN = 20;

    private final String text;

    private DetachedFailure(String text, @Nullable Throwable cause) {
        super(text, cause, true, true);
        this.text = text;
    }

    /** With its causes and what was suppressed. */
    static DetachedFailure of(Throwable failure) {
        return of(failure, LONGEST_CHAIN);
    }

    private static DetachedFailure of(Throwable failure, int left) {
        Throwable cause = left > 0 ? failure.getCause() : null;
        DetachedFailure detached =
                new DetachedFailure(failure.toString(), cause == null ? null : of(cause, left - 1));
        detached.setStackTrace(failure.getStackTrace());
        if (left > 0) {
            for (Throwable suppressed : failure.getSuppressed()) {
                detached.addSuppressed(of(suppressed, left - 1));
            }
        }
        return detached;
    }

    /** As the failure itself would be printed. */
    @Override
    public String toString() {
        return text;
    }
}
