package io.openbell.shell;

import io.openbell.api.risk.HaltLatch;
import io.openbell.api.value.Quantity;
import io.openbell.shell.Exits.Exit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.jspecify.annotations.Nullable;

/** What closing one position and closing all have in common. */
public abstract class ExitCommand extends TradingCommand {

    @Option(name = "--yes", description = "Do not ask for confirmation")
    boolean yes;

    @Reference @Nullable Session session;

    Patience patience = new Patience(Duration.ofSeconds(12));
    StaleQuote quote = StaleQuote.ONE_SECOND;

    /** Asks, closes, and says what is left. */
    final Answer close(Services services, List<Exit> exits, String question)
            throws CommandFailed, InterruptedException {
        HaltLatch latch = services.find(HaltLatch.class);
        if (latch != null && latch.isLatched()) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "trading is halted, nothing can be sent: "
                            + latch.halt().map(halt -> halt.describe()).orElse("")
                            + "; trading:resume first, or close at the venue");
        }
        Exits work = new Exits(services, patience, quote, this::say);
        if (!exits.isEmpty() && !yes && !confirmed(question)) {
            throw new CommandFailed(CommandFailed.NOT_POSSIBLE, "not confirmed, nothing was done");
        }
        boolean done = work.run(exits);
        Listing listing =
                new Listing("exits", "Nothing to close")
                        .column("symbol", "Symbol")
                        .number("remaining", "Still open")
                        .column("outcome", "Outcome");
        List<String> left = new ArrayList<>();
        for (Exit exit : exits) {
            Quantity remaining = work.remaining(exit);
            listing.row(exit.symbol(), remaining, exit.outcome());
            if (!remaining.isZero()) {
                left.add(remaining + " " + exit.symbol() + " (" + exit.outcome() + ")");
            }
        }
        if (!done) {
            throw new CommandFailed(
                    CommandFailed.UNANSWERED,
                    "still open: " + String.join("; ", left),
                    new Facts().fact("exits", "Exits", left));
        }
        return listing.figure("done", "Done", true);
    }

    private boolean confirmed(String question) throws CommandFailed {
        Terminal terminal = session == null ? null : session.getTerminal();
        String type = terminal == null ? null : terminal.getType();
        if (session == null || type == null || type.startsWith("dumb")) {
            throw new CommandFailed(
                    CommandFailed.USAGE, "nobody is there to confirm: say it with --yes");
        }
        try {
            return "yes"
                    .equals(
                            String.valueOf(session.readLine(question + " (yes/no) ", null))
                                    .strip());
        } catch (IOException gone) {
            throw new CommandFailed(CommandFailed.USAGE, "no answer: " + gone.getMessage());
        }
    }
}
