package io.openbell.alpacaclient.decode;

import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Makes frames of market data as the venue sends them, with oddities, in both forms; and damages them. */
public final class FrameMaker {

    static final List<Symbol> WANTED =
            List.of(Symbol.of("AAPL"), Symbol.of("BRK.B"), Symbol.of("BTC/USD"));

    private static final String[] TICKERS = {"AAPL", "BRK.B", "BTC/USD", "AAPLX", "", "aapl"};
    private static final String[] ODD_TEXTS = {
        "",
        "NaN",
        "1e308",
        "-0.0",
        ".5",
        "5.",
        "1e-30",
        "12345678901234567890",
        "0.1234567895",
        "\"quoted\" \\ \n\t\u00e4\u20ac",
        "+1",
        "2025-01-15T14:30:00",
        "true",
        "\u0661",
        "1e3",
        "-"
    };

    private final SplittableRandom random;

    public FrameMaker(long seed) {
        random = new SplittableRandom(seed);
    }

    /** One message; most hold several objects. */
    Object message() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return object();
        }
        Object[] items = new Object[random.nextInt(5)];
        Arrays.setAll(items, i -> object());
        return Arrays.asList(items);
    }

    private Map<String, @Nullable Object> object() {
        String type =
                pick(
                        "t",
                        "t",
                        "t",
                        "q",
                        "q",
                        "q",
                        "s",
                        "l",
                        "x",
                        "c",
                        "b",
                        "o",
                        "success",
                        "error",
                        "subscription",
                        "zz");
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (random.nextInt(8) > 0) {
            fields.put("T", type);
        }
        fields.put("S", TICKERS[random.nextInt(random.nextInt(2) == 0 ? 3 : TICKERS.length)]);
        for (String name : names(type)) {
            if (random.nextInt(30) > 0) {
                fields.put(name, random.nextInt(25) == 0 ? odd() : usual(name));
            }
        }
        if (random.nextInt(8) == 0) {
            fields.put("T", type);
        }
        return fields;
    }

    private static String[] names(String type) {
        return switch (type) {
            case "t" -> new String[] {"i", "x", "p", "s", "c", "z", "t"};
            case "q" -> new String[] {"bx", "bp", "bs", "ax", "ap", "as", "c", "z", "t"};
            case "s" -> new String[] {"sc", "sm", "rc", "rm", "z", "t"};
            case "l" -> new String[] {"u", "d", "i", "z", "t"};
            case "x" -> new String[] {"i", "x", "p", "s", "a", "z", "t"};
            case "c" -> new String[] {"x", "oi", "op", "os", "ci", "cp", "cs", "z", "t"};
            case "b" -> new String[] {"o", "h", "l", "c", "v", "t", "n", "vw"};
            case "o" -> new String[] {"b", "a", "r", "t"};
            default -> new String[] {"msg", "code", "trades", "quotes"};
        };
    }

    private @Nullable Object usual(String name) {
        return switch (name) {
            case "t" ->
                    Instant.ofEpochSecond(
                            1_700_000_000L + random.nextInt(90_000_000),
                            random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000));
            case "i", "oi", "ci", "n" -> random.nextLong() >>> random.nextInt(64);
            case "c" -> random.nextBoolean() ? List.of("@", "I") : Map.of("deep", List.of(1L, "}"));
            case "x", "z", "bx", "ax", "sc", "rc", "a" ->
                    pick("V", "H", "T", "A", "LUDP", "\u00e4");
            case "sm", "rm", "msg" -> pick("Trading Halt", "connected", "a \"b\" \\ c", "\u20ac");
            case "code" -> (long) (400 + random.nextInt(12));
            case "trades", "quotes", "b" -> List.of("AAPL", List.of(), Map.of());
            default -> number();
        };
    }

    private Object number() {
        return switch (random.nextInt(4)) {
            case 0 -> (long) random.nextInt(10_000);
            case 1 -> random.nextInt(100_000) / 100.0;
            case 2 -> (float) random.nextInt(10_000) / 8;
            default -> random.nextDouble(0.0001, 60_000);
        };
    }

    private @Nullable Object odd() {
        return switch (random.nextInt(7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> ODD_TEXTS[random.nextInt(ODD_TEXTS.length)];
            case 3 -> random.nextLong();
            case 4 -> Double.longBitsToDouble(random.nextLong());
            case 5 -> Instant.ofEpochSecond(random.nextLong(-9_000_000_000L, 99_000_000_000L), 5);
            default -> List.of(Map.of("p", 1L));
        };
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    byte[] json(Object message) {
        StringBuilder text = new StringBuilder();
        write(message, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(@Nullable Object value, StringBuilder to) {
        if (value instanceof Map<?, ?> map) {
            to.append('{');
            map.forEach(
                    (name, item) -> {
                        separate(to, '{');
                        quote(name.toString(), to);
                        space(to.append(':'));
                        write(item, to);
                    });
            space(to).append('}');
        } else if (value instanceof List<?> list) {
            to.append('[');
            for (Object item : list) {
                separate(to, '[');
                write(item, to);
            }
            to.append(']');
        } else if (value instanceof String || value instanceof Instant) {
            quote(value.toString(), to);
        } else {
            to.append(value);
        }
    }

    private void separate(StringBuilder to, char open) {
        if (to.charAt(to.length() - 1) != open) {
            to.append(',');
        }
        space(to);
    }

    private StringBuilder space(StringBuilder to) {
        return random.nextInt(12) == 0 ? to.append(pick(" ", "\n", "\t \r")) : to;
    }

    private void quote(String text, StringBuilder to) {
        to.append('"');
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < ' ' || random.nextInt(60) == 0) {
                to.append(String.format("\\u%04x", (int) c));
            } else {
                to.append(c);
            }
        }
        to.append('"');
    }

    public byte[] msgpack(Object message) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            pack(message, packer);
            return packer.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void pack(@Nullable Object value, MessageBufferPacker packer) throws IOException {
        if (value instanceof Map<?, ?> map) {
            packer.packMapHeader(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                packer.packString(entry.getKey().toString());
                pack(entry.getValue(), packer);
            }
        } else if (value instanceof List<?> list) {
            packer.packArrayHeader(list.size());
            for (Object item : list) {
                pack(item, packer);
            }
        } else if (value instanceof Instant at && random.nextInt(9) > 0) {
            packer.packTimestamp(at);
        } else if (value instanceof Long || value instanceof Integer) {
            packer.packLong(((Number) value).longValue());
        } else if (value instanceof Float number) {
            packer.packFloat(number);
        } else if (value instanceof Double number) {
            packer.packDouble(number);
        } else if (value instanceof Boolean flag) {
            packer.packBoolean(flag);
        } else if (value == null) {
            packer.packNil();
        } else {
            packer.packString(value.toString());
        }
    }

    /** Flips, drops, repeats or cuts some bytes. */
    byte[] damaged(byte[] frame) {
        byte[] bytes = frame.clone();
        for (int hits = 1 + random.nextInt(3); hits > 0 && bytes.length > 8; hits--) {
            int at = 4 + random.nextInt(bytes.length - 4);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = joined(bytes, at, Math.min(bytes.length, at + random.nextInt(6)));
                default -> bytes = joined(bytes, at, Math.max(4, at - random.nextInt(12)));
            }
        }
        return bytes;
    }

    /** Everything up to one place, then everything from the other. */
    private static byte[] joined(byte[] bytes, int to, int from) {
        byte[] all = Arrays.copyOf(bytes, to + bytes.length - from);
        System.arraycopy(bytes, from, all, to, bytes.length - from);
        return all;
    }
}
