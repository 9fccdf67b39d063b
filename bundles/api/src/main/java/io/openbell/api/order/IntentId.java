package io.openbell.api.order;

/**
 * The name of a wish, unique for ever: a source must never use one twice.
 *
 * @param value 1 to 64 characters, for example {@code moving-average-cross-20250115-000042}
 */
public record IntentId(String value) {

    /** Refuses empty and oversized names. */
    public IntentId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException(
                    "intent id must have 1 to 64 characters, has " + value.length());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
