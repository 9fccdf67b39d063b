package io.openbell.launcher.supervisor;

import static io.openbell.api.component.ComponentState.ABANDONED;
import static io.openbell.api.component.ComponentState.BACKOFF;
import static io.openbell.api.component.ComponentState.FAILED;
import static io.openbell.api.component.ComponentState.RUNNING;
import static io.openbell.api.component.ComponentState.STARTING;
import static io.openbell.api.component.ComponentState.STOPPED;
import static io.openbell.api.component.ComponentState.UNAVAILABLE;
import static io.openbell.api.component.ComponentState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Health;
import io.openbell.launcher.supervisor.Observation.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What supervisors of the field promise of start and stop: OTP's sup_start and sup_stop groups, systemd, s6, Kubernetes. */
class StartAndStopCasesTest {

    private static final Duration BOOT = Duration.ofSeconds(5);

    @Test
    void shouldStartNothingWhereNothingIsInstalled() {
        World world = new World().installed().run(BOOT);

        assertThat(world.granted).isEmpty();
        assertThat(world.core.isOpen()).isFalse();
    }

    @Test
    void shouldStartOneAfterTheOther() {
        World world = World.session().run(BOOT);

        Set<String> starting = new HashSet<>();
        for (Transition step : world.transitions) {
            if (step.to() == STARTING) {
                starting.add(step.id());
            } else {
                starting.remove(step.id());
            }
            assertThat(starting).as("after transition %s", step).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(world.granted).hasSize(9);
    }

    @Test
    void shouldStartInTheOrderOfTheTableWhereTheGraphLeavesAChoice() {
        World world =
                new World()
                        .with("z-own")
                        .with("risk-management")
                        .with("logging-system")
                        .installed();

        world.run(BOOT);

        assertThat(world.started).containsExactly("logging-system", "risk-management", "z-own");
    }

    @Test
    void shouldStartWhatIsInstalledLater() {
        World world = new World().with("a").installed().run(BOOT);

        world.with("b", "a").installed().run(BOOT);

        assertThat(world.started).containsExactly("a", "b");
    }

    @Test
    void shouldFailOneThatIsNotReadyWithinThirtySeconds() {
        World world = new World().with("a").answers("a", Health.critical("no data")).installed();

        world.run(Duration.ofSeconds(29));
        assertThat(world.state("a")).isEqualTo(STARTING);

        world.run(Duration.ofMillis(1500));
        assertThat(world.failed).containsExactly("a: not ready within 30 s: no data");
        assertThat(world.state("a")).isEqualTo(BACKOFF);
    }

    @Test
    void shouldLetOneStartForAsLongAsAnOutsideCauseHoldsItUp() {
        World world =
                new World().with("a").answers("a", Health.unavailable("no venue")).installed();

        world.run(Duration.ofMinutes(5));

        assertThat(world.state("a")).isEqualTo(UNAVAILABLE);
        assertThat(world.failed).isEmpty();
        world.isWellAgain("a").run(BOOT);
        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldNotTryAgainWhereItsClassesAreBroken() {
        World world = new World().with("a").installed().run(BOOT);

        world.failsForGood("a", "java.lang.NoClassDefFoundError: x/Y").run(Duration.ofMinutes(2));

        assertThat(world.constructions("a")).isEqualTo(1);
        assertThat(world.state("a")).isEqualTo(FAILED);
        assertThat(world.line("a").reason())
                .isEqualTo(
                        "java.lang.NoClassDefFoundError: x/Y; remove the cause, then"
                                + " trading:component-reset a");
    }

    @Test
    void shouldNameThePackageThatABundleLacksAndNotTryAgain() {
        World world =
                new World()
                        .with("a")
                        .with("b", "a")
                        .cannotStart("a", "it lacks package com.acme, which no bundle provides")
                        .installed();

        world.run(Duration.ofMinutes(2));

        assertThat(world.granted).containsExactly("a");
        assertThat(world.state("a")).isEqualTo(FAILED);
        assertThat(world.line("a").reason()).contains("com.acme");
        assertThat(world.line("b").reason()).isEqualTo("waits for a");

        world.isWellAgain("a").core.reset("a");
        world.run(BOOT);
        assertThat(world.state("b")).isEqualTo(RUNNING);
    }

    @Test
    void shouldTryAgainWhereABundleCouldNotBeStartedForAPassingReason() {
        World world = new World().with("a").cannotStart("a", "disk full").installed();

        world.run(Duration.ofMillis(500));
        assertThat(world.state("a")).isEqualTo(BACKOFF);
        world.isWellAgain("a").run(BOOT);

        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldNotTryAgainWithCredentialsThatAreRefused() {
        World world =
                new World()
                        .with("a")
                        .answers("a", Health.hopeless("401, set another key"))
                        .installed();

        world.run(Duration.ofMinutes(5));

        assertThat(world.constructions("a")).isEqualTo(1);
        assertThat(world.state("a")).isEqualTo(FAILED);
        assertThat(world.line("a").reason()).contains("401, set another key");
    }

    @Test
    void shouldFailOneThatScrDoesNotConstructThoughAllIsThere() {
        World world = new World().with("a").installed().run(BOOT);

        world.looks("a", Presence.SATISFIED, "").run(Duration.ofSeconds(29));
        assertThat(world.failed).isEmpty();
        world.looks("a", Presence.SATISFIED, "").run(Duration.ofSeconds(2));

        assertThat(world.failed)
                .containsExactly(
                        "a: all it needs is there, but SCR has not constructed it for 30 s");
        world.run(BOOT);
        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldHoldADependentBackWhoseGroundDiesWhileItStarts() {
        World world = new World().with("a").with("b", "a").hangsInHealth("b").installed().run(BOOT);
        assertThat(world.state("b")).isEqualTo(STARTING);

        world.threadDies("a", "dead").isWellAgain("b").run(Duration.ofMillis(500));
        assertThat(world.state("a")).isEqualTo(BACKOFF);
        assertThat(world.state("b")).isEqualTo(WAITING);

        world.run(BOOT);
        assertThat(world.granted).containsExactly("a", "b", "a", "b");
        assertThat(world.line("b").restarts()).isZero();
    }

    @Test
    void shouldStopDependentsLatestFirstAndStartThemInOrder() {
        World world = World.session().run(BOOT);
        world.granted.clear();

        world.threadDies("alpaca-client", "dead").run(Duration.ofMinutes(1));

        assertThat(world.stopped)
                .containsExactly(
                        "performance-tracker",
                        "risk-management",
                        "position-manager",
                        "order-executor",
                        "market-data-collector",
                        "alpaca-client");
        List<String> again = new ArrayList<>(world.stopped);
        Collections.reverse(again);
        assertThat(world.granted).isEqualTo(again);
        assertThat(world.core.isOpen()).isTrue();
    }

    @Test
    void shouldInterruptADeactivationThatHangsAndStartAgainOnceItReturned() {
        World world =
                new World()
                        .with("a")
                        .hangsInDeactivationUntilInterrupted("a")
                        .installed()
                        .run(BOOT);

        world.threadDies("a", "dead").run(Duration.ofMillis(4900));
        assertThat(world.abandoned).isEmpty();
        world.run(BOOT);

        assertThat(world.abandoned).containsExactly("a");
        assertThat(world.state("a")).isEqualTo(RUNNING);
        assertThat(world.constructions("a")).isEqualTo(2);
    }

    @Test
    void shouldNotConstructASecondOneBesideOneThatDoesNotStop() {
        World world = new World().with("a").hangsInDeactivation("a").installed().run(BOOT);

        world.threadDies("a", "dead").run(Duration.ofSeconds(20));
        assertThat(world.state("a")).isEqualTo(ABANDONED);
        assertThat(world.line("a").reason())
                .isEqualTo("has not stopped within 5 s; starts again once it has");
        assertThat(world.constructions("a")).isEqualTo(1);
        assertThat(world.stopped).as("told as stopped").isEmpty();

        world.letsGo("a").run(BOOT);
        assertThat(world.state("a")).isEqualTo(RUNNING);
        assertThat(world.constructions("a")).isEqualTo(2);
    }

    @Test
    void shouldGiveUpOneWhoseDeactivationNeverReturns() {
        World world = new World().with("a").hangsInDeactivation("a").installed().run(BOOT);

        world.threadDies("a", "dead").run(Duration.ofSeconds(40));

        assertThat(world.state("a")).isEqualTo(FAILED);
        assertThat(world.failed)
                .containsExactly(
                        "a: dead", "a: its deactivation has not returned for 35 s (stays down)");
    }

    @Test
    void shouldEndTheProcessWhenTheExecutorHasNotStoppedWithinFifteenSeconds() {
        World world = World.session().hangsInDeactivation("order-executor").run(BOOT);

        world.threadDies("order-executor", "dead").run(Duration.ofSeconds(14));
        assertThat(world.exits).isEmpty();
        world.run(Duration.ofSeconds(2));

        assertThat(world.exits).containsExactly("order-executor has not stopped within 15 s");
    }

    @Test
    void shouldEndTheProcessWhenAFourthDoesNotStop() {
        World world = new World();
        for (String id : List.of("a", "b", "c", "d")) {
            world.with(id).hangsInDeactivation(id);
        }
        world.installed().run(BOOT);

        for (String id : List.of("a", "b", "c")) {
            world.threadDies(id, "dead").run(Duration.ofSeconds(6));
        }
        assertThat(world.exits).isEmpty();
        world.threadDies("d", "dead").run(Duration.ofSeconds(6));

        assertThat(world.exits).containsExactly("4 components do not stop, the latest is d");
    }

    @Test
    void shouldStopTheOthersInOrderBesideOneThatHangsInTheStop() {
        World world = World.session().hangsInDeactivation("order-executor").run(BOOT);
        List<String> reversed = new ArrayList<>(world.started);
        Collections.reverse(reversed);

        world.core.close();
        world.run(Duration.ofSeconds(16));

        assertThat(reversed.remove("order-executor")).isTrue();
        assertThat(world.stopped).isEqualTo(reversed);
        assertThat(world.core.isClosed()).isTrue();
        assertThat(world.exits).isEmpty();
    }

    /** Nothing stands on the second; it stops behind the third all the same. */
    @Test
    void shouldWaitAtTheEndForTheOneThatIsJustBeingConstructed() {
        World world =
                new World().with("a").with("b").with("c", "a").hangsInConstructor("c").installed();
        world.run(Duration.ofSeconds(2));
        assertThat(world.started).containsExactly("a", "b");

        world.core.close();
        world.run(Duration.ofSeconds(1));
        assertThat(world.stopped).as("while it is constructed").isEmpty();
        world.core.granted("c", world.generation("c"));
        world.run(Duration.ofSeconds(5));

        assertThat(world.stopped).endsWith("b", "a");
        assertThat(world.core.isClosed()).isTrue();
    }

    @Test
    void shouldNotWaitForOneThatNeverComesOutOfItsConstructor() {
        World world =
                new World().with("a").with("b").with("c", "a").hangsInConstructor("c").installed();
        world.run(Duration.ofSeconds(2));

        world.core.close();
        world.run(Duration.ofSeconds(20));

        assertThat(world.stopped).contains("b");
    }

    @Test
    void shouldIgnoreAStopOfAnOlderGeneration() {
        World world = new World().with("a").installed().run(BOOT);
        long old = world.generation("a");
        world.threadDies("a", "dead").run(BOOT);
        assertThat(world.state("a")).isEqualTo(RUNNING);

        world.core.withdrawn("a", old);
        world.core.granted("a", old);
        world.core.grantFailed("a", old, "late", true);
        world.run(BOOT);

        assertThat(world.state("a")).isEqualTo(RUNNING);
        assertThat(world.constructions("a")).isEqualTo(2);
    }

    @Test
    void shouldTakeAPermitBackWhoseConstructorReturnsTooLate() {
        World world = new World().with("a").hangsInConstructor("a").installed();
        world.run(Duration.ofSeconds(31));
        assertThat(world.state("a")).isEqualTo(FAILED);

        world.core.granted("a", world.generation("a"));
        world.run(Duration.ofSeconds(1));

        assertThat(world.state("a")).isEqualTo(FAILED);
        assertThat(world.constructions("a")).isEqualTo(1);
    }

    @Test
    void shouldNotStartAgainWhatAsksForItWhileEverythingStops() {
        World world = new World().with("a").with("b").installed().run(BOOT);
        world.core.close();
        world.core.reset("a");
        world.core.configured("b");
        world.core.threadDied("a", world.generation("a"), "dead");

        world.run(Duration.ofMinutes(1));

        assertThat(world.granted).hasSize(2);
        assertThat(world.state("a")).isEqualTo(STOPPED);
    }

    @Test
    void shouldStopOneThatWasUninstalled() {
        World world = new World().with("a").with("b", "a").installed().run(BOOT);

        world.core.graph(
                new DependencyGraph(List.of(new DependencyGraph.Node("a", 1, Set.of(), Set.of()))));
        world.run(BOOT);

        assertThat(world.stopped).containsExactly("b");
        assertThat(world.state("a")).isEqualTo(RUNNING);
        assertThat(world.core.components())
                .as("a line of one that nobody knows any more")
                .noneMatch(line -> line.id().equals("b"))
                .anyMatch(line -> line.id().equals("minio-pipeline"));
    }

    @Test
    void shouldStartOneThatStayedDownWhenItIsInstalledAgain() {
        World world = new World().with("a").with("arbitrage-scanner").installed().run(BOOT);
        Policy once = new Policy(false, false, 5, null, Duration.ZERO);
        world.policies(Map.of("arbitrage-scanner", once))
                .threadDies("arbitrage-scanner", "dead")
                .run(BOOT);
        assertThat(world.state("arbitrage-scanner")).isEqualTo(FAILED);

        world.core.graph(
                new DependencyGraph(List.of(new DependencyGraph.Node("a", 1, Set.of(), Set.of()))));
        world.run(BOOT).installed().run(BOOT);

        assertThat(world.state("arbitrage-scanner")).isEqualTo(RUNNING);
    }

    @Test
    void shouldTakeANewDelayIntoAccountAtTheNextStart() {
        World world = new World().with("a").with("b", "a").installed().run(BOOT);
        world.policies(Map.of("a", new Policy(true, true, 5, null, Duration.ofSeconds(4))));

        world.threadDies("a", "dead").run(BOOT);
        assertThat(world.state("a")).isEqualTo(STARTING);
        assertThat(world.state("b")).isEqualTo(WAITING);

        world.run(BOOT);
        assertThat(world.state("b")).isEqualTo(RUNNING);
    }
}
