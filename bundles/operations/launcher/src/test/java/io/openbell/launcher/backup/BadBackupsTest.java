package io.openbell.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad inputs to a restore, by their number in the catalogue: what the start script says and with which code it ends, and what
 * the next start says, which ends with 74. Nothing of the home changes.
 */
class BadBackupsTest {

    private static final Path SCRIPT = Path.of("../../../openbell").toAbsolutePath().normalize();
    private static final Instant NOW = Instant.parse("2026-11-28T16:30:00Z");
    private static final String NAME = "openbell-20261128T150000Z.zip";
    private static final String ENTRY = "etc/openbell.engine.cfg";

    @TempDir private Path home;

    @FunctionalInterface
    private interface Harm {
        void to(Bench bench) throws IOException;
    }

    /**
     * One bad input.
     *
     * @param code   of {@code ./openbell restore}; 0 where only the next start can see it
     * @param script what the script says; empty where it sees nothing
     * @param start  what the start says
     */
    private record Row(String id, String what, Harm harm, int code, String script, String start) {

        @Override
        public String toString() {
            return id + " " + what;
        }
    }

    private static Stream<Row> rows() {
        return Stream.of(
                row(
                        "B88",
                        "truncated",
                        bench -> bench.bytes(Arrays.copyOf(bench.bytes(), 40)),
                        74,
                        "is damaged: sha256=",
                        "is damaged: sha256="),
                row(
                        "B88",
                        "truncated, with a checksum that fits",
                        bench -> bench.good(Arrays.copyOf(bench.bytes(), 40)),
                        0,
                        "",
                        ""),
                row(
                        "B88",
                        "no archive",
                        bench -> bench.good("hello".getBytes(StandardCharsets.UTF_8)),
                        0,
                        "",
                        "is no backup: its first entry is not MANIFEST"),
                row(
                        "B88",
                        "leads out of the folder",
                        bench -> bench.zip("../outside", "x", 1),
                        0,
                        "",
                        "entry=../outside leads out of the folder"),
                row(
                        "B88",
                        "a bomb",
                        bench -> bench.zip(ENTRY, "0".repeat(5_000_000), 10),
                        0,
                        "",
                        "is larger than its list says: bytes=10"),
                row(
                        "B103",
                        "the process died while it was made",
                        bench -> Files.delete(bench.file(NAME + ".sha256")),
                        74,
                        "never counted as good",
                        "never counted as good"),
                row(
                        "B105",
                        "one bit flipped",
                        bench -> {
                            byte[] bytes = bench.bytes();
                            bytes[bytes.length / 2] ^= 1;
                            bench.bytes(bytes);
                        },
                        74,
                        "is damaged: sha256=",
                        "is damaged: sha256="),
                row(
                        "B105",
                        "an entry is missing",
                        bench -> bench.zip("other", "x", 1, ENTRY),
                        0,
                        "",
                        "entry=other is not in its list"),
                row(
                        "B105",
                        "the checksum holds none",
                        bench -> Files.writeString(bench.file(NAME + ".sha256"), "soon\n"),
                        74,
                        "is damaged: sha256=",
                        "holds no checksum"),
                row(
                        "B105",
                        "it is gone",
                        bench -> Files.delete(bench.file(NAME)),
                        64,
                        "there is no backup",
                        "is not there"));
    }

    private static Row row(
            String id, String what, Harm harm, int code, String script, String start) {
        return new Row(id, what, harm, code, script, start);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void shouldRefuseAndChangeNothing(Row row) throws Exception {
        Bench bench = new Bench(home);
        bench.zip(ENTRY, "old", 3);
        row.harm().to(bench);
        write("journal/paper-PA1/" + FakeJournals.SEGMENT, "present");
        write(ENTRY, "present");

        Process script = script();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).as(said).isEqualTo(row.code());
        assertThat(said).contains(row.script());
        assertThat(Files.exists(home.resolve("backups/RESTORE"))).isEqualTo(row.code() == 0);

        write("backups/RESTORE", NAME + "\n");
        Map<String, String> before = contents();
        assertThatThrownBy(() -> new RestoreAtStart(home).apply(NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(row.start())
                .hasMessageContaining("name another backup there, or remove it");
        assertThat(contents()).isEqualTo(before);
    }

    /** The control: the same bench without harm. */
    @Test
    void shouldRestoreWhatIsNotHarmed() throws Exception {
        new Bench(home).zip(ENTRY, "old", 3);
        write(ENTRY, "present");

        assertThat(script().waitFor()).isZero();
        new RestoreAtStart(home).apply(NOW);

        assertThat(home.resolve(ENTRY)).hasContent("old");
    }

    private Process script() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(SCRIPT.toString(), "restore", NAME).redirectErrorStream(true);
        builder.environment().put("OPENBELL_HOME", home.toString());
        return builder.start();
    }

    /** Everything but the scratch of a restore that was given up. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = home.relativize(file).toString();
                if (!name.startsWith("backups/.")) {
                    contents.put(name, Sha256.of(file));
                }
            }
        }
        return contents;
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Where a backup is made and harmed. */
    private static final class Bench {

        private final Path folder;

        Bench(Path home) {
            folder = home.resolve("backups");
        }

        Path file(String name) {
            return folder.resolve(name);
        }

        byte[] bytes() {
            try {
                return Files.readAllBytes(file(NAME));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        void bytes(byte[] bytes) throws IOException {
            Files.write(file(NAME), bytes);
        }

        /** With a checksum that fits. */
        void good(byte[] bytes) throws IOException {
            Files.createDirectories(folder);
            BackupStore store = new BackupStore(folder);
            Files.deleteIfExists(file(NAME));
            Files.write(store.unfinished(NAME), bytes);
            store.publish(NAME, 0, 1, Sha256.of("no journal"), "test");
        }

        void zip(String entry, String content, long listedBytes) throws IOException {
            zip(entry, content, listedBytes, entry);
        }

        void zip(String entry, String content, long listedBytes, String listed) throws IOException {
            Files.createDirectories(folder);
            Path raw = Files.createTempFile(folder, ".raw", "");
            Files.writeString(raw, content);
            String manifest = Sha256.of(raw) + " " + listedBytes + " " + listed + "\n";
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(raw))) {
                put(zip, BackupArchive.MANIFEST, manifest);
                put(zip, entry, content);
            }
            byte[] bytes = Files.readAllBytes(raw);
            Files.delete(raw);
            good(bytes);
        }

        private static void put(ZipOutputStream zip, String name, String text) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }
}
