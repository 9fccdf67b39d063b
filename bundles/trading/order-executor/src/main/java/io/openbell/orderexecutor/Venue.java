package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.order.VenueReading;
import io.openbell.orderexecutor.VenueNews.CancelAnswered;
import io.openbell.orderexecutor.VenueNews.Compared;
import io.openbell.orderexecutor.VenueNews.NeverSent;
import io.openbell.orderexecutor.VenueNews.OrderMissing;
import io.openbell.orderexecutor.VenueNews.OrdersStated;
import io.openbell.orderexecutor.VenueNews.SubmitAnswered;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the venue says, turned into events of our orders. Stream, answers and questions all end here, so a thing that comes
 * by two ways counts once. Orders that are not ours are counted and left alone. On the loop only.
 */
final class Venue {

    private static final Logger LOG = LoggerFactory.getLogger(Venue.class);

    private final OrderLedger ledger;
    private final PendingEvents pending;
    private final OrderSender sender;
    private final OrderFlow.Questions questions;
    private final Connection connection;
    private final Trouble trouble;
    private final OrderFlow.Decided decided;

    /**
     * Orders of which the venue, when asked, had filled more than its own list of fills explains, or told what contradicts
     * ours.
     */
    private final Map<OrderId, String> unexplained = new HashMap<>();

    Venue(
            OrderLedger ledger,
            PendingEvents pending,
            OrderSender sender,
            OrderFlow.Questions questions,
            Connection connection,
            Trouble trouble,
            OrderFlow.Decided decided) {
        this.ledger = ledger;
        this.pending = pending;
        this.sender = sender;
        this.questions = questions;
        this.connection = connection;
        this.trouble = trouble;
        this.decided = decided;
    }

    /** A message of the stream. */
    void onReport(BrokerReport report, Instant now) {
        Optional<Order> ours = find(report.order());
        if (ours.isEmpty()) {
            trouble.externalReports.incrementAndGet();
            LOG.info(
                    "external order={} event={} symbol={}: not ours, left alone",
                    report.order().clientId(),
                    report.event(),
                    report.order().symbol());
            questions.askForAccount();
            return;
        }
        Order order = ours.get();
        List<BrokerFill> fills = report.fill().map(List::of).orElse(List.of());
        VenueReading reading = read(order, report.order(), fills);
        if (reading.fillsMissing()) {
            LOG.warn(
                    "order={} filled={} venueFilled={}: fills were missed, asking for them",
                    order.id(),
                    order.filled(),
                    report.order().filled());
            questions.askFor(order.id());
        }
        if (report.event().equals("order_cancel_rejected")
                && order.status() == OrderStatus.PENDING_CANCEL) {
            decided.append(new OrderCancelRejected(order.id(), report.event(), now));
        }
        if (report.fill().isPresent()) {
            questions.askForAccount();
        }
    }

    /** What sender and reconciler found out. */
    void onNews(VenueNews news, Instant now) {
        if (news instanceof SubmitAnswered answered) {
            onAnswer(answered, now);
        } else if (news instanceof OrdersStated stated) {
            stated.orders().forEach(order -> onStated(order, stated.fills()));
        } else if (news instanceof OrderMissing missing) {
            onMissing(missing, now);
        } else if (news instanceof NeverSent never) {
            decided.append(new OrderNotReceived(never.orderId(), never.detail(), now));
        }
    }

    /** A cancel came to nothing or nobody knows: the order itself tells. */
    void onCancelAnswer(CancelAnswered answered) {
        if (!(answered.outcome() instanceof CancelOutcome.Requested)) {
            questions.askFor(answered.orderId());
        }
    }

    /** What keeps us from being reconciled after this comparison, empty if nothing; null if the comparison is void. */
    @Nullable String onCompared(Compared compared) {
        if (!connection.isUpSince(compared.epoch())) {
            return null;
        }
        unexplained.keySet().removeIf(id -> !isOpen(id));
        return String.join("; ", unexplained.values());
    }

    private void onAnswer(SubmitAnswered answered, Instant now) {
        OrderId id = answered.orderId();
        SubmitOutcome outcome = answered.outcome();
        if (outcome instanceof SubmitOutcome.Accepted accepted) {
            pending.order(id).ifPresent(order -> read(order, accepted.order(), List.of()));
        } else if (outcome instanceof SubmitOutcome.Rejected rejected) {
            decided.append(
                    new OrderRejected(
                            id, "HTTP " + rejected.httpStatus() + ": " + rejected.detail(), now));
        } else if (outcome instanceof SubmitOutcome.NotSent notSent) {
            decided.append(new OrderRejected(id, "not sent: " + notSent.detail(), now));
        } else if (outcome instanceof SubmitOutcome.AlreadyThere there) {
            unknown(id, "the venue already has it: " + there.detail(), now);
        } else if (outcome instanceof SubmitOutcome.Unknown lost) {
            unknown(id, lost.detail(), now);
        }
    }

    private void unknown(OrderId id, String detail, Instant now) {
        LOG.warn("order={} outcome=unknown detail={}", id, detail);
        decided.append(new OrderUnknown(id, detail, now));
        questions.askFor(id);
    }

    private void onStated(BrokerOrder there, List<BrokerFill> fills) {
        Optional<Order> ours = find(there);
        if (ours.isEmpty()) {
            return;
        }
        VenueReading reading = read(ours.get(), there, fills);
        if (reading.fillsMissing()) {
            unexplained.put(
                    there.clientId(),
                    "order "
                            + there.clientId()
                            + " filled "
                            + there.filled()
                            + " at the venue, which does not list all of its fills");
        } else if (!reading.contradiction().isEmpty()) {
            unexplained.put(
                    ours.get().id(), "order " + ours.get().id() + ": " + reading.contradiction());
        } else {
            unexplained.remove(there.clientId());
        }
    }

    private void onMissing(OrderMissing missing, Instant now) {
        Order order = pending.order(missing.orderId()).orElse(null);
        if (order == null || !order.status().isOpen() || sender.owns(order.id())) {
            return;
        }
        if (!order.brokerId().isEmpty() || order.filled().isPositive()) {
            trouble.contradictions.incrementAndGet();
            LOG.error(
                    "order={} status={} brokerId={}: the venue had it, and now does not know it",
                    order.id(),
                    order.status(),
                    order.brokerId());
        } else if (missing.proven()) {
            LOG.warn("order={} received=no detail={}", order.id(), missing.detail());
            decided.append(new OrderNotReceived(order.id(), missing.detail(), now));
        } else {
            decided.append(new OrderUnknown(order.id(), missing.detail(), now));
        }
    }

    private VenueReading read(Order order, BrokerOrder there, List<BrokerFill> fills) {
        VenueReading reading =
                VenueReading.of(
                        order, there, fills, execution -> pending.isCounted(order.id(), execution));
        for (OfOrder event : reading.events()) {
            decided.append(event);
        }
        if (!reading.contradiction().isEmpty()) {
            trouble.contradictions.incrementAndGet();
            LOG.error("order={} contradiction={}", order.id(), reading.contradiction());
        }
        return reading;
    }

    private boolean isOpen(OrderId id) {
        return pending.order(id).map(order -> order.status().isOpen()).orElse(false);
    }

    private Optional<Order> find(BrokerOrder there) {
        Optional<Order> byName = pending.order(there.clientId());
        return byName.isPresent()
                ? byName
                : ledger.byBrokerId(there.brokerId()).flatMap(o -> pending.order(o.id()));
    }
}
