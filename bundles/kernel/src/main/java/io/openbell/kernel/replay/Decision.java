package io.openbell.kernel.replay;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.RiskDecision;
import java.time.Instant;
import java.util.List;

/**
 * Something that was decided because of an input: what a strategy or the sizer said, a bar that was complete, or what the
 * gate said. Two are the same when every figure of theirs is.
 */
public sealed interface Decision {

    /** Sequence number of the input it followed from. */
    long input();

    /** A bar, a signal, an opportunity, an intent, a cancel, a registration. */
    record Said(long input, Instant at, TradingEvent event) implements Decision {}

    /** The gate's word on an intent, with the figures of every check that was asked, in words. */
    record Judged(long input, Instant at, RiskDecision decision) implements Decision {

        /** Has the figures put into words now, since what they are put together from changes. */
        public Judged {
            decision =
                    decision instanceof RiskDecision.Denied denied
                            ? new RiskDecision.Denied(
                                    denied.intent(),
                                    denied.reason(),
                                    denied.detail(),
                                    List.copyOf(denied.checks()))
                            : new RiskDecision.Approved(
                                    decision.intent(), List.copyOf(decision.checks()));
        }
    }
}
