package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.view.OrderBook;
import io.openbell.kernel.order.GroupLegs;
import io.openbell.orderexecutor.VenueNews.Compared;
import io.openbell.orderexecutor.VenueNews.ComparisonLost;
import io.openbell.orderexecutor.VenueNews.OrderMissing;
import io.openbell.orderexecutor.VenueNews.OrdersStated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the venue, and tells the loop what it said: all open orders at the start, after every reconnect and every ten
 * seconds; single orders whose fate is unknown; the account. {@link #step} does what is due and blocks while the venue
 * answers; it runs on the thread "order-reconciler". Nothing is ever sent again from here.
 */
final class Reconciler implements OrderFlow.Questions {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Between the venue's stamps of an order and of its first fill. */
    private static final Duration STAMP_MARGIN = Duration.ofSeconds(5);

    private final Broker broker;
    private final Account account;
    private final OrderBook book;
    private final Predicate<OrderId> beingSent;
    private final Connection connection;
    private final Mailbox mailbox;
    private final ExecutorSettings settings;
    private final LongSupplier nanoTime;
    private final Runnable wake;
    private final MissingOrders missing;
    private final Set<OrderId> asked = ConcurrentHashMap.newKeySet();

    private long compareDueNanos;
    private long accountDueNanos;
    private long retryDueNanos;
    private int failures;
    private boolean lost;
    private volatile boolean accountAsked;
    private volatile long comparedEpoch = -1;
    private volatile long comparedNanos;
    private volatile int external;
    private volatile String obstacle = "not asked yet";
    private volatile boolean unusable;

    Reconciler(
            Broker broker,
            Account account,
            OrderBook book,
            Predicate<OrderId> beingSent,
            Connection connection,
            Mailbox mailbox,
            ExecutorSettings settings,
            LongSupplier nanoTime,
            Runnable wake) {
        this.broker = broker;
        this.account = account;
        this.book = book;
        this.beingSent = beingSent;
        this.connection = connection;
        this.mailbox = mailbox;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.wake = wake;
        this.missing = new MissingOrders(settings.notReceivedAfter());
        long now = nanoTime.getAsLong();
        compareDueNanos = now;
        accountDueNanos = now;
        retryDueNanos = now;
        comparedNanos = now;
    }

    @Override
    public void askFor(OrderId id) {
        asked.add(id);
        wake.run();
    }

    @Override
    public void askForAccount() {
        accountAsked = true;
        wake.run();
    }

    /** What keeps us from asking the venue, for people; empty if nothing does. Any thread. */
    String obstacle() {
        return obstacle;
    }

    /** The journal is open and the session marked. Any thread. */
    boolean isOpen() {
        return account.isOpen();
    }

    /** The obstacle is one that only a person can remove. Any thread. */
    boolean isUnusable() {
        return unusable;
    }

    /** Time since the last comparison (or since the start). Any thread. */
    Duration comparisonAge() {
        return Duration.ofNanos(nanoTime.getAsLong() - comparedNanos);
    }

    /** Open orders at the venue that are not ours, at the last comparison. Any thread. */
    int external() {
        return external;
    }

    /** Does what is due. Returns how long nothing else will be. */
    Duration step() {
        long now = nanoTime.getAsLong();
        if (retryDueNanos - now > 0) {
            return Duration.ofNanos(retryDueNanos - now);
        }
        try {
            if (!account.isOpen()) {
                mailbox.tell(account.open());
                accountDueNanos = now + settings.accountPoll().toNanos();
            }
            askAccount(now);
            if (connection.isUp()) {
                compareAll(now);
                lookUp();
            }
            failures = 0;
            unusable = false;
            obstacle = "";
        } catch (BrokerException unanswered) {
            failed(unanswered, unanswered.isUnauthorized());
        } catch (Account.Unusable fatal) {
            failed(fatal, true);
            mailbox.tell(new ComparisonLost(obstacle));
        } catch (RuntimeException failure) {
            failed(failure, false);
        }
        watchAge();
        return untilNext();
    }

    private void askAccount(long now) throws BrokerException, Account.Unusable {
        if (accountAsked) {
            accountAsked = false;
            accountDueNanos = earlier(accountDueNanos, now + settings.accountAfterFill().toNanos());
        }
        if (accountDueNanos - now <= 0) {
            accountDueNanos = now + settings.accountPoll().toNanos();
            mailbox.tell(account.ask());
        }
    }

    private void compareAll(long now) throws BrokerException {
        long epoch = connection.epoch();
        if (compareDueNanos - now > 0 && comparedEpoch == epoch) {
            return;
        }
        // Ours before theirs: what is sent in between is not missed there.
        List<Order> ours = book.open();
        Map<OrderId, BrokerOrder> theirs = new HashMap<>();
        broker.openOrders().forEach(order -> theirs.put(order.clientId(), order));
        List<BrokerOrder> stated = new ArrayList<>();
        List<OrderMissing> absent = new ArrayList<>();
        for (Order order : ours) {
            BrokerOrder listed = theirs.remove(order.id());
            if (listed != null && !GroupLegs.hasLegs(order.intent())) {
                missing.found(order.id());
                stated.add(listed);
            } else if (!beingSent.test(order.id())) {
                find(order.id(), stated, absent);
            }
        }
        for (BrokerOrder head : stated) {
            // The list has the orders of a group beside each other.
            head.legs().forEach(leg -> theirs.remove(leg.clientId()));
        }
        external = addBelievedEnded(theirs, stated);
        tell(stated, absent);
        compareDueNanos = now + settings.openOrdersPoll().toNanos();
        comparedNanos = nanoTime.getAsLong();
        comparedEpoch = epoch;
        lost = false;
        mailbox.tell(new Compared(epoch, external));
    }

    /** What we gave up and the venue lists as open is stated too. Returns how many orders there are not ours. */
    private int addBelievedEnded(Map<OrderId, BrokerOrder> theirs, List<BrokerOrder> stated) {
        int others = 0;
        for (BrokerOrder listed : theirs.values()) {
            Optional<Order> known = book.order(listed.clientId());
            if (known.isEmpty()) {
                others++;
            } else if (!known.get().status().isOpen()) {
                stated.add(listed);
            }
        }
        return others;
    }

    private void lookUp() throws BrokerException {
        long now = nanoTime.getAsLong();
        for (OrderId id : asked) {
            asked.remove(id);
            missing.ask(id, now);
        }
        List<BrokerOrder> stated = new ArrayList<>();
        List<OrderMissing> absent = new ArrayList<>();
        for (OrderId id : missing.due(now)) {
            if (beingSent.test(id)) {
                missing.unanswered(id, now);
            } else {
                find(id, stated, absent);
            }
        }
        tell(stated, absent);
    }

    private void find(OrderId id, List<BrokerOrder> stated, List<OrderMissing> absent)
            throws BrokerException {
        Optional<BrokerOrder> found;
        try {
            found = broker.findOrder(id);
        } catch (BrokerException unanswered) {
            missing.unanswered(id, nanoTime.getAsLong());
            throw unanswered;
        }
        if (found.isPresent()) {
            missing.found(id);
            stated.add(found.get());
            return;
        }
        boolean proven = missing.absent(id, nanoTime.getAsLong());
        absent.add(
                new OrderMissing(
                        id,
                        proven
                                ? "venue does not know it, asked over "
                                        + settings.notReceivedAfter().toSeconds()
                                        + " s"
                                : "venue does not know it (yet)",
                        proven));
        if (proven) {
            missing.found(id);
        }
    }

    private void tell(List<BrokerOrder> stated, List<OrderMissing> absent) throws BrokerException {
        if (!stated.isEmpty()) {
            mailbox.tell(new OrdersStated(stated, missedFills(stated)));
        }
        absent.forEach(mailbox::tell);
    }

    /** Asks for fills only if some order has more than we know. */
    private List<BrokerFill> missedFills(List<BrokerOrder> stated) throws BrokerException {
        Instant since = null;
        for (BrokerOrder there : withLegs(stated)) {
            boolean ofGroup = !there.details().orderClass().equals("simple");
            boolean behind =
                    book.order(there.clientId())
                            .map(order -> there.filled().exceeds(order.filled()))
                            .orElse(ofGroup && there.filled().isPositive());
            if (behind && (since == null || there.submittedAt().isBefore(since))) {
                since = there.submittedAt();
            }
        }
        return since == null ? List.of() : broker.fillsSince(since.minus(STAMP_MARGIN));
    }

    private static List<BrokerOrder> withLegs(List<BrokerOrder> stated) {
        List<BrokerOrder> all = new ArrayList<>(stated);
        stated.forEach(head -> all.addAll(head.legs()));
        return all;
    }

    private void failed(Exception cause, boolean hopeless) {
        failures++;
        unusable = hopeless;
        obstacle = String.valueOf(cause.getMessage());
        long seconds =
                hopeless
                        ? LONGEST_PAUSE.toSeconds()
                        : Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(failures - 1, 5));
        retryDueNanos = nanoTime.getAsLong() + Duration.ofSeconds(seconds).toNanos();
        LOG.warn(
                "venue=not asked failures={} retrySeconds={} cause={}",
                failures,
                seconds,
                obstacle,
                cause instanceof RuntimeException ? cause : null);
    }

    /** What was compared too long ago is not known. */
    private void watchAge() {
        if (!lost && comparisonAge().compareTo(settings.maxComparisonAge()) > 0) {
            lost = true;
            mailbox.tell(
                    new ComparisonLost(
                            "orders were compared with the venue's "
                                    + comparisonAge().toSeconds()
                                    + " s ago: "
                                    + (obstacle.isEmpty() ? "not connected" : obstacle)));
        }
    }

    private Duration untilNext() {
        long now = nanoTime.getAsLong();
        long next = now + Duration.ofSeconds(1).toNanos();
        next = earlier(next, accountDueNanos);
        if (connection.isUp()) {
            next = earlier(next, compareDueNanos);
            Long search = missing.nextDueNanos();
            next = search == null ? next : earlier(next, search);
        }
        if (failures > 0) {
            next = retryDueNanos;
        }
        return Duration.ofNanos(Math.max(0, next - now));
    }

    private static long earlier(long one, long other) {
        return one - other <= 0 ? one : other;
    }
}
