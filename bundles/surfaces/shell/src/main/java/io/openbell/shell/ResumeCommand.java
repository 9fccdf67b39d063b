package io.openbell.shell;

import io.openbell.api.broker.Comparison;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.OrderSweep;
import io.openbell.api.risk.Release;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.risk.StillHalted;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.session.TradingClock;
import java.time.Instant;
import java.util.List;
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
                with your name. Orders and positions are compared with the venue's first; while anything
                differs, or the file etc/KILL is there, the halt stays. If the venue was told to take no
                orders it is told to take them again, and must confirm it, before anything opens here.

                  trading:resume --reason "feed was restored, positions compared"
                  trading:resume --reason "..." --account PA3XYZ
                """)
public final class ResumeCommand extends TradingCommand {

    private static final int LONGEST_REASON = 200;

    @Option(
            name = "--reason",
            description = "Why trading may go on; 1 to 200 characters, kept in the journal",
            required = true)
    String reason = "";

    @Option(
            name = "--account",
            description = "The account meant, to be certain; refused if another one is open")
    String account = "";

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
        HaltLatch latch = services.require(HaltLatch.class, "engine");
        TradingClock clock = services.require(TradingClock.class, "engine");
        RiskGate gate = services.require(RiskGate.class, "risk-management");
        if (!latch.isLatched()) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "trading is not halted, there is nothing to resume: gate="
                            + gate.state()
                            + (gate.detail().isEmpty() ? "" : ", " + gate.detail()));
        }
        Instant requested = clock.instant();
        List<Comparison> evidence = FreshComparisons.of(services);
        release(latch, new Release(Operator.of(session), why, account, requested, evidence));
        if (!patience.until(() -> gate.state() != GateState.HALTED)) {
            throw new CommandFailed(
                    CommandFailed.UNANSWERED,
                    "the halt has ended, but the gate is still HALTED after "
                            + patience.limit().toSeconds()
                            + " s: "
                            + gate.detail());
        }
        OrderSweep sweep = services.find(OrderSweep.class);
        TradeSuspension venue = sweep == null ? null : sweep.suspension().orElse(null);
        return new Facts()
                .fact("gate", "Gate", gate.state())
                .fact("detail", "Detail", gate.detail())
                .fact("operator", "Operator", Operator.of(session))
                .fact("reason", "Reason", why)
                .fact("suspension", "Suspension", venue == null ? null : venue.step())
                .sentence(
                        "Resumed. The gate is "
                                + gate.state()
                                + (gate.detail().isEmpty() ? "." : ": " + gate.detail())
                                + atTheVenue(venue));
    }

    private static String atTheVenue(@Nullable TradeSuspension venue) {
        if (venue == null) {
            return "";
        }
        return switch (venue.step()) {
            case LIFTED -> " The venue takes orders again.";
            case REQUESTED, CONFIRMED, FOUND -> " But " + venue.describe() + ".";
            case GONE -> "";
        };
    }

    private static void release(HaltLatch latch, Release release)
            throws CommandFailed, InterruptedException {
        try {
            latch.release(release);
        } catch (StillHalted refused) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE, "still halted: " + refused.getMessage());
        }
    }
}
