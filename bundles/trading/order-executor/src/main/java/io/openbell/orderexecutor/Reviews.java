package io.openbell.orderexecutor;

import io.openbell.api.engine.OrderJournal;
import io.openbell.api.market.Quote;
import io.openbell.api.risk.IntentReviewed;
import io.openbell.api.risk.RiskDecision;
import io.openbell.kernel.sizing.LatestQuotes;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what the gate compared, behind what came of it: the order is on its way to the disk already, and does not
 * wait for its explanation. On the loop only.
 */
final class Reviews {

    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    private final OrderJournal journal;
    private final LatestQuotes quotes = new LatestQuotes();

    Reviews(OrderJournal journal) {
        this.journal = journal;
    }

    /** The stream or the venue's snapshot told of it; what the gate judges by is the newer one. */
    void saw(Quote quote) {
        quotes.put(quote);
    }

    /** The gate decided. */
    void add(RiskDecision decision, Instant now) {
        try {
            journal.append(
                    new IntentReviewed(
                            decision.intent().id(),
                            decision instanceof RiskDecision.Approved,
                            quotes.quote(decision.intent().symbol()),
                            decision.checks(),
                            now));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            // It explains and decides nothing; whoever decides hears of a broken journal himself.
            LOG.warn("intent={} review=not journaled", decision.intent().id(), refused);
        }
    }
}
