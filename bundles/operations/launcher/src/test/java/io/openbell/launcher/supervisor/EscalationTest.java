package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.launcher.supervisor.Escalation.Outcome;
import org.junit.jupiter.api.Test;

class EscalationTest {

    private final Escalation escalation = new Escalation();

    @Test
    void shouldHaltOnlyForARequiredOneThatStaysDownInASessionThatWasOpen() {
        assertThat(escalation.after(true, true)).isEqualTo(Outcome.NO_SESSION);

        assertThat(escalation.looked(true)).as("for the first time").isTrue();
        assertThat(escalation.looked(false)).isFalse();
        assertThat(escalation.looked(true)).as("again").isFalse();

        assertThat(escalation.after(true, true)).isEqualTo(Outcome.HALT);
        assertThat(escalation.after(true, false)).isEqualTo(Outcome.NONE);
        assertThat(escalation.after(false, true)).isEqualTo(Outcome.NONE);
    }
}
