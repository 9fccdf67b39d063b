package io.openbell.orderexecutor;

import io.openbell.api.engine.OrderJournal;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.ExternalOrders;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrdersReconciled;
import io.openbell.kernel.order.OrderLedger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of comparing with the venue: the open orders of others, and, once in a session, a record of the first agreement
 * in the journal. On the loop, except what is volatile.
 */
final class Agreement {

    private static final Logger LOG = LoggerFactory.getLogger(Agreement.class);

    private final OrderLedger ledger;
    private final PendingEvents pending;
    private final OrderJournal journal;
    private boolean recorded;
    private @Nullable ExternalOrders stated;
    private volatile List<ExternalOrder> external = List.of();
    private volatile @Nullable OrdersReconciled last;

    Agreement(OrderLedger ledger, PendingEvents pending, OrderJournal journal) {
        this.ledger = ledger;
        this.pending = pending;
        this.journal = journal;
    }

    /** Open orders that are not ours, by time. Any thread. */
    List<ExternalOrder> external() {
        return external;
    }

    /** The latest record, of this session or one before; empty if there never was one. Any thread. */
    Optional<OrdersReconciled> last() {
        return Optional.ofNullable(last);
    }

    /** A record is in the journal. */
    void observe(OrdersReconciled record) {
        last = record;
    }

    /** What others have open; a fact to state if it is another than before. */
    Optional<ExternalOrders> onExternal(List<ExternalOrder> orders, Instant now) {
        if (stated != null && stated.orders().equals(orders)) {
            return Optional.empty();
        }
        external = orders;
        ExternalOrders fact = new ExternalOrders(orders, now);
        stated = fact;
        if (!orders.isEmpty()) {
            LOG.info("external={} first={}: left alone, counted", orders.size(), orders.get(0));
        }
        return Optional.of(fact);
    }

    /** The fact again; empty before the first comparison. */
    Optional<ExternalOrders> stated() {
        return Optional.ofNullable(stated);
    }

    /**
     * Our orders agree with the venue's.
     *
     * @param told events of our orders that it took since this session began
     */
    void onAgreed(int told, Instant now) {
        if (recorded) {
            return;
        }
        List<String> lines = lines();
        int ours = lines.size() - external.size();
        String summary = "ours=" + ours + " external=" + external.size() + " told=" + told;
        OrdersReconciled record =
                new OrdersReconciled(ours, external.size(), told, summary, digest(lines), now);
        try {
            journal.append(record);
            recorded = true;
            LOG.info("reconciled=first {} digest={}", summary, record.digest());
        } catch (IllegalStateException refused) {
            LOG.error("lost={} cause=journal refuses", record, refused);
        }
    }

    /** One line for each open order, ours and then others', each sorted by name. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Order listed : ledger.open()) {
            Order order = pending.order(listed.id()).orElse(listed);
            if (order.status().isOpen()) {
                lines.add("ours " + order.id() + ' ' + order.brokerId() + ' ' + order.filled());
            }
        }
        lines.sort(null);
        external.stream()
                .map(other -> "external " + other.brokerId() + ' ' + other.filled())
                .sorted()
                .forEach(lines::add);
        return lines;
    }

    private static String digest(List<String> lines) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String line : lines) {
                sha.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
