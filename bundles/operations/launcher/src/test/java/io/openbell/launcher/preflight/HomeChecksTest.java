package io.openbell.launcher.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeChecksTest {

    @TempDir Path home = Path.of("");
    private boolean inUse;

    @Test
    void shouldFindWritableFoldersAndLeaveNothingBehind() throws Exception {
        assertThat(row("folders", 1).verdict()).isEqualTo(Verdict.PASS);

        try (var files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void shouldNameAFolderThatCannotBeWritten() throws Exception {
        Files.createFile(home.resolve("journal"));

        Row row = row("folders", 1);

        assertThat(row.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(row.exitCode()).isEqualTo(74);
        assertThat(row.reason()).contains(home.resolve("journal").toString(), "cannot be written");
        assertThat(row.remedy()).isNotEmpty();
    }

    @Test
    void shouldFindAJournalThatAnotherProcessWrites() throws Exception {
        Path journal = Files.createDirectories(home.resolve("journal/paper-PA1"));
        Files.createFile(journal.resolve("writer.lock"));
        assertThat(row("journal-lock", 1).verdict()).isEqualTo(Verdict.PASS);

        Process other = holder(journal.resolve("writer.lock"));
        try {
            Row row = row("journal-lock", 1);

            assertThat(row.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(row.exitCode()).isEqualTo(73);
            assertThat(row.reason()).contains("paper-PA1", "another process");
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(row("journal-lock", 1).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldNotTouchTheLockOfAJournalThatThisProcessWrites() throws Exception {
        inUse = true;
        Files.createFile(home.resolve("journal"));

        assertThat(row("journal-lock", 1).reason()).isEqualTo("held by this process");
    }

    @Test
    void shouldFailWhereTheShellDoesNotListen() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(row("ports", port).verdict()).isEqualTo(Verdict.PASS);
        }

        Row row = row("ports", port);

        assertThat(row.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(row.exitCode()).isEqualTo(69);
        assertThat(row.remedy()).contains("sshPort");
    }

    private Row row(String name, int port) throws InterruptedException {
        List<Check> checks =
                HomeChecks.of(home, port, () -> inUse).stream()
                        .filter(check -> check.name().equals(name))
                        .toList();
        return new Checks(text -> text).run(checks, Duration.ofMinutes(1)).get(0);
    }

    /** A process that holds the lock of that file; it says so before this returns. */
    private static Process holder(Path lock) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName(),
                                lock.toString())
                        .redirectErrorStream(true)
                        .start();
        assertThat(process.getInputStream().read()).isEqualTo('h');
        return process;
    }

    /** Locks a file, and waits to be killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            var channel =
                    java.nio.channels.FileChannel.open(
                            Path.of(arguments[0]), java.nio.file.StandardOpenOption.WRITE);
            channel.lock();
            System.out.print('h');
            System.out.flush();
            TimeUnit.MINUTES.sleep(5);
        }
    }
}
