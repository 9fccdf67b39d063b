package io.openbell.kernel.risk;

import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.DenyReason;
import java.util.Locale;

/** What one check says. */
public sealed interface Verdict {

    /** It has no objection. */
    record Pass() implements Verdict {}

    /** It has no objection to this instead; later checks see the changed wish. */
    record Changed(OrderIntent intent) implements Verdict {}

    /**
     * It objects.
     *
     * @param detail {@code key=value} pairs with the figures
     */
    record Denied(DenyReason reason, String detail) implements Verdict {}

    /** No objection. */
    static Verdict pass() {
        return new Pass();
    }

    /** An objection, its figures formatted without a locale. */
    static Verdict deny(DenyReason reason, String format, Object... figures) {
        return new Denied(reason, String.format(Locale.ROOT, format, figures));
    }
}
