package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what a line of the ledger means to those who listen for orders. Takes every line, in order. */
final class UpdateMaker {

    private final Books books;

    UpdateMaker(Books books) {
        this.books = books;
    }

    /** The updates of an entry that the books have just taken in. */
    List<TradeUpdate> updates(LedgerEntry entry) {
        if (entry instanceof LedgerEntry.Accepted accepted) {
            return accepted(accepted);
        }
        if (entry instanceof LedgerEntry.Replaced replaced) {
            List<TradeUpdate> updates = new ArrayList<>();
            updates.add(plain(entry, 0, "replaced", replaced.orderId()));
            beginning(replaced.status())
                    .forEach(event -> updates.add(plain(entry, 1, event, replaced.newOrderId())));
            return updates;
        }
        if (entry instanceof LedgerEntry.Activated activated) {
            if (isPart(activated.orderId())) {
                return List.of();
            }
            return beginning(activated.status()).stream()
                    .filter("new"::equals)
                    .map(event -> plain(entry, 0, event, activated.orderId()))
                    .toList();
        }
        if (entry instanceof LedgerEntry.Filled filled) {
            Execution fill = books.executions().get(books.executions().size() - 1);
            return List.of(
                    filled(
                            entry,
                            filled.orderId(),
                            filled.executionId(),
                            new TradeUpdate.Fill(
                                    fill.price(), fill.quantity(), fill.positionAfter())));
        }
        if (entry instanceof LedgerEntry.FilledTogether filled) {
            return List.of(
                    filled(
                            entry,
                            filled.orderId(),
                            filled.executionId(),
                            new TradeUpdate.Fill(filled.price(), filled.quantity(), null)));
        }
        Map.Entry<String, String> change = change(entry);
        return change == null || isPart(change.getValue())
                ? List.of()
                : List.of(plain(entry, 0, change.getKey(), change.getValue()));
    }

    /** Of several options only the whole is spoken of. */
    private boolean isPart(String orderId) {
        return order(orderId).role() == LegRole.PART;
    }

    private static Map.@Nullable Entry<String, String> change(LedgerEntry entry) {
        if (entry instanceof LedgerEntry.CancelAsked asked) {
            return Map.entry("pending_cancel", asked.orderId());
        }
        if (entry instanceof LedgerEntry.CancelRejected rejected) {
            return Map.entry("order_cancel_rejected", rejected.orderId());
        }
        if (entry instanceof LedgerEntry.Canceled canceled) {
            return Map.entry("canceled", canceled.orderId());
        }
        if (entry instanceof LedgerEntry.Expired expired) {
            return Map.entry("expired", expired.orderId());
        }
        if (entry instanceof LedgerEntry.Restated restated) {
            return Map.entry("restated", restated.orderId());
        }
        return null;
    }

    private List<TradeUpdate> accepted(LedgerEntry.Accepted accepted) {
        List<TradeUpdate> updates = new ArrayList<>();
        beginning(accepted.status())
                .forEach(event -> updates.add(plain(accepted, 0, event, accepted.orderId())));
        for (LedgerEntry.Leg leg : accepted.legs()) {
            if (leg.role() != LegRole.PART) {
                beginning(leg.status())
                        .forEach(
                                event ->
                                        updates.add(
                                                plain(
                                                        accepted,
                                                        updates.size() + 1,
                                                        event,
                                                        leg.orderId())));
            }
        }
        return updates;
    }

    /** What is said of an order that begins in a state: held ones are not spoken of. */
    private static List<String> beginning(VenueOrder.Status status) {
        return switch (status) {
            case ACCEPTED -> List.of("accepted");
            case HELD -> List.of();
            default -> List.of("new");
        };
    }

    private TradeUpdate filled(
            LedgerEntry entry, String orderId, String executionId, TradeUpdate.Fill fill) {
        VenueOrder order = order(orderId);
        String event = order.remaining().signum() == 0 ? "fill" : "partial_fill";
        return new TradeUpdate(
                event,
                EventIds.id(books.latest(), books.entries(), 0),
                books.accountId(),
                executionId,
                fill,
                json(order),
                entry.at());
    }

    private TradeUpdate plain(LedgerEntry entry, int index, String event, String orderId) {
        String id = EventIds.id(books.latest(), books.entries(), index);
        return new TradeUpdate(
                event,
                id,
                books.accountId(),
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString(),
                null,
                json(order(orderId)),
                entry.at());
    }

    private static ObjectNode json(VenueOrder order) {
        return OrderJson.of(order);
    }

    private VenueOrder order(String id) {
        return books.find(id)
                .orElseThrow(() -> new IllegalStateException("an update of no order: " + id));
    }
}
