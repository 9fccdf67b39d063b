package io.openbell.shell;

import io.openbell.api.strategy.StrategyCommand.SwitchStrategy;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy.Wish;
import io.openbell.api.view.StrategyComparison;
import io.openbell.api.view.StrategyComparison.Opinions;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** A candidate beside the one that trades. */
@Service
@Command(
        scope = "trading",
        name = "strategy-compare",
        description = "Compares what runs in the shadow with what trades",
        detailedDescription =
                """
                Both get the same events; only one trades. A signal counts as agreed when both gave it at the same
                time with the same strength. Orders of its own (wishes) are counted of the candidate only. What
                each said last of a symbol is in the last column, the one that trades first.

                  trading:strategy-deploy FILE --shadow
                  trading:strategy-compare
                  trading:strategy-compare --end breakout       ends the shadow
                """)
public final class StrategyCompareCommand extends TradingCommand {

    @Option(name = "--end", description = "Name of a strategy whose shadow is to end")
    String end = "";

    @Reference @Nullable Session session;

    Patience patience = Patience.FIVE_SECONDS;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        StrategyDesk desk = StrategyDesk.of(services);
        if (!end.isEmpty()) {
            endShadow(desk);
        }
        Listing listing =
                new Listing(
                                "comparisons",
                                "Nothing runs in the shadow; see strategy-deploy --shadow")
                        .column("name", "Strategy")
                        .column("incumbentVersion", "Trades")
                        .column("candidateVersion", "Shadow")
                        .column("since", "Since")
                        .number("events", "Events")
                        .number("incumbentSignals", "Signals")
                        .number("candidateSignals", "of shadow")
                        .number("agreed", "Agreed")
                        .number("incumbentOpportunities", "Opportunities")
                        .number("candidateOpportunities", "of shadow")
                        .number("candidateWishes", "Wishes of shadow")
                        .number("p99Micros", "p99 us")
                        .number("waiting", "Behind")
                        .column("opinions", "Last")
                        .column("failure", "Failure");
        for (StrategyComparison line : desk.deployments().comparisons()) {
            listing.row(
                    line.name(),
                    line.incumbentVersion(),
                    line.candidateVersion(),
                    line.since(),
                    line.events(),
                    line.incumbent().signals(),
                    line.candidate().signals(),
                    line.agreed(),
                    line.incumbent().opportunities(),
                    line.candidate().opportunities(),
                    line.candidate().wishes(),
                    line.callbacks().p99Nanos() / 1_000.0,
                    line.waiting(),
                    opinions(line.opinions()),
                    line.failure());
        }
        return listing;
    }

    private void endShadow(StrategyDesk desk) throws CommandFailed, InterruptedException {
        if (desk.deployments().comparisons().stream().noneMatch(line -> line.name().equals(end))) {
            throw Arguments.usage("--end " + end + ": nothing runs in its shadow");
        }
        desk.loop().publishFirst(new SwitchStrategy(end, Wish.END_SHADOW, Operator.of(session)));
        patience.until(
                () ->
                        desk.deployments().comparisons().stream()
                                .noneMatch(line -> line.name().equals(end)));
    }

    private static List<String> opinions(List<Opinions> opinions) {
        return opinions.stream()
                .map(
                        each ->
                                each.symbol()
                                        + " "
                                        + each.incumbent().map(Object::toString).orElse("-")
                                        + "/"
                                        + each.candidate().map(Object::toString).orElse("-"))
                .toList();
    }
}
