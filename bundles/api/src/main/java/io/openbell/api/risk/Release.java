package io.openbell.api.risk;

import io.openbell.api.broker.Comparison;
import java.time.Instant;
import java.util.List;

/**
 * An operator's wish to end a halt, and what was found when orders and positions were compared with the venue's for it.
 *
 * @param operator    who
 * @param reason      why trading may go on, 1 to 200 characters
 * @param account     the account meant; empty for the one that is open
 * @param requestedAt when the operator asked, UTC
 * @param evidence    comparisons begun after that
 */
public record Release(
        String operator,
        String reason,
        String account,
        Instant requestedAt,
        List<Comparison> evidence) {

    /** Keeps a copy. */
    public Release {
        evidence = List.copyOf(evidence);
    }
}
