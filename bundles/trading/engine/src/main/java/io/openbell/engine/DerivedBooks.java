package io.openbell.engine;

import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.JournalInspector.DerivedState;
import io.openbell.api.engine.Journaled;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.view.Position;
import io.openbell.engine.JournalSnapshot.Held;
import io.openbell.engine.JournalSnapshot.OpenOrder;
import io.openbell.kernel.order.IllegalTransition;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.position.PositionLedger;
import io.openbell.kernel.position.PositionSnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Orders, positions and the halt that follow from a journal's events, and a digest of them. One thread. */
final class DerivedBooks {

    /** Ended orders in memory; of those before them only their fills are in the digest. */
    private static final int REMEMBERED = 10_000;

    private final OrderLedger orders = new OrderLedger(REMEMBERED);
    private final PositionLedger positions = new PositionLedger();

    /** Everything that could be forgotten. */
    private final MessageDigest past = SegmentWriter.sha256();

    private long begun;
    private @Nullable HaltTrading halt;
    private String misfit = "";

    /**
     * The next record. What cannot have happened after those before it changes nothing, and is remembered.
     *
     * @param sequence its number
     */
    void take(long sequence, Journaled event) {
        if (event instanceof HaltTrading given && given.source().equals(FolderSalvage.SOURCE)) {
            // What was lost is known, told, and compared with the venue since.
            misfit = "";
        }
        try {
            take(event);
        } catch (RuntimeException unfit) {
            if (misfit.isEmpty()) {
                misfit = "record " + sequence + " cannot be: " + unfit.getMessage();
            }
        }
    }

    /** The first record that cannot be, and why; empty if there is none, or the journal was salvaged since. */
    String misfit() {
        return misfit;
    }

    private void take(Journaled event) {
        if (event instanceof OrderEvent order) {
            take(order);
        }
        if (event instanceof OrderFilled fill) {
            positions.apply(fill);
        } else if (event instanceof AccountAdopted account) {
            positions.adopt(account);
        } else if (event instanceof CashMoved moved) {
            positions.apply(moved);
        } else if (event instanceof PositionAdjusted adjusted) {
            positions.apply(adjusted);
        } else if (event instanceof SymbolChanged changed) {
            positions.apply(changed);
        } else if (event instanceof HaltTrading given) {
            HaltTrading before = halt;
            halt = before == null ? given : before;
        } else if (event instanceof ResumeTrading) {
            halt = null;
        }
    }

    private void take(OrderEvent event) {
        if (event instanceof OrderInitialized || event instanceof OrderLegAdded) {
            begun++;
        }
        try {
            orders.apply(event);
        } catch (IllegalTransition impossible) {
            // Late news of an order that nobody remembers says nothing.
            boolean forgotten =
                    begun > REMEMBERED
                            && event instanceof OfOrder change
                            && orders.order(change.orderId()).isEmpty();
            if (!forgotten) {
                throw impossible;
            }
        }
        if (event instanceof OrderFilled fill) {
            add(past, fill.orderId(), fill.executionId(), fill.quantity(), fill.price());
        } else if (event instanceof OrderDenied denied) {
            add(past, denied.intent().id(), denied.code());
        }
    }

    DerivedState state(long lastSequence) {
        MessageDigest digest = SegmentWriter.sha256();
        digest.update(digestOfPast());
        add(digest, lastSequence, begun);
        orders.open().forEach(order -> add(digest, order));
        orders.recent(REMEMBERED).forEach(order -> add(digest, order));
        PositionSnapshot held = positions.snapshot();
        add(digest, held.cash(), held.income());
        held.positions().forEach(position -> add(digest, "", position));
        held.bySource()
                .forEach((source, all) -> all.forEach(position -> add(digest, source, position)));
        HaltTrading standing = halt;
        if (standing != null) {
            add(digest, standing.source(), standing.reason(), standing.at());
        }
        List<Position> open =
                held.positions().stream().filter(each -> !each.quantity().isZero()).toList();
        return new DerivedState(
                lastSequence,
                orders.open().size(),
                open.size(),
                standing != null,
                HexFormat.of().formatHex(digest.digest()));
    }

    /** Asking must not begin it anew. */
    private byte[] digestOfPast() {
        try {
            return ((MessageDigest) past.clone()).digest();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("SHA-256 of the platform can be copied", impossible);
        }
    }

    /** The same for a file: what is open and held, and the digest of all. */
    JournalSnapshot snapshot(long sequence, Instant at) {
        PositionSnapshot now = positions.snapshot();
        List<Held> held = new ArrayList<>();
        now.positions().forEach(position -> add(held, "", position));
        new TreeMap<>(now.bySource())
                .forEach((source, all) -> all.forEach(position -> add(held, source, position)));
        return new JournalSnapshot(
                sequence,
                at,
                state(sequence).sha256(),
                halt != null,
                orders.open().stream().map(OpenOrder::of).toList(),
                held,
                now.cash());
    }

    private static void add(List<Held> held, String source, Position position) {
        if (!position.quantity().isZero()) {
            held.add(Held.of(source, position));
        }
    }

    private static void add(MessageDigest digest, Order order) {
        add(
                digest,
                order.id(),
                order.brokerId(),
                order.intent().id(),
                order.intent().source(),
                order.intent().symbol(),
                order.intent().side(),
                order.intent().quantity(),
                order.status(),
                order.filled(),
                order.averageFillPrice(),
                order.updatedAt());
    }

    private static void add(MessageDigest digest, String source, Position position) {
        add(
                digest,
                source,
                position.symbol(),
                position.quantity(),
                position.averagePrice(),
                position.realized());
    }

    private static void add(MessageDigest digest, Object... words) {
        for (Object word : words) {
            digest.update(word.toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        digest.update((byte) '\n');
    }
}
