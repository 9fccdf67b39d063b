package io.openbell.kernel.risk;

import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Everything that may still fill, orders in flight, unknown ones and those of others included. Immutable.
 *
 * @param claims of all open orders
 */
record Commitments(List<Claim> claims) {

    /** Of our open orders and those that others placed in the account. */
    static Commitments of(Collection<Order> open, List<ExternalOrder> external) {
        List<Claim> claims = new ArrayList<>(open.size() + external.size());
        for (Order order : open) {
            claims.addAll(claimsOf(order, open));
        }
        for (ExternalOrder order : external) {
            claims.add(
                    new Claim(
                            order.symbol(),
                            order.side(),
                            order.remaining(),
                            order.limitPrice().orElse(Price.ZERO),
                            ""));
        }
        return new Commitments(claims);
    }

    /** What one of them claims, beside the others. */
    static List<Claim> claimsOf(Order order, Collection<Order> open) {
        return Claim.of(order.intent(), unnamed(order, open));
    }

    /** The legs of a group count for themselves once the venue has named them; until then the group counts for them. */
    private static Quantity unnamed(Order order, Collection<Order> open) {
        boolean group = order.intent().instructions().orderClass() instanceof OrderClass.MultiLeg;
        if (!group) {
            return order.remaining();
        }
        boolean named =
                open.stream().anyMatch(leg -> leg.links().parent().equals(Optional.of(order.id())));
        return named ? Quantity.ZERO : order.unfilled();
    }

    /** Shares of the symbol that may still fill on this side. */
    Quantity pending(Symbol symbol, Side side) {
        Quantity sum = Quantity.ZERO;
        for (Claim claim : claims) {
            if (claim.side() == side && claim.symbol().equals(symbol)) {
                sum = sum.plus(claim.quantity());
            }
        }
        return sum;
    }

    /** The same, of this source's orders only. */
    Quantity pending(String source, Symbol symbol, Side side) {
        Quantity sum = Quantity.ZERO;
        for (Claim claim : claims) {
            if (claim.side() == side
                    && claim.symbol().equals(symbol)
                    && claim.source().equals(source)) {
                sum = sum.plus(claim.quantity());
            }
        }
        return sum;
    }
}
