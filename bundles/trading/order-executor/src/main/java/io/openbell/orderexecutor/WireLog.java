package io.openbell.orderexecutor;

import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.VenueAnswered;
import io.openbell.api.order.VenueAnswered.Request;
import io.openbell.api.session.TradingClock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what the venue answered and how long that took. Any thread. */
final class WireLog {

    private static final Logger LOG = LoggerFactory.getLogger(WireLog.class);

    private final OrderJournal journal;
    private final TradingClock clock;

    WireLog(OrderJournal journal, TradingClock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    void add(OrderId id, SubmitOutcome outcome, Instant sentAt) {
        if (outcome instanceof SubmitOutcome.Accepted) {
            add(id, Request.SUBMIT, "ACCEPTED", "", sentAt);
        } else if (outcome instanceof SubmitOutcome.Rejected rejected) {
            String detail = "HTTP " + rejected.httpStatus() + ": " + rejected.detail();
            add(id, Request.SUBMIT, "REJECTED", detail, sentAt);
        } else if (outcome instanceof SubmitOutcome.AlreadyThere there) {
            add(id, Request.SUBMIT, "ALREADY_THERE", there.detail(), sentAt);
        } else if (outcome instanceof SubmitOutcome.NotSent unsent) {
            add(id, Request.SUBMIT, "NOT_SENT", unsent.detail(), sentAt);
        } else if (outcome instanceof SubmitOutcome.Unknown unknown) {
            add(id, Request.SUBMIT, "UNKNOWN", unknown.detail(), sentAt);
        }
    }

    void add(OrderId id, CancelOutcome outcome, Instant sentAt) {
        if (outcome instanceof CancelOutcome.Requested) {
            add(id, Request.CANCEL, "ACCEPTED", "", sentAt);
        } else if (outcome instanceof CancelOutcome.Rejected rejected) {
            String detail = "HTTP " + rejected.httpStatus() + ": " + rejected.detail();
            add(id, Request.CANCEL, "REJECTED", detail, sentAt);
        } else if (outcome instanceof CancelOutcome.Unknown unknown) {
            add(id, Request.CANCEL, "UNKNOWN", unknown.detail(), sentAt);
        }
    }

    private void add(OrderId id, Request request, String outcome, String detail, Instant sentAt) {
        try {
            journal.append(
                    new VenueAnswered(id, request, outcome, detail, sentAt, clock.instant()));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            // What follows from the answer is decided on the loop, which hears of a broken journal.
            LOG.warn("order={} answer={} not journaled", id, outcome, refused);
        }
    }
}
