package io.openbell.shell;

import static io.openbell.api.component.ComponentState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComponentResetCommandTest {

    private final FakeWorld world = new FakeWorld();
    private final ComponentResetCommand command = new ComponentResetCommand();

    @Test
    void shouldResetTheComponentInTheNameOfWhoSitsAtTheShell() throws Exception {
        command.component = "alpaca-client";

        command.answer(world.services);

        assertThat(world.supervision.resets).containsExactly("alpaca-client by operator");
    }

    @Test
    void shouldNameTheComponentsThereAreWhenItDoesNotKnowOne() {
        command.component = "alpaca-clinet";

        assertThatThrownBy(() -> command.answer(world.services))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("alpaca-clinet")
                .hasMessageContaining("alpaca-client");
    }

    @Test
    void shouldNotNameTheLauncherAmongThoseThatItSupervises() {
        world.supervision.with("launcher", RUNNING, true, "", List.of(), List.of());
        command.component = "alpaca-clinet";

        assertThatThrownBy(() -> command.answer(world.services))
                .hasMessageNotContaining("launcher");
    }
}
