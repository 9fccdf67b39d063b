package io.openbell.shell;

import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.risk.OrderSweep;
import io.openbell.api.risk.OrderSweep.Progress;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.session.TradingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** The kill switch. */
@Service
@Command(
        scope = "trading",
        name = "kill",
        description = "Halts trading at once and cancels every open order",
        detailedDescription =
                """
                Nothing leaves for the venue any more, the halt is written down in two places, and every
                open order of the account is canceled; the command waits until the venue was asked and has
                none left. Then the venue itself is told to take no more orders (suspendTradeAfterHalt in
                etc/openbell.order-executor.cfg); the command does not wait for that, trading:status shows it. Positions stay as they are. Works when the trading loop is stuck. The halt
                survives restarts; trading:resume ends it.

                  trading:kill                            asks nothing
                  trading:kill prices look wrong          with a reason
                  trading:kill --keep-stops               leaves stops and exits that protect a position
                """)
public final class KillCommand extends TradingCommand {

    @Option(
            name = "--keep-stops",
            description = "Leave orders in the market that do nothing but protect a position")
    boolean keepStops;

    @Argument(
            name = "reason",
            description = "Why, for whoever looks at it later; options may stand here as well",
            multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"--keep-stops", "--json", "--no-format"})
    @Nullable List<String> words;

    @Reference @Nullable Session session;

    Patience patience = new Patience(Duration.ofSeconds(10));

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        String reason = String.join(" ", TrailingOptions.apply(this, words)).strip();
        HaltLatch latch = services.require(HaltLatch.class, "engine");
        TradingClock clock = services.require(TradingClock.class, "engine");
        Instant begun = clock.instant();
        latch.latch(Operator.of(session), reason.isEmpty() ? "killed by hand" : reason, keepStops);
        OrderSweep sweep = services.find(OrderSweep.class);
        if (sweep == null) {
            throw new CommandFailed(
                    CommandFailed.NOT_RUNNING,
                    "trading is halted, but order-executor is not running to cancel what is open:"
                            + " cancel it at the venue; see trading:components",
                    facts(latch, null, null));
        }
        boolean verified = patience.until(() -> isVerified(sweep, begun));
        Facts facts = facts(latch, sweep.latest().orElse(null), sweep.suspension().orElse(null));
        if (!verified) {
            throw new CommandFailed(
                    CommandFailed.UNANSWERED,
                    "trading is halted, but it is not certain yet that no order is open: "
                            + sweep.latest().map(KillCommand::describe).orElse("not begun")
                            + "; canceling goes on, see trading:status, and look at the venue",
                    facts);
        }
        return facts.sentence(
                "Halted. "
                        + sweep.latest().map(KillCommand::describe).orElse("")
                        + atTheVenue(sweep)
                        + ". End it with trading:resume --reason TEXT.");
    }

    private static String atTheVenue(OrderSweep sweep) {
        return sweep.suspension()
                .map(TradeSuspension::describe)
                .filter(words -> !words.isEmpty())
                .map(words -> "; " + words)
                .orElse("");
    }

    private static boolean isVerified(OrderSweep sweep, Instant begun) {
        return sweep.latest()
                .map(now -> now.verified() && !now.updatedAt().isBefore(begun))
                .orElse(false);
    }

    private static String describe(Progress now) {
        return (now.open() < 0 ? "the venue did not answer" : now.open() + " orders open")
                + (now.kept() > 0 ? ", " + now.kept() + " of them kept to protect positions" : "")
                + ", "
                + now.canceled()
                + " canceled"
                + (now.obstacle().isEmpty() ? "" : ", " + now.obstacle());
    }

    private static Facts facts(
            HaltLatch latch, @Nullable Progress now, @Nullable TradeSuspension venue) {
        LatchedHalt halt = latch.halt().orElse(null);
        return new Facts()
                .fact("halted", "Halted", latch.isLatched())
                .fact("source", "By", halt == null ? null : halt.source())
                .fact("reason", "Reason", halt == null ? null : halt.reason())
                .fact("since", "Since", halt == null ? null : halt.at())
                .fact("canceled", "Canceled", now == null ? null : now.canceled())
                .fact("open", "Open", now == null || now.open() < 0 ? null : now.open())
                .fact("kept", "Kept", now == null ? null : now.kept())
                .fact("verified", "Verified", now != null && now.verified())
                .fact("suspension", "Suspension", venue == null ? null : venue.step());
    }
}
