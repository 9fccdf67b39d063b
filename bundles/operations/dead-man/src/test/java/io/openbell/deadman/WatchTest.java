package io.openbell.deadman;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.deadman.Watch.State;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Duration LOOK = Duration.ofSeconds(5);

    private long now = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();
    private final Watch watch =
            new Watch(Duration.ofSeconds(30), Duration.ofSeconds(90), LOOK, now);

    private static Heartbeat beat(int count) {
        return beat(count, "running", "open");
    }

    private static Heartbeat beat(int count, String state, String market) {
        return new Heartbeat("1-1", String.valueOf(count), state, "ACTIVE", market, "paper", "PA1");
    }

    private State look(@Nullable Heartbeat beat) {
        now += LOOK.toNanos();
        return watch.look(beat, now);
    }

    private State silentFor(int seconds, @Nullable Heartbeat last) {
        State state = State.WAITING;
        for (int passed = 0; passed < seconds; passed += 5) {
            state = look(last);
        }
        return state;
    }

    @Test
    void shouldActAfterThirtySecondsWithoutProgress() {
        assertThat(look(beat(1))).isEqualTo(State.ARMED);
        assertThat(look(beat(2))).isEqualTo(State.ARMED);

        assertThat(silentFor(25, beat(2))).isEqualTo(State.ARMED);
        assertThat(look(beat(2))).isEqualTo(State.ACTING);
    }

    @Test
    void shouldNotActWhileTheSystemGoesOn() {
        for (int count = 0; count < 50; count++) {
            assertThat(silentFor(25, beat(count))).isEqualTo(State.ARMED);
        }
    }

    @Test
    void shouldWaitForTheFirstHeartbeat() {
        assertThat(silentFor(600, null)).isEqualTo(State.WAITING);
    }

    @Test
    void shouldActForAHeartbeatThatStoodStillBeforeItWasStarted() {
        assertThat(look(beat(7))).isEqualTo(State.ARMED);

        assertThat(silentFor(30, beat(7))).isEqualTo(State.ACTING);
    }

    @Test
    void shouldTakeAHeartbeatThatIsGoneForSilence() {
        look(beat(1));

        assertThat(silentFor(30, null)).isEqualTo(State.ACTING);
    }

    @Test
    void shouldTakeAHeartbeatThatNobodyUnderstandsForSilence() {
        look(Heartbeat.UNREADABLE);

        assertThat(silentFor(30, Heartbeat.UNREADABLE)).isEqualTo(State.ACTING);
    }

    @Test
    void shouldActForADiskThatNowAndThenAnswersWithTheOldText() {
        look(beat(1));
        State state = State.ARMED;
        for (int passed = 5; passed < 30; passed += 5) {
            state = look(passed % 2 == 0 ? beat(1) : Heartbeat.UNREADABLE);
            assertThat(state).isEqualTo(State.ARMED);
        }

        assertThat(look(Heartbeat.UNREADABLE)).isEqualTo(State.ACTING);
    }

    @Test
    void shouldLeaveAloneWhatACleanShutdownLeftWhenTheDiskDiesLater() {
        look(beat(1, "clean", "open"));

        assertThat(silentFor(600, Heartbeat.UNREADABLE)).isEqualTo(State.DISARMED);
    }

    @Test
    void shouldDoNothingAfterACleanShutdown() {
        look(beat(1));
        look(beat(2, "clean", "open"));

        assertThat(silentFor(3_600, beat(2, "clean", "open"))).isEqualTo(State.DISARMED);
    }

    @Test
    void shouldGiveAShutdownMoreTimeAndActIfItDoesNotComeToItsEnd() {
        look(beat(1, "closing", "open"));

        assertThat(silentFor(85, beat(1, "closing", "open"))).isEqualTo(State.ARMED);
        assertThat(look(beat(1, "closing", "open"))).isEqualTo(State.ACTING);
    }

    @Test
    void shouldActForASystemThatEndedOtherwiseThanClean() {
        look(beat(1, "ended", "open"));

        assertThat(silentFor(30, beat(1, "ended", "open"))).isEqualTo(State.ACTING);
    }

    @Test
    void shouldLeaveAloneWhatAHaltHasSweptAndMayHaveKept() {
        look(beat(1));
        look(beat(2, "running", "swept"));

        assertThat(silentFor(600, beat(2, "running", "swept"))).isEqualTo(State.DISARMED);
        assertThat(look(beat(3))).as("resumed").isEqualTo(State.ARMED);
    }

    @Test
    void shouldBeReadyAgainForTheNextProcess() {
        look(beat(1));
        silentFor(30, beat(1));
        watch.acted();
        assertThat(silentFor(600, beat(1))).isEqualTo(State.ACTED);

        Heartbeat next = new Heartbeat("2-2", "1", "running", "HALTED", "open", "paper", "PA1");
        assertThat(look(next)).isEqualTo(State.ARMED);
        assertThat(silentFor(30, next)).isEqualTo(State.ACTING);
    }

    @Test
    void shouldNotBlameTheSystemWhereTheWholeMachineWasStopped() {
        look(beat(1));
        now += Duration.ofMinutes(5).toNanos();

        assertThat(look(beat(1))).isEqualTo(State.ARMED);
        assertThat(silentFor(30, beat(1))).isEqualTo(State.ACTING);
    }
}
