package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.launcher.supervisor.Supervisor;
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
                    () -> {});

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
    void shouldWriteTheOrdersOfStartAndStopForScripts() {
        SessionRecord record = new SessionRecord(home, supervisor, false);

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
        SessionRecord record = new SessionRecord(home, supervisor, false);

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
        SessionRecord record = new SessionRecord(home, supervisor, true);

        record.failed("realtime-monitor", "no", true, false);
        record.failed("alpaca-client", "no", true, true);

        assertThat(exits).containsExactly(69);
    }
}
