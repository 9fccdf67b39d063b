package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.shell.Answer.Form;
import org.junit.jupiter.api.Test;

class BackupCommandsTest {

    private final FakeWorld world = new FakeWorld();

    @Test
    void shouldSayWhatABackupHolds() throws Exception {
        assertThat(Printed.as(Form.TABLE, new BackupCommand().answer(world.services)))
                .contains("openbell-20261128T150000Z.zip")
                .contains("1203");
    }

    @Test
    void shouldSayWhyThereIsNoBackupAndShowItInTheList() throws Exception {
        world.backups.refuses = "the backup failed: No space left on device";

        assertThatThrownBy(() -> new BackupCommand().answer(world.services))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("No space left on device");
        assertThat(Printed.as(Form.TABLE, new BackupsCommand().answer(world.services)))
                .contains("Problem: the backup failed: No space left on device");
    }

    @Test
    void shouldSayThatTheNextStartRestoresHaltedAndHowToTakeItBack() throws Exception {
        RestoreCommand command = new RestoreCommand();
        command.name = FakeBackups.GOOD.name();

        assertThat(Printed.as(Form.TABLE, command.answer(world.services)))
                .contains("is restored at the next start, halted")
                .contains("remove backups/RESTORE");
        assertThat(world.backups.requested).containsExactly(FakeBackups.GOOD.name());
    }

    @Test
    void shouldRefuseToRestoreABackupThatIsNotThere() {
        RestoreCommand command = new RestoreCommand();
        command.name = "openbell-20200101T000000Z.zip";

        assertThatThrownBy(() -> command.answer(world.services))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("is not there");
        assertThat(world.backups.requested).isEmpty();
    }
}
