package io.openbell.launcher.supervisor;

import static io.openbell.api.component.ComponentState.BACKOFF;
import static io.openbell.api.component.ComponentState.FAILED;
import static io.openbell.api.component.ComponentState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    void shouldNotChargeADependentWhoseThreadDiesAMomentAfterItsGround() {
        World world = new World().with("a").with("b", "a").with("c", "b").installed().run(BOOT);
        world.policies(Map.of("c", restarts(0)));

        world.threadDies("a", "dead").threadDies("c", "connection lost");
        world.run(Duration.ofSeconds(10));

        assertThat(world.failed).containsExactly("a: dead");
        assertThat(world.persisted.keySet()).containsExactly("a");
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
    void shouldNotCountStartsOfDependentsTowardsTheHaltOfAll() {
        World world = new World().with("a").with("b", "a").with("c", "a").with("d", "a");
        world.installed().run(BOOT);

        die(world, "a", 5);

        assertThat(world.constructions("d")).isEqualTo(6);
        assertThat(world.halts).isEmpty();
    }

    @Test
    void shouldNotCountTheStartOfOneTwiceThatItsGroundStoppedBeforeItWasReady() {
        World world = new World().with("a").with("b", "a").installed().run(BOOT);
        world.answers("b", Health.unavailable("not yet"));
        world.threadDies("b", "dead").run(Duration.ofSeconds(5));

        world.threadDies("a", "dead").run(Duration.ofSeconds(5));

        assertThat(world.constructions("b")).isEqualTo(3);
        assertThat(world.line("b").restarts()).isEqualTo(1);
    }

    /** systemd: the start limit counts starts by hand, too. */
    @Test
    void shouldCountAStopByHandLikeAnyOtherFailure() {
        World world =
                new World().with("a").installed().policies(Map.of("a", restarts(2))).run(BOOT);

        for (int i = 0; i < 3; i++) {
            world.stopBundle("a").run(Duration.ofSeconds(61));
        }

        assertThat(world.state("a")).isEqualTo(FAILED);
        assertThat(world.persisted.get("a")).hasSize(3);
    }

    /** systemd: a start by hand while it rests gives nothing back. */
    @Test
    void shouldNotGiveRestartsBackForAStartByHandBeforeItStaysDown() {
        World world =
                new World().with("a").installed().policies(Map.of("a", restarts(2))).run(BOOT);
        world.stopBundle("a").run(Duration.ofMillis(600));
        assertThat(world.state("a")).isEqualTo(BACKOFF);
        world.looks("a", Observation.Presence.UNSATISFIED, "its permit").run(BOOT);

        die(world, "a", 2);

        assertThat(world.state("a")).isEqualTo(FAILED);
    }

    /** Pekko: no delay beyond the random factor, none below it. */
    @Test
    void shouldRestAFifthLessAtLeastAndAFifthMoreAtMost() {
        assertThat(rests(0)).containsExactly("0.8 s", "1.6 s", "3.2 s", "6.4 s");
        assertThat(rests(1)).containsExactly("1.2 s", "2.4 s", "4.8 s", "9.6 s");
    }

    private static List<String> rests(double random) {
        World world = new World(random).with("a").installed().run(BOOT);
        List<String> rests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            world.threadDies("a", "dead").run(Duration.ofMillis(300));
            rests.add(world.line("a").reason().replaceFirst(".*after ", ""));
            world.run(Duration.ofSeconds(30));
        }
        return rests;
    }

    /** OTP: escalation of rest_for_one, where the ground has used up its restarts. */
    @Test
    void shouldLetDependentsWaitUnchargedWhereTheirGroundStaysDown() {
        World world = new World().with("a").with("b", "a").with("c").installed();
        world.policies(Map.of("a", restarts(1))).run(BOOT);

        die(world, "a", 2);

        assertThat(world.state("a")).isEqualTo(FAILED);
        assertThat(world.state("b")).isEqualTo(ComponentState.WAITING);
        assertThat(world.line("b").reason()).isEqualTo("waits for a");
        assertThat(world.persisted).containsOnlyKeys("a");
        assertThat(world.state("c")).isEqualTo(RUNNING);
    }

    /** OTP: another child fails its restart. */
    @Test
    void shouldBringOneBackWhileAnotherFailsAtEveryStart() {
        World world = new World().with("a").with("b").installed().run(BOOT);
        world.throwsInConstructor("a", "no database");

        world.threadDies("a", "dead").threadDies("b", "dead").run(Duration.ofMinutes(3));

        assertThat(world.state("a")).isEqualTo(FAILED);
        assertThat(world.constructions("a")).isEqualTo(6);
        assertThat(world.state("b")).isEqualTo(RUNNING);
        assertThat(world.constructions("b")).isEqualTo(2);
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
    void shouldTakeNoNewRiskOnWhatStandsOnOneThatIsDownBeforeItHasStopped() {
        World world = World.session().run(BOOT);

        world.threadDies("order-executor", "dead");

        assertThat(world.core.missing())
                .containsExactly("order-executor", "position-manager", "risk-management");
        assertThat(world.core.isOpen()).isFalse();
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
