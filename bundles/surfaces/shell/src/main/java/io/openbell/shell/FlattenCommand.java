package io.openbell.shell;

import io.openbell.api.value.Quantity;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import io.openbell.shell.Exits.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Closes every position. */
@Service
@Command(
        scope = "trading",
        name = "flatten",
        description = "Closes every position, or those of one strategy",
        detailedDescription =
                """
                As trading:close for each position at once. Strategies go on, and know what they still hold:
                pause them first, or they open positions again at their next signal. With --strategy, what the strategy holds is closed, as far as the
                account holds it.

                  trading:flatten
                  trading:flatten --strategy moving-average-cross --yes
                """)
public final class FlattenCommand extends ExitCommand {

    @Option(name = "--strategy", description = "Only what this strategy holds")
    @Nullable String strategy;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        PositionBook book = services.require(PositionBook.class, "position-manager");
        List<Exit> exits = new ArrayList<>();
        for (Position position : wanted(book)) {
            Quantity held = book.quantity(position.symbol());
            boolean sameSide = held.isNegative() == position.quantity().isNegative();
            if (!held.isZero() && sameSide && !position.quantity().isZero()) {
                Quantity part = position.quantity().abs().min(held.abs());
                exits.add(
                        strategy == null
                                ? new Exit(position.symbol(), held, part)
                                : new Exit(
                                        position.symbol(),
                                        position.quantity(),
                                        part,
                                        Optional.of(strategy)));
            }
        }
        return close(services, exits, "Close " + exits.size() + " positions at the market?");
    }

    private List<Position> wanted(PositionBook book) throws CommandFailed {
        if (strategy == null) {
            return book.positions();
        }
        List<Position> held = book.bySource().get(strategy);
        if (held == null) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    strategy
                            + " holds nothing; who does: "
                            + String.join(", ", book.bySource().keySet()));
        }
        return held;
    }
}
