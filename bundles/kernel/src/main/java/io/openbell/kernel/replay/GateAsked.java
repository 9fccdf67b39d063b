package io.openbell.kernel.replay;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.CheckResult;
import io.openbell.api.risk.RiskDecision;
import java.util.List;
import java.util.Optional;

/**
 * A question to the gate and its answer, for the recording of a session.
 *
 * @param intent          that was asked about
 * @param replaces        the order that is to make room for it; empty for a new one
 * @param journalWritable as the gate was told
 * @param stalled         why the gate had closed by itself, which no event says; empty if it had not
 * @param approved        the answer
 * @param decided         the intent as it may go; as asked if it may not
 * @param reason          code of the denial; empty if approved
 * @param detail          its figures
 * @param checks          what each check compared
 */
public record GateAsked(
        OrderIntent intent,
        Optional<OrderId> replaces,
        boolean journalWritable,
        String stalled,
        boolean approved,
        OrderIntent decided,
        String reason,
        String detail,
        List<CheckResult> checks)
        implements TradingEvent {

    /** Has the figures put into words now, since what they are put together from may be gone when they are read. */
    public GateAsked {
        checks = List.copyOf(checks);
    }

    /** A decision with what was asked. */
    public static GateAsked of(
            OrderIntent intent,
            Optional<OrderId> replaces,
            boolean journalWritable,
            String stalled,
            RiskDecision decision) {
        RiskDecision.Denied denied = decision instanceof RiskDecision.Denied no ? no : null;
        return new GateAsked(
                intent,
                replaces,
                journalWritable,
                stalled,
                denied == null,
                decision.intent(),
                denied == null ? "" : denied.reason().name(),
                denied == null ? "" : denied.detail(),
                decision.checks());
    }
}
