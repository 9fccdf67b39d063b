package io.openbell.shell;

import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.PositionBook;
import io.openbell.shell.Exits.Exit;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Closes one position. */
@Service
@Command(
        scope = "trading",
        name = "close",
        description = "Closes a position, or a part of it",
        detailedDescription =
                """
                Takes our own orders of the symbol out of the market and sends a market order through the
                same risk gate as every other, up to three times with what is left. Says what stays open.
                Each strategy that holds some of it is told, and goes on from what it then holds: pause it
                first (trading:strategy-pause), or it may buy again at its next signal.

                  trading:close AAPL                  all of it
                  trading:close AAPL --quantity 10
                  trading:close AAPL --percent 50 --yes
                """)
public final class CloseCommand extends ExitCommand {

    @Argument(name = "symbol", description = "The position to close", required = true)
    @Completion(SymbolCompleter.class)
    String symbol = "";

    @Argument(
            index = 1,
            name = "more",
            description = "Options may stand here as well",
            multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"--quantity", "--percent", "--yes", "--json", "--no-format"})
    @Nullable List<String> more;

    @Option(name = "--quantity", description = "How many shares, coins or contracts; default all")
    @Nullable String quantity;

    @Option(name = "--percent", description = "Which part of the position, above 0 and up to 100")
    @Nullable String percent;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        TrailingOptions.applyAll(this, more);
        Symbol closed = Arguments.symbol(symbol);
        PositionBook book = services.require(PositionBook.class, "position-manager");
        Quantity held = book.quantity(closed);
        if (held.isZero()) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "nothing is held of " + closed + "; see trading:positions");
        }
        Quantity part = part(held.abs());
        return close(
                services,
                List.of(new Exit(closed, held, part)),
                "Close " + part + " of " + held + " " + closed + "?");
    }

    private Quantity part(Quantity held) throws CommandFailed {
        if (quantity != null && percent != null) {
            throw Arguments.usage("--quantity and --percent exclude each other: leave one out");
        }
        if (quantity != null) {
            Quantity wanted = Arguments.quantity(quantity);
            if (wanted.exceeds(held)) {
                throw Arguments.usage(
                        "--quantity must not be more than is held (" + held + "), was " + wanted);
            }
            return wanted;
        }
        if (percent == null || percent.equals("100")) {
            return held;
        }
        Quantity exact = held.times(Arguments.percent("--percent", percent) / 100);
        // Whole shares stay whole: not every share can be held in parts.
        Quantity part = held.isWhole() ? Quantity.of((long) Math.floor(exact.toDouble())) : exact;
        if (part.isZero()) {
            throw Arguments.usage("--percent " + percent + " of " + held + " is not one share");
        }
        return part;
    }
}
