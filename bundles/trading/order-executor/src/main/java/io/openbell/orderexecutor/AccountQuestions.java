package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerException;
import io.openbell.orderexecutor.VenueNews.AccountUnread;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the venue is asked for the account, and whether it was read of late. Reconciler's thread, unless a method says so. */
final class AccountQuestions {

    private static final Logger LOG = LoggerFactory.getLogger(AccountQuestions.class);

    /** However many fills there are, the account is asked for no more often. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(2);

    /** One that could not be read is asked for again so soon, and orders are compared meanwhile. */
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(5);

    private final Account account;
    private final Mailbox mailbox;
    private final Duration poll;
    private final Duration afterFill;
    private final Duration maxAge;
    private final LongSupplier nanoTime;
    private long dueNanos;
    private long askedNanos;
    private long readNanos;
    private boolean doubted;
    private boolean first;
    private String cause = "no answer";
    private volatile boolean fillCame;

    AccountQuestions(
            Account account, Mailbox mailbox, ExecutorSettings settings, LongSupplier nanoTime) {
        this.account = account;
        this.mailbox = mailbox;
        this.nanoTime = nanoTime;
        poll = settings.accountPoll();
        afterFill = settings.accountAfterFill();
        maxAge = poll.plus(settings.maxComparisonAge());
        dueNanos = nanoTime.getAsLong();
        askedNanos = dueNanos - LEAST_PAUSE.toNanos();
        readNanos = dueNanos;
    }

    /** A fill has changed it. Any thread. */
    void askSoon() {
        fillCame = true;
    }

    /** Opens it, if it is not open, and asks if that is due. */
    void step(long now) throws BrokerException, Account.Unusable {
        if (!account.isOpen()) {
            mailbox.tell(account.open());
            read(now);
        }
        if (fillCame) {
            fillCame = false;
            long soon = now + afterFill.toNanos();
            long allowed = askedNanos + LEAST_PAUSE.toNanos();
            dueNanos = Nanos.earlier(dueNanos, Nanos.later(soon, allowed));
        }
        if (dueNanos - now <= 0) {
            askedNanos = now;
            dueNanos = now + RETRY_PAUSE.toNanos();
            ask(now);
        }
    }

    /** One answer that cannot be read keeps nobody from comparing orders, if it is known whose they are. */
    private void ask(long now) throws BrokerException, Account.Unusable {
        try {
            mailbox.tell(account.ask());
            read(now);
        } catch (BrokerException unread) {
            cause = String.valueOf(unread.getMessage());
            if (first || unread.isUnauthorized()) {
                throw unread;
            }
            LOG.warn("account=not read retrySeconds={} cause={}", RETRY_PAUSE.toSeconds(), cause);
        }
    }

    private void read(long now) {
        dueNanos = now + poll.toNanos();
        readNanos = nanoTime.getAsLong();
        doubted = false;
        first = false;
    }

    /** It must be the right one again before anything else is asked. */
    void askFirst(long now) {
        dueNanos = now;
        first = true;
    }

    /** What was read too long ago is not known: equity, buying power, and whether it may trade at all. */
    void watchAge() {
        Duration age = Duration.ofNanos(nanoTime.getAsLong() - readNanos);
        if (!doubted && account.isOpen() && age.compareTo(maxAge) > 0) {
            doubted = true;
            mailbox.tell(
                    new AccountUnread(
                            "the account was read " + age.toSeconds() + " s ago: " + cause));
        }
    }

    /** When there is something to do. */
    long nextDueNanos() {
        return dueNanos;
    }
}
