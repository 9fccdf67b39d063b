package io.openbell.shell;

import io.openbell.api.strategy.StrategyCommand.RollBackStrategy;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.api.view.StrategyDeployment.State;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** Goes back to the version before. */
@Service
@Command(
        scope = "trading",
        name = "strategy-rollback",
        description = "Goes back to the version of a strategy that ran before",
        detailedDescription =
                """
                The version that had the place before takes it again, in the same way as a new one: beside the
                present one, tried, and with its state. It stays over a restart, until another file is deployed.
                Once more goes back to where you were.

                  trading:strategy-rollback breakout
                """)
public final class StrategyRollbackCommand extends TradingCommand {

    @Argument(name = "STRATEGY", description = "Its name", required = true)
    @Completion(StrategyNameCompleter.class)
    String strategy = "";

    @Reference @Nullable Session session;

    Patience patience = StrategyDesk.DEPLOYMENT;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        StrategyDesk desk = StrategyDesk.of(services);
        String name = desk.status(strategy).name();
        StrategyDeployment outcome =
                desk.outcome(
                        new RollBackStrategy(name, Operator.of(session)),
                        line -> line.state() == State.ACTIVE || line.state() == State.REFUSED,
                        patience);
        return StrategyDesk.facts(outcome)
                .sentence(
                        "Rolled back: " + name + " runs version " + outcome.version() + " again.");
    }
}
