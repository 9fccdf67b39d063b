package io.openbell.api.order;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of a wish, unique for ever: a source must never use one twice.
 *
 * @param value 1 to 64 characters, for example {@code moving-average-cross-20250115-000042}
 */
public record IntentId(String value) {

    private static final String BY_HAND = "operator-";

    /** Names of strategies may begin like that, too: a number of theirs is no such name. */
    private static final Pattern NAMED_BY_HAND =
            Pattern.compile(BY_HAND + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Refuses empty and oversized names. */
    public IntentId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException(
                    "intent id must have 1 to 64 characters, has " + value.length());
        }
    }

    /** A new name for what a person wants, be it in the name of a strategy. */
    public static IntentId byHand() {
        return new IntentId(BY_HAND + UUID.randomUUID());
    }

    /** A person wants it: no strategy can give its wishes such a name. */
    public boolean isByHand() {
        return value.startsWith(BY_HAND) && NAMED_BY_HAND.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
