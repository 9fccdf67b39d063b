package io.openbell.launcher.supervisor;

import static io.openbell.api.component.ComponentState.BACKOFF;
import static io.openbell.api.component.ComponentState.FAILED;
import static io.openbell.api.component.ComponentState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is restarted how often, and whose fault it was: OTP's intensity and rest_for_one, systemd's start limit, Kubernetes' backoff. */
class RestartCasesTest {

    private static final Duration BOOT = Duration.ofSeconds(5);

    private static Policy restarts(int most) {
        return new Policy(true, true, most, null, Duration.ZERO);
    }

    private static void die(World world, String id, int times) {
        for (int i = 0; i < times; i++) {
            world.threadDies(id, "dead").run(Duration.ofSeconds(61));
        }
    }

    @Test
    void shouldStayDownAfterTheFirstFailureWhereNoRestartIsAllowed() {
        World world =
                new World().with("a").installed().policies(Map.of("a", restarts(0))).run(BOOT);

        die(world, "a", 1);

        assertThat(world.state("a")).isEqualTo(FAILED);
        assertThat(world.constructions("a")).isEqualTo(1);
    }

    @Test
    void shouldStayDownAtExactlyOneFailureMoreThanRestarts() {
        World world =
                new World().with("a").installed().policies(Map.of("a", restarts(3))).run(BOOT);

        die(world, "a", 3);
        assertThat(world.state("a")).isEqualTo(RUNNING);
        die(world, "a", 1);

        assertThat(world.state("a")).isEqualTo(FAILED);
        assertThat(world.line("a").restarts()).isEqualTo(3);
    }

    @Test
    void shouldRestartForeverOneThatFailsSeldom() {
        World world =
                new World().with("a").installed().policies(Map.of("a", restarts(2))).run(BOOT);

        for (int i = 0; i < 10; i++) {
            world.threadDies("a", "dead").run(Duration.ofSeconds(301));
        }

        assertThat(world.state("a")).isEqualTo(RUNNING);
        assertThat(world.line("a").restarts()).isEqualTo(10);
    }

    @Test
    void shouldCountEachOnesFailuresByThemselves() {
        World world = new World().with("a").with("b").installed().run(BOOT);
        world.policies(Map.of("a", restarts(2), "b", restarts(2)));

        die(world, "a", 2);
        die(world, "b", 2);

        assertThat(world.state("a")).isEqualTo(RUNNING);
        assertThat(world.state("b")).isEqualTo(RUNNING);
    }

    @Test
    void shouldNotCountTheRestartsOfDependentsAgainstThem() {
        World world = new World().with("a").with("b", "a").with("c", "b").installed().run(BOOT);

        die(world, "a", 5);
        assertThat(world.line("b").restarts()).isZero();
        assertThat(world.line("c").restarts()).isZero();
        assertThat(world.constructions("c")).isEqualTo(6);
        die(world, "c", 5);

        assertThat(world.state("c")).isEqualTo(RUNNING);
        assertThat(world.core.components()).noneMatch(line -> line.state() == FAILED);
    }

    @Test
    void shouldNotTouchSiblings() {
        World world = World.session().run(BOOT);

        die(world, "market-data-collector", 2);

        assertThat(world.constructions("market-data-collector")).isEqualTo(3);
        for (String sibling : List.of("order-executor", "alpaca-client", "ai-hft-system")) {
            assertThat(world.constructions(sibling)).as(sibling).isEqualTo(1);
        }
    }

    @Test
    void shouldNotChargeADependentThatFailedAMomentBeforeItsGround() {
        World world = new World().with("a").with("b", "a").installed().run(BOOT);

        world.threadDies("b", "connection lost").run(Duration.ofMillis(600));
        world.threadDies("a", "dead").run(Duration.ofSeconds(10));

        assertThat(world.line("a").restarts()).isEqualTo(1);
        assertThat(world.line("b").restarts()).isZero();
        assertThat(world.persisted.get("b")).isEmpty();
        assertThat(world.state("b")).isEqualTo(RUNNING);
    }

    @Test
    void shouldChargeADependentThatFailedLongBeforeItsGround() {
        World world = new World().with("a").with("b", "a").installed().run(BOOT);

        world.threadDies("b", "dead").run(Duration.ofMillis(1100));
        world.threadDies("a", "dead").run(Duration.ofSeconds(10));

        assertThat(world.persisted.get("b")).hasSize(1);
    }

    @Test
    void shouldNotChargeADependentThatFailsBecauseItsGroundHas() {
        World world = new World().with("a").with("b", "a").with("c", "b").installed().run(BOOT);

        world.threadDies("a", "dead").stopBundle("b").run(Duration.ofSeconds(10));

        assertThat(world.failed).containsExactly("a: dead");
        assertThat(world.state("c")).isEqualTo(RUNNING);
    }

    @Test
    void shouldNotGiveADependentUpThatFailedForTheLastTimeInTheSameMomentAsItsGround() {
        World world = new World().with("a").with("b", "a").installed().run(BOOT);
        world.policies(Map.of("b", restarts(0)));

        world.threadDies("b", "connection lost").run(Duration.ofMillis(900));
        assertThat(world.failed).isEmpty();
        world.threadDies("a", "dead").run(Duration.ofSeconds(10));

        assertThat(world.failed).containsExactly("a: dead");
        assertThat(world.state("b")).isEqualTo(RUNNING);
    }

    @Test
    void shouldChargeSiblingsThatFailAtOnceEachForItself() {
        World world = new World().with("a").with("b").installed().run(BOOT);

        world.threadDies("a", "dead").threadDies("b", "dead").run(Duration.ofSeconds(10));

        assertThat(world.line("a").restarts()).isEqualTo(1);
        assertThat(world.line("b").restarts()).isEqualTo(1);
    }

    @Test
    void shouldChargeOnlyTheRootOfAStorm() {
        World world = World.session().run(BOOT);

        for (String id :
                List.of(
                        "risk-management",
                        "performance-tracker",
                        "position-manager",
                        "market-data-collector",
                        "order-executor",
                        "alpaca-client")) {
            world.threadDies(id, "connection lost");
        }
        world.run(Duration.ofMinutes(1));

        assertThat(world.core.isOpen()).isTrue();
        assertThat(world.core.components()).filteredOn(line -> line.restarts() > 0).hasSize(1);
        assertThat(world.line("alpaca-client").restarts()).isEqualTo(1);
    }

    @Test
    void shouldHaltWhenAllTogetherRestartTooOften() {
        World world = new World();
        List<String> ids = List.of("a", "b", "c", "d");
        ids.forEach(world::with);
        world.installed().run(BOOT);

        for (int round = 0; round < 3; round++) {
            ids.forEach(id -> world.threadDies(id, "dead"));
            world.run(Duration.ofSeconds(61));
        }
        for (String id : List.of("a", "b", "c")) {
            world.threadDies(id, "dead");
        }
        world.run(Duration.ofSeconds(61));
        assertThat(world.halts).isEmpty();
        world.threadDies("d", "dead").run(Duration.ofSeconds(61));

        assertThat(world.halts)
                .containsExactly("16 restarts within ten minutes, more than 15; the latest of d");
    }

    @Test
    void shouldStartOneThatStaysDownWhenAnOperatorResetsIt() {
        World world =
                new World().with("a").installed().policies(Map.of("a", restarts(1))).run(BOOT);
        die(world, "a", 2);
        assertThat(world.state("a")).isEqualTo(FAILED);

        world.core.reset("a");
        world.run(BOOT);
        assertThat(world.state("a")).isEqualTo(RUNNING);
        die(world, "a", 1);

        assertThat(world.state("a")).as("it has its restart back").isEqualTo(RUNNING);
    }

    @Test
    void shouldNotRestartOneThatRunsWhenAnOperatorResetsIt() {
        World world =
                new World().with("a").installed().policies(Map.of("a", restarts(1))).run(BOOT);
        die(world, "a", 1);

        world.core.reset("a");
        world.run(BOOT);
        assertThat(world.constructions("a")).isEqualTo(2);
        die(world, "a", 1);

        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldLetAResetWinThatComesBeforeItIsFinalThatOneStaysDown() {
        World world =
                new World().with("a").installed().policies(Map.of("a", restarts(0))).run(BOOT);

        world.threadDies("a", "dead").run(Duration.ofMillis(500));
        world.core.reset("a");
        world.run(BOOT);

        assertThat(world.failed).isEmpty();
        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldNotGiveRestartsBackInANewProcess() {
        World before = new World().with("a").installed().run(BOOT);
        die(before, "a", 5);
        Map<String, List<Instant>> kept = Map.copyOf(before.persisted);
        assertThat(kept.get("a")).hasSize(5);

        World after = new World().with("a").installed();
        after.setClock(Duration.between(after.now(), before.now()));
        after.core.remember(kept);
        after.run(BOOT);
        assertThat(after.state("a")).as("a start is not a restart").isEqualTo(RUNNING);
        die(after, "a", 1);

        assertThat(after.state("a")).isEqualTo(FAILED);
    }

    @Test
    void shouldForgetFailuresOfAnEarlierProcessAfterTenMinutes() {
        World world = new World().with("a").installed().policies(Map.of("a", restarts(1)));
        world.core.remember(Map.of("a", List.of(world.now().minusSeconds(599))));

        world.run(BOOT);
        die(world, "a", 1);

        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldCountFailuresOfAnEarlierProcessAsNewWhereTheClockWasPutBack() {
        World world = new World().with("a").installed().policies(Map.of("a", restarts(1)));
        world.core.remember(Map.of("a", List.of(world.now().plusSeconds(3600))));

        world.run(Duration.ofMinutes(9));
        die(world, "a", 1);

        assertThat(world.state("a")).isEqualTo(FAILED);
    }

    @Test
    void shouldRestLongerAfterFailuresOfAnEarlierProcess() {
        World world = new World().with("a").installed();
        world.core.remember(
                Map.of("a", List.of(world.now().minusSeconds(20), world.now().minusSeconds(10))));

        world.run(BOOT).threadDies("a", "dead").run(Duration.ofMillis(300));

        assertThat(world.line("a").reason()).isEqualTo("dead; starts again after 4.0 s");
    }

    @Test
    void shouldTakeANewLimitIntoAccountAtOnce() {
        World world = new World().with("a").installed().run(BOOT);
        die(world, "a", 2);

        world.policies(Map.of("a", restarts(2)));
        die(world, "a", 1);

        assertThat(world.state("a")).isEqualTo(FAILED);
    }

    @Test
    void shouldRestShortlyAgainOnlyAfterTenMinutesOfReadinessWithoutABreak() {
        World world = new World().with("a").installed().run(BOOT);
        die(world, "a", 2);
        world.run(Duration.ofMinutes(8));
        world.answers("a", Health.unavailable("no venue")).run(Duration.ofSeconds(30));
        world.isWellAgain("a").run(Duration.ofMinutes(8));

        world.threadDies("a", "dead").run(Duration.ofMillis(300));
        assertThat(world.line("a").reason()).endsWith("starts again after 4.0 s");

        world.run(Duration.ofMinutes(11)).threadDies("a", "dead").run(Duration.ofMillis(300));
        assertThat(world.line("a").reason()).endsWith("starts again after 1.0 s");
    }

    @Test
    void shouldNotLetTheClockThatPeopleReadChangeARest() {
        World world = new World().with("a").installed().run(BOOT);

        world.threadDies("a", "dead").run(Duration.ofMillis(300));
        world.setClock(Duration.ofHours(1)).run(Duration.ofMillis(300));
        assertThat(world.state("a")).isEqualTo(BACKOFF);
        world.setClock(Duration.ofHours(-2)).run(BOOT);

        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldSayAtOnceThatOptionalOnesStayDownAndGoOn() {
        World world = World.session().with("realtime-monitor").installed().run(BOOT);
        world.policies(
                Map.of("realtime-monitor", new Policy(false, false, 5, null, Duration.ZERO)));

        die(world, "realtime-monitor", 1);

        assertThat(world.core.isOpen()).isTrue();
        assertThat(world.core.missing()).isEmpty();
        assertThat(world.failed).containsExactly("realtime-monitor: dead (stays down)");
    }

    @Test
    void shouldKeepNewRiskOutWhileARequiredOneStaysDown() {
        World world =
                World.session().policies(Map.of("performance-tracker", restarts(0))).run(BOOT);

        die(world, "performance-tracker", 1);

        assertThat(world.core.missing()).containsExactly("performance-tracker");
        assertThat(world.core.isOpen()).isFalse();
    }

    @Test
    void shouldDecideTheSameAgainFromTheSameHappenings() {
        assertThat(story()).isEqualTo(story()).hasSizeGreaterThan(50);
    }

    private static List<Transition> story() {
        World world = World.session(0.3).run(BOOT);
        die(world, "alpaca-client", 2);
        world.answers("risk-management", Health.critical("sick")).run(Duration.ofMinutes(2));
        return world.transitions;
    }
}
