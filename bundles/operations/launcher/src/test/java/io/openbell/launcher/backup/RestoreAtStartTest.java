package io.openbell.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreAtStartTest {

    private static final Instant MADE = Instant.parse("2026-11-28T15:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-28T16:30:00Z");
    private static final String NAME = BackupStore.name(MADE);
    private static final String SEGMENT = "journal/paper-PA1/" + FakeJournals.SEGMENT;
    private static final String LATCH = "latch/HALTED-paper-PA1";

    @TempDir private Path home;
    @TempDir private Path scratch;

    @Test
    void shouldDoNothingWithoutARequest() throws IOException {
        assertThat(apply()).isEmpty();
    }

    @Test
    void shouldPutTheBackupInPlaceHaltedAndKeepAsideWhatWasThere() throws IOException {
        backup(Map.of(SEGMENT, "old", "etc/openbell.engine.cfg", "old", "deploy/mine.jar", "old"));
        write(SEGMENT, "new");
        write("journal/paper-PA1/writer.lock", "pid 1");
        write("journal/paper-PA2/" + FakeJournals.SEGMENT, "another account's");
        write("etc/openbell.engine.cfg", "new");
        write("etc/openbell.launcher.cfg", "not in the backup");
        request(NAME);

        assertThat(apply().orElseThrow())
                .contains(NAME, "3 files, halted", "restored-over/2026-11-28T163000Z");

        assertThat(home.resolve(SEGMENT)).hasContent("old");
        assertThat(home.resolve("journal/paper-PA1/writer.lock")).doesNotExist();
        assertThat(home.resolve("journal/paper-PA2/" + FakeJournals.SEGMENT)).exists();
        assertThat(home.resolve("etc/openbell.engine.cfg")).hasContent("old");
        assertThat(home.resolve("etc/openbell.launcher.cfg")).exists();
        Path aside = home.resolve("restored-over/2026-11-28T163000Z");
        assertThat(aside.resolve(SEGMENT)).hasContent("new");
        assertThat(aside.resolve("etc/openbell.engine.cfg")).hasContent("new");
        assertThat(home.resolve(LATCH)).content().contains("source=restore", "at=" + NOW, NAME);
        assertThat(home.resolve("backups/RESTORE")).doesNotExist();
        assertThat(apply()).as("once").isEmpty();
    }

    @Test
    void shouldKeepTheHaltThatStandsAndThoseOfTheBackup() throws IOException {
        backup(Map.of(SEGMENT, "old", LATCH, "from the backup", "latch/HALTED-live-9", "of live"));
        write(LATCH, "stands");
        request(NAME);

        apply();

        assertThat(home.resolve(LATCH)).hasContent("stands");
        assertThat(home.resolve("latch/HALTED-live-9")).hasContent("of live");
    }

    /** The process dies after each step in turn: the halt is on the disk before anything is replaced. */
    @Test
    void shouldBeHaltedWhereverItIsCutOffAndEndTheSameWhenItIsDoneAgain() throws IOException {
        backup(Map.of(SEGMENT, "old", "etc/openbell.engine.cfg", "old"));
        write(SEGMENT, "new");
        // A folder that cannot be moved over: as if the process had died right there.
        write("etc/openbell.engine.cfg", "new");
        request(NAME);
        Files.createDirectories(home.resolve("restored-over"));
        Files.writeString(home.resolve("restored-over/2026-11-28T163000Z"), "in the way");

        assertThatThrownBy(this::apply).isInstanceOf(IOException.class);
        assertThat(home.resolve(LATCH)).exists();
        assertThat(home.resolve("backups/RESTORE")).exists();

        new RestoreAtStart(home).apply(NOW.plusSeconds(5));
        assertThat(home.resolve(SEGMENT)).hasContent("old");
        assertThat(home.resolve("etc/openbell.engine.cfg")).hasContent("old");
    }

    @Test
    void shouldRestoreFromTheSecondTargetOnAFreshMachine() throws IOException {
        backup(Map.of(SEGMENT, "old"));
        Path second = Files.createDirectories(scratch.resolve("second"));
        for (String file : new String[] {NAME, NAME + ".sha256"}) {
            Files.move(home.resolve("backups").resolve(file), second.resolve(file));
        }
        request(second.resolve(NAME).toString());

        apply();

        assertThat(home.resolve(SEGMENT)).hasContent("old");
    }

    @Test
    void shouldChangeNothingWhenTheBackupIsDamaged() throws IOException {
        backup(Map.of(SEGMENT, "old"));
        write(SEGMENT, "new");
        Path file = home.resolve("backups").resolve(NAME);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        request(NAME);

        assertThatThrownBy(this::apply)
                .hasMessageContaining(NAME)
                .hasMessageContaining("is damaged")
                .hasMessageContaining("name another backup there, or remove it");
        assertThat(home.resolve(SEGMENT)).hasContent("new");
        assertThat(home.resolve(LATCH)).doesNotExist();
    }

    @Test
    void shouldRefuseAnArchiveThatLeadsOutOfTheFolder() throws IOException {
        for (String name : new String[] {"../outside", "/outside", "a/../../outside", "a\\b"}) {
            archive(listed(name, 1, "x"), name, "x");
            request(NAME);

            assertThatThrownBy(this::apply)
                    .as(name)
                    .hasMessageContaining("leads out of the folder");
            assertThat(home.resolve("../outside")).doesNotExist();
        }
    }

    @Test
    void shouldRefuseAnArchiveThatUnpacksToMoreThanItSays() throws IOException {
        String large = "0".repeat(10_000_000);
        archive(listed("etc/openbell.engine.cfg", 10, large), "etc/openbell.engine.cfg", large);
        request(NAME);

        assertThatThrownBy(this::apply)
                .hasMessageContaining("is larger than its list says: bytes=10");
    }

    @Test
    void shouldRefuseWhatIsNotInTheListAndWhatIsMissing() throws IOException {
        archive(listed("a", 1, "x"), "b", "x");
        request(NAME);
        assertThatThrownBy(this::apply).hasMessageContaining("entry=b is not in its list");

        archive(listed("a", 1, "x") + listed("b", 1, "x"), "a", "x");
        assertThatThrownBy(this::apply).hasMessageContaining("entry=b is missing");

        archive(listed("a", 1, "y"), "a", "x");
        assertThatThrownBy(this::apply).hasMessageContaining("another SHA-256");
    }

    @Test
    void shouldRefuseWhatIsNoArchive() throws IOException {
        Files.createDirectories(home.resolve("backups"));
        for (String text : new String[] {"", "no archive", "PK\003\004"}) {
            Files.writeString(home.resolve("backups").resolve(NAME + ".new"), text);
            Files.deleteIfExists(home.resolve("backups").resolve(NAME));
            new BackupStore(home.resolve("backups"))
                    .publish(NAME, 0, 0, Sha256.of("no journal"), "test");
            request(NAME);

            assertThatThrownBy(this::apply).as(text).isInstanceOf(IOException.class);
        }
    }

    private Optional<String> apply() throws IOException {
        return new RestoreAtStart(home).apply(NOW);
    }

    private void backup(Map<String, String> files) throws IOException {
        Path tree = Files.createDirectories(scratch.resolve("tree"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = tree.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        BackupStore store = new BackupStore(Files.createDirectories(home.resolve("backups")));
        int count = BackupArchive.write(tree, store.unfinished(NAME));
        store.publish(NAME, 0, count, Sha256.of("no journal"), "test");
    }

    private void archive(String manifest, String entry, String content) throws IOException {
        BackupStore store = new BackupStore(Files.createDirectories(home.resolve("backups")));
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(BackupArchive.MANIFEST, manifest);
        entries.put(entry, content);
        Files.deleteIfExists(home.resolve("backups").resolve(NAME));
        try (ZipOutputStream zip =
                new ZipOutputStream(Files.newOutputStream(store.unfinished(NAME)))) {
            for (Map.Entry<String, String> one : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        store.publish(NAME, 0, 1, Sha256.of("no journal"), "test");
    }

    private String listed(String name, long bytes, String content) throws IOException {
        Path file = Files.writeString(scratch.resolve("content"), content);
        return Sha256.of(file) + " " + bytes + " " + name + "\n";
    }

    private void request(String name) throws IOException {
        write("backups/RESTORE", name + "\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
