package io.openbell.simulator.trading;

import java.time.Instant;

/** Ids of events: ULIDs made of the time and the ledger's line, so that the same ledger gives the same ids, in order. */
final class EventIds {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_CHARACTERS = 10;
    private static final int REST_CHARACTERS = 16;
    private static final int EVENTS_PER_LINE = 32;

    private EventIds() {}

    /** The id of an event of a ledger's line; the time must not go back. */
    static String id(Instant at, long line, int index) {
        return encoded(at.toEpochMilli(), TIME_CHARACTERS)
                + encoded(line * EVENTS_PER_LINE + index, REST_CHARACTERS);
    }

    private static String encoded(long number, int characters) {
        char[] text = new char[characters];
        long rest = number;
        for (int i = characters - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(text);
    }
}
