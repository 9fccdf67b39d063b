package io.openbell.kernel.risk;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Open orders held against the checks of one order once more, as if what is left of them were wished for now: so that
 * people see what the gate compares. Exits and legs that the venue named were part of a wish, and none themselves. All
 * figures are the largest of one order, zero without any, and NaN where one of them has no price.
 */
final class OpenWishes {

    private final List<Proposal> wishes = new ArrayList<>();

    OpenWishes(RiskLimits limits, RiskView view, List<Order> open, Instant now) {
        for (Order order : open) {
            if (order.links().parent().isEmpty() && order.unfilled().isPositive()) {
                wishes.add(
                        Proposal.of(
                                order.intent().sized(order.unfilled()),
                                Optional.empty(),
                                others(order, open),
                                true,
                                now,
                                limits,
                                view));
            }
        }
    }

    /** Those that count for what it closes: its own parts and the order it is to replace do not. */
    private static List<Order> others(Order order, List<Order> open) {
        Optional<OrderId> own = Optional.of(order.id());
        Symbol underlying = order.intent().symbol().underlying();
        return open.stream()
                .filter(other -> other.intent().symbol().underlying().equals(underlying))
                .filter(other -> !other.id().equals(order.id()))
                .filter(other -> !other.links().parent().equals(own))
                .filter(other -> !order.links().replaces().equals(Optional.of(other.id())))
                .toList();
    }

    /** Row 17, in dollars. */
    double notional() {
        return largest(wish -> !wish.reduces(), wish -> OrderSize.notional(wish).toDouble());
    }

    /** Row 17, in shares or contracts. */
    double quantity() {
        return largest(
                wish -> !wish.reduces(),
                wish ->
                        wish.claims().stream()
                                .mapToDouble(claim -> claim.quantity().toDouble())
                                .max()
                                .orElse(0));
    }

    /** Row 30, in percent of this average of what the symbol is written on. */
    double volumePercent(Symbol symbol, Quantity averageDaily) {
        return largest(
                wish -> !wish.reduces(),
                wish ->
                        wish.claims().stream()
                                .filter(claim -> claim.symbol().equals(symbol))
                                .mapToDouble(claim -> VolumeShare.shares(claim).toDouble())
                                .map(shares -> 100 * shares / averageDaily.toDouble())
                                .max()
                                .orElse(0));
    }

    /** Row 16 for orders of this symbol, in percent. */
    double collarPercent(Symbol symbol) {
        return collarPercent(symbol, false);
    }

    /** Row 16 for orders of several legs written on this symbol, in percent. */
    double legsCollarPercent(Symbol underlying) {
        return collarPercent(underlying, true);
    }

    /** What orders of several legs are written on. */
    Set<Symbol> ofLegs() {
        Set<Symbol> symbols = new TreeSet<>();
        wishes.stream().filter(Proposal::isMultiLeg).forEach(wish -> symbols.add(wish.symbol()));
        return symbols;
    }

    private double collarPercent(Symbol symbol, boolean severalLegs) {
        return largest(
                wish -> wish.symbol().equals(symbol) && wish.isMultiLeg() == severalLegs,
                wish ->
                        PriceCollar.distances(wish).stream()
                                .mapToDouble(PriceCollar.Distance::used)
                                .max()
                                .orElse(0));
    }

    private double largest(Predicate<Proposal> counts, ToDoubleFunction<Proposal> figure) {
        try {
            return wishes.stream().filter(counts).mapToDouble(figure).max().orElse(0);
        } catch (IllegalStateException | ArithmeticException unknown) {
            return Double.NaN; // The gate denies then.
        }
    }
}
