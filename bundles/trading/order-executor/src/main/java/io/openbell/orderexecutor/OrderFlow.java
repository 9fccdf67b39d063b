package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.component.Readiness;
import io.openbell.api.component.RestateFacts;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.Quote;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrdersReconciled;
import io.openbell.api.order.ReplaceOrder;
import io.openbell.api.order.SettleOrder;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.OrdersCleared;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.session.TradingMode;
import io.openbell.kernel.order.IllegalTransition;
import io.openbell.kernel.order.OrderIds;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.replay.DecisionBasis;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
    private final OrderLedger ledger;
    private final OrderSender sender;
    private final OrderIds ids;
    private final DecisionBasis basis;
    private final HeldShares held;
    private final Trouble trouble;
    private final PendingEvents pending;
    private final Cancels cancels;
    private final Reviews reviews;
    private final Intake intake;
    private final Replacements replacements;
    private final Venue venue;
    private final Decisions decisions;
    private final Agreement agreement;
    private Consumer<BrokerAccount> accountListener = stated -> {};
    private volatile String accountTold = "";
    private String accountDoubt = "";
    private @Nullable BrokerAccount account;
    private @Nullable BrokerStatus status;
    private @Nullable Readiness readiness;
    private volatile Reconciliation reconciliation;
    private volatile @Nullable String adoptedAccount;
    private volatile boolean pastKnown;
    private volatile @Nullable OrdersCleared swept;
    private volatile @Nullable TradeSuspension suspension;
    private volatile boolean suspensionSettled;
    private volatile @Nullable Instant lastOfPast;

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
        this.ledger = ledger;
        this.sender = sender;
        this.ids = new OrderIds(mode);
        this.basis = new DecisionBasis.Orders(mode, ledger.capacity());
        this.held = held;
        this.trouble = trouble;
        this.pending = new PendingEvents(ledger);
        this.reconciliation =
                new Reconciliation(false, "not compared with the venue yet", loop.now());
        this.decisions = new Decisions(journal, pending, trouble);
        this.agreement = new Agreement(ledger, pending, journal);
        this.cancels = new Cancels(ledger, sender, decisions);
        this.venue =
                new Venue(
                        ledger,
                        pending,
                        sender,
                        questions,
                        connection,
                        journal,
                        held,
                        trouble,
                        decisions);
        this.reviews = new Reviews(journal);
        this.intake =
                new Intake(
                        journal,
                        ledger,
                        sender,
                        ids,
                        admission,
                        reviews,
                        trouble,
                        this::reconciliation);
        this.replacements =
                new Replacements(
                        journal, ledger, sender, ids, intake, admission, reviews, pending,
                        decisions);
    }

    /** Whether our orders agree with the venue's. Any thread. */
    Reconciliation reconciliation() {
        return reconciliation;
    }

    /** The account the journal belongs to; null while nobody adopted one. Any thread. */
    @Nullable String adoptedAccount() {
        return adoptedAccount;
    }

    /** When the last event of the past was journaled; empty without a past. Any thread. */
    Optional<Instant> lastOfPast() {
        return Optional.ofNullable(lastOfPast);
    }

    /** Another account than ours answered, and trading was halted. Any thread. */
    boolean isAccountChanged() {
        return !accountTold.isEmpty();
    }

    /** What came of comparing with the venue. */
    Agreement agreement() {
        return agreement;
    }

    /** Hears of every order of ours that the venue states, on the loop. Before the loop has begun. */
    void onStated(Consumer<BrokerOrder> listener) {
        venue.onStated(listener);
    }

    /** Takes no wishes any more. Any thread. */
    void stop() {
        intake.stop();
    }

    /** Takes no wishes any more but these. Any thread. */
    void takeOnly(Predicate<IntentId> exits) {
        intake.takeOnly(exits);
    }

    /** The journal's past was heard to its end. Any thread. */
    boolean isPastKnown() {
        return pastKnown;
    }

    /** How the market was swept after the latest halt in the journal; empty if it was not. Any thread. */
    Optional<OrdersCleared> swept() {
        return Optional.ofNullable(swept);
    }

    /** The latest word in the journal on whether the venue takes orders; empty if there is none. Any thread. */
    Optional<TradeSuspension> suspension() {
        return Optional.ofNullable(suspension);
    }

    /** After the latest halt in the journal nothing is left to tell the venue about that. Any thread. */
    boolean isSuspensionSettled() {
        return suspensionSettled;
    }

    /** Hears of the account whenever it is stated, on the loop. Before the loop has begun. */
    void onAccount(Consumer<BrokerAccount> listener) {
        accountListener = listener;
    }

    @Override
    public Optional<TradingEvent> decidesBy() {
        return Optional.of(basis);
    }

    @Override
    public void onReplay(Instant at, Journaled event) {
        lastOfPast = at;
        take(event);
        cancels.onReplay(event);
    }

    /** A new executor has compared nothing yet, whatever the one before it said. */
    @Override
    public void onReplayed() {
        pastKnown = true;
        loop.emit(reconciliation);
    }

    @Override
    public void onEvent(long sequence, Instant now, TradingEvent event) {
        if (event instanceof Quote quote) {
            reviews.saw(quote);
        } else if (event instanceof QuoteSnapshot snapshot) {
            reviews.saw(snapshot.quote());
        } else if (event instanceof OrderIntent intent) {
            intake.onIntent(intent, now);
        } else if (event instanceof Journaled journaled) {
            onDurable(journaled, now);
        } else if (event instanceof ReplaceOrder change) {
            replacements.request(change, now);
        } else if (event instanceof SettleOrder settle) {
            venue.settle(settle, now);
        } else if (event instanceof CancelOrder cancel) {
            cancels.request(cancel, now);
        } else if (event instanceof BrokerReport report) {
            venue.onReport(report, now);
        } else if (event instanceof VenueNews news) {
            onNews(news, now);
        } else if (event instanceof BrokerAccount stated) {
            onAccount(stated);
        } else if (event instanceof BrokerStatus stated) {
            onStatus(stated, now);
        } else if (event instanceof Reconciliation fact) {
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

    private void onDurable(Journaled event, Instant now) {
        take(event);
        if (event instanceof SessionMark mark && mark.started()) {
            replacements.onSessionBegun(now);
            venue.onSessionBegun();
        }
        if (event instanceof HaltTrading halt) {
            sender.dropAll("halted by " + halt.source() + ": " + halt.reason());
        }
        if (event instanceof OrderSubmitted submitted) {
            sender.seen(submitted.orderId());
        }
        if (event instanceof OfOrder change) {
            pending.durable(change);
            cancels.onDurable(change);
        }
    }

    private void take(Journaled event) {
        ids.observe(event);
        held.observe(event);
        if (event instanceof AccountAdopted adopted) {
            adoptedAccount = adopted.account();
        } else if (event instanceof HaltTrading || event instanceof ResumeTrading) {
            swept = null;
            suspensionSettled = false;
        } else if (event instanceof OrdersCleared cleared) {
            swept = cleared;
        } else if (event instanceof TradeSuspension stated) {
            suspension = stated;
            suspensionSettled = stated.stands() || stated.step() == TradeSuspension.Step.GONE;
        } else if (event instanceof OrdersReconciled record) {
            agreement.observe(record);
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
            onCompared(compared, now);
        } else if (news instanceof VenueNews.AccountChanged changed) {
            onAccountChanged(changed, now);
        } else if (news instanceof VenueNews.ComparisonLost lost) {
            state(false, lost.detail(), now);
        } else if (news instanceof VenueNews.AccountUnread unread) {
            accountDoubt = unread.detail();
            state(false, unread.detail(), now);
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

    /** One that we only state again ends no doubt. */
    private void onAccount(BrokerAccount stated) {
        accountListener.accept(stated);
        if (stated != account) {
            account = stated;
            accountDoubt = "";
        }
    }

    private void onAccountChanged(VenueNews.AccountChanged changed, Instant now) {
        state(false, changed.detail(), now);
        if (!accountTold.equals(changed.detail())) {
            accountTold = changed.detail();
            venue.onNews(changed, now);
        }
    }

    private void onCompared(VenueNews.Compared compared, Instant now) {
        String open = venue.onCompared(compared);
        if (open == null) {
            return;
        }
        agreement.onExternal(compared.external(), now).ifPresent(loop::emit);
        if (open.isEmpty()) {
            agreement.onAgreed(decisions.taken(), now);
        }
        String doubt = open.isEmpty() ? accountDoubt : open;
        state(doubt.isEmpty(), doubt, now);
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
        agreement.stated().ifPresent(loop::emit);
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
