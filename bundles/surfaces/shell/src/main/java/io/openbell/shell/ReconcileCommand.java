package io.openbell.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Compares with the venue now. */
@Service
@Command(
        scope = "trading",
        name = "reconcile",
        description = "Compares orders and positions with the venue's now",
        detailedDescription =
                """
                Asks the venue for its open orders and positions, and lists what differs from ours. What may
                still be on its way is looked at again, for up to five seconds each, before it counts. It
                changes nothing by itself; what the venue knows better about our orders is taken over as
                always.

                  trading:reconcile
                  trading:reconcile --json
                """)
public final class ReconcileCommand extends TradingCommand {

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        return FreshComparisons.listing(FreshComparisons.of(services));
    }
}
