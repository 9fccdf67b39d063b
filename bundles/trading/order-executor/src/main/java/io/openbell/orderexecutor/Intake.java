package io.openbell.orderexecutor;

import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.order.OrderIds;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.order.OrderLifecycle;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wishes become orders or denials here. On the loop only, except {@link #stop}. */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final OrderJournal journal;
    private final OrderLedger ledger;
    private final OrderSender sender;
    private final OrderIds ids;
    private final Admission admission;
    private final Reviews reviews;
    private final Trouble trouble;
    private final Supplier<Reconciliation> reconciliation;
    private volatile boolean stopping;
    private volatile Predicate<IntentId> taken = any -> true;

    Intake(
            OrderJournal journal,
            OrderLedger ledger,
            OrderSender sender,
            OrderIds ids,
            Admission admission,
            Reviews reviews,
            Trouble trouble,
            Supplier<Reconciliation> reconciliation) {
        this.journal = journal;
        this.ledger = ledger;
        this.sender = sender;
        this.ids = ids;
        this.admission = admission;
        this.reviews = reviews;
        this.trouble = trouble;
        this.reconciliation = reconciliation;
    }

    /** Takes no wishes any more. Any thread. */
    void stop() {
        stopping = true;
    }

    /** Takes no wishes any more but these: the session ends. Any thread. */
    void takeOnly(Predicate<IntentId> exits) {
        taken = exits;
    }

    void onIntent(OrderIntent intent, Instant now) {
        if (isDeniedUnseen(intent, now)) {
            return;
        }
        RiskDecision decision = admission.review(intent, ledger.open(), now);
        if (decision instanceof RiskDecision.Denied denied) {
            deny(intent, denied.reason(), denied.detail(), now);
        } else {
            begin(decision.intent(), now);
        }
        reviews.add(decision, now);
    }

    /** Denies what the gate need not see: there is no one to send it, or its name was used before. */
    boolean isDeniedUnseen(OrderIntent intent, Instant now) {
        if (stopping) {
            deny(intent, DenyReason.GATE_NOT_OPEN, "order-executor=stopping", now);
        } else if (!taken.test(intent.id())) {
            deny(intent, DenyReason.GATE_NOT_OPEN, "session=ending", now);
        } else if (!ids.isReady()) {
            deny(intent, DenyReason.NOT_RECONCILED, "detail=no account adopted yet", now);
        } else if (!reconciliation.get().reconciled()) {
            // The gate may still believe an executor before this one.
            deny(intent, DenyReason.NOT_RECONCILED, "detail=" + reconciliation.get().detail(), now);
        } else if (ledger.order(intent.id()).isPresent()) {
            deny(
                    intent,
                    DenyReason.DUPLICATE_INTENT,
                    "intent=" + intent.id() + " seen=before",
                    now);
        } else {
            return isFrozen(intent, now);
        }
        return true;
    }

    /** What nobody knows the fate of may be in the market: nothing more of its symbol is sent meanwhile. */
    private boolean isFrozen(OrderIntent intent, Instant now) {
        Symbol symbol = intent.symbol().underlying();
        for (Order order : ledger.open()) {
            if (order.status() == OrderStatus.UNKNOWN
                    && order.intent().symbol().underlying().equals(symbol)) {
                deny(
                        intent,
                        DenyReason.SYMBOL_FROZEN,
                        "symbol=" + symbol + " unknown=" + order.id(),
                        now);
                return true;
            }
        }
        return false;
    }

    /** It counts as open from here on, and leaves once the journal has it. */
    private void begin(OrderIntent intent, Instant now) {
        OrderInitialized event = new OrderInitialized(ids.next(), intent, now);
        Order order = OrderLifecycle.begin(event);
        sender.announce(order.id());
        try {
            journal.append(event, () -> sender.submit(order));
        } catch (IllegalStateException refused) {
            sender.withdraw(order.id());
            trouble.journalRefusals.incrementAndGet();
            deny(intent, DenyReason.JOURNAL_UNAVAILABLE, "journal=refuses", now);
            return;
        }
        ledger.apply(event);
        LOG.info(
                "order={} source={} side={} quantity={} symbol={} terms={} reason={}",
                order.id(),
                intent.source(),
                intent.side(),
                intent.quantity(),
                intent.symbol(),
                intent.terms(),
                intent.reason());
    }

    void deny(OrderIntent intent, DenyReason reason, String detail, Instant now) {
        LOG.info(
                "denied={} source={} side={} quantity={} symbol={} code={} {}",
                intent.id(),
                intent.source(),
                intent.side(),
                intent.quantity(),
                intent.symbol(),
                reason,
                detail);
        OrderDenied denied = new OrderDenied(intent, reason.name(), detail, now);
        try {
            journal.append(denied);
        } catch (IllegalStateException refused) {
            // People are told why even when it cannot be written down.
            ledger.apply(denied);
            trouble.journalRefusals.incrementAndGet();
        }
    }
}
