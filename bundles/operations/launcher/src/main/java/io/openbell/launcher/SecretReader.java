package io.openbell.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the secrets that the start script hands over through an inherited file descriptor: lines {@code NAME=value} until the
 * end. So they stand in no environment, argument or property of this process.
 */
final class SecretReader {

    /** The names it takes; others are refused. */
    static final Set<String> NAMES =
            Set.of(
                    "ALPACA_API_KEY",
                    "ALPACA_SECRET_KEY",
                    "ALPACA_LIVE_API_KEY",
                    "ALPACA_LIVE_SECRET_KEY",
                    "OPENROUTER_API_KEY",
                    "OPENBELL_WEBHOOK_URL",
                    "OPENBELL_SLACK_URL",
                    "OPENBELL_DISCORD_URL",
                    "OPENBELL_TELEGRAM_TOKEN",
                    "OPENBELL_HEARTBEAT_URL",
                    "OPENBELL_SMTP_PASSWORD");

    private static final int LARGEST_BYTES = 16 * 1024;

    /** Wipes what it leaves behind when it grows. */
    private static final class WipingBuffer extends ByteArrayOutputStream {

        WipingBuffer() {
            super(LARGEST_BYTES);
        }

        void wipe() {
            Arrays.fill(buf, (byte) 0);
        }
    }

    private SecretReader() {}

    /** Values by name, from the descriptor with that number. */
    static Map<String, byte[]> fromDescriptor(int number) throws IOException, StartException {
        Path linux = Path.of("/proc/self/fd", String.valueOf(number));
        Path elsewhere = Path.of("/dev/fd", String.valueOf(number));
        try (InputStream in = Files.newInputStream(Files.exists(linux) ? linux : elsewhere)) {
            return read(in);
        }
    }

    /** Values by name, until the end of the stream; everything in between is wiped. */
    static Map<String, byte[]> read(InputStream in) throws IOException, StartException {
        WipingBuffer all = new WipingBuffer();
        byte[] chunk = new byte[1024];
        try {
            // Not readAllBytes: on a pipe it fails with "Illegal seek" on JDK 17.
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                if (all.size() + count > LARGEST_BYTES) {
                    throw new StartException(
                            ExitCode.CREDENTIALS,
                            "the credentials are longer than " + LARGEST_BYTES + " bytes together");
                }
                all.write(chunk, 0, count);
            }
            byte[] text = all.toByteArray();
            try {
                return parse(text);
            } finally {
                Arrays.fill(text, (byte) 0);
            }
        } finally {
            Arrays.fill(chunk, (byte) 0);
            all.wipe();
        }
    }

    private static Map<String, byte[]> parse(byte[] text) throws StartException {
        Map<String, byte[]> secrets = new TreeMap<>();
        int from = 0;
        while (from < text.length) {
            int to = from;
            while (to < text.length && text[to] != '\n') {
                to++;
            }
            if (to > from) {
                parseLine(text, from, to, secrets);
            }
            from = to + 1;
        }
        return secrets;
    }

    private static void parseLine(byte[] text, int from, int to, Map<String, byte[]> secrets)
            throws StartException {
        int equals = from;
        while (equals < to && text[equals] != '=') {
            equals++;
        }
        String name =
                new String(text, from, equals - from, java.nio.charset.StandardCharsets.US_ASCII);
        if (equals == to || !NAMES.contains(name)) {
            // The line is not shown: it may be the rest of a secret with a line break in it.
            throw new StartException(
                    ExitCode.CREDENTIALS,
                    "a line of the credentials is none of "
                            + String.join(", ", new java.util.TreeSet<>(NAMES))
                            + "; does a value contain a line break?");
        }
        byte[] value = Arrays.copyOfRange(text, equals + 1, to);
        if (value.length == 0 || !isPlain(value)) {
            Arrays.fill(value, (byte) 0);
            throw new StartException(
                    ExitCode.CREDENTIALS,
                    name
                            + " looks malformed (length "
                            + (to - equals - 1)
                            + "); allowed are printable characters without spaces and quotes");
        }
        secrets.put(name, value);
    }

    private static boolean isPlain(byte[] value) {
        for (byte character : value) {
            if (character <= ' ' || character >= 127 || character == '"' || character == '\'') {
                return false;
            }
        }
        return true;
    }
}
