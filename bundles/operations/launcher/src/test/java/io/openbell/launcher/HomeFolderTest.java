package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {

    @TempDir Path root = Path.of("");

    @Test
    void shouldCreateItsFoldersAndForgetTheLastRun() throws Exception {
        Path run = Files.createDirectories(root.resolve("home/run"));
        Files.writeString(run.resolve("stop-order.txt"), "old\n");
        HomeFolder home = new HomeFolder(root.resolve("home"));

        home.open();

        assertThat(root.resolve("home/journal")).isDirectory();
        assertThat(root.resolve("home/backups")).isDirectory();
        assertThat(run.resolve("stop-order.txt")).doesNotExist();
        home.append("stop-order.txt", "one");
        home.append("stop-order.txt", "two");
        assertThat(run.resolve("stop-order.txt")).hasContent("one\ntwo\n");
        home.close();
    }

    @Test
    void shouldRefuseAHomeThatIsTaken() throws Exception {
        HomeFolder first = new HomeFolder(root);
        first.open();
        HomeFolder second = new HomeFolder(root);

        assertThatThrownBy(second::open)
                .isInstanceOfSatisfying(
                        StartException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(73));

        first.close();
        second.open();
        second.close();
    }

    @Test
    void shouldRefuseAHomeThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "not a folder");

        assertThatThrownBy(() -> new HomeFolder(file.resolve("home")).open())
                .isInstanceOfSatisfying(
                        StartException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(74));
    }
}
