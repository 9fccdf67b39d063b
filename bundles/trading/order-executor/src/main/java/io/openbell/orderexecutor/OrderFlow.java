package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.component.Readiness;
import io.openbell.api.component.RestateFacts;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.session.TradingMode;
import io.openbell.kernel.order.IllegalTransition;
import io.openbell.kernel.order.OrderIds;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.order.OrderLifecycle;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor's place in the loop: wishes become orders or denials here, and everything that happens to orders is decided
 * here, handed to the journal, and taken into the book once it is durable. On the loop only, except what is volatile.
 */
final class OrderFlow implements LoopSubscriber {

    private static final Logger LOG = LoggerFactory.getLogger(OrderFlow.class);

    private final TradingLoop loop;
    private final OrderJournal journal;
    private final OrderLedger ledger;
    private final OrderSender sender;
    private final OrderIds ids;
    private final HeldShares held;
    private final Admission admission;
    private final Trouble trouble;
    private final PendingEvents pending;
    private final Cancels cancels;
    private final Venue venue;
    private @Nullable BrokerAccount account;
    private @Nullable BrokerStatus status;
    private @Nullable Readiness readiness;
    private volatile Reconciliation reconciliation;
    private volatile @Nullable String adoptedAccount;
    private volatile boolean stopping;

    OrderFlow(
            TradingLoop loop,
            OrderJournal journal,
            OrderLedger ledger,
            OrderSender sender,
            Questions questions,
            Connection connection,
            TradingMode mode,
            HeldShares held,
            Admission admission,
            Trouble trouble) {
        this.loop = loop;
        this.journal = journal;
        this.ledger = ledger;
        this.sender = sender;
        this.ids = new OrderIds(mode);
        this.held = held;
        this.admission = admission;
        this.trouble = trouble;
        this.pending = new PendingEvents(ledger);
        this.cancels = new Cancels(ledger, sender, this::append);
        this.venue =
                new Venue(ledger, pending, sender, questions, connection, trouble, this::append);
        this.reconciliation =
                new Reconciliation(false, "not compared with the venue yet", loop.now());
    }

    /** Whether our orders agree with the venue's. Any thread. */
    Reconciliation reconciliation() {
        return reconciliation;
    }

    /** The account the journal belongs to; null while nobody adopted one. Any thread. */
    @Nullable String adoptedAccount() {
        return adoptedAccount;
    }

    /** Takes no wishes any more. Any thread. */
    void stop() {
        stopping = true;
    }

    @Override
    public void onReplay(Instant at, Journaled event) {
        take(event);
        cancels.onReplay(event);
    }

    /** A new executor has compared nothing yet, whatever the one before it said. */
    @Override
    public void onReplayed() {
        loop.emit(reconciliation);
    }

    @Override
    public void onEvent(long sequence, Instant now, TradingEvent event) {
        if (event instanceof OrderIntent intent) {
            onIntent(intent, now);
        } else if (event instanceof Journaled journaled) {
            onDurable(journaled);
        } else if (event instanceof CancelOrder cancel) {
            cancels.request(cancel, now);
        } else if (event instanceof BrokerReport report) {
            venue.onReport(report, now);
        } else if (event instanceof VenueNews news) {
            onNews(news, now);
        } else if (event instanceof BrokerAccount stated) {
            account = stated;
        } else if (event instanceof BrokerStatus stated) {
            onStatus(stated, now);
        } else if (event instanceof Reconciliation fact) {
            admission.observe(fact);
            if (!fact.reconciled()) {
                sender.dropAll("no longer reconciled: " + fact.detail());
            }
        } else if (event instanceof Readiness stated) {
            readiness = stated;
            restate();
        } else if (event instanceof RestateFacts && readiness != null) {
            // Its hearers state everything else again, here too.
            loop.emit(readiness);
        }
    }

    private void onIntent(OrderIntent intent, Instant now) {
        if (stopping) {
            deny(intent, DenyReason.GATE_NOT_OPEN, "order-executor=stopping", now);
        } else if (!ids.isReady()) {
            deny(intent, DenyReason.NOT_RECONCILED, "detail=no account adopted yet", now);
        } else if (!reconciliation.reconciled()) {
            // The gate may still believe an executor before this one.
            deny(intent, DenyReason.NOT_RECONCILED, "detail=" + reconciliation.detail(), now);
        } else if (ledger.order(intent.id()).isPresent()) {
            deny(
                    intent,
                    DenyReason.DUPLICATE_INTENT,
                    "intent=" + intent.id() + " seen=before",
                    now);
        } else {
            RiskDecision decision =
                    admission.review(intent, ledger.open(), reconciliation.reconciled(), now);
            if (decision instanceof RiskDecision.Denied denied) {
                deny(intent, denied.reason(), denied.detail(), now);
            } else {
                begin(decision.intent(), now);
            }
        }
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

    private void deny(OrderIntent intent, DenyReason reason, String detail, Instant now) {
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

    private void onDurable(Journaled event) {
        take(event);
        if (event instanceof HaltTrading halt) {
            sender.dropAll("halted by " + halt.source() + ": " + halt.reason());
        }
        if (event instanceof OfOrder change) {
            pending.durable(change);
            cancels.onDurable(change);
        }
    }

    private void take(Journaled event) {
        ids.observe(event);
        held.observe(event);
        admission.observe(event);
        if (event instanceof AccountAdopted adopted) {
            adoptedAccount = adopted.account();
        }
        if (event instanceof OrderEvent order) {
            try {
                ledger.apply(order);
            } catch (IllegalTransition impossible) {
                trouble.illegalTransitions.incrementAndGet();
                LOG.error("journal holds what cannot be: {}", impossible.getMessage());
            }
        }
    }

    private void onNews(VenueNews news, Instant now) {
        if (news instanceof VenueNews.Compared compared) {
            String open = venue.onCompared(compared);
            if (open != null) {
                state(open.isEmpty(), open, now);
            }
        } else if (news instanceof VenueNews.ComparisonLost lost) {
            state(false, lost.detail(), now);
        } else if (news instanceof VenueNews.CancelAnswered answered) {
            cancels.onAnswer(answered, now);
            venue.onCancelAnswer(answered);
        } else if (news instanceof VenueNews.Fence fence) {
            fence.passed().run();
        } else {
            venue.onNews(news, now);
            if (news instanceof VenueNews.OrdersStated stated) {
                cancels.onStated(stated, now);
            }
        }
    }

    private void onStatus(BrokerStatus stated, Instant now) {
        boolean again = stated == status;
        status = stated;
        if (!again && !stated.connected()) {
            LOG.warn("orders=not reconciled cause=order updates lost detail={}", stated.detail());
            state(false, "stream of order updates is down: " + stated.detail(), now);
        }
    }

    private void state(boolean reconciled, String detail, Instant now) {
        Reconciliation before = reconciliation;
        if (before.reconciled() == reconciled && before.detail().equals(detail)) {
            return;
        }
        Reconciliation fact = new Reconciliation(reconciled, detail, now);
        reconciliation = fact;
        LOG.info("reconciled={} detail={}", reconciled, detail);
        loop.emit(fact);
    }

    private void restate() {
        loop.emit(reconciliation);
        BrokerStatus connection = status;
        if (connection != null) {
            loop.emit(connection);
        }
        BrokerAccount stated = account;
        if (stated != null) {
            loop.emit(stated);
        }
    }

    /** Hands an event to the journal unless it says nothing new; false if it cannot happen or the journal refuses. */
    private boolean append(OfOrder event) {
        Optional<Order> before = pending.order(event.orderId());
        if (before.isEmpty()) {
            return false;
        }
        try {
            Order after = OrderLifecycle.apply(before.get(), event);
            boolean silent =
                    after == before.get() && !(event instanceof OrderEvent.OrderCancelRequested);
            if (!silent) {
                journal.append(event);
                pending.appended(event, after);
            }
            return true;
        } catch (IllegalTransition impossible) {
            trouble.contradictions.incrementAndGet();
            LOG.error("ignored what cannot be: {}", impossible.getMessage());
        } catch (IllegalStateException refused) {
            trouble.journalRefusals.incrementAndGet();
            LOG.error("order={} lost={} cause=journal refuses", event.orderId(), event, refused);
        }
        return false;
    }

    /** Where decided events go. */
    interface Decided {
        /** False if the event cannot happen, or the journal does not take it. */
        boolean append(OfOrder event);
    }

    /** Whom to ask when more must be known. Does not block. */
    interface Questions {
        /** Ask the venue for this order, and for its fills if it has more than we know. */
        void askFor(OrderId id);

        /** The account has changed. */
        void askForAccount();
    }
}
