package io.openbell.deadman;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The switch's own keys at the venue. Never printed, never an argument. */
record Keys(String keyId, String secret) {

    private static final int MOST_BYTES = 4_096;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** From {@code fd:N}, or from a file that nobody else may read. */
    static Keys read(String from) throws Refused {
        try {
            if (from.matches("fd:[0-9]{1,4}")) {
                try (InputStream in = new FileInputStream("/dev/fd/" + from.substring(3))) {
                    return parse(all(in));
                }
            }
            Path file = Path.of(from);
            requirePrivate(file);
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return parse(all(in));
            }
        } catch (IOException unreadable) {
            throw refused("the keys cannot be read: " + unreadable);
        }
    }

    private static void requirePrivate(Path file) throws IOException, Refused {
        Set<PosixFilePermission> granted =
                Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || !OWNER_ONLY.containsAll(granted)) {
            throw refused(file + " must be a file that only its owner may read: chmod 600");
        }
    }

    /** A pipe has no length: read until it ends. */
    private static String all(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[512];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() > MOST_BYTES) {
                throw new IOException("longer than " + MOST_BYTES + " bytes");
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Keys parse(String text) throws Refused {
        Map<String, String> lines = new HashMap<>();
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                lines.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return new Keys(
                required(lines, "OPENBELL_DEAD_MAN_KEY"),
                required(lines, "OPENBELL_DEAD_MAN_SECRET"));
    }

    private static String required(Map<String, String> lines, String name) throws Refused {
        String value = lines.getOrDefault(name, "");
        boolean printable =
                value.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\'');
        if (value.isEmpty() || value.length() > 256 || !printable) {
            throw refused(
                    name
                            + " looks malformed (length "
                            + value.length()
                            + "): 1 to 256 printable characters without spaces and quotes expected");
        }
        return value;
    }

    private static Refused refused(String why) {
        return new Refused(Refused.CREDENTIALS, why);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
