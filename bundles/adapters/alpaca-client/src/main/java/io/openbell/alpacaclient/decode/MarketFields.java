package io.openbell.alpacaclient.decode;

import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Symbol;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of a market data frame as they stood there, without strings or numbers made of them: what they
 * mean is known only once the type of the object is. Names are up to four characters packed into an int. One thread.
 */
public final class MarketFields {

    /** How a field stood in the frame. */
    private enum Form {
        ABSENT,
        /** A text, or the word true or false. */
        TEXT,
        /** A number in decimal digits. */
        DIGITS,
        INTEGER,
        UNSIGNED,
        SINGLE,
        DOUBLE,
        TIME
    }

    private static final String[] NAMES = {
        "T", "S", "t", "x", "i", "p", "s", "bp", "bs", "ap", "as", "msg", "code", "z", "sc", "sm",
        "rc", "rm", "u", "d", "oi", "ci", "cp", "cs"
    };
    private static final int[] KEYS = new int[64];
    private static final int[] SLOTS = new int[64];
    private static final byte[] NOTHING = new byte[0];
    private static final String[] LETTERS = new String[128];

    static {
        Arrays.fill(SLOTS, -1);
        for (int slot = 0; slot < NAMES.length; slot++) {
            int key = key(NAMES[slot]);
            int at = place(key);
            while (SLOTS[at] >= 0) {
                at = (at + 1) & 63;
            }
            KEYS[at] = key;
            SLOTS[at] = slot;
        }
        for (char c = 0; c < LETTERS.length; c++) {
            LETTERS[c] = String.valueOf(c);
        }
    }

    private final Form[] forms = new Form[NAMES.length];
    private final byte[][] buffers = new byte[NAMES.length][];
    private final int[] offsets = new int[NAMES.length];
    private final int[] lengths = new int[NAMES.length];
    private final long[] bits = new long[NAMES.length];
    private final VenueTime time = new VenueTime();

    MarketFields() {
        clear();
    }

    /** The number of a name that is known here; any place of the class that knows names asks once. */
    static int slot(String name) {
        int slot = slotOf(key(name));
        if (slot < 0) {
            throw new IllegalArgumentException("no such field: " + name);
        }
        return slot;
    }

    /** Minus one for a name that is not known. */
    static int slot(byte[] text, int offset, int length) {
        if (length == 0 || length > 4) {
            return -1;
        }
        int key = 0;
        for (int i = offset; i < offset + length; i++) {
            key = key << 8 | (text[i] & 0xff);
        }
        return slotOf(key);
    }

    private static int slotOf(int key) {
        for (int at = place(key); SLOTS[at] >= 0; at = (at + 1) & 63) {
            if (KEYS[at] == key) {
                return SLOTS[at];
            }
        }
        return -1;
    }

    private static int key(String name) {
        int key = 0;
        for (int i = 0; i < name.length(); i++) {
            key = key << 8 | name.charAt(i);
        }
        return key;
    }

    private static int place(int key) {
        return (key * 0x9e3779b9) >>> 26;
    }

    void clear() {
        Arrays.fill(forms, Form.ABSENT);
    }

    void text(int slot, byte[] buffer, int offset, int length) {
        range(slot, Form.TEXT, buffer, offset, length);
    }

    void digits(int slot, byte[] buffer, int offset, int length) {
        range(slot, Form.DIGITS, buffer, offset, length);
    }

    private void range(int slot, Form form, byte[] buffer, int offset, int length) {
        if (slot >= 0) {
            forms[slot] = form;
            buffers[slot] = buffer;
            offsets[slot] = offset;
            lengths[slot] = length;
        }
    }

    void integer(int slot, long value) {
        keep(slot, Form.INTEGER, value);
    }

    /** More than a long holds. */
    void unsigned(int slot, long value) {
        keep(slot, Form.UNSIGNED, value);
    }

    void floating(int slot, double value) {
        keep(slot, Form.DOUBLE, Double.doubleToRawLongBits(value));
    }

    void floating(int slot, float value) {
        keep(slot, Form.SINGLE, Float.floatToRawIntBits(value));
    }

    void time(int slot, long seconds, int nanos) {
        if (slot >= 0) {
            keep(slot, Form.TIME, seconds);
            offsets[slot] = nanos;
        }
    }

    private void keep(int slot, Form form, long value) {
        if (slot >= 0) {
            forms[slot] = form;
            bits[slot] = value;
        }
    }

    boolean has(int slot) {
        return forms[slot] != Form.ABSENT;
    }

    @Nullable Symbol symbol(int slot, SymbolTable table) {
        return forms[slot] == Form.TEXT
                ? table.find(buffers[slot], offsets[slot], lengths[slot])
                : null;
    }

    /** The single letter of a text; zero for anything else. */
    char letter(int slot) {
        boolean single = forms[slot] == Form.TEXT && lengths[slot] == 1;
        return single ? (char) buffers[slot][offsets[slot]] : 0;
    }

    /** Empty when absent. */
    String text(int slot) {
        return switch (forms[slot]) {
            case TEXT, DIGITS -> {
                int first = lengths[slot] == 1 ? buffers[slot][offsets[slot]] : -1;
                yield first >= 0
                        ? LETTERS[first]
                        : new String(
                                buffers[slot],
                                offsets[slot],
                                lengths[slot],
                                StandardCharsets.UTF_8);
            }
            case INTEGER -> Long.toString(bits[slot]);
            default -> "";
        };
    }

    /** A whole number that fits a long; zero for anything else, and when absent. */
    long whole(int slot) {
        if (forms[slot] == Form.INTEGER) {
            return bits[slot];
        }
        if (forms[slot] != Form.DIGITS) {
            return 0;
        }
        String digits = text(slot);
        if (digits.indexOf('.') >= 0 || digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
            return 0;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return 0;
        }
    }

    /**
     * The fixed-point value.
     *
     * @throws IllegalArgumentException if it is no finite decimal, does not fit or is absent
     */
    long decimal(int slot) {
        return switch (forms[slot]) {
            case TEXT, DIGITS -> Decimals.parse(buffers[slot], offsets[slot], lengths[slot]);
            case INTEGER -> Decimals.of(bits[slot]);
            case UNSIGNED -> FixedPoint.of(new BigDecimal(Long.toUnsignedString(bits[slot])));
            case SINGLE -> Decimals.parse(Float.toString(Float.intBitsToFloat((int) bits[slot])));
            case DOUBLE -> Decimals.of(Double.longBitsToDouble(bits[slot]));
            case TIME -> throw new IllegalArgumentException("a time where a number belongs");
            case ABSENT -> throw new IllegalArgumentException("absent");
        };
    }

    /**
     * The instant.
     *
     * @throws IllegalArgumentException if it is none, or absent
     */
    Instant instant(int slot) {
        try {
            return switch (forms[slot]) {
                case TEXT -> time.parse(buffers[slot], offsets[slot], lengths[slot]);
                case TIME -> Instant.ofEpochSecond(bits[slot], offsets[slot] & 0xffff_ffffL);
                case ABSENT -> throw new IllegalArgumentException("absent");
                default -> throw new IllegalArgumentException("no time");
            };
        } catch (DateTimeException | ArithmeticException beyond) {
            throw new IllegalArgumentException("a time beyond all times", beyond);
        }
    }

    /** Lets go of the frame. */
    void release() {
        Arrays.fill(buffers, NOTHING);
    }
}
