package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.SettleOrder;
import io.openbell.api.risk.HaltTrading;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.order.VenueReading;
import io.openbell.orderexecutor.VenueNews.AccountChanged;
import io.openbell.orderexecutor.VenueNews.CancelAnswered;
import io.openbell.orderexecutor.VenueNews.Compared;
import io.openbell.orderexecutor.VenueNews.FillsListed;
import io.openbell.orderexecutor.VenueNews.NeverSent;
import io.openbell.orderexecutor.VenueNews.OrderMissing;
import io.openbell.orderexecutor.VenueNews.OrderUnlisted;
import io.openbell.orderexecutor.VenueNews.OrdersStated;
import io.openbell.orderexecutor.VenueNews.SubmitAnswered;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the venue says, turned into events of our orders. Stream, answers and questions all end here, so a thing that comes
 * by two ways counts once. Orders that are not ours are counted and left alone. On the loop only.
 */
final class Venue {

    private static final Logger LOG = LoggerFactory.getLogger(Venue.class);

    /** A trade was taken back or changed after the fact: our book has it, and only a person can say what follows. */
    private static final Set<String> AFTERTHOUGHTS = Set.of("trade_bust", "trade_correct");

    private final PendingEvents pending;
    private final OrderFlow.Questions questions;
    private final Connection connection;
    private final OrderJournal journal;
    private final Trouble trouble;
    private final OrderFlow.Decided decided;
    private final Statements statements;

    private final Doubts doubts;

    Venue(
            OrderLedger ledger,
            PendingEvents pending,
            OrderSender sender,
            OrderFlow.Questions questions,
            Connection connection,
            OrderJournal journal,
            HeldShares held,
            Trouble trouble,
            OrderFlow.Decided decided) {
        this.pending = pending;
        this.questions = questions;
        this.connection = connection;
        this.journal = journal;
        this.trouble = trouble;
        this.decided = decided;
        this.doubts = new Doubts(pending, sender, held, trouble, decided);
        this.statements = new Statements(ledger, pending, trouble, decided);
    }

    /** Hears of every order of ours that the venue states. */
    void onStated(Consumer<BrokerOrder> listener) {
        statements.onStated(listener);
    }

    /** A session begins: groups of which the last one did not learn all orders are asked for. */
    void onSessionBegun() {
        statements.lackingLegs().forEach(questions::askFor);
    }

    /** A message of the stream. */
    void onReport(BrokerReport report, Instant now) {
        Optional<Order> ours = statements.find(report.order());
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
        doubts.heardOf(order.id());
        List<BrokerFill> fills = report.fill().map(List::of).orElse(List.of());
        VenueReading reading = statements.read(order, report.order(), fills, now);
        if (reading.fillsMissing()) {
            LOG.warn(
                    "order={} filled={} venueFilled={}: fills were missed, asking for them",
                    order.id(),
                    order.filled(),
                    report.order().filled());
        }
        if (reading.fillsMissing()
                || !reading.contradiction().isEmpty()
                || statements.lacksLegs(order.id())) {
            ask(order);
        }
        onWord(report, order, now);
        if (report.fill().isPresent()) {
            questions.askForAccount();
        }
    }

    private void onWord(BrokerReport report, Order order, Instant now) {
        if (report.event().equals("order_cancel_rejected")
                && order.status() == OrderStatus.PENDING_CANCEL) {
            decided.append(new OrderCancelRejected(order.id(), report.event(), now));
        } else if (report.event().equals("order_replace_rejected")) {
            order.links()
                    .replacedBy()
                    .flatMap(pending::order)
                    .filter(Order::isReplacementOnItsWay)
                    .ifPresent(
                            next ->
                                    decided.append(
                                            new OrderRejected(next.id(), report.event(), now)));
            ask(order);
        } else if (AFTERTHOUGHTS.contains(report.event())) {
            halt("order " + order.id() + ": the venue says " + report.event(), now);
        }
    }

    private void halt(String reason, Instant now) {
        LOG.error("halt=yes reason={}", reason);
        trouble.contradictions.incrementAndGet();
        try {
            journal.append(new HaltTrading(OrderExecutor.ID, reason, now));
        } catch (IllegalStateException refused) {
            trouble.journalRefusals.incrementAndGet();
            LOG.error("lost=halt cause=journal refuses", refused);
        }
    }

    /** What sender and reconciler found out. */
    void onNews(VenueNews news, Instant now) {
        if (news instanceof SubmitAnswered answered) {
            onAnswer(answered, now);
        } else if (news instanceof OrdersStated stated) {
            // An order that takes another one's place counts the other's fills, which come first.
            stated.orders().stream()
                    .sorted(Comparator.comparing(there -> !there.details().replaces().isEmpty()))
                    .forEach(order -> onStated(order, stated.fills(), now));
        } else if (news instanceof OrderMissing missing) {
            doubts.onMissing(missing, now);
        } else if (news instanceof OrderUnlisted unlisted) {
            doubts.onUnlisted(unlisted.orderId());
        } else if (news instanceof FillsListed listed) {
            listed.fills().forEach(this::onListed);
        } else if (news instanceof AccountChanged changed) {
            halt(changed.detail(), now);
            questions.askForAccount();
        } else if (news instanceof NeverSent never) {
            decided.append(new OrderNotReceived(never.orderId(), never.detail(), now));
        }
    }

    /** Whether its order is open or over: a fill that is not in the book was missed. */
    private void onListed(BrokerFill fill) {
        statements
                .byBrokerId(fill.brokerId())
                .filter(order -> !pending.isCounted(order.id(), fill.executionId()))
                .ifPresent(
                        order -> {
                            LOG.warn(
                                    "order={} execution={}: the fill was missed, asking for it",
                                    order.id(),
                                    fill.executionId());
                            ask(order);
                        });
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
        statements.keep(this::isOpen);
        return doubts.describe();
    }

    /** An operator declares an order over. */
    void settle(SettleOrder wish, Instant now) {
        doubts.settle(wish, now);
    }

    private void onAnswer(SubmitAnswered answered, Instant now) {
        OrderId id = answered.orderId();
        SubmitOutcome outcome = answered.outcome();
        if (outcome instanceof SubmitOutcome.Accepted accepted) {
            doubts.heardOf(id);
            pending.order(id)
                    .ifPresent(order -> statements.read(order, accepted.order(), List.of(), now));
        } else if (outcome instanceof SubmitOutcome.Rejected rejected) {
            decided.append(
                    new OrderRejected(
                            id, "HTTP " + rejected.httpStatus() + ": " + rejected.detail(), now));
            // What it was to replace may be over already.
            pending.order(id)
                    .flatMap(order -> order.links().replaces())
                    .ifPresent(questions::askFor);
        } else if (outcome instanceof SubmitOutcome.NotSent notSent) {
            decided.append(OrderRejected.notSent(id, notSent.detail(), now));
        } else if (outcome instanceof SubmitOutcome.AlreadyThere there) {
            unknown(id, "the venue already has it: " + there.detail(), now);
        } else if (outcome instanceof SubmitOutcome.Unknown lost) {
            unknown(id, lost.detail(), now);
        }
    }

    private void unknown(OrderId id, String detail, Instant now) {
        LOG.warn("order={} outcome=unknown detail={}", id, detail);
        Optional<Order> order = pending.order(id);
        boolean heardOf =
                order.map(o -> !o.brokerId().isEmpty() || o.ownFilled().isPositive()).orElse(true);
        if (!heardOf) {
            decided.append(new OrderUnknown(id, detail, now));
        }
        order.ifPresent(this::ask);
    }

    /** Asks for it, and for what it replaces: what both say together tells. */
    private void ask(Order order) {
        questions.askFor(order.id());
        order.links().replaces().ifPresent(questions::askFor);
    }

    private void onStated(BrokerOrder there, List<BrokerFill> fills, Instant now) {
        Optional<Order> ours = statements.find(there);
        if (ours.isEmpty()) {
            return;
        }
        OrderId id = ours.get().id();
        doubts.heardOf(id);
        VenueReading reading;
        try {
            reading = statements.read(ours.get(), there, fills, now);
        } catch (RuntimeException unreadable) {
            // The others must be read all the same, and nobody may take this one for agreed.
            LOG.error("order={} cannot be read as the venue states it: {}", id, there, unreadable);
            doubts.doubt(id, "order " + id + " cannot be read: " + unreadable);
            return;
        }
        if (reading.fillsMissing()) {
            doubts.doubt(
                    id,
                    "order "
                            + there.clientId()
                            + " filled "
                            + there.filled()
                            + " at the venue, which does not list all of its fills");
        } else if (!reading.contradiction().isEmpty()) {
            doubts.doubt(id, "order " + id + ": " + reading.contradiction());
        } else if (statements.lacksLegs(id)) {
            doubts.doubt(id, "order " + id + ": the venue does not name all orders of its group");
        } else {
            doubts.clear(id);
        }
    }

    private boolean isOpen(OrderId id) {
        return pending.order(id).map(order -> order.status().isOpen()).orElse(false);
    }
}
