package io.openbell.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.alerts.Alert.Severity;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.value.Money;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StatusBoard.Report;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final List<Alert> said = new ArrayList<>();
    private final List<String> over = new ArrayList<>();
    private final Observed observed = new Observed(said::add, over::add);
    private final ComponentAlerts components = new ComponentAlerts(said::add, over::add);
    private int restarts;
    private boolean counting = true;

    @Test
    void shouldTellOfAHaltWithoutASecretInIt() throws Exception {
        try (FakeServer server = new FakeServer()) {
            FakeSecrets secrets =
                    new FakeSecrets()
                            .with("OPENBELL_WEBHOOK_URL", server.at("/hook").toString())
                            .with("ALPACA_SECRET_KEY", "s3cret");
            Alerts alerts =
                    new Alerts(secrets, loop, latch, config(Map.of()), clock, Duration.ofMillis(1));
            alerts.start();
            try {
                latch.latch("daily-loss", "percent=3.1\nkey s3cret");

                await().atMost(Duration.ofMinutes(2)).until(() -> !server.requests().isEmpty());
                assertThat(server.requests().get(0))
                        .contains("CRITICAL", "halted by daily-loss", "percent=3.1 key [redacted]")
                        .doesNotContain("s3cret");
            } finally {
                alerts.stop();
            }
        }
    }

    @Test
    void shouldTellOnceOfASuspensionThatIsStatedAgain() {
        Instant now = clock.instant();
        EntriesSuspended fact = new EntriesSuspended("disk", "free=9", now, Optional.empty());
        observed.onEvent(1, now, fact);
        observed.onEvent(2, now, fact);
        observed.onEvent(3, now, new EntriesResumed("disk", now));
        observed.onEvent(4, now, new EntriesResumed("disk", now));

        assertThat(said)
                .extracting(Alert::line)
                .containsExactly(
                        "WARNING disk entries suspended: free=9", "INFO disk entries resumed: ");
    }

    @Test
    void shouldTellOfALostVenueAndOfItsReturnButNotOfTheFirstConnection() {
        connected(false);
        connected(true);
        connected(true);
        connected(false);
        connected(true);

        assertThat(said)
                .extracting(Alert::what)
                .containsExactly("reconnected", "disconnected", "reconnected");
    }

    @Test
    void shouldTellOfComponentsThatFailAndRunAgain() {
        look(ComponentState.RUNNING, true, "");
        look(ComponentState.BACKOFF, true, "hangs");
        look(ComponentState.BACKOFF, true, "hangs");
        look(ComponentState.RUNNING, true, "");
        look(ComponentState.FAILED, true, "six failures");

        assertThat(said)
                .extracting(Alert::line)
                .containsExactly(
                        "WARNING order-executor restarts: hangs",
                        "INFO order-executor runs again: ",
                        "CRITICAL order-executor failed: six failures");
        said.clear();
        look(ComponentState.RUNNING, false, "");
        look(ComponentState.FAILED, false, "optional");
        assertThat(said).last().extracting(Alert::severity).isEqualTo(Severity.WARNING);
    }

    @Test
    void shouldTellOfARestartThatNoLookSawAndOfTheNextOneAfterIt() {
        look(ComponentState.RUNNING, true, "");
        restarts = 1;
        look(ComponentState.STARTING, true, "hung");
        look(ComponentState.SUSPECT, true, "");
        look(ComponentState.WARNING, true, "");
        assertThat(over).containsExactly("order-executor");

        look(ComponentState.BACKOFF, true, "hung again");
        restarts = 2;
        look(ComponentState.UNAVAILABLE, true, "");
        look(ComponentState.RUNNING, true, "");

        assertThat(over).hasSize(2);
        assertThat(said)
                .extracting(Alert::line)
                .containsExactly(
                        "WARNING order-executor restarts: hung",
                        "INFO order-executor runs again: ",
                        "WARNING order-executor restarts: hung again",
                        "INFO order-executor runs again: ");
    }

    @Test
    void shouldTellOfAComponentThatWasLeftBehind() {
        look(ComponentState.RUNNING, true, "");
        look(ComponentState.STOPPING, true, "");
        look(ComponentState.ABANDONED, true, "has not stopped within 5 s");
        look(ComponentState.ABANDONED, true, "has not stopped within 5 s");

        assertThat(said)
                .extracting(Alert::line)
                .containsExactly("WARNING order-executor abandoned: has not stopped within 5 s");
    }

    @Test
    void shouldTellOnceThatASymbolIsFrozenAndThatItIsFreeAgain() {
        frozen("2025-01-15T14:30:00Z", "2025-01-15T15:00:00Z");
        frozen("2025-01-15T14:31:00Z", "2025-01-15T15:01:00Z");
        frozen("2025-01-15T14:40:00Z", "2025-01-15T14:40:00Z");
        frozen("2025-01-15T14:50:00Z", "2025-01-15T15:20:00Z");

        assertThat(said)
                .extracting(Alert::what)
                .containsExactly("frozen AAPL", "released AAPL", "frozen AAPL");
        assertThat(over).containsExactly("rejects");
    }

    @Test
    void shouldCountFromOneSummaryToTheNext() {
        Summary summary = new Summary(LocalTime.parse("21:15"), clock.instant());
        assertThat(summary.due(Instant.parse("2025-01-15T14:30:10Z"), () -> report(3, "5.00", 1)))
                .isEmpty();
        assertThat(text(summary, "2025-01-15T21:15:00Z", report(10, "12.50", 1)))
                .contains("since 2025-01-15T14:30:00Z: profit +7.50, orders 7, fills 7")
                .contains("denied 7, errors 0");
        assertThat(text(summary, "2025-01-16T21:15:00Z", report(11, "2.50", 0)))
                .contains("profit 2.50 in all")
                .contains("since 2025-01-15T21:15:00Z: profit -10.00, orders 1, fills 1");
        counting = false;
        assertThat(text(summary, "2025-01-17T21:15:00Z", report(0, "0", 0))).contains("not known");
        counting = true;
        // The process counts anew.
        assertThat(text(summary, "2025-01-18T21:15:00Z", report(4, "2.50", 0)))
                .contains("profit +0.00, orders 4");
    }

    private static String text(Summary summary, String now, Report report) {
        return summary.due(Instant.parse(now), () -> report).orElseThrow().text();
    }

    private void frozen(String at, String until) {
        Instant now = Instant.parse(at);
        observed.onEvent(
                1,
                now,
                new SymbolFrozen(
                        Symbol.of("AAPL"), "rejects", "5 of 5", now, Instant.parse(until)));
    }

    @Test
    void shouldSumUpEachDayOnceAndNotADayThatHadEndedAtTheStart() {
        Summary summary = new Summary(LocalTime.parse("21:15"), clock.instant());
        assertThat(isDue(summary, "2025-01-15T21:14:59Z")).isFalse();
        assertThat(isDue(summary, "2025-01-15T21:15:00Z")).isTrue();
        assertThat(isDue(summary, "2025-01-15T21:15:01Z")).isFalse();
        assertThat(isDue(summary, "2025-01-16T21:15:30Z")).isTrue();

        Summary late = new Summary(LocalTime.parse("21:15"), Instant.parse("2025-01-15T22:00:00Z"));
        assertThat(isDue(late, "2025-01-15T22:00:01Z")).isFalse();
        assertThat(isDue(late, "2025-01-16T21:15:00Z")).isTrue();

        assertThat(isDue(new Summary(null, clock.instant()), "2025-01-16T21:15:00Z")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "summaryAt, 25:00, summaryAt = 25:00",
        "summaryAt, 9:15, summaryAt = 9:15",
        "telegramChatId, @me, telegramChatId = @me",
        "telegramEndpoint, http://api.telegram.org, telegramEndpoint"
    })
    void shouldRefuseWhatItCannotUse(String key, String value, String message) {
        AlertsConfig config = config(Map.of(key, value));

        assertThatThrownBy(() -> new AlertsCheck().require(config)).hasMessageContaining(message);
    }

    private static boolean isDue(Summary summary, String now) {
        return summary.due(Instant.parse(now), AlertsTest::report).isPresent();
    }

    private static Report report() {
        return report(true, 0, "0", 0);
    }

    private Report report(int counts, String profit, int errors) {
        return report(counting, counts, profit, errors);
    }

    private static Report report(boolean counting, int counts, String profit, int errors) {
        return new Report(
                io.openbell.api.session.TradingMode.PAPER,
                "built-in exchange",
                true,
                io.openbell.api.risk.GateState.ACTIVE,
                "",
                List.of(
                        component("position-manager", true),
                        component("performance-tracker", counting)),
                1,
                new io.openbell.api.view.Performance.Snapshot(
                        counts,
                        counts,
                        counts,
                        counts,
                        Money.parse(profit),
                        Money.ZERO,
                        Money.ZERO),
                errors,
                new io.openbell.api.view.Resources.Usage(1, 2, 3));
    }

    private static ComponentStatus component(String id, boolean ready) {
        return new ComponentStatus(
                id,
                ready ? ComponentState.RUNNING : ComponentState.STARTING,
                true,
                "",
                List.of(),
                List.of(),
                0,
                Instant.EPOCH);
    }

    private void connected(boolean connected) {
        Instant now = clock.instant();
        observed.onEvent(1, now, new BrokerStatus(connected, "venue", true, "lost", now));
    }

    private void look(ComponentState state, boolean required, String reason) {
        components.look(
                List.of(
                        new ComponentStatus(
                                "order-executor",
                                state,
                                required,
                                reason,
                                List.of(),
                                List.of(),
                                restarts,
                                clock.instant())),
                clock.instant());
    }

    /** The defaults, but for these. */
    static AlertsConfig config(Map<String, Object> values) {
        return (AlertsConfig)
                Proxy.newProxyInstance(
                        AlertsConfig.class.getClassLoader(),
                        new Class<?>[] {AlertsConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
