package io.openbell.healthmonitor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.Health;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.view.HealthBoard;
import io.openbell.api.view.Resources.Usage;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final Map<String, HealthCheck> registered = new ConcurrentHashMap<>();
    private final FakeSupervision supervision = new FakeSupervision();
    private volatile Usage usage = new Usage(10, 20, 30);
    private volatile boolean broken;
    private volatile boolean fatal;
    private volatile long nanos;
    private final HealthMonitor monitor =
            new HealthMonitor(
                    this::measure,
                    (name, check) -> {
                        registered.put(name, check);
                        return () -> registered.remove(name);
                    },
                    Duration.ofSeconds(1),
                    new ResourceCheck.Limits(80, 80, 80, 80),
                    new ResourceGuard.Limits(100, 98, 100, 100),
                    new LoopChecks.Limits(50, 500),
                    clock,
                    () -> nanos);

    @AfterEach
    void stop() throws InterruptedException {
        monitor.stop();
    }

    @Test
    void shouldRegisterACheckForEachComponentAndOneForTheMachine() {
        supervision.with("alpaca-client", ComponentState.FAILED, true, "no route");
        monitor.supervision(supervision);
        monitor.start();

        await().until(
                        () ->
                                registered
                                        .keySet()
                                        .equals(
                                                Set.of(
                                                        "alpaca-client",
                                                        "resources",
                                                        "trading-loop",
                                                        "journal",
                                                        "recording")));
        assertThat(execute("alpaca-client")).isEqualTo(Result.Status.CRITICAL);
        await().untilAsserted(() -> assertThat(execute("resources")).isEqualTo(Result.Status.OK));
        await().untilAsserted(
                        () ->
                                assertThat(monitor.health().detail())
                                        .contains("cpuPercent=10", "checks=5", "asked directly"));
        assertThat(monitor.usage()).isEqualTo(new Usage(10, 20, 30));
    }

    @Test
    void shouldBeCriticalOnceAnErrorHasEndedTheRuns() {
        fatal = true;
        monitor.start();

        await().untilAsserted(
                        () ->
                                assertThat(monitor.health().detail())
                                        .startsWith("checks are not run any more"));
        assertThat(monitor.health().status()).isEqualTo(Health.Status.CRITICAL);
        assertThat(monitor.heartbeats().get(0).isDead()).isTrue();
    }

    @Test
    void shouldShowThatItsThreadLives() {
        monitor.start();

        await().until(() -> monitor.heartbeats().get(0).beats() >= 3);
    }

    @Test
    void shouldFollowTheSupervisorsList() {
        supervision.with("alpaca-client", ComponentState.RUNNING, true, "");
        monitor.supervision(supervision);
        monitor.start();
        await().until(() -> registered.containsKey("alpaca-client"));

        supervision.forget("alpaca-client");
        supervision.with("options-trader", ComponentState.RUNNING, false, "");

        await().until(
                        () ->
                                registered
                                        .keySet()
                                        .equals(
                                                Set.of(
                                                        "options-trader",
                                                        "resources",
                                                        "trading-loop",
                                                        "journal",
                                                        "recording")));
    }

    @Test
    void shouldWarnWithFiguresWhenTheDiskIsNearlyFull() {
        usage = new Usage(10, 20, 91.4);
        monitor.start();

        await().untilAsserted(
                        () -> assertThat(monitor.health().status()).isEqualTo(Health.Status.WARN));
        assertThat(monitor.health().detail()).startsWith("disk=91% above diskWarnPercent=80");
        assertThat(execute("resources")).isEqualTo(Result.Status.WARN);
    }

    @Test
    void shouldSuspendEntriesWhileMemoryIsShortAndLetThemGoOn() {
        DirectLoop loop = new DirectLoop(clock);
        monitor.loop = loop;
        usage = new Usage(10, 99, 30);
        monitor.start();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !loop.delivered(EntriesSuspended.class).isEmpty());
        assertThat(loop.delivered(EntriesSuspended.class).get(0).reason()).startsWith("memory=99%");

        usage = new Usage(10, 50, 30);

        await().atMost(Duration.ofMinutes(2))
                .until(() -> !loop.delivered(EntriesResumed.class).isEmpty());
    }

    @Test
    void shouldShowQueueAndJournalBesideTheComponents() {
        DirectLoop loop = new DirectLoop(clock);
        monitor.loop = loop;
        monitor.journal = loop;
        monitor.start();
        await().atMost(Duration.ofMinutes(2)).until(() -> status("journal") == Health.Status.OK);
        assertThat(status("trading-loop")).isEqualTo(Health.Status.OK);

        loop.poisonJournal();

        await().atMost(Duration.ofMinutes(2))
                .until(() -> status("journal") == Health.Status.CRITICAL);
    }

    private Health.@Nullable Status status(String check) {
        return monitor.lines().stream()
                .filter(line -> line.name().equals(check))
                .map(HealthBoard.Line::status)
                .findFirst()
                .orElse(null);
    }

    @Test
    void shouldWarnOfABusyProcessorOnlyWhenItStaysBusy() {
        ResourceCheck check = new ResourceCheck(new ResourceCheck.Limits(80, 80, 80, 80));
        Machine.Measurement busy = new Machine.Measurement(new Usage(100, 20, 30), 1, 1, 1, 1);

        check.take(busy);
        check.take(busy);
        assertThat(check.judge().status()).isEqualTo(Health.Status.OK);
        check.take(busy);
        assertThat(check.judge().status()).isEqualTo(Health.Status.WARN);
        assertThat(check.judge().detail()).startsWith("cpu=100% above cpuWarnPercent=80");
        check.take(new Machine.Measurement(new Usage(50, 20, 30), 1, 1, 1, 1));
        assertThat(check.judge().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void shouldGoOnCheckingWhenTheMachineCannotBeMeasured() {
        broken = true;
        supervision.with("alpaca-client", ComponentState.RUNNING, true, "");
        monitor.supervision(supervision);
        monitor.start();

        await().until(() -> registered.containsKey("alpaca-client"));
        await().untilAsserted(
                        () ->
                                assertThat(monitor.health())
                                        .isEqualTo(
                                                Health.warn(
                                                        "the machine cannot be measured:"
                                                                + " java.io.IOException: no such"
                                                                + " disk")));
        broken = false;
        await().until(() -> monitor.health().status() == Health.Status.OK);
    }

    @Test
    void shouldBeCriticalWhenChecksHaveNotRunForLong() {
        assertThat(monitor.health().status()).isEqualTo(Health.Status.OK);

        nanos += Duration.ofMinutes(1).toNanos();

        assertThat(monitor.health().status()).isEqualTo(Health.Status.CRITICAL);
    }

    @Test
    void shouldNotMindThatTheClockIsPutOn() {
        clock.advance(Duration.ofHours(1));

        assertThat(monitor.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void shouldTakeEverythingBackAndEndItsThread() throws InterruptedException {
        monitor.start();
        await().until(() -> registered.containsKey("resources"));

        monitor.stop();

        assertThat(registered).isEmpty();
        await().untilAsserted(() -> assertThat(threads()).doesNotContain("health-monitor"));
    }

    @Test
    void shouldMeasureThisMachine() throws IOException {
        OshiMachine machine = new OshiMachine(Path.of("").toAbsolutePath());

        machine.measure();
        Machine.Measurement second = machine.measure();

        assertThat(second.usage().cpu()).isBetween(0.0, 100.0);
        assertThat(second.usage().memory()).isStrictlyBetween(0.0, 100.0);
        assertThat(second.usage().disk()).isBetween(0.0, 100.0);
        assertThat(second.heapMaxMegabytes()).isGreaterThan(second.heapMegabytes());
    }

    private Machine.Measurement measure() throws IOException {
        if (fatal) {
            throw new StackOverflowError("on purpose");
        }
        if (broken) {
            throw new IOException("no such disk");
        }
        return new Machine.Measurement(usage, 1, 5000, 100, 1000);
    }

    private Result.Status execute(String name) {
        return requireNonNull(registered.get(name), name).execute().getStatus();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
