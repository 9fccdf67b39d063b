package io.openbell.engine;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A segment in memory. Read in portions: a channel that reads 64 MiB at once keeps a buffer of that size outside the heap for
 * as long as the reading thread lives.
 */
final class WholeFile {

    private static final int PORTION_BYTES = 1 << 16;

    private WholeFile() {}

    /** All bytes, from position 0. What is read was not written through the opener. */
    static ByteBuffer read(Path file) throws IOException {
        try (InputStream input = new FileInputStream(file.toFile())) {
            byte[] bytes = new byte[Math.toIntExact(file.toFile().length())];
            int end = 0;
            int count = 0;
            while (end < bytes.length && count >= 0) {
                count = input.read(bytes, end, Math.min(PORTION_BYTES, bytes.length - end));
                end += Math.max(0, count);
            }
            return ByteBuffer.wrap(bytes, 0, end).slice();
        }
    }
}
