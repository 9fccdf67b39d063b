package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.order.OrderId;
import io.openbell.api.session.TradingClock;
import io.openbell.api.view.OrderBook;
import io.openbell.orderexecutor.VenueNews.AccountChanged;
import io.openbell.orderexecutor.VenueNews.ComparisonLost;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the venue, and tells the loop what it said: all open orders and the latest fills at the start, after every reconnect
 * and every ten seconds; single orders whose fate is unknown; the account. {@link #step} does what is due and blocks while the venue
 * answers; it runs on the thread "order-reconciler". Nothing is ever sent again from here.
 */
final class Reconciler implements OrderFlow.Questions {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** Orders whose fate is unknown wait for this, and a symbol with each of them. */
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(8);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Account account;
    private final AccountQuestions questions;
    private final CatchUp catchUp;
    private final Supplier<Optional<Instant>> past;
    private final Connection connection;
    private final Mailbox mailbox;
    private final ExecutorSettings settings;
    private final LongSupplier nanoTime;
    private final Runnable wake;
    private final MissingOrders missing;
    private final Set<OrderId> asked = ConcurrentHashMap.newKeySet();

    private long compareDueNanos;
    private long retryDueNanos;
    private int failures;
    private boolean lost;
    private volatile long comparedEpoch = -1;
    private volatile long comparedNanos;
    private volatile String obstacle = "not asked yet";
    private volatile boolean unusable;

    /**
     * A reconciler that has asked nothing yet.
     *
     * @param past when a session before this one last journaled something, once the journal is read
     */
    Reconciler(
            Broker broker,
            Account account,
            OrderBook book,
            Predicate<OrderId> beingSent,
            Connection connection,
            Mailbox mailbox,
            ExecutorSettings settings,
            TradingClock clock,
            Supplier<Optional<Instant>> past,
            LongSupplier nanoTime,
            Runnable wake) {
        this.account = account;
        this.past = past;
        this.connection = connection;
        this.mailbox = mailbox;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.wake = wake;
        this.questions = new AccountQuestions(account, mailbox, settings, nanoTime);
        this.missing = new MissingOrders(settings.notReceivedAfter());
        this.catchUp =
                new CatchUp(
                        broker,
                        book,
                        new OrderSearch(
                                broker, book, missing, settings.notReceivedAfter(), nanoTime),
                        missing,
                        beingSent,
                        mailbox,
                        clock);
        long now = nanoTime.getAsLong();
        compareDueNanos = now;
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
        questions.askSoon();
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

    /** Does what is due. Returns how long nothing else will be. */
    Duration step() {
        long now = nanoTime.getAsLong();
        if (retryDueNanos - now > 0) {
            return Duration.ofNanos(retryDueNanos - now);
        }
        try {
            questions.step(now);
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
            // Nothing is compared before the account is the right one again.
            questions.askFirst(now);
            mailbox.tell(
                    account.isOpen() ? new AccountChanged(obstacle) : new ComparisonLost(obstacle));
        } catch (RuntimeException failure) {
            failed(failure, false);
        }
        watchAge();
        questions.watchAge();
        return untilNext();
    }

    private void compareAll(long now) throws BrokerException {
        long epoch = connection.epoch();
        if (compareDueNanos - now > 0 && comparedEpoch == epoch) {
            return;
        }
        catchUp.compareAll(epoch, past.get());
        compareDueNanos = now + settings.openOrdersPoll().toNanos();
        comparedNanos = nanoTime.getAsLong();
        comparedEpoch = epoch;
        lost = false;
    }

    private void lookUp() throws BrokerException {
        long now = nanoTime.getAsLong();
        for (OrderId id : asked) {
            asked.remove(id);
            missing.ask(id, now);
        }
        catchUp.lookUp(now);
    }

    private void failed(Exception cause, boolean hopeless) {
        failures++;
        unusable = hopeless;
        obstacle = String.valueOf(cause.getMessage());
        long seconds =
                hopeless
                        ? LONGEST_PAUSE.toSeconds()
                        : Math.min(RETRY_PAUSE.toSeconds(), 1L << Math.min(failures - 1, 5));
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
        next = Nanos.earlier(next, questions.nextDueNanos());
        if (connection.isUp()) {
            next = Nanos.earlier(next, compareDueNanos);
            Long search = missing.nextDueNanos();
            next = search == null ? next : Nanos.earlier(next, search);
        }
        if (failures > 0) {
            next = retryDueNanos;
        }
        return Duration.ofNanos(Math.max(0, next - now));
    }
}
