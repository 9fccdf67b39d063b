package io.openbell.launcher.supervisor;

import static io.openbell.api.component.ComponentState.BACKOFF;
import static io.openbell.api.component.ComponentState.FAILED;
import static io.openbell.api.component.ComponentState.NOT_INSTALLED;
import static io.openbell.api.component.ComponentState.RUNNING;
import static io.openbell.api.component.ComponentState.STARTING;
import static io.openbell.api.component.ComponentState.STOPPED;
import static io.openbell.api.component.ComponentState.SUSPECT;
import static io.openbell.api.component.ComponentState.UNAVAILABLE;
import static io.openbell.api.component.ComponentState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Health;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupervisorCoreTest {

    private static final Duration BOOT = Duration.ofSeconds(5);

    @Test
    void shouldStartInDependencyOrderAndOpenTheSession() {
        World world = World.session().run(BOOT);

        assertThat(world.started)
                .containsExactly(
                        "logging-system",
                        "health-monitor",
                        "alpaca-client",
                        "market-data-collector",
                        "order-executor",
                        "position-manager",
                        "risk-management",
                        "ai-hft-system",
                        "performance-tracker");
        assertThat(world.core.isOpen()).isTrue();
        assertThat(world.core.missing()).isEmpty();
        assertThat(world.state("minio-pipeline")).isEqualTo(NOT_INSTALLED);
    }

    @Test
    void shouldStopInReverseOrderAndStartNothingAfterwards() {
        World world = World.session().run(BOOT);
        List<String> reversed = new java.util.ArrayList<>(world.started);
        java.util.Collections.reverse(reversed);

        world.core.close();
        assertThat(world.core.missing()).hasSize(6);
        world.run(Duration.ofMinutes(2));

        assertThat(world.stopped).isEqualTo(reversed);
        assertThat(world.core.isClosed()).isTrue();
        assertThat(world.state("alpaca-client")).isEqualTo(STOPPED);
        assertThat(world.granted).hasSize(9);
    }

    @Test
    void shouldHoldBackDependentsUntilTheirGroundIsReady() {
        World world = World.session().answers("alpaca-client", Health.unavailable("connecting"));

        world.run(Duration.ofSeconds(40));

        assertThat(world.state("alpaca-client")).isEqualTo(UNAVAILABLE);
        assertThat(world.line("market-data-collector").reason())
                .isEqualTo("waits for alpaca-client");
        assertThat(world.state("order-executor")).isEqualTo(WAITING);
        assertThat(world.started).contains("health-monitor").doesNotContain("order-executor");
        assertThat(world.core.isOpen()).isFalse();
        assertThat(world.failed).isEmpty();

        world.isWellAgain("alpaca-client").run(BOOT);

        assertThat(world.core.isOpen()).isTrue();
    }

    @Test
    void shouldLetThoseGoOnThatOnlyStartAfterOneThatFails() {
        World world =
                World.session().throwsInConstructor("risk-management", "IllegalStateException: no");

        world.run(BOOT);

        assertThat(world.state("ai-hft-system")).isEqualTo(RUNNING);
        assertThat(world.core.missing()).containsExactly("risk-management");
    }

    @Test
    void shouldWaitForTheStartupDelay() {
        Policy delayed = new Policy(true, true, 5, null, Duration.ofSeconds(3));
        World world =
                new World()
                        .with("alpaca-client")
                        .with("order-executor", "alpaca-client")
                        .installed()
                        .policies(Map.of("alpaca-client", delayed));

        world.run(Duration.ofMillis(2800));
        assertThat(world.started).isEmpty();
        assertThat(world.state("alpaca-client")).isEqualTo(STARTING);

        world.run(Duration.ofSeconds(1));
        assertThat(world.started).containsExactly("alpaca-client", "order-executor");
    }

    @Test
    void shouldTakeThePermitOfAFailedActivationAtOnceAndSayWhy() {
        World world =
                new World().with("a").throwsInConstructor("a", "IllegalStateException: no disk");
        world.installed().run(Duration.ofMillis(300));

        assertThat(world.state("a")).isEqualTo(BACKOFF);
        assertThat(world.line("a").reason())
                .isEqualTo("IllegalStateException: no disk; starts again after 1.0 s");

        world.isWellAgain("a").run(Duration.ofSeconds(2));

        assertThat(world.state("a")).isEqualTo(RUNNING);
        assertThat(world.line("a").restarts()).isEqualTo(1);
        assertThat(world.line("a").reason()).isEmpty();
    }

    @Test
    void shouldDoubleTheRestAndGiveUpAfterMaxRestarts() {
        World world = new World().with("a").throwsInConstructor("a", "no").installed();

        world.run(Duration.ofMillis(900));
        assertThat(world.constructions("a")).isEqualTo(1);
        world.run(Duration.ofMillis(400));
        assertThat(world.constructions("a")).isEqualTo(2);
        world.run(Duration.ofMillis(2400));
        assertThat(world.constructions("a")).isEqualTo(3);
        world.run(Duration.ofMinutes(5));

        assertThat(world.constructions("a")).isEqualTo(6);
        assertThat(world.state("a")).isEqualTo(FAILED);
        assertThat(world.line("a").reason())
                .isEqualTo(
                        "no (failure 6 in ten minutes); remove the cause, then trading:component-reset"
                                + " a");
        assertThat(world.failed).last().asString().endsWith("(stays down)");
    }

    @Test
    void shouldNotRestartWhereThePolicySaysNo() {
        Policy never = new Policy(true, false, 5, null, Duration.ZERO);
        World world = new World().with("a").throwsInConstructor("a", "no").installed();

        world.policies(Map.of("a", never)).run(Duration.ofMinutes(1));

        assertThat(world.constructions("a")).isEqualTo(1);
        assertThat(world.state("a")).isEqualTo(FAILED);
    }

    @Test
    void shouldGiveANewChanceAfterAnUpdateOrANewConfiguration() {
        World world = new World().with("a").throwsInConstructor("a", "no").installed();
        world.run(Duration.ofMinutes(5));
        assertThat(world.state("a")).isEqualTo(FAILED);

        world.update("a");
        world.run(Duration.ofSeconds(1));
        assertThat(world.constructions("a")).isGreaterThan(6);
        world.run(Duration.ofMinutes(5));
        assertThat(world.state("a")).isEqualTo(FAILED);

        world.isWellAgain("a");
        world.core.configured("a");
        world.run(Duration.ofSeconds(1));
        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldRestartAGroundWithTheDependentsOfItsDependentsOnceEach() {
        World world = World.session().run(BOOT);

        world.answers("alpaca-client", Health.critical("no answer"));
        world.run(Duration.ofSeconds(11));
        world.isWellAgain("alpaca-client").run(BOOT.multipliedBy(2));

        assertThat(world.core.isOpen()).isTrue();
        for (String id :
                List.of(
                        "alpaca-client",
                        "market-data-collector",
                        "order-executor",
                        "position-manager",
                        "risk-management",
                        "performance-tracker")) {
            assertThat(world.constructions(id)).as(id).isEqualTo(2);
        }
        assertThat(world.constructions("health-monitor")).isEqualTo(1);
    }

    @Test
    void shouldRestartAfterThreeCriticalAnswersWithHardDependentsOnly() {
        World world = World.session().run(BOOT);

        world.answers("position-manager", Health.critical("cash is off by 1.00"));
        world.run(Duration.ofSeconds(7));
        assertThat(world.state("position-manager")).isEqualTo(SUSPECT);
        assertThat(world.core.missing()).containsExactly("position-manager");

        world.run(Duration.ofSeconds(4));
        assertThat(world.stopped)
                .containsExactly("performance-tracker", "risk-management", "position-manager");
        world.isWellAgain("position-manager").run(BOOT);

        assertThat(world.core.isOpen()).isTrue();
        assertThat(world.constructions("position-manager")).isEqualTo(2);
        assertThat(world.constructions("risk-management")).isEqualTo(2);
        assertThat(world.constructions("performance-tracker")).isEqualTo(2);
        assertThat(world.constructions("order-executor")).isEqualTo(1);
        assertThat(world.constructions("ai-hft-system")).isEqualTo(1);
        assertThat(world.failed)
                .containsExactly(
                        "position-manager: critical 3 times in a row: cash is off by 1.00");
    }

    @Test
    void shouldForgiveACriticalAnswerThatIsFollowedByAGoodOne() {
        World world = new World().with("a").installed().run(BOOT);

        world.answers("a", Health.critical("sick")).run(Duration.ofSeconds(8));
        assertThat(world.line("a").reason()).isEqualTo("sick");
        world.isWellAgain("a").run(Duration.ofSeconds(3));
        assertThat(world.state("a")).isEqualTo(RUNNING);
        world.answers("a", Health.critical("sick")).run(Duration.ofSeconds(9));

        assertThat(world.failed).isEmpty();
        assertThat(world.constructions("a")).isEqualTo(1);
    }

    @Test
    void shouldRestartOneWhoseHealthCheckHangs() {
        World world = new World().with("a").installed().run(BOOT);

        world.hangsInHealth("a").run(Duration.ofSeconds(12));

        assertThat(world.failed).containsExactly("a: no answer to its health check for 6 s");
        world.isWellAgain("a").run(BOOT);
        assertThat(world.state("a")).isEqualTo(RUNNING);
        assertThat(world.constructions("a")).isEqualTo(2);
    }

    @Test
    void shouldNotRestartWhatIsUnavailableForAnOutsideReason() {
        World world = World.session().run(BOOT);

        world.answers("alpaca-client", Health.unavailable("reconnecting"));
        world.run(Duration.ofMinutes(9));

        assertThat(world.state("alpaca-client")).isEqualTo(UNAVAILABLE);
        assertThat(world.core.missing()).containsExactly("alpaca-client");
        assertThat(world.state("order-executor")).isEqualTo(RUNNING);
        assertThat(world.stopped).isEmpty();
        world.isWellAgain("alpaca-client").run(Duration.ofSeconds(3));
        assertThat(world.core.isOpen()).isTrue();
    }

    @Test
    void shouldLeaveAHangingConstructorDownAndGoOnWithTheOthers() {
        World world = World.session().hangsInConstructor("market-data-collector");

        world.run(Duration.ofSeconds(9));
        assertThat(world.started)
                .containsExactly("logging-system", "health-monitor", "alpaca-client");
        world.run(Duration.ofSeconds(3));
        assertThat(world.started).contains("order-executor", "risk-management");
        assertThat(world.state("ai-hft-system")).isEqualTo(WAITING);
        world.run(Duration.ofSeconds(30));

        assertThat(world.state("market-data-collector")).isEqualTo(FAILED);
        assertThat(world.line("market-data-collector").reason())
                .isEqualTo(
                        "its constructor has not returned for 30 s; only a restart of the process"
                                + " frees it");
        assertThat(world.constructions("market-data-collector")).isEqualTo(1);
        assertThat(world.state("ai-hft-system")).isEqualTo(RUNNING);
        assertThat(world.core.missing()).containsExactly("market-data-collector");

        world.core.close();
        world.run(Duration.ofSeconds(1));
        assertThat(world.core.isClosed()).isTrue();
    }

    @Test
    void shouldStartABundleAgainThatWasStoppedByHand() {
        World world = World.session().run(BOOT);

        world.stopBundle("position-manager").run(Duration.ofMillis(600));
        assertThat(world.state("position-manager")).isEqualTo(BACKOFF);
        assertThat(world.line("position-manager").reason()).startsWith("its bundle was stopped;");
        assertThat(world.line("risk-management").reason()).isEqualTo("waits for position-manager");

        world.run(BOOT);
        assertThat(world.core.isOpen()).isTrue();
        assertThat(world.line("risk-management").restarts()).isZero();
        assertThat(world.failed).containsExactly("position-manager: its bundle was stopped");
    }

    @Test
    void shouldTakeANewInstanceOfAnUpdatedBundleAsItIs() {
        World world = new World().with("a").installed().run(BOOT);

        world.replaceInstance("a").run(Duration.ofSeconds(1));

        assertThat(world.state("a")).isEqualTo(RUNNING);
        assertThat(world.started).containsExactly("a", "a");
        assertThat(world.failed).isEmpty();
    }

    @Test
    void shouldStopWhileSomethingIsStillStarting() {
        World world = World.session().hangsInConstructor("alpaca-client");
        world.run(Duration.ofSeconds(2));

        world.core.close();
        world.run(Duration.ofSeconds(6));

        assertThat(world.core.isClosed()).isTrue();
        assertThat(world.stopped).containsExactly("health-monitor", "logging-system");
        assertThat(world.granted).doesNotContain("order-executor");
    }

    @Test
    void shouldStartNothingDuringTheStopEvenIfARestartWasDue() {
        World world = World.session().run(BOOT);
        world.stopBundle("position-manager").run(Duration.ofMillis(600));
        int before = world.granted.size();

        world.core.close();
        world.run(Duration.ofMinutes(1));

        assertThat(world.granted).hasSize(before);
        assertThat(world.core.isClosed()).isTrue();
    }

    @Test
    void shouldGoOnWithoutADeactivationThatHangs() {
        World world = World.session().hangsInDeactivation("risk-management").run(BOOT);

        world.core.close();
        world.run(Duration.ofSeconds(7));

        assertThat(world.core.isClosed()).isTrue();
        assertThat(world.stopped).endsWith("alpaca-client", "health-monitor", "logging-system");
    }

    @Test
    void shouldKeepOptionalOnesOutOfTheQuestionWhetherTheSessionIsOpen() {
        World world =
                World.session()
                        .with("realtime-monitor")
                        .throwsInConstructor("realtime-monitor", "no");

        world.installed().run(BOOT);

        assertThat(world.line("realtime-monitor").required()).isFalse();
        assertThat(world.core.isOpen()).isTrue();
    }
}
