package io.openbell.healthmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Health;
import io.openbell.api.view.HealthBoard;
import io.openbell.healthmonitor.Transitions.Change;
import io.openbell.healthmonitor.Transitions.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");

    private final Transitions transitions = new Transitions();

    @Test
    void shouldTellAFallAndARecoveryOnceEach() {
        assertThat(note(Status.OK, "fine")).isEmpty();
        assertThat(note(Status.CRITICAL, "socket closed"))
                .containsExactly(new Change("feed", Status.OK, Status.CRITICAL, "socket closed"));
        assertThat(note(Status.CRITICAL, "still closed")).isEmpty();
        assertThat(note(Status.OK, "fine"))
                .containsExactly(new Change("feed", Status.CRITICAL, Status.OK, "fine"));
        assertThat(note(Status.OK, "fine")).isEmpty();
    }

    @Test
    void shouldKeepQuietAboutWhatIsStillStartingWhenFirstSeen() {
        assertThat(note(Status.TEMPORARILY_UNAVAILABLE, "state=WAITING")).isEmpty();
        assertThat(note(Status.CRITICAL, "boom")).hasSize(1);
    }

    @Test
    void shouldTellWhatIsBadFromTheStart() {
        assertThat(note(Status.CRITICAL, "boom"))
                .containsExactly(new Change("feed", null, Status.CRITICAL, "boom"));
    }

    @Test
    void shouldForgetAComponentThatWasRemoved() {
        note(Status.CRITICAL, "boom");
        assertThat(transitions.note(Map.of(), NOW)).isEmpty();
        assertThat(note(Status.CRITICAL, "boom")).hasSize(1);
    }

    @Test
    void shouldSaySinceWhenEachCheckIsAsItIs() {
        Outcome fine = new Outcome(Status.OK, "fine");
        Outcome ill = new Outcome(Status.HEALTH_CHECK_ERROR, "threw");
        transitions.note(Map.of("feed", fine, "journal", fine), NOW);
        transitions.note(Map.of("feed", fine, "journal", ill), NOW.plusSeconds(10));

        assertThat(transitions.lines(Map.of("feed", fine, "journal", ill)))
                .containsExactly(
                        new HealthBoard.Line("feed", Health.Status.OK, "fine", NOW),
                        new HealthBoard.Line(
                                "journal", Health.Status.CRITICAL, "threw", NOW.plusSeconds(10)));
    }

    private List<Change> note(Status status, String text) {
        return transitions.note(Map.of("feed", new Outcome(status, text)), NOW);
    }
}
