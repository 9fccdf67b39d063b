package io.openbell.shell;

import io.openbell.api.strategy.StrategyCommand.SwitchStrategy;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy.Wish;
import io.openbell.api.view.StrategyStatus;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** What starting, pausing and stopping a strategy have in common. */
public abstract class StrategySwitchCommand extends TradingCommand {

    @Argument(name = "STRATEGY", description = "Its name", required = true)
    @Completion(StrategyNameCompleter.class)
    String strategy = "";

    @Reference @Nullable Session session;

    Patience patience = Patience.FIVE_SECONDS;

    /** What is wanted. */
    abstract Wish wish();

    /** Whether it is as wanted. */
    abstract boolean isDone(StrategyStatus status);

    @Override
    final Answer answer(Services services) throws CommandFailed, InterruptedException {
        StrategyDesk desk = StrategyDesk.of(services);
        String name = desk.status(strategy).name();
        desk.loop().publishFirst(new SwitchStrategy(name, wish(), Operator.of(session)));
        boolean done = patience.until(() -> desk.find(name).map(this::isDone).orElse(false));
        StrategyStatus after = desk.status(name);
        Facts facts =
                new Facts()
                        .fact("name", "Strategy", name)
                        .fact("version", "Version", after.version())
                        .fact("state", "State", after.state())
                        .fact("reason", "Reason", after.reason());
        if (!done) {
            throw new CommandFailed(
                    CommandFailed.UNANSWERED,
                    name + " is " + after.state() + " still: " + after.reason(),
                    facts);
        }
        return facts.sentence(
                name
                        + " is "
                        + after.state()
                        + (after.reason().isEmpty() ? "." : ": " + after.reason()));
    }
}
