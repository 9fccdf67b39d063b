package io.openbell.kernel.risk;

import java.util.Locale;

/**
 * What a check compared: immutable values, put into words only when somebody reads them, because most wishes are approved
 * and the gate is in a hurry.
 */
public final class Figures {

    private final String format;
    private final Object[] values;

    /** {@code key=value} pairs as in {@link String#format}; the values are immutable, and so is the array from now on. */
    Figures(String format, Object... values) {
        this.format = format;
        this.values = values;
    }

    /** In words, without a locale. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, format, values);
    }
}
