package io.openbell.launcher.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import java.time.Instant;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;

class SessionCheckTest {

    private static ComponentStatus line(String id, ComponentState state) {
        return new ComponentStatus(id, state, true, "", List.of(), List.of(), 0, Instant.EPOCH);
    }

    private static Result.Status judge(ComponentState monitor, boolean open) {
        return SessionCheck.judge(
                        List.of(
                                line("health-monitor", monitor),
                                line("minio-pipeline", ComponentState.NOT_INSTALLED)),
                        open)
                .getStatus();
    }

    @Test
    void shouldNotBeContentBeforeThereIsASession() {
        assertThat(new SessionCheck().execute().getStatus())
                .isEqualTo(Result.Status.TEMPORARILY_UNAVAILABLE);
        assertThat(judge(ComponentState.RUNNING, false))
                .isEqualTo(Result.Status.TEMPORARILY_UNAVAILABLE);
    }

    @Test
    void shouldBeContentWhileItIsOpen() {
        assertThat(judge(ComponentState.WARNING, true)).isEqualTo(Result.Status.OK);
    }

    @Test
    void shouldSayThatNobodyChecksTheRestWhileTheHealthMonitorIsDown() {
        assertThat(judge(ComponentState.BACKOFF, true)).isEqualTo(Result.Status.CRITICAL);
    }
}
