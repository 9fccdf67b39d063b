package io.openbell.kernel.risk;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.SymbolFrozen;
import java.util.List;

/**
 * Row 31: no order of the symbol has an unknown outcome, or nobody knows what is held: exits wait as well. No breaker and no
 * protection has frozen the symbol; there, reductions pass.
 */
record SymbolNotFrozen() implements RiskCheck {

    @Override
    public int row() {
        return 31;
    }

    @Override
    public Verdict check(Proposal proposal) {
        boolean replaced = proposal.replaced().map(SymbolNotFrozen::isUnknown).orElse(false);
        for (Claim claim : proposal.claims()) {
            for (Order order : proposal.open()) {
                if (isUnknown(order) && concerns(order, claim)) {
                    return unknown(order);
                }
            }
            List<SymbolFrozen> frozen = proposal.view().freezes(claim.symbol(), proposal.now());
            if (!frozen.isEmpty() && !proposal.reduces()) {
                SymbolFrozen first = frozen.get(0);
                return Verdict.deny(
                        DenyReason.SYMBOL_FROZEN,
                        "symbol=%s source=%s until=%s reason=%s",
                        first.symbol(),
                        first.source(),
                        first.until(),
                        first.reason());
            }
        }
        return replaced
                ? unknown(proposal.replaced().get())
                : Verdict.pass("symbol=%s frozen=false unknownOrders=0", proposal.symbol());
    }

    private static boolean isUnknown(Order order) {
        return order.status() == OrderStatus.UNKNOWN;
    }

    private static boolean concerns(Order order, Claim claim) {
        return Claim.of(order.intent(), order.remaining()).stream()
                .anyMatch(other -> other.symbol().equals(claim.symbol()));
    }

    private static Verdict unknown(Order order) {
        return Verdict.deny(
                DenyReason.SYMBOL_FROZEN,
                "symbol=%s order=%s status=UNKNOWN",
                order.intent().symbol(),
                order.id());
    }
}
