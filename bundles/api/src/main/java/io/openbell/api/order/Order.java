package io.openbell.api.order;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.time.Instant;
import java.util.Optional;

/**
 * One order at one moment: a snapshot.
 *
 * @param id               ours
 * @param brokerId         the venue's name for it; empty until it answered
 * @param intent           the wish it came from
 * @param filled           shares filled so far, those of orders that it replaces included; of several legs the units. Never
 *                         less than before, and never more than wished, except for orders by amount of money, whose
 *                         quantity is an estimate until they are filled
 * @param averageFillPrice volume-weighted over the fills so far; zero without fills
 * @param detail           the reason of a rejection or of an unknown outcome, for people; else empty
 * @param createdAt        when risk approved it, UTC
 * @param updatedAt        its latest event, UTC
 * @param links            what other orders it belongs to
 */
public record Order(
        OrderId id,
        String brokerId,
        OrderIntent intent,
        OrderStatus status,
        Quantity filled,
        Price averageFillPrice,
        String detail,
        Instant createdAt,
        Instant updatedAt,
        OrderLinks links) {

    /** An order that belongs to no other. */
    public Order(
            OrderId id,
            String brokerId,
            OrderIntent intent,
            OrderStatus status,
            Quantity filled,
            Price averageFillPrice,
            String detail,
            Instant createdAt,
            Instant updatedAt) {
        this(
                id,
                brokerId,
                intent,
                status,
                filled,
                averageFillPrice,
                detail,
                createdAt,
                updatedAt,
                OrderLinks.NONE);
    }

    /**
     * Shares that count against limits because they may still fill; zero once it is no longer open. An exit that is held
     * counts nothing: its shares are those of the order it waits for. Of several legs each counts itself, the whole
     * nothing. A replacement that has not arrived counts what it asks for beyond the order it replaces, which still counts.
     */
    public Quantity remaining() {
        if (status == OrderStatus.HELD
                || intent.instructions().orderClass() instanceof OrderClass.MultiLeg) {
            return Quantity.ZERO;
        }
        Quantity rest = unfilled();
        return isReplacementOnItsWay()
                ? rest.min(intent.quantity().minus(links.replacedQuantity()).max(Quantity.ZERO))
                : rest;
    }

    /** Shares that are not filled, whatever they wait for; zero once it is no longer open. Never negative. */
    public Quantity unfilled() {
        return status.isOpen() ? intent.quantity().minus(filled).max(Quantity.ZERO) : Quantity.ZERO;
    }

    /** It is to take the place of another order, and the venue has not said that it has it. */
    public boolean isReplacementOnItsWay() {
        return status.isOpen() && brokerId.isEmpty() && links.replaces().isPresent();
    }

    /**
     * The other one is an exit of the same group, so that only one of both fills. Legs of several contracts, which all do,
     * are of different symbols; an entry is on the other side.
     */
    public boolean isAlternativeTo(Order other) {
        boolean siblings =
                links.parent().isPresent() && links.parent().equals(other.links.parent());
        boolean family =
                siblings
                        || links.parent().equals(Optional.of(other.id))
                        || other.links.parent().equals(Optional.of(id));
        return family
                && intent.side() == other.intent.side()
                && intent.symbol().equals(other.intent.symbol());
    }

    /** Shares of its own fills: those of the orders it replaces left out. */
    public Quantity ownFilled() {
        return filled.minus(links.carried());
    }
}
