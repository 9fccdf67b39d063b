package io.openbell.kernel.risk;

import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.DenyReason;

/** What one check says, and the figures it compared. */
public sealed interface Verdict {

    /** It has no objection. */
    record Pass(Figures figures) implements Verdict {}

    /** It has no objection to this instead; later checks see the changed wish. */
    record Changed(OrderIntent intent, Figures figures) implements Verdict {}

    /** It objects. */
    record Denied(DenyReason reason, Figures figures) implements Verdict {}

    /** What was compared. */
    Figures figures();

    /** No objection; the figures are formatted without a locale, as {@code key=value} pairs, once somebody reads them. */
    static Verdict pass(String format, Object... figures) {
        return new Pass(new Figures(format, figures));
    }

    /** No objection to this instead. */
    static Verdict changed(OrderIntent intent, String format, Object... figures) {
        return new Changed(intent, new Figures(format, figures));
    }

    /** An objection, its figures formatted without a locale, as {@code key=value} pairs. */
    static Verdict deny(DenyReason reason, String format, Object... figures) {
        return new Denied(reason, new Figures(format, figures));
    }
}
