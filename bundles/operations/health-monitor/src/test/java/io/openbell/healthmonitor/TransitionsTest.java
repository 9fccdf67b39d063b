package io.openbell.healthmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.healthmonitor.Transitions.Change;
import io.openbell.healthmonitor.Transitions.Outcome;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;

class TransitionsTest {

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
        assertThat(transitions.note(Map.of())).isEmpty();
        assertThat(note(Status.CRITICAL, "boom")).hasSize(1);
    }

    private List<Change> note(Status status, String text) {
        return transitions.note(Map.of("feed", new Outcome(status, text)));
    }
}
