package io.openbell.launcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.risk.GateState;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.view.Performance;
import io.openbell.api.view.Resources;
import io.openbell.api.view.StatusBoard.Report;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTableTest {

    private static ComponentStatus line(
            String id, ComponentState state, boolean required, String reason, int restarts) {
        return new ComponentStatus(
                id, state, required, reason, List.of(), List.of(), restarts, Instant.EPOCH);
    }

    private static Report report(TradingMode mode, GateState gate, String gateDetail) {
        return new Report(
                mode,
                "built-in exchange",
                true,
                gate,
                gateDetail,
                List.of(
                        line("alpaca-client", ComponentState.RUNNING, true, "", 0),
                        line("launcher", ComponentState.RUNNING, true, "", 0),
                        line("minio-pipeline", ComponentState.NOT_INSTALLED, false, "", 0),
                        line("logging-system", ComponentState.WARNING, true, "disk is full", 0),
                        line("risk-management", ComponentState.BACKOFF, true, "no book", 2)),
                3600,
                new Performance.Snapshot(
                        5432, 127, 130, 4, Money.parse("1234.56"), Money.ZERO, Money.ZERO),
                3,
                new Resources.Usage(45.2, 61.9, -1));
    }

    @Test
    void shouldHaveTheLayoutOfTheSpecification() {
        assertThat(StatusTable.render(report(TradingMode.PAPER, GateState.ACTIVE, ""), false))
                .isEqualTo(
                        """
                        ================================================================================
                        SYSTEM STATUS
                        ================================================================================
                        Mode:  PAPER TRADING (no real money)
                        Venue: built-in exchange
                        Gate:  active

                        Components:
                          ✅ launcher                    running          [REQUIRED]
                          ⚠️  logging-system              warning          [REQUIRED]
                               disk is full
                          ✅ alpaca-client               running          [REQUIRED]
                          ➖ minio-pipeline              not installed    [OPTIONAL]
                          🔁 risk-management             restarting       [REQUIRED]  restarts: 2
                               no book

                        Metrics:
                          Uptime: 3600 seconds
                          Opportunities Found: 5432
                          Trades Executed: 127
                          P&L: $1,234.56
                          Errors Handled: 3

                        Resource Usage:
                          CPU: 45%
                          Memory: 62%
                          Disk: not measured yet
                        ================================================================================
                        """);
    }

    @Test
    void shouldShowTheModeInColourAndTheGateWithItsReason() {
        String paper = StatusTable.render(report(TradingMode.PAPER, GateState.ACTIVE, ""), true);
        String live = StatusTable.render(report(TradingMode.LIVE, GateState.HALTED, "kill"), true);

        assertThat(paper).contains("\u001b[32mPAPER TRADING (no real money)\u001b[0m");
        assertThat(live)
                .contains("\u001b[31mLIVE TRADING (real money)\u001b[0m")
                .contains("Gate:  \u001b[31mhalted\u001b[0m (kill)");
    }

    @Test
    void shouldSumUpAtTheEnd() {
        assertThat(
                        StatusTable.summary(
                                report(TradingMode.PAPER, GateState.ACTIVE, ""),
                                "Ctrl+C",
                                List.of("risk-management", "alpaca-client"),
                                List.of("health-monitor"),
                                Map.of("Orders", "leave: 2 left open")))
                .contains("SESSION CLOSED (Ctrl+C)")
                .contains("Trades Executed: 127")
                .contains("End of the session:\n  Orders: leave: 2 left open\n")
                .contains("Stopped in this order:\n  risk-management, alpaca-client\n")
                .contains("Did not stop in time: health-monitor");
    }

    @ParameterizedTest
    @CsvSource({"0, $0.00", "-0.001, $0.00", "'1234567.895', '$1,234,567.90'", "-12.3, -$12.30"})
    void shouldWriteMoneyAsPeopleDo(String amount, String text) {
        assertThat(StatusTable.dollars(Money.parse(amount))).isEqualTo(text);
    }
}
