package io.openbell.alpacaclient.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.PriceBand;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.market.TradeWithdrawn;
import io.openbell.api.market.TradingStatus;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/** The same frames through general parsers and maps: slow, and written without a look at the quick readers. */
final class FrameOracle {

    /** A number as it stood in JSON. */
    private record Digits(String text) {}

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .build();

    private static final Set<String> KNOWN =
            Set.of(
                    "T", "S", "t", "x", "i", "p", "s", "bp", "bs", "ap", "as", "msg", "code", "z",
                    "sc", "sm", "rc", "rm", "u", "d", "oi", "ci", "cp", "cs");

    private final int frameLength;
    private final List<String> heard = new ArrayList<>();
    private final Map<String, Symbol> symbols = new HashMap<>();

    private FrameOracle(List<Symbol> wanted, int frameLength) {
        this.frameLength = frameLength;
        wanted.forEach(symbol -> symbols.put(symbol.ticker(), symbol));
    }

    static List<String> json(byte[] frame, List<Symbol> wanted) {
        FrameOracle oracle = new FrameOracle(wanted, frame.length);
        try (JsonParser parser = JSON.createParser(strictly(frame))) {
            oracle.read(parser);
        } catch (IOException malformed) {
            oracle.heard.add("malformed");
        }
        return oracle.heard;
    }

    /** Jackson's own decoder takes overlong forms; the JDK's does not. What stands before the damage is read. */
    private static Reader strictly(byte[] frame) {
        CharBuffer sound = CharBuffer.allocate(frame.length + 1);
        boolean damaged =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(frame), sound, true)
                        .isError();
        sound.flip();
        return new Reader() {
            @Override
            public int read(char[] to, int offset, int length) throws IOException {
                if (!sound.hasRemaining()) {
                    require(!damaged);
                    return -1;
                }
                int count = Math.min(length, sound.remaining());
                sound.get(to, offset, count);
                return count;
            }

            @Override
            public void close() {}
        };
    }

    static List<String> msgpack(byte[] frame, List<Symbol> wanted) {
        FrameOracle oracle = new FrameOracle(wanted, frame.length);
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(frame)) {
            oracle.read(unpacker);
        } catch (IOException | MessagePackException | DateTimeException malformed) {
            oracle.heard.add("malformed");
        }
        return oracle.heard;
    }

    private void read(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            JsonToken next = parser.nextToken();
            for (; next == JsonToken.START_OBJECT; next = parser.nextToken()) {
                object(parser);
            }
            require(next == JsonToken.END_ARRAY);
        } else {
            require(first == JsonToken.START_OBJECT);
            object(parser);
        }
        require(parser.nextToken() == null);
    }

    private void object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (value.isNumeric()) {
                fields.put(name, new Digits(parser.getText()));
            } else if (value != JsonToken.VALUE_NULL) {
                fields.put(name, parser.getText());
            }
        }
        deliver(fields);
    }

    private void read(MessageUnpacker unpacker) throws IOException {
        if (unpacker.getNextFormat().getValueType() == ValueType.ARRAY) {
            for (long left = Integer.toUnsignedLong(unpacker.unpackArrayHeader());
                    left > 0;
                    left--) {
                map(unpacker);
            }
        } else {
            map(unpacker);
        }
        require(!unpacker.hasNext());
    }

    private void map(MessageUnpacker unpacker) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        long size = Integer.toUnsignedLong(unpacker.unpackMapHeader());
        for (long left = size; left > 0; left--) {
            require(unpacker.getNextFormat().getValueType() == ValueType.STRING);
            String name = text(unpacker, StandardCharsets.ISO_8859_1);
            if (KNOWN.contains(name)) {
                Object value = plain(unpacker);
                if (value != null) {
                    fields.put(name, value);
                }
            } else {
                skip(unpacker);
            }
        }
        deliver(fields);
    }

    private @Nullable Object plain(MessageUnpacker unpacker) throws IOException {
        MessageFormat format = unpacker.getNextFormat();
        switch (format.getValueType()) {
            case STRING:
                return text(unpacker, StandardCharsets.UTF_8);
            case BOOLEAN:
                return unpacker.unpackBoolean() ? "true" : "false";
            case INTEGER:
                return unpacker.unpackBigInteger();
            case FLOAT:
                return format == MessageFormat.FLOAT32
                        ? (Object) unpacker.unpackFloat()
                        : (Object) unpacker.unpackDouble();
            case EXTENSION:
                ExtensionTypeHeader header = unpacker.unpackExtensionTypeHeader();
                if (header.isTimestampType()) {
                    return unpacker.unpackTimestamp(header);
                }
                require(header.getLength() <= frameLength);
                unpacker.readPayload(header.getLength());
                return null;
            default:
                skip(unpacker);
                return null;
        }
    }

    /** The library adds the sizes of maps up in an int, which overflows: billions of entries that are not there pass. */
    private void skip(MessageUnpacker unpacker) throws IOException {
        switch (unpacker.getNextFormat().getValueType()) {
            case ARRAY -> skip(unpacker, Integer.toUnsignedLong(unpacker.unpackArrayHeader()));
            case MAP -> skip(unpacker, 2 * Integer.toUnsignedLong(unpacker.unpackMapHeader()));
            default -> unpacker.skipValue();
        }
    }

    private void skip(MessageUnpacker unpacker, long values) throws IOException {
        for (long left = values; left > 0; left--) {
            skip(unpacker);
        }
    }

    /** Without the trust of the library in lengths. */
    private String text(MessageUnpacker unpacker, Charset charset) throws IOException {
        int length = unpacker.unpackRawStringHeader();
        require(length >= 0 && length <= frameLength);
        return new String(unpacker.readPayload(length), charset);
    }

    private static void require(boolean sound) throws IOException {
        if (!sound) {
            throw new IOException("malformed");
        }
    }

    private void deliver(Map<String, Object> fields) {
        String type = text(fields, "T");
        switch (type) {
            case "success", "error", "subscription" ->
                    heard.add("control " + type + " " + text(fields, "msg") + " " + code(fields));
            case "q", "t", "s", "l", "x", "c" -> {
                Symbol symbol =
                        fields.get("S") instanceof String ticker ? symbols.get(ticker) : null;
                if (symbol != null && fields.get("T") instanceof String) {
                    try {
                        heard.add(event(type, symbol, fields).toString());
                    } catch (IllegalArgumentException senseless) {
                        heard.add("senseless");
                    }
                }
            }
            default -> {
                // Passed over.
            }
        }
    }

    private static int code(Map<String, Object> fields) {
        try {
            return fields.containsKey("code") ? (int) (raw(fields, "code") / FixedPoint.ONE) : 0;
        } catch (IllegalArgumentException noNumber) {
            return 0;
        }
    }

    private static MarketEvent event(String type, Symbol symbol, Map<String, Object> fields) {
        return switch (type) {
            case "q" ->
                    new Quote(
                            symbol,
                            new Price(orZero(fields, "bp")),
                            new Quantity(orZero(fields, "bs")),
                            new Price(orZero(fields, "ap")),
                            new Quantity(orZero(fields, "as")),
                            instant(fields));
            case "t" -> trade(symbol, fields, "p", "s", "i");
            case "s" ->
                    new TradingStatus(
                            symbol,
                            text(fields, "sc"),
                            text(fields, "sm"),
                            (text(fields, "rc") + " " + text(fields, "rm")).trim(),
                            text(fields, "z"),
                            instant(fields));
            case "l" ->
                    new PriceBand(
                            symbol,
                            new Price(raw(fields, "d")),
                            new Price(raw(fields, "u")),
                            text(fields, "i"),
                            instant(fields));
            case "x" ->
                    new TradeWithdrawn(
                            symbol,
                            whole(fields, "i"),
                            text(fields, "x"),
                            Optional.empty(),
                            instant(fields));
            default -> {
                Trade corrected = trade(symbol, fields, "cp", "cs", "ci");
                yield new TradeWithdrawn(
                        symbol,
                        whole(fields, "oi"),
                        corrected.exchange(),
                        Optional.of(corrected),
                        corrected.at());
            }
        };
    }

    private static Trade trade(
            Symbol symbol, Map<String, Object> fields, String price, String size, String id) {
        return new Trade(
                symbol,
                new Price(raw(fields, price)),
                new Quantity(raw(fields, size)),
                whole(fields, id),
                text(fields, "x"),
                instant(fields));
    }

    private static String text(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (value instanceof Digits digits) {
            return digits.text();
        }
        if (value instanceof BigInteger number) {
            return number.bitLength() < 64 ? number.toString() : "";
        }
        return value instanceof String text ? text : "";
    }

    private static long whole(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        try {
            BigInteger number =
                    value instanceof BigInteger integer
                            ? integer
                            : value instanceof Digits digits
                                    ? new BigInteger(digits.text())
                                    : BigInteger.ZERO;
            return number.bitLength() < 64 ? number.longValue() : 0;
        } catch (NumberFormatException noInteger) {
            return 0;
        }
    }

    private static long orZero(Map<String, Object> fields, String name) {
        return fields.containsKey(name) ? raw(fields, name) : 0;
    }

    private static long raw(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        String text;
        if (value instanceof String || value instanceof Digits) {
            byte[] utf8 = text(fields, name).getBytes(StandardCharsets.UTF_8);
            text = new String(utf8, StandardCharsets.ISO_8859_1);
        } else if (value instanceof Float || value instanceof Double) {
            text = value.toString();
        } else if (value instanceof BigInteger number) {
            text = number.toString();
        } else {
            throw new IllegalArgumentException("no number");
        }
        if (text.length() > 64) {
            throw new IllegalArgumentException("too long");
        }
        BigDecimal decimal;
        try {
            decimal = new BigDecimal(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(noNumber);
        }
        if (Math.abs((long) decimal.scale()) > 128) {
            throw new IllegalArgumentException("too far");
        }
        return FixedPoint.of(
                decimal.scale() > FixedPoint.SCALE
                        ? decimal.setScale(FixedPoint.SCALE, RoundingMode.HALF_EVEN)
                        : decimal);
    }

    private static Instant instant(Map<String, Object> fields) {
        Object value = fields.get("t");
        try {
            if (value instanceof Instant at) {
                return at;
            }
            if (value instanceof String text) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(noTime);
        }
        throw new IllegalArgumentException("no time");
    }
}
