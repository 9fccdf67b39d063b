package io.openbell.alpacaclient.decode;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Reads RFC 3339 timestamps with up to nine decimals; a time without a zone is refused. One thread per instance. */
public final class VenueTime {

    private static final int SECONDS_LENGTH = 19;

    private int cachedDay;
    private long cachedDaySeconds;

    public static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(
                    "not a time with a zone (RFC 3339): '"
                            + (text.length() <= 40 ? text : text.substring(0, 40) + "...")
                            + "'",
                    noTime);
        }
    }

    /** The same as {@link #parse(String)}, quick for times in UTC; remembers the day. */
    public Instant parse(byte[] text, int offset, int length) {
        int end = offset + length - 1;
        boolean usual =
                length > SECONDS_LENGTH
                        && length <= SECONDS_LENGTH + 11
                        && text[end] == 'Z'
                        && text[offset + 4] == '-'
                        && text[offset + 7] == '-'
                        && text[offset + 10] == 'T'
                        && text[offset + 13] == ':'
                        && text[offset + 16] == ':'
                        && (length == SECONDS_LENGTH + 1
                                || (text[offset + SECONDS_LENGTH] == '.'
                                        && length > SECONDS_LENGTH + 2));
        if (!usual) {
            return parse(new String(text, offset, length, StandardCharsets.ISO_8859_1));
        }
        int year = number(text, offset, 4);
        int month = number(text, offset + 5, 2);
        int day = number(text, offset + 8, 2);
        int hour = number(text, offset + 11, 2);
        int minute = number(text, offset + 14, 2);
        int second = number(text, offset + 17, 2);
        int decimals = Math.max(0, length - SECONDS_LENGTH - 2);
        int fraction = decimals == 0 ? 0 : number(text, offset + SECONDS_LENGTH + 1, decimals);
        boolean plausible = year > 0 && hour < 24 && minute < 60 && second < 60 && hour >= 0;
        if (!plausible || minute < 0 || second < 0 || fraction < 0) {
            return parse(new String(text, offset, length, StandardCharsets.ISO_8859_1));
        }
        for (int digits = decimals; digits < 9; digits++) {
            fraction *= 10;
        }
        return Instant.ofEpochSecond(
                daySeconds(year, month, day, text, offset, length)
                        + hour * 3600L
                        + minute * 60L
                        + second,
                fraction);
    }

    private long daySeconds(int year, int month, int day, byte[] text, int offset, int length) {
        int key = (year * 100 + month) * 100 + day;
        if (key != cachedDay) {
            try {
                cachedDaySeconds = LocalDate.of(year, month, day).toEpochDay() * 86_400;
                cachedDay = key;
            } catch (DateTimeException noDay) {
                throw new IllegalArgumentException(
                        "not a day: '"
                                + new String(text, offset, length, StandardCharsets.ISO_8859_1)
                                + "'",
                        noDay);
            }
        }
        return cachedDaySeconds;
    }

    /** Minus one if there is anything but digits. */
    private static int number(byte[] text, int from, int digits) {
        int value = 0;
        for (int at = from; at < from + digits; at++) {
            byte c = text[at];
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
