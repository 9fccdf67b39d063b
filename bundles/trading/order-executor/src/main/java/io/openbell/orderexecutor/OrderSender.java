package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.ReplaceOutcome;
import io.openbell.api.broker.Replacement;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.session.TradingClock;
import io.openbell.orderexecutor.VenueNews.CancelAnswered;
import io.openbell.orderexecutor.VenueNews.NeverSent;
import io.openbell.orderexecutor.VenueNews.SubmitAnswered;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends orders and cancels, one at a time, in the order in which their events became durable; cancels go before orders that
 * wait. Runs on the thread "order-sender". Each order is sent at most once, only after the journal holds that it is about
 * to be sent, and only while the decision holds: not ten seconds later, and not after a halt, a doubt or a stall. That is
 * asked once more where the request is written to the wire.
 */
final class OrderSender {

    private static final Logger LOG = LoggerFactory.getLogger(OrderSender.class);

    /** A journal that needs longer is no journal to trade on. */
    private static final Duration JOURNAL_LIMIT = Duration.ofSeconds(10);

    /** What was decided longer ago was decided on another market. */
    private static final Duration OLDEST_DECISION = Duration.ofSeconds(10);

    private sealed interface Task {}

    /** How an order reaches the venue. */
    private interface Delivery {
        SubmitOutcome to(Broker broker, BooleanSupplier wanted);
    }

    private record Send(Order order, Delivery delivery) implements Task {}

    private record Cancel(OrderId orderId, String brokerId) implements Task {}

    private record End() implements Task {}

    /**
     * When an order was decided on.
     *
     * @param drops how often everything that waited had been dropped before
     */
    private record Announced(long nanos, int drops) {}

    private final Broker broker;
    private final OrderJournal journal;
    private final TradingClock clock;
    private final Mailbox mailbox;
    private final BooleanSupplier halted;
    private final WireLog wire;
    private final LongSupplier nanoTime;
    private final Heartbeat heart = new Heartbeat("order-sender");
    private final BlockingDeque<Task> tasks = new LinkedBlockingDeque<>();

    /** Announced, and neither taken for sending nor withdrawn. Whoever removes an order from here decides its fate. */
    private final Map<OrderId, Announced> waiting = new ConcurrentHashMap<>();

    /** About to be sent or sent, while the book does not have them as submitted yet. */
    private final Set<OrderId> unseen = ConcurrentHashMap.newKeySet();

    /** What was announced before the latest of these must not leave any more. */
    private final AtomicInteger drops = new AtomicInteger();

    private volatile String whyDropped = "";

    /** Once the session ends, the wishes that may still become orders; before, null: all. */
    private volatile @Nullable Predicate<IntentId> only;

    private volatile @Nullable OrderId sending;
    private volatile long workSinceNanos;
    private volatile boolean working;
    private volatile boolean abandoned;

    OrderSender(
            Broker broker,
            OrderJournal journal,
            TradingClock clock,
            Mailbox mailbox,
            BooleanSupplier halted,
            LongSupplier nanoTime) {
        this.broker = broker;
        this.journal = journal;
        this.clock = clock;
        this.mailbox = mailbox;
        this.halted = halted;
        this.wire = new WireLog(journal, clock);
        this.nanoTime = nanoTime;
    }

    /** An order will follow by {@link #submit}, once it is durable. */
    void announce(OrderId id) {
        waiting.put(id, new Announced(nanoTime.getAsLong(), drops.get()));
    }

    /** Queues an announced order. On the journal's thread. */
    void submit(Order order) {
        tasks.addLast(new Send(order, (venue, wanted) -> venue.submit(order, wanted)));
    }

    /** Queues an announced order that is to take another one's place. On the journal's thread. */
    void replace(Order order, String replacedBrokerId, Replacement change) {
        tasks.addLast(
                new Send(
                        order,
                        (venue, wanted) ->
                                outcomeOf(venue.replace(replacedBrokerId, change, wanted))));
    }

    /** The order that takes the other's place is in the same state as one that was sent by itself. */
    private static SubmitOutcome outcomeOf(ReplaceOutcome outcome) {
        if (outcome instanceof ReplaceOutcome.Requested requested) {
            return new SubmitOutcome.Accepted(requested.replacement());
        }
        if (outcome instanceof ReplaceOutcome.Rejected rejected) {
            return new SubmitOutcome.Rejected(rejected.httpStatus(), rejected.detail());
        }
        if (outcome instanceof ReplaceOutcome.AlreadyThere there) {
            return new SubmitOutcome.AlreadyThere(there.detail());
        }
        if (outcome instanceof ReplaceOutcome.NotSent unsent) {
            return new SubmitOutcome.NotSent(unsent.detail());
        }
        return new SubmitOutcome.Unknown(((ReplaceOutcome.Unknown) outcome).detail());
    }

    /** Takes an order back; true if it is now certain that it will not be sent. */
    boolean withdraw(OrderId id) {
        return waiting.remove(id) != null;
    }

    /** Queues a cancel before everything else. */
    void cancel(OrderId id, String brokerId) {
        tasks.addFirst(new Cancel(id, brokerId));
    }

    /** It was announced, and its answer is not known yet: nobody else needs to ask for it. */
    boolean owns(OrderId id) {
        return waiting.containsKey(id) || id.equals(sending);
    }

    /** Orders and cancels that wait or are being sent. */
    int backlog() {
        return tasks.size() + (sending == null ? 0 : 1);
    }

    /** How long it has been at what it does now; zero if it waits for work. A request takes ten seconds at most. */
    Duration workingFor() {
        return working ? Duration.ofNanos(nanoTime.getAsLong() - workSinceNanos) : Duration.ZERO;
    }

    /** Of the thread that {@link #run}s. */
    Heartbeat heart() {
        return heart;
    }

    /** Works until {@link #end}. */
    void run() {
        try {
            while (true) {
                heart.beat();
                Task task = tasks.pollFirst(1, TimeUnit.SECONDS);
                if (task instanceof End) {
                    return;
                }
                if (task != null) {
                    work(task);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Works off what is queued, on the caller's thread; for tests and for whoever has no thread. */
    void drain() throws InterruptedException {
        for (Task task = tasks.pollFirst(); task != null; task = tasks.pollFirst()) {
            work(task);
        }
    }

    /** Ends {@link #run} once everything queued so far is done. */
    void end() {
        tasks.addLast(new End());
    }

    /**
     * Gives up on what is not done: what waits was never sent, what is being sent may or may not have arrived.
     *
     * @return whether nothing was left
     */
    boolean abandon() {
        abandoned = true;
        OrderId inFlight = sending;
        if (inFlight != null) {
            mailbox.tell(
                    new SubmitAnswered(
                            inFlight,
                            new SubmitOutcome.Unknown("stopped before the venue answered")));
        }
        boolean complete = inFlight == null && waiting.isEmpty();
        withdrawAll("stopped before it was sent");
        return complete;
    }

    /**
     * Nothing that was announced so far leaves any more, except what is at the venue's door. Any thread.
     *
     * @param why for people, as in "not sent: why"
     */
    void dropAll(String why) {
        whyDropped = why;
        drops.incrementAndGet();
        withdrawAll("not sent: " + why);
    }

    /**
     * As {@link #dropAll}, and from now on nothing leaves but what is wished for by one of these. Any thread.
     *
     * @return false if that was said before
     */
    boolean closeFor(String why, Predicate<IntentId> exits) {
        synchronized (drops) {
            if (only != null) {
                return false;
            }
            only = exits;
        }
        dropAll(why);
        return true;
    }

    /** Nothing waits to be sent or canceled, and nothing is on its way. Any thread. */
    boolean isQuiet() {
        return sending == null && waiting.isEmpty() && tasks.isEmpty();
    }

    /** Orders that may have left although the book does not have them as submitted yet. Any thread. */
    Set<OrderId> unseen() {
        return Set.copyOf(unseen);
    }

    /** The book has it as submitted. */
    void seen(OrderId id) {
        unseen.remove(id);
    }

    /** No order is on its way to the venue. Any thread. */
    boolean isIdle() {
        return sending == null;
    }

    private void withdrawAll(String detail) {
        for (OrderId id : waiting.keySet()) {
            if (withdraw(id)) {
                mailbox.tell(new NeverSent(id, detail));
            }
        }
    }

    private void work(Task task) throws InterruptedException {
        workSinceNanos = nanoTime.getAsLong();
        working = true;
        try {
            doWork(task);
        } finally {
            working = false;
        }
    }

    private void doWork(Task task) throws InterruptedException {
        if (task instanceof Send send) {
            OrderId id = send.order().id();
            sending = id;
            try {
                Announced announced = waiting.remove(id);
                if (announced != null) {
                    send(send, announced);
                }
            } finally {
                sending = null;
            }
        } else if (task instanceof Cancel cancel) {
            Instant sentAt = clock.instant();
            CancelOutcome outcome = ask(cancel);
            mailbox.tell(new CancelAnswered(cancel.orderId(), outcome));
            wire.add(cancel.orderId(), outcome, sentAt);
        }
    }

    private void send(Send task, Announced announced) throws InterruptedException {
        Order order = task.order();
        if (isOutdated(order, announced)) {
            return;
        }
        CountDownLatch durable = new CountDownLatch(1);
        unseen.add(order.id());
        try {
            journal.append(new OrderSubmitted(order.id(), clock.instant()), durable::countDown);
        } catch (IllegalStateException refused) {
            unseen.remove(order.id());
            LOG.error("order={} sent=no cause=journal refuses", order.id(), refused);
            mailbox.tell(new NeverSent(order.id(), "the journal refused it"));
            return;
        }
        if (!durable.await(JOURNAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            unseen.remove(order.id());
            LOG.error("order={} sent=no cause=journal did not answer in time", order.id());
            mailbox.tell(new NeverSent(order.id(), "the journal did not confirm it in time"));
            return;
        }
        // The journal may have taken its ten seconds, and the venue has its own.
        heart.beat();
        if (abandoned || isOutdated(order, announced)) {
            return;
        }
        Instant sentAt = clock.instant();
        SubmitOutcome outcome;
        try {
            outcome = task.delivery().to(broker, () -> isWanted(order, announced));
        } catch (RuntimeException failure) {
            LOG.error("order={} outcome=unknown", order.id(), failure);
            outcome = new SubmitOutcome.Unknown("the client failed: " + failure);
        }
        if (!abandoned) {
            mailbox.tell(new SubmitAnswered(order.id(), outcome));
        }
        wire.add(order.id(), outcome, sentAt);
    }

    /** Asked right before the first byte is written: whatever held it up until then may have taken seconds. */
    private boolean isWanted(Order order, Announced announced) {
        return !abandoned
                && !halted.getAsBoolean()
                && drops.get() == announced.drops()
                && isLet(order);
    }

    private boolean isLet(Order order) {
        Predicate<IntentId> present = only;
        return present == null || present.test(order.intent().id());
    }

    /** The decision does not hold any more; the loop is told. */
    private boolean isOutdated(Order order, Announced announced) {
        Duration age = Duration.ofNanos(nanoTime.getAsLong() - announced.nanos());
        String why =
                drops.get() != announced.drops() || !isLet(order)
                        ? whyDropped
                        : halted.getAsBoolean()
                                ? "trading is halted"
                                : age.compareTo(OLDEST_DECISION) > 0
                                        ? "it was decided on " + age.toMillis() + " ms ago"
                                        : "";
        if (why.isEmpty()) {
            return false;
        }
        LOG.warn("order={} sent=no cause={}", order.id(), why);
        mailbox.tell(new NeverSent(order.id(), "not sent: " + why));
        return true;
    }

    private CancelOutcome ask(Cancel cancel) {
        try {
            return broker.cancel(cancel.brokerId());
        } catch (RuntimeException failure) {
            LOG.error("order={} cancel=unknown", cancel.orderId(), failure);
            return new CancelOutcome.Unknown("the client failed: " + failure);
        }
    }
}
