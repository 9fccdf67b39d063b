package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.view.ErrorLog;
import io.openbell.shell.Answer.Form;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchCommandsTest {

    private final FakeWorld world = new FakeWorld();

    @Test
    void shouldShowTheStackTraceOfOneComponentBelowItsLine() throws Exception {
        world.services.with(ErrorLog.class, new OneError());
        ErrorsCommand command = new ErrorsCommand();
        command.component = "alpaca-client";

        assertThat(Printed.as(Form.TABLE, command.answer(world.services)))
                .contains("stream lost", "java.io.IOException: gone", "    at x.Y.z(Y.java:1)");
        assertThat(Printed.as(Form.TABLE, new ErrorsCommand().answer(world.services)))
                .contains("stream lost")
                .doesNotContain("x.Y.z");
    }

    @Test
    void shouldNameTheChecksThereAreWhenOneIsAskedForThatIsNot() {
        HealthCommand command = new HealthCommand();
        command.check = "feed";

        assertThatThrownBy(() -> command.answer(world.services))
                .hasMessage("no check is called 'feed'; there are trading-loop");
    }

    @Test
    void shouldChangeALevelAndListIt() throws Exception {
        assertThat(Printed.as(Form.PLAIN, level("all", "trace")))
                .contains("all\tTRACE", "order-executor\tDEBUG");
    }

    @Test
    void shouldRefuseALevelThatIsNoneOrMissing() {
        assertThatThrownBy(() -> level("all", "loud")).hasMessageContaining("level = LOUD");
        assertThatThrownBy(() -> level("all", null)).hasMessageContaining("LEVEL is missing");
    }

    private Answer level(String component, @org.jspecify.annotations.Nullable String level)
            throws Exception {
        LogLevelCommand command = new LogLevelCommand();
        command.component = component;
        command.level = level;
        return command.answer(world.services);
    }

    private static final class OneError implements ErrorLog {

        @Override
        public long count() {
            return 1;
        }

        @Override
        public List<Entry> entries() {
            return List.of(new Entry("alpaca-client", 1, "stream lost", Samples.NOW));
        }

        @Override
        public String lastStackTrace(String component) {
            return "java.io.IOException: gone\n\tat x.Y.z(Y.java:1)";
        }
    }
}
