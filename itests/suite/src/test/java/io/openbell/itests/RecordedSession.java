package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;

/** A recording, read and written by docs/recording.md without any code of the product. */
record RecordedSession(Path folder) {

    private static final int HEADER_BYTES = 40;
    private static final int CHECKED_BYTES = 36;
    private static final byte[] MAGIC = {
        0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 0xff, 28, 0, 'O', 'B', 24, 0
    };

    /** A line that begins or belongs to an event. */
    record Line(String text, JsonNode fields) {

        String kind() {
            return fields.path(1).asText();
        }

        long event() {
            return fields.path(2).asLong();
        }

        JsonNode what() {
            return fields.path(6);
        }

        /** The record of what happened. */
        boolean is(String name) {
            return what().path("is").asText().endsWith(name);
        }
    }

    List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Path file : files()) {
            for (String text : text(Files.readAllBytes(file)).lines().toList()) {
                if (text.startsWith("[")) {
                    lines.add(new Line(text, Distribution.parsed(text)));
                }
            }
        }
        return lines;
    }

    /** The same in that folder, with its lines changed. */
    void copyTo(Path other, UnaryOperator<String> change) throws IOException {
        Files.createDirectories(other);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path jar : all.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, other.resolve(jar.getFileName()));
            }
        }
        for (Path file : files()) {
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            ByteBuffer from =
                    ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            while (from.hasRemaining()) {
                int at = from.position();
                byte[] member = new byte[from.getInt(at + MAGIC.length)];
                from.get(member);
                StringBuilder text = new StringBuilder();
                text(member).lines().map(change).forEach(line -> text.append(line).append('\n'));
                copy.write(
                        member(
                                from.getLong(at + 20),
                                from.getInt(at + 28),
                                text.toString().getBytes(StandardCharsets.US_ASCII)));
            }
            Files.write(other.resolve(file.getFileName()), copy.toByteArray());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files =
                    all.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().toList();
            assertThat(files).isNotEmpty();
            return files;
        }
    }

    private static String text(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static byte[] member(long firstLine, int lines, byte[] text) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text);
        deflater.finish();
        byte[] packed = new byte[text.length + text.length / 100 + 64];
        int length = deflater.deflate(packed);
        deflater.end();
        ByteBuffer member =
                ByteBuffer.allocate(HEADER_BYTES + length + 8).order(ByteOrder.LITTLE_ENDIAN);
        member.put(MAGIC).putInt(member.capacity()).putLong(firstLine).putInt(lines);
        member.putInt(crc(packed, length)).putInt(crc(member.array(), CHECKED_BYTES));
        member.put(packed, 0, length).putInt(crc(text, text.length)).putInt(text.length);
        return member.array();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
