package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterLockTest {

    @TempDir private Path root;

    /** Runs in a process of its own: opens the journal and holds it until its input ends. */
    static final class Holder {

        public static void main(String[] arguments) throws IOException {
            try (JournalFixture fixture = new JournalFixture(Path.of(arguments[0]))) {
                fixture.open();
                System.out.println("open");
                int ignored = System.in.read();
            } catch (IOException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    @Test
    void shouldRefuseASecondProcessAndNameTheFirst() throws Exception {
        Process holder = start();
        try {
            assertThat(firstLine(holder)).isEqualTo("open");

            assertThatThrownBy(() -> JournalFixture.read(root))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("journal is in use")
                    .hasMessageContaining("pid=" + holder.pid())
                    .hasMessageContaining("to do: stop that process first");
        } finally {
            holder.destroyForcibly();
        }
        assertThat(holder.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(JournalFixture.read(root)).isEmpty();
    }

    @Test
    void shouldRefuseASecondWriterInThisProcessAndStillHoldOffOthers() throws Exception {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();

            assertThatThrownBy(() -> JournalFixture.read(root))
                    .hasMessageContaining("pid=" + ProcessHandle.current().pid());
            Process second = start();
            assertThat(firstLine(second)).contains("pid=" + ProcessHandle.current().pid());
            second.destroyForcibly();
        }
        assertThat(JournalFixture.read(root)).isEmpty();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            return line == null ? "" : line;
        }
    }
}
