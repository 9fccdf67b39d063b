package io.openbell.shell;

import io.openbell.api.session.TradingClock;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.view.OpportunityBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What could be earned. */
@Service
@Command(
        scope = "trading",
        name = "opportunities",
        description = "Lists what strategies and scanners say could be earned",
        detailedDescription =
                """
                Lists the latest opportunities of this process, newest first. The edge is what the source
                expects to be left of the gross value of all legs, in basis points, after the costs it
                knows. The weights of the legs are shares of the capital, short ones negative.

                  trading:opportunities              those that are still worth something
                  trading:opportunities --all        those that are over, too
                """)
public final class OpportunitiesCommand extends TradingCommand {

    @Option(name = "--all", description = "Also those that are over")
    boolean all;

    @Option(name = "--limit", description = "How many at most, 1 to 200")
    int limit = 20;

    @Override
    Answer answer(Services services) throws CommandFailed {
        Arguments.within("--limit", limit, 1, 200);
        OpportunityBoard board = services.require(OpportunityBoard.class, "performance-tracker");
        TradingClock clock = services.require(TradingClock.class, "engine");
        Instant now = clock.instant();
        List<Opportunity> told = board.latest();
        Listing listing =
                new Listing(
                                "opportunities",
                                all || told.isEmpty()
                                        ? "Nobody has told of any yet"
                                        : "None is worth anything now; --all shows those that are over")
                        .column("at", "At")
                        .column("source", "Source")
                        .number("edgeBps", "Edge bp")
                        .number("confidence", "Confidence")
                        .number("leftMillis", "Left ms")
                        .column("description", "Description")
                        .column("legs", "Legs");
        told.stream()
                .filter(each -> all || left(each, now) > 0)
                .limit(limit)
                .forEach(
                        each ->
                                listing.row(
                                        each.at(),
                                        each.source(),
                                        rounded(each.expectedEdgeBps()),
                                        rounded(each.confidence()),
                                        left(each, now),
                                        each.description(),
                                        legs(each)));
        return listing;
    }

    private static long left(Opportunity opportunity, Instant now) {
        Instant end = opportunity.at().plus(opportunity.timeToLive());
        return Math.max(0, Duration.between(now, end).toMillis());
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static String legs(Opportunity opportunity) {
        return opportunity.legs().stream()
                .map(leg -> String.format(Locale.ROOT, "%+.2f %s", leg.weight(), leg.symbol()))
                .collect(Collectors.joining(", "));
    }
}
