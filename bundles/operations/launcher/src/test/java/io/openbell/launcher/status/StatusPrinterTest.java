package io.openbell.launcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Supervision;
import io.openbell.api.risk.GateState;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.view.Performance;
import io.openbell.api.view.Resources;
import io.openbell.api.view.StatusBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusPrinterTest {

    private final List<String> printed = new ArrayList<>();
    private final Session session = new Session();
    private final StatusPrinter printer = new StatusPrinter(session, session, printed::add);
    private long now = System.nanoTime();

    @BeforeEach
    void open() {
        printer.look(now);
        printed.clear();
    }

    private void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 100) {
            now += Duration.ofMillis(100).toNanos();
            printer.look(now);
        }
    }

    @Test
    void shouldPrintTheTableOnceTheGateHasClosed() {
        session.gate = GateState.HALTED;
        pass(Duration.ofSeconds(5));

        assertThat(printed).containsExactly("gate HALTED");
    }

    @Test
    void shouldSayNothingOfAGateThatFlaps() {
        for (int i = 0; i < 10; i++) {
            session.gate = GateState.REDUCE_ONLY;
            pass(Duration.ofMillis(500));
            session.gate = GateState.ACTIVE;
            pass(Duration.ofMillis(500));
        }

        assertThat(printed).isEmpty();
    }

    @Test
    void shouldPrintTheTableWhenAComponentChanges() {
        session.state = ComponentState.WARNING;
        pass(Duration.ofSeconds(3));

        assertThat(printed).containsExactly("gate ACTIVE");
    }

    private static final class Session implements Supervision, StatusBoard {

        private GateState gate = GateState.ACTIVE;
        private ComponentState state = ComponentState.RUNNING;

        @Override
        public List<ComponentStatus> components() {
            return List.of(
                    new ComponentStatus(
                            "engine", state, true, "", List.of(), List.of(), 0, Instant.EPOCH));
        }

        @Override
        public Map<String, Health> health() {
            return Map.of();
        }

        @Override
        public boolean sessionOpen() {
            return true;
        }

        @Override
        public boolean reset(String id, String operator) {
            return false;
        }

        @Override
        public List<String> startLog() {
            return List.of();
        }

        @Override
        public List<String> stopLog() {
            return List.of();
        }

        @Override
        public void shutdown(String source, int exitCode) {}

        @Override
        public Report report() {
            return new Report(
                    TradingMode.PAPER,
                    "built-in exchange",
                    true,
                    gate,
                    "",
                    components(),
                    1,
                    new Performance.Snapshot(0, 0, 0, 0, Money.ZERO, Money.ZERO, Money.ZERO),
                    0,
                    new Resources.Usage(-1, -1, -1));
        }

        @Override
        public String render(boolean colour) {
            return "gate " + gate;
        }
    }
}
