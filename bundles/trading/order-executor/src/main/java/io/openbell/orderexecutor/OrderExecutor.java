package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.Comparison;
import io.openbell.api.broker.VenueComparer;
import io.openbell.api.component.Health;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.component.Supervision;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrdersReconciled;
import io.openbell.api.order.WindDown;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.OrderSweep;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingClock;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.PositionBook;
import io.openbell.kernel.order.OrderLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes approved wishes to the venue and keeps our orders in agreement with it.
 *
 * <p>{@link OrderFlow} decides on the loop; the thread "order-sender" sends and cancels; the thread "order-reconciler"
 * opens the journal, and asks the venue at the start, after every reconnect and regularly. The risk gate is no dependency:
 * while it is away only reductions pass.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.order-executor",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = SessionComponent.PROPERTY + "=" + OrderExecutor.ID,
        service = {
            SessionComponent.class,
            OrderBook.class,
            OrderSweep.class,
            VenueComparer.class,
            WindDown.class
        })
@Designate(ocd = ExecutorConfig.class)
@SatisfyingConditionTarget(Permit.ORDER_EXECUTOR)
public final class OrderExecutor
        implements OrderBook, OrderSweep, VenueComparer, WindDown, SessionComponent {

    static final String ID = "order-executor";

    private static final Logger LOG = LoggerFactory.getLogger(OrderExecutor.class);

    private static final int EXIT_CREDENTIALS = 77;
    private static final long SENDER_LIMIT_MILLIS = 1_500;
    private static final long LOOP_LIMIT_MILLIS = 500;
    private static final long RECONCILER_LIMIT_MILLIS = 300;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable RiskGate gate;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Supervision supervision;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable PositionBook positions;

    private final OrderJournal journal;
    private final Session session;
    private final TradingClock clock;
    private final OrderLedger ledger;
    private final Mailbox mailbox;
    private final Connection connection;
    private final Trouble trouble = new Trouble();
    private final Wakeup wakeup = new Wakeup();
    private final Heartbeat reconciles = new Heartbeat("order-reconciler");
    private final EmergencyCancel emergency;
    private final VenueSuspension suspension;
    private final OrderComparison comparison;
    private final OrdersAtShutdown atShutdown;
    private final List<Subscription> subscriptions;
    private final ExecutorHealth health;
    private final Thread senderThread;
    private final Thread reconcilerThread;
    private volatile boolean closed;

    final OrderSender sender;
    final Reconciler reconciler;
    final OrderFlow flow;

    /** Takes the journal's past, if it is open, and starts to work. */
    @Activate
    public OrderExecutor(
            @Reference Broker broker,
            @Reference TradingLoop loop,
            @Reference OrderJournal journal,
            @Reference Session session,
            @Reference TradingClock clock,
            @Reference HaltLatch latch,
            ExecutorConfig config) {
        this(
                broker,
                loop,
                journal,
                session,
                clock,
                latch,
                ExecutorSettings.of(config),
                System::nanoTime);
        startThreads();
    }

    void startThreads() {
        senderThread.start();
        reconcilerThread.start();
    }

    /** The same with threads that are not started. */
    OrderExecutor(
            Broker broker,
            TradingLoop loop,
            OrderJournal journal,
            Session session,
            TradingClock clock,
            HaltLatch latch,
            ExecutorSettings settings,
            LongSupplier nanoTime) {
        this.journal = journal;
        this.session = session;
        this.clock = clock;
        ledger = new OrderLedger(settings.historySize());
        mailbox = new Mailbox(loop);
        connection = new Connection(mailbox, broker.status(), wakeup::call);
        sender = new OrderSender(broker, journal, clock, mailbox, latch::isLatched, nanoTime);
        HeldShares held = new HeldShares();
        Broker asked = reconciles.around(Broker.class, broker);
        Account account =
                new Account(
                        asked,
                        journal,
                        session,
                        clock,
                        this::adoptedAccount,
                        settings.journalLimit());
        reconciler =
                new Reconciler(
                        asked,
                        account,
                        ledger,
                        sender::owns,
                        connection,
                        mailbox,
                        settings,
                        clock,
                        this::lastOfPast,
                        nanoTime,
                        wakeup::call);
        flow =
                new OrderFlow(
                        loop,
                        journal,
                        ledger,
                        sender,
                        reconciler,
                        connection,
                        session.mode(),
                        held,
                        new Admission(() -> gate, latch, journal),
                        trouble);
        suspension =
                new VenueSuspension(
                        settings.afterHalt(),
                        broker,
                        latch,
                        clock,
                        new SuspensionSurroundings(journal, flow, mailbox, reconciler));
        flow.onAccount(suspension::onAccount);
        emergency =
                new EmergencyCancel(
                        new MarketSweep(broker, ledger, sender),
                        sender,
                        latch,
                        clock,
                        new SweepSurroundings(journal, flow, suspension));
        atShutdown =
                new OrdersAtShutdown(
                        settings.atShutdown(),
                        broker,
                        ledger,
                        sender,
                        flow,
                        mailbox,
                        latch,
                        () -> positions,
                        clock);
        comparison = new OrderComparison(broker, ledger, sender::owns, reconciler, clock, flow);
        health =
                new ExecutorHealth(
                        journal,
                        ledger,
                        sender,
                        reconciler,
                        connection,
                        trouble,
                        settings,
                        flow.agreement());
        senderThread = daemon("order-sender", sender::run);
        reconcilerThread = daemon("order-reconciler", this::reconcile);
        subscriptions =
                List.of(
                        loop.subscribe(ID, Stage.ORDERS, true, flow),
                        loop.onStall(emergency),
                        latch.onRelease(suspension),
                        broker.listen(connection));
        emergency.start();
    }

    /** Lets what is queued go out if it is quick, and leaves a journal that says what did not. */
    @Deactivate
    void deactivate() throws InterruptedException {
        heartbeats().forEach(Heartbeat::end);
        flow.stop();
        sender.end();
        senderThread.join(SENDER_LIMIT_MILLIS);
        boolean complete = sender.abandon();
        complete &= passFence();
        if (!complete) {
            LOG.warn("session=cut off: orders were in flight, the next start asks the venue");
        } else if (reconciler.isOpen()) {
            markEnd();
        }
        kill();
        reconcilerThread.join(RECONCILER_LIMIT_MILLIS);
    }

    /** Ends at once, as if the process had died. */
    void kill() {
        heartbeats().forEach(Heartbeat::end);
        closed = true;
        wakeup.call();
        emergency.close();
        suspension.close();
        mailbox.close();
        subscriptions.forEach(Subscription::close);
        senderThread.interrupt();
        reconcilerThread.interrupt();
    }

    private void markEnd() {
        try {
            journal.append(new SessionMark(false, session.version(), clock.instant()));
        } catch (IllegalStateException refused) {
            LOG.warn("session end not journaled", refused);
        }
    }

    /** Waits until the loop has taken in what was told so far; false if it did not in time. */
    private boolean passFence() throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        mailbox.tell(new VenueNews.Fence(passed::countDown));
        return passed.await(LOOP_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void reconcile() {
        try {
            mailbox.tell(connection.status());
            while (!closed) {
                live();
                Duration pause = reconciler.step();
                endIfAccountChanged();
                wakeup.await(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** To open the journal takes as long as its past is. */
    private void live() {
        if (reconciler.isOpen()) {
            reconciles.beat();
        } else {
            reconciles.rest();
        }
    }

    /** Trading is halted; nothing more can be done with credentials of another account. */
    private void endIfAccountChanged() {
        Supervision present = supervision;
        if (present != null && flow.isAccountChanged()) {
            present.shutdown(ID, EXIT_CREDENTIALS);
        }
    }

    private @Nullable String adoptedAccount() {
        return flow.adoptedAccount();
    }

    private Optional<Instant> lastOfPast() {
        return flow.lastOfPast();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(sender.heart(), reconciles);
    }

    @Override
    public Health health() {
        return health.judge(
                flow.reconciliation(),
                senderThread.getState() != Thread.State.TERMINATED
                        && reconcilerThread.getState() != Thread.State.TERMINATED);
    }

    @Override
    public Optional<Progress> latest() {
        return emergency.latest();
    }

    @Override
    public boolean isSwept() {
        return emergency.isSwept();
    }

    @Override
    public Optional<TradeSuspension> suspension() {
        return suspension.latest();
    }

    @Override
    public String subject() {
        return Comparison.ORDERS;
    }

    @Override
    public Comparison compareNow() throws BrokerException, InterruptedException {
        return comparison.compareNow();
    }

    @Override
    public void begin(String reason) {
        atShutdown.begin(reason);
    }

    @Override
    public Outcome finish(Duration limit) throws InterruptedException {
        return atShutdown.finish(limit);
    }

    @Override
    public List<Order> open() {
        return ledger.open();
    }

    @Override
    public List<Order> recent(int limit) {
        return ledger.recent(limit);
    }

    @Override
    public Optional<Order> order(OrderId orderId) {
        return ledger.order(orderId);
    }

    @Override
    public Optional<Order> order(IntentId intentId) {
        return ledger.order(intentId);
    }

    @Override
    public Optional<OrderDenied> denial(IntentId intentId) {
        return ledger.denial(intentId);
    }

    @Override
    public List<OrderDenied> recentDenials(int limit) {
        return ledger.recentDenials(limit);
    }

    @Override
    public List<OrderFilled> recentFills(int limit) {
        return ledger.recentFills(limit);
    }

    @Override
    public List<ExternalOrder> external() {
        return flow.agreement().external();
    }

    @Override
    public Optional<OrdersReconciled> lastReconciled() {
        return flow.agreement().last();
    }
}
