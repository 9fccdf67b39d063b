package io.openbell.launcher.bundles;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The digests of allowed bundles: {@code etc/bundles.allowed}, lines as {@code sha256sum} prints them, which somebody signed
 * elsewhere. Read anew at each question, so that a running session takes a new list; by the key of the session's start, so
 * that nobody exchanges the key under it.
 */
final class SignedList {

    static final String FILE = "bundles.allowed";
    static final String SIGNATURE = "bundles.allowed.sig";

    private static final long LARGEST = 1 << 20;
    private static final int SIGNATURE_BYTES = 64;
    private static final Pattern LINE = Pattern.compile("\\\\?([0-9a-f]{64}) [ *].+");
    private static final String SIGN =
            "openssl pkeyutl -sign -rawin -inkey signer.key -in "
                    + FILE
                    + " -out "
                    + SIGNATURE
                    + " (docs/strategies.md)";

    private final Path etc;
    private final SignerKey key;

    SignedList(Path etc, SignerKey key) {
        this.etc = etc;
        this.key = key;
    }

    Set<String> digests() throws NotSigned {
        byte[] list =
                SmallFile.bytes(
                        etc, FILE, LARGEST, "write it with sha256sum JAR... and sign it: " + SIGN);
        byte[] signature =
                SmallFile.bytes(etc, SIGNATURE, LARGEST, "sign the list as it is: " + SIGN);
        if (signature.length != SIGNATURE_BYTES) {
            throw new NotSigned(
                    SIGNATURE,
                    "has " + signature.length + " bytes, and a signature " + SIGNATURE_BYTES,
                    "sign the list as it is: " + SIGN);
        }
        if (!key.signed(list, signature)) {
            throw new NotSigned(
                    SIGNATURE,
                    "does not fit etc/" + FILE + " and the key in etc/" + SignerKey.FILE,
                    "see who changed which of the three, then sign the list as it is: " + SIGN);
        }
        return parsed(new String(list, StandardCharsets.UTF_8).lines().toList());
    }

    private static Set<String> parsed(List<String> lines) throws NotSigned {
        Set<String> digests = new HashSet<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            Matcher fits = LINE.matcher(line);
            if (fits.matches()) {
                digests.add(fits.group(1));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new NotSigned(
                        FILE,
                        "line " + number + " is not as sha256sum prints them",
                        "write it with sha256sum JAR... and sign it: " + SIGN);
            }
        }
        return Set.copyOf(digests);
    }
}
