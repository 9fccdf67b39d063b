package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openbell.api.broker.Comparison;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.Release;
import io.openbell.api.risk.ReleaseStep;
import io.openbell.api.risk.StillHalted;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.shell.Answer.Form;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumeCommandTest {

    private final FakeWorld world = new FakeWorld();
    private final ResumeCommand command = new ResumeCommand();

    @BeforeEach
    void type() {
        world.latch.latch("watchdog", "the loop was stuck");
        command.reason = "feed restored";
        command.patience = new Patience(Duration.ZERO);
    }

    @Test
    void shouldReleaseTheHaltOnWhatWasComparedForIt() throws Exception {
        Answer answer = command.answer(world.services);

        assertThat(world.latch.isLatched()).isFalse();
        Release release = world.latch.releases().get(0);
        assertThat(release.operator()).isEqualTo("operator");
        assertThat(release.reason()).isEqualTo("feed restored");
        assertThat(release.evidence())
                .extracting(Comparison::subject)
                .containsExactly(Comparison.ORDERS, Comparison.POSITIONS);
        assertThat(Printed.as(Form.TABLE, answer)).isEqualTo("Resumed. The gate is ACTIVE.\n");
    }

    @Test
    void shouldRefuseToResumeWithoutAReason() {
        command.reason = "   ";

        assertThat(failure().text()).isEqualTo("--reason must have 1 to 200 characters, has 0");
        assertThat(world.latch.isLatched()).isTrue();
    }

    @Test
    void shouldResumeNothingThatIsNotHalted() {
        FakeWorld open = new FakeWorld();
        open.gate = GateState.REDUCE_ONLY;

        CommandFailed failed =
                catchThrowableOfType(CommandFailed.class, () -> command.answer(open.services));

        assertThat(failed.text()).contains("not halted", "gate=REDUCE_ONLY");
    }

    @Test
    void shouldFailWhenTheGateStaysShut() {
        world.gate = GateState.HALTED;

        assertThat(failure().text()).contains("still HALTED");
    }

    @Test
    void shouldSayWhatTheVenueDoes() throws Exception {
        world.suspension = TradeSuspension.Step.LIFTED;
        assertThat(Printed.as(Form.TABLE, command.answer(world.services)))
                .isEqualTo("Resumed. The gate is ACTIVE. The venue takes orders again.\n");

        world.latch.latch("watchdog", "again");
        world.suspension = TradeSuspension.Step.FOUND;
        assertThat(Printed.as(Form.TABLE, command.answer(world.services)))
                .contains("But the venue takes no orders, which was not our doing");
    }

    @Test
    void shouldStayHaltedAndSayWhyWhenTheVenueDoesNotTakeOrdersAgain() {
        world.latch.onRelease(
                new ReleaseStep() {
                    @Override
                    public void beforeRelease(Release release) throws StillHalted {
                        throw new StillHalted("the venue has not confirmed");
                    }

                    @Override
                    public void afterRelease(boolean released) {}
                });

        assertThat(failure().text()).isEqualTo("still halted: the venue has not confirmed");
        assertThat(world.latch.isLatched()).isTrue();
    }

    private CommandFailed failure() {
        return catchThrowableOfType(CommandFailed.class, () -> command.answer(world.services));
    }
}
