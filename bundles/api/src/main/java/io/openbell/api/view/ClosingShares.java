package io.openbell.api.view;

import io.openbell.api.order.Sources;
import io.openbell.api.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who closes how much of a position that several sources hold. */
final class ClosingShares {

    /** Nobody's strategy: what one of these sold, another one no longer has. */
    private static final List<String> BY_HAND =
            List.of(Sources.EXTERNAL, Sources.OPERATOR, Sources.PROTECTION);

    private ClosingShares() {}

    /** @param held by source, signed */
    static Map<String, Quantity> split(
            Map<String, Quantity> held, boolean isShort, Quantity closing) {
        Map<String, Quantity> parts = new TreeMap<>();
        Quantity left = closing;
        Quantity byHand = Quantity.ZERO;
        for (Map.Entry<String, Quantity> source : held.entrySet()) {
            if (BY_HAND.contains(source.getKey())) {
                byHand = byHand.plus(source.getValue());
            } else {
                left = take(source.getKey(), source.getValue(), isShort, left, left, parts);
            }
        }
        Quantity most = onSide(byHand, isShort);
        for (String source : BY_HAND) {
            Quantity before = left;
            Quantity quantity = held.getOrDefault(source, Quantity.ZERO);
            left = take(source, quantity, isShort, left, most, parts);
            most = most.minus(before.minus(left));
        }
        if (left.isPositive()) {
            parts.merge(Sources.OPERATOR, left, Quantity::plus);
        }
        return parts;
    }

    private static Quantity take(
            String source,
            Quantity held,
            boolean isShort,
            Quantity left,
            Quantity most,
            Map<String, Quantity> parts) {
        Quantity part = onSide(held, isShort).min(left).min(most);
        if (part.isPositive()) {
            parts.put(source, part);
        }
        return left.minus(part);
    }

    private static Quantity onSide(Quantity held, boolean isShort) {
        Quantity shares = isShort ? held.negated() : held;
        return shares.isNegative() ? Quantity.ZERO : shares;
    }
}
