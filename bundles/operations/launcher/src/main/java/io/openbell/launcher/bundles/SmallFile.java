package io.openbell.launcher.bundles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in {@code etc/} that people put there. */
final class SmallFile {

    private SmallFile() {}

    static byte[] bytes(Path etc, String name, long largest, String remedy) throws NotSigned {
        Path file = etc.resolve(name);
        try {
            if (!Files.exists(file)) {
                throw new NotSigned(name, "is missing", remedy);
            }
            long size = Files.size(file);
            if (size > largest) {
                throw new NotSigned(
                        name, "has " + size + " bytes; allowed " + largest + " at most", remedy);
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new NotSigned(name, "cannot be read: " + unreadable, remedy);
        }
    }
}
