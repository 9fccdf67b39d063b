package io.openbell.launcher.supervisor;

import static io.openbell.api.component.ComponentState.BACKOFF;
import static io.openbell.api.component.ComponentState.RUNNING;
import static io.openbell.api.component.ComponentState.SUSPECT;
import static io.openbell.api.component.ComponentState.UNAVAILABLE;
import static io.openbell.api.component.ComponentState.WAITING;
import static io.openbell.api.component.ComponentState.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Health;
import io.openbell.launcher.supervisor.Observation.Presence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is taken for a failure, and how soon: Kubernetes' probes and thresholds, Felix Health Checks' states, hangs, deaths, pauses. */
class HealthCasesTest {

    private static final Duration BOOT = Duration.ofSeconds(5);

    @Test
    void shouldAskEveryTenSecondsOneThatIsWellAndEveryTwoOneThatIsSuspect() {
        World world = new World().with("a").installed().run(BOOT);
        world.probes.clear();

        world.run(Duration.ofSeconds(60));
        assertThat(world.probes.get("a")).isBetween(5, 6);

        world.answers("a", Health.unavailable("no venue"));
        world.run(Duration.ofSeconds(10));
        world.probes.clear();
        world.run(Duration.ofSeconds(60));
        assertThat(world.probes.get("a")).isBetween(27, 30);
    }

    @Test
    void shouldNoticeAHangWithinTwentySecondsWheneverItBegins() {
        for (int tenths = 0; tenths < 100; tenths += 7) {
            World world = new World().with("a").installed().run(BOOT.plusMillis(100L * tenths));

            world.hangsInHealth("a").run(Duration.ofSeconds(20));

            assertThat(world.failed).as("hung %s tenths later", tenths).isNotEmpty();
        }
    }

    @Test
    void shouldNoticeHangsOfAllAtOnceWithinTwentySeconds() {
        World world = new World();
        for (int i = 0; i < 17; i++) {
            world.with("c" + i);
        }
        world.installed().run(Duration.ofSeconds(10));
        for (int i = 0; i < 17; i++) {
            world.hangsInHealth("c" + i);
        }

        world.run(Duration.ofSeconds(17));

        assertThat(Set.copyOf(world.failed)).hasSize(17);
    }

    @Test
    void shouldTakeAnAnswerThatComesTooLateForNone() {
        World world = new World().with("a").installed().run(BOOT);

        world.answersAfter("a", Duration.ofMillis(2500)).run(Duration.ofSeconds(20));

        assertThat(world.failed.get(0))
                .isEqualTo("a: no answer to its health check within 2 s, 3 times in a row");
    }

    @Test
    void shouldTakeAnAnswerThatComesInTheVeryMomentItIsLateForNone() {
        World world = new World().with("a").installed().run(BOOT);

        world.answersAfter("a", Duration.ofSeconds(2)).run(Duration.ofSeconds(22));

        assertThat(world.failed.get(0))
                .isEqualTo("a: no answer to its health check within 2 s, 3 times in a row");
    }

    /** Felix: what is not sticky does not add up. */
    @Test
    void shouldNotAddUpBadAnswersBetweenWhichThereWasAGoodOne() {
        World world = new World().with("a").installed().run(BOOT);

        for (int i = 0; i < 10; i++) {
            world.answers("a", Health.critical("sick"));
            runUntilSuspect(world);
            world.isWellAgain("a").run(Duration.ofSeconds(3));
        }

        assertThat(world.failed).isEmpty();
        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldChargeNobodyWhileEverythingStops() {
        World world = new World().with("a").with("b").installed().run(BOOT);
        world.stopsSlowly("b", Duration.ofSeconds(4)).answersAfter("a", Duration.ofMillis(1500));
        world.answers("a", Health.critical("sick"));
        runUntilSuspect(world);
        world.run(Duration.ofSeconds(6));
        assertThat(world.failed).as("the third answer is on its way").isEmpty();

        world.core.close();
        world.run(Duration.ofSeconds(10));

        assertThat(world.persisted).isEmpty();
        assertThat(world.failed).isEmpty();
        assertThat(world.core.isClosed()).isTrue();
    }

    private static void runUntilSuspect(World world) {
        for (int i = 0; i < 200 && world.state("a") != SUSPECT; i++) {
            world.run(Duration.ofMillis(100));
        }
        assertThat(world.state("a")).isEqualTo(SUSPECT);
    }

    @Test
    void shouldIgnoreAnAnswerOfAnInstanceThatIsGone() {
        World world = new World().with("a").installed().run(BOOT);
        world.answersAfter("a", Duration.ofMillis(1500));
        world.answers("a", Health.critical("of the old one")).run(Duration.ofSeconds(8));

        world.threadDies("a", "dead").isWellAgain("a").run(Duration.ofSeconds(3));

        assertThat(world.state("a")).isEqualTo(RUNNING);
        assertThat(world.line("a").reason()).isEmpty();
    }

    @Test
    void shouldLetOneWithAWarningGoOn() {
        World world = new World().with("a").with("b", "a").installed().run(BOOT);

        world.answers("a", Health.warn("disk 85 %%")).run(Duration.ofMinutes(5));

        assertThat(world.state("a")).isEqualTo(WARNING);
        assertThat(world.state("b")).isEqualTo(RUNNING);
        assertThat(world.failed).isEmpty();
    }

    @Test
    void shouldTakeOneThatIsSuspectForNotReadyAtOnce() {
        World world = World.session().run(BOOT);

        world.answers("position-manager", Health.critical("sick")).run(Duration.ofSeconds(8));

        assertThat(world.state("position-manager")).isEqualTo(SUSPECT);
        assertThat(world.core.missing()).containsExactly("position-manager");
        assertThat(world.state("risk-management")).isEqualTo(RUNNING);
        world.isWellAgain("position-manager").run(Duration.ofSeconds(3));
        assertThat(world.core.missing()).isEmpty();
        assertThat(world.failed).isEmpty();
    }

    @Test
    void shouldRestartOnceAfterTenMinutesOfAnOutage() {
        World world = World.session().run(BOOT);

        world.answers("alpaca-client", Health.unavailable("reconnecting"));
        world.run(Duration.ofMinutes(60));

        assertThat(world.failed)
                .containsExactly("alpaca-client: unavailable for 10 minutes: reconnecting");
        assertThat(world.state("alpaca-client")).isEqualTo(UNAVAILABLE);
        assertThat(world.state("order-executor")).isEqualTo(WAITING);
        world.isWellAgain("alpaca-client").run(Duration.ofMinutes(1));
        assertThat(world.core.isOpen()).isTrue();
    }

    @Test
    void shouldNotGiveUpBecauseOfAnOutage() {
        World world = new World().with("a").installed().run(BOOT);
        world.policies(Map.of("a", new Policy(true, true, 0, null, Duration.ZERO)));

        world.answers("a", Health.unavailable("no venue")).run(Duration.ofHours(1));

        assertThat(world.state("a")).isEqualTo(UNAVAILABLE);
        assertThat(world.failed).isEmpty();
    }

    @Test
    void shouldNotRestartWhatIsUnavailableBecauseItsGroundIs() {
        World world = new World().with("a").with("b", "a").installed().run(BOOT);
        world.policies(Map.of("a", new Policy(true, true, 0, null, Duration.ZERO)));

        world.answers("a", Health.unavailable("no venue"));
        world.answers("b", Health.unavailable("waits for the venue")).run(Duration.ofHours(1));

        assertThat(world.failed).isEmpty();
        assertThat(world.constructions("b")).isEqualTo(1);
    }

    @Test
    void shouldRestartAtOnceOneWhoseThreadDied() {
        World world = new World().with("a").installed().run(BOOT);

        world.threadDies("a", "its thread worker died: NullPointerException");
        world.run(Duration.ofMillis(200));

        assertThat(world.state("a")).isEqualTo(BACKOFF);
        assertThat(world.failed).containsExactly("a: its thread worker died: NullPointerException");
        world.run(BOOT);
        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldIgnoreTheDeathOfAThreadOfAnOlderGeneration() {
        World world = new World().with("a").installed().run(BOOT);
        long old = world.generation("a");
        world.threadDies("a", "dead").run(BOOT);

        world.core.threadDied("a", old, "dies late");
        world.run(BOOT);

        assertThat(world.failed).containsExactly("a: dead");
    }

    @Test
    void shouldCountManyThreadsThatDieTogetherAsOneFailure() {
        World world = new World().with("a").installed().run(BOOT);

        world.threadDies("a", "one").threadDies("a", "two").threadDies("a", "three");
        world.run(BOOT);

        assertThat(world.failed).containsExactly("a: one");
        assertThat(world.line("a").restarts()).isEqualTo(1);
    }

    @Test
    void shouldRestartOneThatSomebodyElseDeactivated() {
        World world = new World().with("a").installed().run(BOOT);

        world.looks("a", Presence.UNSATISFIED, "the service TradingLoop");
        world.run(Duration.ofMillis(600));
        assertThat(world.failed).isEmpty();
        world.run(Duration.ofMillis(400));

        assertThat(world.failed)
                .containsExactly(
                        "a: it was deactivated, and not by the Supervisor: it lacks the service"
                                + " TradingLoop");
        world.run(BOOT);
        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldNotTakeAProcessThatWasStoppedForComponentsThatHang() {
        World world = World.session().run(Duration.ofSeconds(14));

        for (int i = 0; i < 20; i++) {
            world.sleep(Duration.ofSeconds(60)).run(Duration.ofMillis(700));
        }
        world.run(Duration.ofSeconds(30));

        assertThat(world.failed).isEmpty();
        assertThat(world.core.isOpen()).isTrue();
        assertThat(world.granted).hasSize(9);
    }

    @Test
    void shouldStillNoticeAHangAfterAProcessWasStopped() {
        World world = new World().with("a").installed().run(BOOT).hangsInHealth("a");

        world.sleep(Duration.ofSeconds(60)).run(Duration.ofSeconds(20));

        assertThat(world.failed).isNotEmpty();
    }

    @Test
    void shouldNumberTransitionsAndTellCauseAndGeneration() {
        World world = new World().with("a").installed().run(BOOT);
        world.threadDies("a", "dead").run(BOOT);

        List<Transition> told = world.transitions;
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i).sequence()).isEqualTo(i + 1);
        }
        assertThat(told)
                .anyMatch(t -> t.to() == BACKOFF && t.cause().startsWith("dead;"))
                .anyMatch(t -> t.to() == RUNNING && t.generation() == 1)
                .anyMatch(t -> t.to() == RUNNING && t.generation() == 2);
    }
}
