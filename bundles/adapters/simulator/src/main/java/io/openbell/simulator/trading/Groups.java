package io.openbell.simulator.trading;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What one order of a group means for the others. Every step is a ledger line; a restart takes the steps that are missing. */
final class Groups {

    private final Books books;
    private final Clerk clerk;

    Groups(Books books, Clerk clerk) {
        this.books = books;
        this.clerk = clerk;
    }

    /**
     * An order was filled, in part or in full.
     *
     * @return orders that may trade now
     */
    List<VenueOrder> filled(VenueOrder order) throws IOException {
        boolean complete = order.status() == VenueOrder.Status.FILLED;
        if (isEntry(order)) {
            return complete ? activateExits(order) : List.of();
        }
        for (VenueOrder other : otherExits(order)) {
            if (complete) {
                cancel(other);
            } else {
                BigDecimal left = other.filled().add(order.remaining());
                if (left.compareTo(other.quantity()) < 0) {
                    clerk.write(new LedgerEntry.Reduced(other.id(), left, clerk.now()));
                }
            }
        }
        return List.of();
    }

    private static boolean isEntry(VenueOrder order) {
        return order.role() == LegRole.MAIN && order.ticket().orderClass() != OrderClass.OCO;
    }

    private List<VenueOrder> activateExits(VenueOrder entry) throws IOException {
        List<VenueOrder> active = new ArrayList<>();
        boolean both = entry.legs().stream().filter(VenueOrder::isOpen).count() > 1;
        for (VenueOrder exit : entry.legs()) {
            if (exit.status() != VenueOrder.Status.HELD || exit.isArmed()) {
                continue;
            }
            // The shares can be reserved once: the stop is watched, but stays held.
            VenueOrder.Status next =
                    both && exit.role() == LegRole.STOP_LOSS
                            ? VenueOrder.Status.HELD
                            : VenueOrder.Status.NEW;
            clerk.write(new LedgerEntry.Activated(exit.id(), next, clerk.now()));
            active.add(exit);
        }
        return active;
    }

    private static List<VenueOrder> otherExits(VenueOrder exit) {
        return exit.group().stream()
                .filter(other -> other != exit && other.isOpen() && !isEntry(other))
                .toList();
    }

    /** The price of a stop was reached: it takes the place of the take-profit. */
    void reached(VenueOrder stop) throws IOException {
        if (stop.status() == VenueOrder.Status.HELD) {
            for (VenueOrder other : otherExits(stop)) {
                cancel(other);
            }
            clerk.write(new LedgerEntry.Activated(stop.id(), VenueOrder.Status.NEW, clerk.now()));
        }
    }

    /** An order is out of the market: so are the others of its group. */
    void ended(VenueOrder order) throws IOException {
        for (VenueOrder other : order.group()) {
            if (other != order && other.isOpen()) {
                cancel(other);
            }
        }
    }

    private void cancel(VenueOrder other) throws IOException {
        clerk.write(new LedgerEntry.Canceled(other.id(), "group", clerk.now()));
    }

    /** Takes the steps that a process did not take any more after its last line. */
    void goOn() throws IOException {
        for (VenueOrder order : books.open()) {
            VenueOrder parent = order.parent();
            if (!order.isOpen() || parent == null || order.role() == LegRole.PART) {
                continue;
            }
            switch (parent.status()) {
                case FILLED -> filled(parent);
                case CANCELED, EXPIRED -> cancel(order);
                default -> {
                    // Nothing is missing.
                }
            }
        }
        for (VenueOrder order : List.copyOf(books.orders())) {
            if (order.role() != LegRole.PART
                    && order.group().size() > 1
                    && order.status() == VenueOrder.Status.FILLED) {
                filled(order);
            }
        }
    }
}
