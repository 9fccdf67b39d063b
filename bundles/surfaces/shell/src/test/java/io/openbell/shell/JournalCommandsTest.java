package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.shell.Answer.Form;
import org.junit.jupiter.api.Test;

class JournalCommandsTest {

    private final FakeWorld world = new FakeWorld();

    @Test
    void shouldVerifyTheJournalThatIsOpenUnlessToldOtherwise() throws Exception {
        JournalVerifyCommand command = new JournalVerifyCommand();

        assertThat(Printed.as(Form.TABLE, command.answer(world.services)))
                .contains("Folder: " + FakeJournalInspector.FOLDER)
                .contains("Sound: false")
                .contains("offset=512 251 bytes are no record");

        command.folder = "paper-OTHER";
        assertThat(Printed.as(Form.TABLE, command.answer(world.services)))
                .contains("/journal/paper-OTHER");
    }

    @Test
    void shouldPassOnWhyAFolderCannotBeVerified() {
        JournalVerifyCommand command = new JournalVerifyCommand();
        command.folder = "none";

        assertThatThrownBy(() -> command.answer(world.services))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("no journal: folder=");
    }

    @Test
    void shouldSayWhatASalvageKeptAndLost() throws Exception {
        JournalSalvageCommand command = new JournalSalvageCommand();
        command.folder = "paper-PA3XYZ";
        command.target = "salvaged";

        assertThat(Printed.as(Form.TABLE, command.answer(world.services)))
                .contains("records 1 to 1 are missing before it")
                .contains("Records kept: 1203")
                .contains("Salvaged journal: /home/trader/var/journal/salvaged");
    }
}
