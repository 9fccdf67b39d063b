package io.openbell.kernel.risk;

import io.openbell.api.risk.DenyReason;

/** Row 28: orders of a day, and orders that are open at a time, are bounded. Reductions pass. */
record OrderCount() implements RiskCheck {

    @Override
    public int row() {
        return 28;
    }

    @Override
    public Verdict check(Proposal proposal) {
        if (proposal.reduces()) {
            return proposal.passAsReduction();
        }
        PaceLimits limits = proposal.limits().pace();
        int today = proposal.view().pace().ordersToday(proposal.now());
        int open = proposal.open().size() + proposal.view().external().size();
        if (today >= limits.maxOrdersPerDay()) {
            return Verdict.deny(
                    DenyReason.ORDER_COUNT_DAY, "today=%d max=%d", today, limits.maxOrdersPerDay());
        }
        return open >= limits.maxOpenOrders()
                ? Verdict.deny(
                        DenyReason.OPEN_ORDER_COUNT, "open=%d max=%d", open, limits.maxOpenOrders())
                : Verdict.pass(
                        "today=%d max=%d open=%d max=%d",
                        today, limits.maxOrdersPerDay(), open, limits.maxOpenOrders());
    }
}
