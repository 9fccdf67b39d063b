package io.openbell.loggingsystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFolderTest {

    private final Instant now = Instant.now();

    @TempDir Path folder;

    @Test
    void shouldFindALogThatGrowsHealthy() throws IOException {
        LogFolder logs = new LogFolder(folder, "openbell.log", 0);
        for (int events = 1; events <= 4; events++) {
            append("line\n");
            assertThat(logs.look(events, now).healthy()).isTrue();
        }
        assertThat(logs.look(4, now).detail()).contains("bytes=20", "lastWriteSecondsAgo=");
        assertThat(folder).isDirectoryNotContaining("glob:**.writable");
    }

    @Test
    void shouldComplainWhenEventsAreLoggedAndTheFileDoesNotGrow() throws IOException {
        LogFolder logs = new LogFolder(folder, "openbell.log", 0);
        append("line\n");
        assertThat(logs.look(1, now).healthy()).isTrue();

        assertThat(logs.look(3, now).healthy()).as("may just be being written").isTrue();
        LogFolder.Finding stuck = logs.look(3, now);

        assertThat(stuck.healthy()).isFalse();
        assertThat(stuck.detail()).contains("does not grow: 2 events");
        append("line\n");
        assertThat(logs.look(4, now).healthy()).isTrue();
    }

    @Test
    void shouldNotComplainAboutAQuietSystem() throws IOException {
        LogFolder logs = new LogFolder(folder, "openbell.log", 0);
        append("line\n");
        for (int look = 0; look < 5; look++) {
            assertThat(logs.look(1, now.plusSeconds(3600L * look)).healthy()).isTrue();
        }
    }

    @Test
    void shouldComplainAboutAFolderThatCannotBeWritten() throws IOException {
        Path notAFolder = Files.createFile(folder.resolve("logs"));

        LogFolder.Finding finding = new LogFolder(notAFolder, "openbell.log", 0).look(0, now);

        assertThat(finding.healthy()).isFalse();
        assertThat(finding.detail()).contains("cannot be written", notAFolder.toString());
    }

    @Test
    void shouldComplainAboutADiskThatIsNearlyFull() {
        LogFolder.Finding finding =
                new LogFolder(folder, "openbell.log", Long.MAX_VALUE).look(0, now);

        assertThat(finding.healthy()).isFalse();
        assertThat(finding.detail()).contains("log disk is nearly full", "minFreeMegabytes=");
    }

    private void append(String text) throws IOException {
        Files.writeString(
                folder.resolve("openbell.log"),
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
