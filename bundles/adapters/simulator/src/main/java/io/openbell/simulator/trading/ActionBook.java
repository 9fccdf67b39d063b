package io.openbell.simulator.trading;

import io.openbell.simulator.market.CorporateAction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Corporate actions as the ledger tells of them: what they did, and which steps of them are still to come. */
final class ActionBook {

    private final List<CorporateAction> taken = new ArrayList<>();
    private final List<Booking> bookings = new ArrayList<>();
    private final Map<String, CorporateAction> orders = new LinkedHashMap<>();

    /** Moves position and cash, and notes what has to follow. */
    void take(LedgerEntry.ActionTaken entry, Portfolio portfolio, Collection<VenueOrder> open) {
        CorporateAction action = entry.action();
        taken.add(action);
        Holding holding = portfolio.holding(action.symbol());
        if (holding.quantity().signum() != 0) {
            if (action.kind() == CorporateAction.Kind.NAME_CHANGE) {
                rename(entry, holding, portfolio);
            } else if (action.isSplit()) {
                split(entry, SplitPosition.of(holding, action, entry.fractionsPaid()), portfolio);
            } else {
                pay(entry, holding, portfolio);
            }
        }
        for (VenueOrder order : open) {
            if (ActionRules.fate(order, action) != ActionRules.Fate.STAYS) {
                orders.put(order.id(), action);
            }
        }
    }

    private void split(LedgerEntry.ActionTaken entry, SplitPosition position, Portfolio portfolio) {
        portfolio.split(position);
        CorporateAction action = entry.action();
        BigDecimal old = position.before().quantity();
        BigDecimal fresh = position.split().quantity();
        String text =
                ", From QTY:%s, To QTY:%s, Position Value:%s"
                        .formatted(
                                Decimals.text(old.negate()),
                                Decimals.text(fresh),
                                Decimals.text(
                                        position.before()
                                                .cost()
                                                .setScale(2, RoundingMode.HALF_EVEN)));
        String subType = action.kind() == CorporateAction.Kind.FORWARD_SPLIT ? "FSPLIT" : "RSPLIT";
        BigDecimal oldPrice = position.before().averagePrice();
        BigDecimal newPrice = position.split().averagePrice();
        book(entry, 0, entry.listAt(), "SPLIT", "REMOVE" + text, old.negate(), oldPrice, subType);
        book(entry, 1, entry.addAt(), "SPLIT", "ADD" + text, fresh, newPrice, subType);
        if (position.fraction().signum() != 0) {
            bookings.add(
                    new Booking(
                            action.id(),
                            2,
                            entry.addAt(),
                            new Activity(
                                    uuid(action, 2),
                                    "CIL",
                                    "Cash in Lieu @ " + Decimals.text(position.unitPrice()),
                                    action.symbol(),
                                    position.fraction().negate(),
                                    position.unitPrice(),
                                    position.cash(),
                                    entry.at(),
                                    new Activity.OfAction("", action.id(), null, action.day()))));
        }
    }

    private void book(
            LedgerEntry.ActionTaken entry,
            int part,
            Instant due,
            String type,
            String text,
            BigDecimal quantity,
            BigDecimal price,
            String subType) {
        CorporateAction action = entry.action();
        bookings.add(
                new Booking(
                        action.id(),
                        part,
                        due,
                        new Activity(
                                uuid(action, part),
                                type,
                                text,
                                action.symbol(),
                                quantity,
                                price,
                                BigDecimal.ZERO,
                                entry.at(),
                                new Activity.OfAction(subType, action.id(), null, action.day()))));
    }

    private void pay(LedgerEntry.ActionTaken entry, Holding holding, Portfolio portfolio) {
        CorporateAction action = entry.action();
        BigDecimal dollars =
                holding.quantity().multiply(action.rate()).setScale(2, RoundingMode.HALF_EVEN);
        portfolio.pay(dollars);
        bookings.add(
                new Booking(
                        action.id(),
                        0,
                        entry.listAt(),
                        new Activity(
                                uuid(action, 0),
                                "DIV",
                                "Cash DIV @ %s, Pos QTY: %s, Rec Date: %s"
                                        .formatted(
                                                Decimals.text(action.rate()),
                                                Decimals.text(holding.quantity()),
                                                action.day()),
                                action.symbol(),
                                holding.quantity(),
                                null,
                                dollars,
                                entry.at(),
                                new Activity.OfAction(
                                        "CDIV", action.id(), action.rate(), action.day()))));
    }

    /** Out under the old name and in under the new one. */
    private void rename(LedgerEntry.ActionTaken entry, Holding holding, Portfolio portfolio) {
        CorporateAction action = entry.action();
        String to = action.requireNewSymbol();
        portfolio.rename(holding, to);
        BigDecimal shares = holding.quantity();
        Activity.Names names = new Activity.Names(action.symbol(), to, shares);
        String text = ", From Symbol:%s, To Symbol:%s".formatted(action.symbol(), to);
        for (boolean out : List.of(true, false)) {
            int part = out ? 0 : 1;
            bookings.add(
                    new Booking(
                            action.id(),
                            part,
                            out ? entry.listAt() : entry.addAt(),
                            new Activity(
                                    uuid(action, part),
                                    "NC",
                                    (out ? "REMOVE" : "ADD") + text,
                                    out ? action.symbol() : to,
                                    out ? shares.negate() : shares,
                                    holding.averagePrice(),
                                    BigDecimal.ZERO,
                                    entry.at(),
                                    new Activity.OfAction(
                                            "SCNC", action.id(), null, action.day(), names))));
        }
    }

    private static String uuid(CorporateAction action, int part) {
        String name = action.id() + ' ' + part;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** An activity is listed from now on. */
    Activity list(LedgerEntry.ActivityListed listed) {
        for (Booking booking : bookings) {
            if (booking.actionId().equals(listed.actionId()) && booking.part() == listed.part()) {
                bookings.remove(booking);
                return booking.activity().bookedAt(listed.at());
            }
        }
        throw new IllegalStateException("the ledger lists what no action made: " + listed);
    }

    /** An order was restated, or is out of the market. */
    void settled(String orderId) {
        orders.remove(orderId);
    }

    /** What was carried out, oldest first; a live view. */
    List<CorporateAction> taken() {
        return Collections.unmodifiableList(taken);
    }

    /** Activities to be listed by then, in their order; a copy. */
    List<Booking> due(Instant now) {
        return bookings.isEmpty()
                ? List.of()
                : bookings.stream().filter(booking -> !booking.due().isAfter(now)).toList();
    }

    /** Orders of which nothing was said yet since their stock has split; a copy. */
    Map<String, CorporateAction> orders() {
        return new LinkedHashMap<>(orders);
    }
}
