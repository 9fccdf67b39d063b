package io.openbell.shell;

import io.openbell.api.strategy.StrategyCommand.SetParameters;
import io.openbell.api.view.StrategyStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** Changes parameters of a strategy that runs. */
@Service
@Command(
        scope = "trading",
        name = "strategy-set",
        description = "Changes parameters of a strategy that runs",
        detailedDescription =
                """
                The change is an input on the queue and stands in the journal. The strategy is constructed anew with
                the new values and goes on with its state. They count until the process ends or the strategy's
                file changes; write them to etc/openbell.strategy-NAME.cfg to keep them.

                  trading:strategy-set moving-average-cross fastBars=5 slowBars=20
                """)
public final class StrategySetCommand extends TradingCommand {

    @Argument(name = "STRATEGY", description = "Its name", required = true)
    @Completion(StrategyNameCompleter.class)
    String strategy = "";

    @Argument(
            index = 1,
            name = "NAME=VALUE",
            description = "Parameters by the names of its file",
            required = true,
            multiValued = true)
    @Nullable List<String> changes;

    @Reference @Nullable Session session;

    Patience patience = Patience.FIVE_SECONDS;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        Map<String, String> values = new TreeMap<>();
        for (String change : TrailingOptions.apply(this, changes)) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw Arguments.usage(
                        "'" + change + "' must be NAME=VALUE, for example fastBars=5");
            }
            values.put(change.substring(0, equals).strip(), change.substring(equals + 1).strip());
        }
        if (values.isEmpty()) {
            throw Arguments.usage("nothing to change: NAME=VALUE is missing");
        }
        StrategyDesk desk = StrategyDesk.of(services);
        String name = desk.status(strategy).name();
        List<String> problems = desk.deployments().problems(name, values);
        if (!problems.isEmpty()) {
            throw Arguments.usage(String.join("\n", problems));
        }
        desk.loop().publishFirst(new SetParameters(name, values, Operator.of(session)));
        boolean done =
                patience.until(
                        () ->
                                desk.find(name)
                                        .map(now -> runsBy(parameters(now), values))
                                        .orElse(false));
        Facts facts =
                new Facts()
                        .fact("name", "Strategy", name)
                        .fact("parameters", "Parameters", desk.status(name).parameters());
        if (!done) {
            throw new CommandFailed(
                    CommandFailed.UNANSWERED,
                    name + " does not run by these values; the log says why",
                    facts);
        }
        return facts.sentence(name + " goes on with " + desk.status(name).parameters());
    }

    /** Numbers may be written in other ways. */
    private static boolean runsBy(Map<String, String> now, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(wish -> isSame(now.getOrDefault(wish.getKey(), ""), wish.getValue()));
    }

    private static boolean isSame(String one, String other) {
        try {
            return one.equals(other)
                    || Double.compare(Double.parseDouble(one), Double.parseDouble(other)) == 0;
        } catch (NumberFormatException words) {
            return false;
        }
    }

    /** What it runs by, symbols included. */
    private static Map<String, String> parameters(StrategyStatus status) {
        Map<String, String> all = new TreeMap<>(status.parameters());
        all.put(
                "symbols",
                String.join(
                        ",", status.symbols().stream().map(symbol -> symbol.ticker()).toList()));
        return all;
    }
}
