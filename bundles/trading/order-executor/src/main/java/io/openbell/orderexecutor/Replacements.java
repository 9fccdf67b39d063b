package io.openbell.orderexecutor;

import io.openbell.api.broker.Replacement;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderChange;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderReplaceRejected;
import io.openbell.api.order.OrderEvent.OrderReplaceRequested;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.ReplaceOrder;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.RiskDecision;
import io.openbell.kernel.order.OrderIds;
import io.openbell.kernel.order.OrderLedger;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one order in the place of another. The new one has a name and a place in the journal before the venue is asked, is
 * sent once, and until the venue has said what became of it both may be in the market. On the loop only.
 */
final class Replacements {

    private static final Logger LOG = LoggerFactory.getLogger(Replacements.class);

    private final OrderJournal journal;
    private final OrderLedger ledger;
    private final OrderSender sender;
    private final OrderIds ids;
    private final Intake intake;
    private final Admission admission;
    private final Reviews reviews;
    private final PendingEvents pending;
    private final Decisions decisions;

    Replacements(
            OrderJournal journal,
            OrderLedger ledger,
            OrderSender sender,
            OrderIds ids,
            Intake intake,
            Admission admission,
            Reviews reviews,
            PendingEvents pending,
            Decisions decisions) {
        this.journal = journal;
        this.ledger = ledger;
        this.sender = sender;
        this.ids = ids;
        this.intake = intake;
        this.admission = admission;
        this.reviews = reviews;
        this.pending = pending;
        this.decisions = decisions;
    }

    /** Somebody wants an order changed. */
    void request(ReplaceOrder wish, Instant now) {
        Optional<Order> known = pending.order(wish.orderId());
        if (known.isEmpty()) {
            LOG.warn(
                    "order={} replace=ignored requestedBy={}: not ours",
                    wish.orderId(),
                    wish.requestedBy());
            return;
        }
        Order old = known.get();
        OrderIntent intent;
        try {
            intent = old.intent().changed(wish.intentId(), wish.change(), now);
        } catch (IllegalArgumentException senseless) {
            deny(old, wish, String.valueOf(senseless.getMessage()), now);
            return;
        }
        String obstacle = obstacle(old, intent);
        if (!obstacle.isEmpty()) {
            deny(old, wish, obstacle, now);
            return;
        }
        if (intake.isDeniedUnseen(intent, now)) {
            return;
        }
        RiskDecision decision = admission.reviewReplacement(old, intent, ledger.open(), now);
        if (decision instanceof RiskDecision.Denied denied) {
            intake.deny(intent, denied.reason(), denied.detail(), now);
        } else {
            begin(old, intent, wish, now);
        }
        reviews.add(decision, now);
    }

    private void deny(Order old, ReplaceOrder wish, String detail, Instant now) {
        intake.deny(
                old.intent().changed(wish.intentId(), OrderChange.NOTHING, now),
                DenyReason.MALFORMED,
                "order=" + old.id() + " " + detail,
                now);
    }

    /** Why the venue would not replace it, for people; empty if it may. */
    private static String obstacle(Order old, OrderIntent intent) {
        boolean works =
                old.status() == OrderStatus.ACCEPTED
                        || old.status() == OrderStatus.PARTIALLY_FILLED
                        || old.status() == OrderStatus.HELD;
        if (!works || old.brokerId().isEmpty()) {
            return "status="
                    + old.status()
                    + " allowed=ACCEPTED, PARTIALLY_FILLED, HELD: only what works can be replaced";
        }
        if (old.intent().instructions().notional().isPresent()) {
            return "notional="
                    + old.intent().instructions().notional().get()
                    + ": orders by amount of money cannot be replaced, cancel it instead";
        }
        if (!intent.quantity().exceeds(old.filled())) {
            return "quantity="
                    + intent.quantity()
                    + " allowed=more than the "
                    + old.filled()
                    + " that are filled";
        }
        boolean same =
                intent.quantity().equals(old.intent().quantity())
                        && intent.terms().equals(old.intent().terms())
                        && intent.timeInForce() == old.intent().timeInForce();
        return same ? "change=none: it is as asked already" : "";
    }

    private void begin(Order old, OrderIntent intent, ReplaceOrder wish, Instant now) {
        OrderId newId = ids.next();
        OrderInitialized event = new OrderInitialized(newId, intent, now);
        sender.announce(newId);
        boolean requested =
                decisions.append(
                        new OrderReplaceRequested(old.id(), newId, wish.requestedBy(), now));
        if (!requested || !appendBirth(event)) {
            sender.withdraw(newId);
            intake.deny(intent, DenyReason.JOURNAL_UNAVAILABLE, "journal=refuses", now);
            return;
        }
        Order next = pending.order(newId).orElseThrow();
        Replacement change = replacement(newId, wish.change());
        boolean linked =
                decisions.append(
                        Decisions.continuation(old, newId, now),
                        () -> sender.replace(next, old.brokerId(), change));
        if (!linked) {
            sender.withdraw(newId);
        }
        LOG.info(
                "order={} replaces={} requestedBy={} quantity={} terms={}",
                newId,
                old.id(),
                wish.requestedBy(),
                intent.quantity(),
                intent.terms());
    }

    private boolean appendBirth(OrderInitialized event) {
        try {
            journal.append(event);
            ledger.apply(event);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    private static Replacement replacement(OrderId newId, OrderChange change) {
        return new Replacement(
                newId,
                change.quantity(),
                change.limitPrice(),
                change.stopPrice(),
                change.trail(),
                change.timeInForce());
    }

    /** A session begins: what the one before it had not written down completely was not sent either. */
    void onSessionBegun(Instant now) {
        for (Order old : ledger.open()) {
            Optional<OrderId> next = old.links().replacedBy();
            if (next.isEmpty()) {
                continue;
            }
            Optional<Order> successor = pending.order(next.get());
            if (successor.isEmpty()) {
                decisions.append(
                        new OrderReplaceRejected(old.id(), next.get(), "it was not sent", now));
            } else if (successor.get().links().replaces().isEmpty()) {
                decisions.append(Decisions.continuation(old, next.get(), now));
            }
        }
    }
}
