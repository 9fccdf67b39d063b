package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Stage;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.session.TradingClock;
import io.openbell.shell.Answer.Form;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumeCommandTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private GateState gate = GateState.HALTED;
    private final FakeServices services =
            new FakeServices()
                    .with(OrderJournal.class, loop)
                    .with(TradingClock.class, clock)
                    .with(
                            RiskGate.class,
                            new RiskGate() {
                                @Override
                                public RiskDecision review(
                                        OrderIntent intent,
                                        Collection<Order> open,
                                        boolean journalWritable,
                                        Instant now) {
                                    return new RiskDecision.Approved(intent);
                                }

                                @Override
                                public GateState state() {
                                    return gate;
                                }

                                @Override
                                public String detail() {
                                    return gate == GateState.HALTED ? "halted by watchdog" : "";
                                }
                            });
    private final ResumeCommand command = new ResumeCommand();

    @BeforeEach
    void type() {
        command.reason = "feed restored";
        command.patience = new Patience(Duration.ZERO);
    }

    @Test
    void shouldJournalTheResumptionWithItsReason() throws Exception {
        loop.subscribe(
                "risk", Stage.RISK, false, (sequence, now, event) -> gate = GateState.ACTIVE);

        Answer answer = command.answer(services);

        assertThat(loop.journaled())
                .containsExactly(new ResumeTrading("operator", "feed restored", clock.instant()));
        assertThat(Printed.as(Form.TABLE, answer)).isEqualTo("Resumed. The gate is ACTIVE.\n");
    }

    @Test
    void shouldRefuseToResumeWithoutAReason() {
        command.reason = "   ";

        assertThat(failure().text()).isEqualTo("--reason must have 1 to 200 characters, has 0");
        assertThat(loop.journaled()).isEmpty();
    }

    @Test
    void shouldResumeNothingThatIsNotHalted() {
        gate = GateState.REDUCE_ONLY;

        assertThat(failure().text()).contains("not halted", "gate=REDUCE_ONLY");
        assertThat(loop.journaled()).isEmpty();
    }

    @Test
    void shouldFailWhenTheJournalRefuses() {
        loop.poisonJournal();

        assertThat(failure().text()).startsWith("the journal cannot take the resumption");
    }

    @Test
    void shouldFailWhenTheGateStaysShut() {
        assertThat(failure().text()).contains("still HALTED", "halted by watchdog");
    }

    private CommandFailed failure() {
        return catchThrowableOfType(CommandFailed.class, () -> command.answer(services));
    }
}
