package io.openbell.shell;

import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.Comparison;
import io.openbell.api.broker.VenueComparer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Has orders and positions compared with the venue's now. */
final class FreshComparisons {

    private static final Map<String, String> OWNERS =
            Map.of(
                    Comparison.ORDERS, "order-executor",
                    Comparison.POSITIONS, "position-manager");

    private FreshComparisons() {}

    /** Orders first, since a fill that is found there changes positions. */
    static List<Comparison> of(Services services) throws CommandFailed, InterruptedException {
        List<Comparison> comparisons = new ArrayList<>();
        for (String subject : List.of(Comparison.ORDERS, Comparison.POSITIONS)) {
            VenueComparer comparer = null;
            for (VenueComparer offered : services.all(VenueComparer.class)) {
                comparer = offered.subject().equals(subject) ? offered : comparer;
            }
            if (comparer == null) {
                throw services.missing(String.valueOf(OWNERS.get(subject)));
            }
            try {
                comparisons.add(comparer.compareNow());
            } catch (BrokerException unanswered) {
                throw new CommandFailed(
                        "BROKER",
                        subject
                                + " could not be compared with the venue: "
                                + unanswered.getMessage());
            }
        }
        return comparisons;
    }

    /** One row for each difference. */
    static Listing listing(List<Comparison> comparisons) {
        Listing listing =
                new Listing("differences", "Nothing differs")
                        .column("subject", "What")
                        .column("name", "Name")
                        .column("ours", "Ours")
                        .column("theirs", "Venue")
                        .column("unexplained", "Unexplained");
        boolean agrees = true;
        for (Comparison comparison : comparisons) {
            agrees &= comparison.agrees();
            for (Comparison.Difference each : comparison.differences()) {
                listing.row(
                        comparison.subject(),
                        each.name(),
                        each.ours(),
                        each.theirs(),
                        each.unexplained());
            }
        }
        listing.figure("agrees", "Agrees", agrees);
        for (Comparison comparison : comparisons) {
            listing.figure(
                    comparison.subject() + "Compared",
                    "Compared " + comparison.subject(),
                    comparison.compared());
        }
        return listing;
    }
}
