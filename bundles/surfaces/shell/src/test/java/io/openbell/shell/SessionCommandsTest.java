package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.shell.Answer.Form;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCommandsTest {

    private final FakeWorld world = new FakeWorld();
    private final SessionReplayCommand command = new SessionReplayCommand();

    @Test
    void shouldListRecordingsAndWhyOneIsNotComplete() throws Exception {
        command.list = true;

        assertThat(Printed.as(Form.TABLE, command.answer(world.services)))
                .contains(FakeRecordings.LATEST)
                .contains("running")
                .contains("from event 7 on: no room")
                .contains("Bytes in all: 81920");
    }

    @Test
    void shouldReplayTheLatestRecordingUnlessToldOtherwise() throws Exception {
        command.json = true;

        assertThat(Printed.as(Form.JSON, command.answer(world.services)))
                .contains(FakeRecordings.LATEST)
                .contains("\"same\":true")
                .contains("torn behind event 9");
    }

    @Test
    void shouldTakeOptionsBehindTheNameOfTheSession() throws Exception {
        command.session = FakeRecordings.LATEST;
        command.more = List.of("--json");

        command.answer(world.services);

        assertThat(command.json).isTrue();
    }

    @Test
    void shouldFailAtTheFirstDifferenceWithNumberAndBothValues() {
        command.session = FakeRecordings.OLDER;
        command.json = true;

        assertThatThrownBy(() -> command.answer(world.services))
                .isInstanceOf(CommandFailed.class)
                .hasMessage(
                        "3 decisions the same, then different at event 7 (line 9): recorded"
                                + " Signal[up], replayed nothing");
    }

    @Test
    void shouldPassOnWhyARecordingCannotBeReplayed() {
        command.session = "paper-PA3XYZ/none";
        command.json = true;

        assertThatThrownBy(() -> command.answer(world.services))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("there is no recording 'paper-PA3XYZ/none'");
    }
}
