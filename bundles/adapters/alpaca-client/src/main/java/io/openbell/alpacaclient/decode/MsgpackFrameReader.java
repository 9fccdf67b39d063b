package io.openbell.alpacaclient.decode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Reads MessagePack market data straight from the bytes. A count in the message never sizes anything of ours. */
public final class MsgpackFrameReader implements FrameReader {

    private static final int DEEPEST = 64;
    private static final int TIMESTAMP = -1;
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final MarketFields fields = new MarketFields();
    private byte[] in = new byte[0];
    private int at;
    private int end;

    @Override
    public void read(byte[] message, int length, SymbolTable wanted, Sink sink) throws IOException {
        in = message;
        at = 0;
        end = length;
        try {
            int first = peek();
            if (isArray(first)) {
                for (long left = count(next()); left > 0; left--) {
                    object(wanted, sink);
                }
            } else {
                object(wanted, sink);
            }
            if (at < end) {
                throw malformed("something follows the end of the message");
            }
        } finally {
            fields.release();
        }
    }

    private void object(SymbolTable wanted, Sink sink) throws IOException {
        int first = next();
        if (!isMap(first)) {
            throw malformed("a map expected");
        }
        fields.clear();
        for (long left = count(first); left > 0; left--) {
            int key = next();
            if (!isText(key)) {
                throw malformed("a name expected");
            }
            int length = textLength(key);
            int from = skip(length);
            value(MarketFields.slot(in, from, length), 2);
        }
        MarketMessages.deliver(fields, wanted, sink);
    }

    private void value(int slot, int depth) throws IOException {
        int type = next();
        if (type <= 0x7f) {
            fields.integer(slot, type);
        } else if (type >= 0xe0) {
            fields.integer(slot, (byte) type);
        } else if (isText(type)) {
            int length = textLength(type);
            fields.text(slot, in, skip(length), length);
        } else if (isMap(type) || isArray(type)) {
            if (depth >= DEEPEST) {
                throw malformed("deeper than " + DEEPEST + " levels");
            }
            long values = isMap(type) ? 2 * count(type) : count(type);
            for (; values > 0; values--) {
                value(-1, depth + 1);
            }
        } else {
            scalar(slot, type);
        }
    }

    private void scalar(int slot, int type) throws IOException {
        switch (type) {
            case 0xc0 -> {
                // Nothing: as if absent.
            }
            case 0xc2 -> fields.text(slot, FALSE, 0, FALSE.length);
            case 0xc3 -> fields.text(slot, TRUE, 0, TRUE.length);
            case 0xc4 -> skip((int) number(1));
            case 0xc5 -> skip((int) number(2));
            case 0xc6 -> skip(length32());
            case 0xc7 -> extension(slot, (int) number(1));
            case 0xc8 -> extension(slot, (int) number(2));
            case 0xc9 -> extension(slot, length32());
            case 0xca -> fields.floating(slot, Float.intBitsToFloat((int) number(4)));
            case 0xcb -> fields.floating(slot, Double.longBitsToDouble(number(8)));
            case 0xcc -> fields.integer(slot, number(1));
            case 0xcd -> fields.integer(slot, number(2));
            case 0xce -> fields.integer(slot, number(4));
            case 0xcf -> unsigned(slot, number(8));
            case 0xd0 -> fields.integer(slot, (byte) number(1));
            case 0xd1 -> fields.integer(slot, (short) number(2));
            case 0xd2 -> fields.integer(slot, (int) number(4));
            case 0xd3 -> fields.integer(slot, number(8));
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(slot, 1 << (type - 0xd4));
            default -> throw malformed("an unknown type");
        }
    }

    private void unsigned(int slot, long bits) {
        if (bits >= 0) {
            fields.integer(slot, bits);
        } else {
            fields.unsigned(slot, bits);
        }
    }

    private void extension(int slot, int length) throws IOException {
        int type = (byte) next();
        if (type != TIMESTAMP || slot < 0) {
            skip(length);
            return;
        }
        switch (length) {
            case 4 -> time(slot, number(4), 0);
            case 8 -> {
                long both = number(8);
                time(slot, both & 0x3_ffff_ffffL, (int) (both >>> 34));
            }
            case 12 -> {
                int nanos = (int) number(4);
                time(slot, number(8), nanos);
            }
            default -> throw malformed("a timestamp of " + length + " bytes");
        }
    }

    private void time(int slot, long seconds, int nanos) throws IOException {
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond() - 4) {
            throw malformed("a time beyond all times");
        }
        fields.time(slot, seconds, nanos);
    }

    private static boolean isArray(int type) {
        return type >= 0x90 && type <= 0x9f || type == 0xdc || type == 0xdd;
    }

    private static boolean isMap(int type) {
        return type >= 0x80 && type <= 0x8f || type == 0xde || type == 0xdf;
    }

    private static boolean isText(int type) {
        return type >= 0xa0 && type <= 0xbf || type >= 0xd9 && type <= 0xdb;
    }

    private long count(int type) throws IOException {
        return switch (type) {
            case 0xdc, 0xde -> number(2);
            case 0xdd, 0xdf -> number(4);
            default -> type & 0x0f;
        };
    }

    private int textLength(int type) throws IOException {
        return switch (type) {
            case 0xd9 -> (int) number(1);
            case 0xda -> (int) number(2);
            case 0xdb -> length32();
            default -> type & 0x1f;
        };
    }

    private int length32() throws IOException {
        long length = number(4);
        if (length > end) {
            throw malformed("a length beyond the message");
        }
        return (int) length;
    }

    /** The next so many bytes as an unsigned number, eight of them as a signed one. */
    private long number(int bytes) throws IOException {
        if (end - at < bytes) {
            throw malformed("more expected");
        }
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | (in[at++] & 0xff);
        }
        return value;
    }

    /** Passes over so many bytes, and tells where they began. */
    private int skip(int length) throws IOException {
        if (end - at < length) {
            throw malformed("more expected");
        }
        int from = at;
        at += length;
        return from;
    }

    private int next() throws IOException {
        int type = peek();
        at++;
        return type;
    }

    private int peek() throws IOException {
        if (at >= end) {
            throw malformed("more expected");
        }
        return in[at] & 0xff;
    }

    private IOException malformed(String why) {
        return new IOException("no valid MessagePack at byte " + at + ": " + why);
    }
}
