package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.launcher.supervisor.FailureLog;
import io.openbell.launcher.supervisor.Supervisor;
import io.openbell.testkit.FakeHaltLatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRecordTest {

    @TempDir Path root = Path.of("");
    private final FakeHaltLatch latch = new FakeHaltLatch(java.time.InstantSource.system());
    private final List<Integer> exits = new ArrayList<>();
    private HomeFolder home = new HomeFolder(root);
    private final Supervisor supervisor =
            new Supervisor(
                    () ->
                            new ComponentStatus(
                                    "launcher",
                                    ComponentState.RUNNING,
                                    true,
                                    "",
                                    List.of(),
                                    List.of(),
                                    0,
                                    Instant.EPOCH),
                    () -> Health.ok("well"),
                    (source, code) -> exits.add(code),
                    () -> {},
                    text -> text);

    private SessionRecord record(boolean exitOnHalt) {
        return new SessionRecord(
                home,
                supervisor,
                new FailureLog(root.resolve(FailureLog.FILE)),
                new SessionHalt(() -> latch),
                exitOnHalt,
                text -> text.replace("secret-of-alpaca", "[redacted]"));
    }

    @BeforeEach
    void openHome() throws Exception {
        home = new HomeFolder(root);
        home.open();
    }

    @AfterEach
    void closeHome() throws Exception {
        home.close();
    }

    @Test
    void shouldWriteNoSecretThatAnExceptionQuotes() throws Exception {
        SessionRecord record = record(false);
        String reason = "IllegalStateException: header secret-of-alpaca refused";

        record.charged("alpaca-client", Instant.EPOCH, reason);
        record.failed("alpaca-client", reason, true, true);

        for (String file : List.of("supervision/failures.log", "run/session.state")) {
            assertThat(Files.readString(root.resolve(file)))
                    .as(file)
                    .contains("header [redacted] refused")
                    .doesNotContain("secret-of-alpaca");
        }
    }

    @Test
    void shouldWriteTheOrdersOfStartAndStopForScripts() {
        SessionRecord record = record(false);

        record.started("logging-system");
        record.started("alpaca-client");
        record.stopped("alpaca-client");

        assertThat(root.resolve("run/start-order.txt"))
                .hasContent("logging-system\nalpaca-client\n");
        assertThat(root.resolve("run/stop-order.txt")).hasContent("alpaca-client\n");
        assertThat(supervisor.startLog()).containsExactly("logging-system", "alpaca-client");
        assertThat(supervisor.stopLog()).containsExactly("alpaca-client");
    }

    @Test
    void shouldTellTheScriptThatARequiredComponentFailedForGoodAndStayUp() {
        SessionRecord record = record(false);

        record.failed("alpaca-client", "no", false, true);
        record.failed("realtime-monitor", "no", true, false);
        assertThat(root.resolve("run/session.state")).doesNotExist();

        record.failed("alpaca-client", "no network", true, true);
        assertThat(root.resolve("run/session.state"))
                .hasContent("failed alpaca-client: no network");
        assertThat(exits).isEmpty();
    }

    @Test
    void shouldEndTheProcessWhereThatIsWanted() {
        SessionRecord record = record(true);

        record.failed("realtime-monitor", "no", true, false);
        record.failed("alpaca-client", "no", true, true);

        assertThat(exits).containsExactly(69);
    }
}
