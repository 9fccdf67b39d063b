package io.openbell.shell;

import io.openbell.api.value.Symbol;
import io.openbell.api.view.RiskBoard;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Every limit with its distance to present use. */
@Service
@Command(
        scope = "trading",
        name = "risk",
        description = "Shows each limit, breaker and protection with its distance to present use",
        detailedDescription =
                """
                Shows what the gate lets through and why, then each limit, breaker and protection with its present
                use, as of the last second. With a symbol, what is about that symbol only; without one, of the lines
                about single symbols those that are near their limit or beyond it. docs/risk.md says what each means
                and what clears it.

                  trading:risk
                  trading:risk AAPL
                  trading:risk --json
                """)
public final class RiskCommand extends TradingCommand {

    @Argument(name = "SYMBOL", description = "Show what is about this symbol", required = false)
    @Completion(SymbolCompleter.class)
    @Nullable String symbol;

    @Override
    Answer answer(Services services) throws CommandFailed {
        RiskBoard.Snapshot board = services.require(RiskBoard.class, "risk-management").snapshot();
        String wanted = symbol;
        if (wanted == null) {
            return new RiskAnswer(board, "", board.lines());
        }
        String ticker;
        try {
            ticker = Symbol.of(wanted).ticker();
        } catch (IllegalArgumentException nonsense) {
            throw new CommandFailed(
                    CommandFailed.USAGE, "SYMBOL = " + wanted + ": " + nonsense.getMessage());
        }
        List<RiskBoard.Line> about =
                board.lines().stream().filter(line -> line.scope().equals(ticker)).toList();
        return new RiskAnswer(board, ticker, about);
    }
}
