package io.openbell.alpacaclient.decode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON market data straight from the bytes. Strict: everything is validated, passed over or not, so that it accepts
 * what a general parser accepts (with NaN and Infinity, which are passed over with their object) and refuses what that
 * refuses.
 */
public final class JsonFrameReader implements FrameReader {

    private static final int DEEPEST = 64;

    /** The smallest character that needs so many bytes after the first. */
    private static final int[] SMALLEST = {0, 0x80, 0x800, 0x10000};

    private final MarketFields fields = new MarketFields();
    private byte[] in = new byte[0];
    private int at;
    private int end;
    private int depth;
    private byte[] scratch = new byte[256];
    private int scratchUsed;
    private byte[] textIn = in;
    private int textAt;
    private int textLength;

    @Override
    public void read(byte[] message, int length, SymbolTable wanted, Sink sink) throws IOException {
        in = message;
        at = 0;
        end = length;
        depth = 0;
        try {
            skipSpace();
            int first = next();
            if (first == '{') {
                object(wanted, sink);
            } else if (first == '[') {
                array(wanted, sink);
            } else {
                throw malformed("an array or an object expected");
            }
            skipSpace();
            if (at < end) {
                throw malformed("something follows the end of the message");
            }
        } finally {
            fields.release();
        }
    }

    private void array(SymbolTable wanted, Sink sink) throws IOException {
        depth++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return;
        }
        while (true) {
            skipSpace();
            expect('{');
            object(wanted, sink);
            skipSpace();
            int next = next();
            if (next == ']') {
                return;
            }
            if (next != ',') {
                throw malformed("a comma expected");
            }
        }
    }

    private void object(SymbolTable wanted, Sink sink) throws IOException {
        depth++;
        fields.clear();
        scratchUsed = 0;
        skipSpace();
        if (peek() == '}') {
            at++;
        } else {
            boolean more = true;
            while (more) {
                field();
                more = another('}');
            }
        }
        depth--;
        MarketMessages.deliver(fields, wanted, sink);
    }

    private void field() throws IOException {
        int slot = name();
        int first = peek();
        switch (first) {
            case '"' -> {
                at++;
                string();
                fields.text(slot, textIn, textAt, textLength);
            }
            case '{', '[' -> skip();
            case 'n' -> word("null");
            case 't', 'f' -> {
                int from = at;
                word(first == 't' ? "true" : "false");
                fields.text(slot, in, from, at - from);
            }
            default -> {
                int from = at;
                number();
                fields.digits(slot, in, from, at - from);
            }
        }
    }

    /** Reads a name and its colon. */
    private int name() throws IOException {
        skipSpace();
        expect('"');
        string();
        int slot = MarketFields.slot(textIn, textAt, textLength);
        skipSpace();
        expect(':');
        skipSpace();
        return slot;
    }

    /** True after a comma, false after the end of the container. */
    private boolean another(char close) throws IOException {
        skipSpace();
        int next = next();
        if (next != close && next != ',') {
            throw malformed("a comma or the end of an object or array expected");
        }
        return next == ',';
    }

    private void skip() throws IOException {
        int first = peek();
        switch (first) {
            case '"' -> {
                at++;
                string();
            }
            case '{', '[' -> {
                at++;
                if (++depth > DEEPEST) {
                    throw malformed("deeper than " + DEEPEST + " levels");
                }
                skipContainer(first == '{');
                depth--;
            }
            case 'n' -> word("null");
            case 't' -> word("true");
            case 'f' -> word("false");
            default -> number();
        }
    }

    private void skipContainer(boolean object) throws IOException {
        char close = object ? '}' : ']';
        skipSpace();
        if (peek() == close) {
            at++;
            return;
        }
        boolean more = true;
        while (more) {
            if (object) {
                name();
            } else {
                skipSpace();
            }
            skip();
            more = another(close);
        }
    }

    private void word(String word) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            if (at >= end || in[at++] != word.charAt(i)) {
                throw malformed("a value expected");
            }
        }
    }

    private void number() throws IOException {
        int first = peek();
        boolean signed = first == '-' || first == '+';
        if (signed) {
            at++;
        }
        int next = peek();
        if (next == 'I') {
            word(at + 1 < end && in[at + 1] == 'N' && signed ? "INF" : "Infinity");
            return;
        }
        if (next == 'N' && !signed) {
            word("NaN");
            return;
        }
        if (first == '+' || next < '0' || next > '9') {
            throw malformed("a value expected");
        }
        at++;
        if (next != '0') {
            digits();
        } else if (isDigit()) {
            throw malformed("a number begins with zero");
        }
        if (at < end && in[at] == '.') {
            at++;
            someDigits();
        }
        if (at < end && (in[at] == 'e' || in[at] == 'E')) {
            at++;
            if (at < end && (in[at] == '+' || in[at] == '-')) {
                at++;
            }
            someDigits();
        }
    }

    private void someDigits() throws IOException {
        if (!isDigit()) {
            throw malformed("a digit expected");
        }
        digits();
    }

    private void digits() {
        while (isDigit()) {
            at++;
        }
    }

    private boolean isDigit() {
        return at < end && in[at] >= '0' && in[at] <= '9';
    }

    /** Reads up to the closing quote; the text then stands in the frame or, if it had escapes, in the scratch. */
    private void string() throws IOException {
        int from = at;
        while (at < end) {
            int c = in[at];
            if (c == '"') {
                textIn = in;
                textAt = from;
                textLength = at++ - from;
                return;
            }
            if (c == '\\') {
                escaped(from);
                return;
            }
            plain();
        }
        throw malformed("a text without an end");
    }

    private void escaped(int from) throws IOException {
        int start = scratchUsed;
        append(in, from, at - from);
        while (at < end) {
            int c = in[at];
            if (c == '"') {
                at++;
                textIn = scratch;
                textAt = start;
                textLength = scratchUsed - start;
                return;
            }
            if (c == '\\') {
                at++;
                escape();
            } else {
                int first = at;
                plain();
                append(in, first, at - first);
            }
        }
        throw malformed("a text without an end");
    }

    /** One character that needs no escape. */
    private void plain() throws IOException {
        int c = in[at++];
        if (c >= 0) {
            if (c < ' ') {
                throw malformed("a control character in a text");
            }
            return;
        }
        int more = (c & 0xe0) == 0xc0 ? 1 : (c & 0xf0) == 0xe0 ? 2 : (c & 0xf8) == 0xf0 ? 3 : 0;
        int character = c & 0x3f >> more;
        for (int left = more; left > 0; left--) {
            if (at >= end || (in[at] & 0xc0) != 0x80) {
                throw malformed("a text that is no UTF-8");
            }
            character = character << 6 | in[at++] & 0x3f;
        }
        boolean surrogate = character >= 0xd800 && character <= 0xdfff;
        if (more == 0 || character < SMALLEST[more] || character > 0x10ffff || surrogate) {
            // An overlong form, or half a character: another reader may see another text in it.
            throw malformed("a text that is no UTF-8");
        }
    }

    private void escape() throws IOException {
        int c = next();
        switch (c) {
            case '"', '\\', '/' -> append((byte) c);
            case 'b' -> append((byte) '\b');
            case 'f' -> append((byte) '\f');
            case 'n' -> append((byte) '\n');
            case 'r' -> append((byte) '\r');
            case 't' -> append((byte) '\t');
            case 'u' -> {
                byte[] utf8 = String.valueOf(hex()).getBytes(StandardCharsets.UTF_8);
                append(utf8, 0, utf8.length);
            }
            default -> throw malformed("an unknown escape");
        }
    }

    private char hex() throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw malformed("four hexadecimal digits expected");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private void append(byte single) {
        append(new byte[] {single}, 0, 1);
    }

    private void append(byte[] bytes, int from, int length) {
        if (scratchUsed + length > scratch.length) {
            // What stands in the old one is still referred to: it is left as it is.
            scratch = Arrays.copyOf(scratch, 2 * (scratchUsed + length));
        }
        System.arraycopy(bytes, from, scratch, scratchUsed, length);
        scratchUsed += length;
    }

    private void skipSpace() {
        while (at < end) {
            int c = in[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }

    private void expect(char wanted) throws IOException {
        if (next() != wanted) {
            throw malformed("'" + wanted + "' expected");
        }
    }

    private int next() throws IOException {
        int c = peek();
        at++;
        return c;
    }

    private int peek() throws IOException {
        if (at >= end) {
            throw malformed("more expected");
        }
        return in[at];
    }

    private IOException malformed(String why) {
        return new IOException("no valid JSON at byte " + Math.min(at, end) + ": " + why);
    }
}
