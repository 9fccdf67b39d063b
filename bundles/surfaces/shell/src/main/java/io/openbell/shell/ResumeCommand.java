package io.openbell.shell;

import io.openbell.api.engine.OrderJournal;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.session.TradingClock;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** Clears a halt. */
@Service
@Command(
        scope = "trading",
        name = "resume",
        description = "Clears a halt, so that new orders pass the gate again",
        detailedDescription =
                """
                A halt stays over restarts until somebody clears it. Find out why trading was halted
                (trading:status shows it), mend it, then resume with the reason: both go into the journal
                with your name.

                  trading:resume --reason "feed was restored, positions compared"
                """)
public final class ResumeCommand extends TradingCommand {

    private static final int LONGEST_REASON = 200;

    @Option(
            name = "--reason",
            description = "Why trading may go on; 1 to 200 characters, kept in the journal",
            required = true)
    String reason = "";

    @Reference @Nullable Session session;

    Patience patience = Patience.FIVE_SECONDS;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new CommandFailed(
                    CommandFailed.USAGE,
                    "--reason must have 1 to 200 characters, has " + why.length());
        }
        RiskGate gate = services.require(RiskGate.class, "risk-management");
        OrderJournal journal = services.require(OrderJournal.class, "engine");
        TradingClock clock = services.require(TradingClock.class, "engine");
        if (gate.state() != GateState.HALTED) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "trading is not halted, there is nothing to resume: gate="
                            + gate.state()
                            + (gate.detail().isEmpty() ? "" : ", " + gate.detail()));
        }
        if (!journal.isWritable()) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "the journal cannot take the resumption: " + journal.describe());
        }
        journal.append(new ResumeTrading(operator(), why, clock.instant()));
        if (!patience.until(() -> gate.state() != GateState.HALTED)) {
            throw new CommandFailed(
                    CommandFailed.UNANSWERED,
                    "the resumption is in the journal, but the gate is still HALTED after "
                            + patience.limit().toSeconds()
                            + " s: "
                            + gate.detail());
        }
        return new Facts()
                .fact("gate", "Gate", gate.state())
                .fact("detail", "Detail", gate.detail())
                .fact("operator", "Operator", operator())
                .fact("reason", "Reason", why)
                .sentence(
                        "Resumed. The gate is "
                                + gate.state()
                                + (gate.detail().isEmpty() ? "." : ": " + gate.detail()));
    }

    private String operator() {
        Object user = session == null ? null : session.get("USER");
        return user == null ? "operator" : user.toString();
    }
}
