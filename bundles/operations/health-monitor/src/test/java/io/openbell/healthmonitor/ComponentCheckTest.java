package io.openbell.healthmonitor;

import static io.openbell.api.component.ComponentState.BACKOFF;
import static io.openbell.api.component.ComponentState.FAILED;
import static io.openbell.api.component.ComponentState.NOT_INSTALLED;
import static io.openbell.api.component.ComponentState.NOT_IN_THIS_MODE;
import static io.openbell.api.component.ComponentState.RUNNING;
import static io.openbell.api.component.ComponentState.STARTING;
import static io.openbell.api.component.ComponentState.STOPPED;
import static io.openbell.api.component.ComponentState.UNAVAILABLE;
import static io.openbell.api.component.ComponentState.WAITING;
import static io.openbell.api.component.ComponentState.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.Health;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;

class ComponentCheckTest {

    private final FakeSupervision supervision = new FakeSupervision();

    @Test
    void shouldShowAComponentThatIsDownWithItsReason() {
        supervision.with("alpaca-client", FAILED, true, "constructor threw IOException");

        Result result = check("alpaca-client");

        assertThat(result.getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(text(result)).isEqualTo("state=FAILED, reason=constructor threw IOException");
    }

    @Test
    void shouldTranslateEveryState() {
        assertThat(status(RUNNING, true)).isEqualTo(Status.OK);
        assertThat(status(NOT_IN_THIS_MODE, true)).isEqualTo(Status.OK);
        assertThat(status(WARNING, true)).isEqualTo(Status.WARN);
        assertThat(status(UNAVAILABLE, true)).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
        assertThat(status(WAITING, true)).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
        assertThat(status(STARTING, true)).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
        assertThat(status(BACKOFF, true)).isEqualTo(Status.CRITICAL);
        assertThat(status(FAILED, true)).isEqualTo(Status.CRITICAL);
        assertThat(status(BACKOFF, false)).isEqualTo(Status.WARN);
        assertThat(status(FAILED, false)).isEqualTo(Status.WARN);
        assertThat(status(NOT_INSTALLED, false)).isEqualTo(Status.OK);
        assertThat(status(NOT_INSTALLED, true)).isEqualTo(Status.OK);
        assertThat(status(STOPPED, true)).isEqualTo(Status.CRITICAL);
        assertThat(status(STOPPED, false)).isEqualTo(Status.WARN);
    }

    @Test
    void shouldTakeTheWorseOfStateAndHealth() {
        supervision
                .with("alpaca-client", RUNNING, true, "")
                .saying("alpaca-client", Health.warn("reconnected 5 times in 10 minutes"));

        Result result = check("alpaca-client");

        assertThat(result.getStatus()).isEqualTo(Status.WARN);
        assertThat(text(result)).contains("reconnected 5 times");
    }

    @Test
    void shouldNotRepeatTheHealthOfBeforeTheFall() {
        supervision
                .with("alpaca-client", BACKOFF, true, "health did not answer for 2 s")
                .saying("alpaca-client", Health.ok("connected"));

        assertThat(text(check("alpaca-client"))).doesNotContain("connected");
    }

    @Test
    void shouldSayThatNobodySupervisesWhenTheLauncherIsGone() {
        Result result = new ComponentCheck("alpaca-client", () -> null).execute();

        assertThat(result.getStatus()).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
        assertThat(text(result)).contains("launcher is not running");
    }

    private Status status(ComponentState state, boolean required) {
        supervision.with("x", state, required, "");
        return check("x").getStatus();
    }

    private Result check(String id) {
        return new ComponentCheck(id, () -> supervision).execute();
    }

    private static String text(Result result) {
        return result.iterator().next().getMessage();
    }
}
