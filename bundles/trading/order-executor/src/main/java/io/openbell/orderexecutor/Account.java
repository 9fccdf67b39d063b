package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account and its journal: opens the journal that belongs to the account, adopts what the account holds when the
 * journal is new, marks the begin of the session. Blocks; on the thread "order-reconciler" only.
 */
final class Account {

    private static final Logger LOG = LoggerFactory.getLogger(Account.class);

    /** Something that only a person can mend. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private final Broker broker;
    private final OrderJournal journal;
    private final Session session;
    private final TradingClock clock;
    private final Supplier<@Nullable String> adopted;
    private final Duration journalLimit;

    /** Of the mark that begins this session; null until it is appended. */
    private @Nullable CountDownLatch marked;

    private volatile @Nullable String number;

    /**
     * An account whose journal is closed.
     *
     * @param adopted number of the account in the journal, as far as it was read
     * @param journalLimit how long the journal may take to confirm the begin of the session
     */
    Account(
            Broker broker,
            OrderJournal journal,
            Session session,
            TradingClock clock,
            Supplier<@Nullable String> adopted,
            Duration journalLimit) {
        this.broker = broker;
        this.journal = journal;
        this.session = session;
        this.clock = clock;
        this.adopted = adopted;
        this.journalLimit = journalLimit;
    }

    /** Any thread. */
    boolean isOpen() {
        return number != null;
    }

    /**
     * Opens the journal; once it returned, orders can be named, and everything appended before this session began is in
     * the book: the venue's fills may be compared with ours. Asked again after a failure it goes on where it stopped.
     */
    BrokerAccount open() throws BrokerException, Unusable {
        BrokerAccount account = broker.account();
        CountDownLatch mark = marked;
        if (mark == null) {
            mark = begin(account);
            marked = mark;
        }
        awaitDurable(mark);
        String known = adopted.get();
        if (known != null && !known.equals(account.number())) {
            throw anotherAccount(known, account);
        }
        number = account.number();
        return account;
    }

    /** Opens and marks the journal. What comes back is released once the mark is on the disk. */
    private CountDownLatch begin(BrokerAccount account) throws BrokerException, Unusable {
        long recovered;
        try {
            recovered = journal.open(session.mode(), account.number());
        } catch (IOException | IllegalStateException unusable) {
            throw new Unusable(
                    "journal of account "
                            + account.number()
                            + " cannot be used: "
                            + unusable.getMessage(),
                    unusable);
        }
        String known = adopted.get();
        if (known == null) {
            adopt();
        } else if (!known.equals(account.number())) {
            throw anotherAccount(known, account);
        }
        CountDownLatch mark = new CountDownLatch(1);
        try {
            journal.append(
                    new SessionMark(true, session.version(), clock.instant()), mark::countDown);
        } catch (IllegalStateException refused) {
            throw new Unusable("journal refuses: " + refused.getMessage(), refused);
        }
        LOG.info(
                "journal=open account={} mode={} recovered={} adopted={}",
                account.number(),
                session.mode().token(),
                recovered,
                known == null ? "now" : "before");
        return mark;
    }

    private void awaitDurable(CountDownLatch mark) throws BrokerException, Unusable {
        boolean durable;
        try {
            durable = mark.await(journalLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerException("stopped before the journal confirmed the session", 0);
        }
        if (durable) {
            return;
        }
        if (!journal.isWritable()) {
            throw new Unusable("journal refuses: " + journal.describe(), null);
        }
        throw new BrokerException(
                "journal did not confirm the begin of the session within "
                        + journalLimit.toMillis()
                        + " ms, waiting again",
                0);
    }

    private static Unusable anotherAccount(String known, BrokerAccount account) {
        return new Unusable(
                "journal belongs to account "
                        + known
                        + ", the venue answers for "
                        + account.number(),
                null);
    }

    /** The account now, refused if it is another one. */
    BrokerAccount ask() throws BrokerException, Unusable {
        BrokerAccount account = broker.account();
        String expected = number;
        if (expected != null && !expected.equals(account.number())) {
            throw new Unusable(
                    "account changed from "
                            + expected
                            + " to "
                            + account.number()
                            + " while running; restart with the credentials of one account",
                    null);
        }
        return account;
    }

    /** Cash and positions are two questions: believed once both are the same before and after. */
    private void adopt() throws BrokerException, Unusable {
        BrokerAccount before = broker.account();
        List<BrokerPosition> first = broker.positions();
        BrokerAccount after = broker.account();
        List<BrokerPosition> second = broker.positions();
        if (!before.cash().equals(after.cash()) || !quantities(first).equals(quantities(second))) {
            throw new BrokerException(
                    "the account changes while it is read, asking again: cash="
                            + before.cash()
                            + " then="
                            + after.cash(),
                    0);
        }
        AccountAdopted fact =
                new AccountAdopted(after.number(), after.cash(), second, clock.instant());
        try {
            journal.append(fact);
        } catch (IllegalStateException refused) {
            throw new Unusable("journal refuses: " + refused.getMessage(), refused);
        }
        LOG.info(
                "account={} adopted cash={} positions={}",
                fact.account(),
                fact.cash(),
                fact.positions().size());
    }

    private static Map<Symbol, Quantity> quantities(List<BrokerPosition> positions) {
        Map<Symbol, Quantity> quantities = new HashMap<>();
        positions.forEach(held -> quantities.put(held.symbol(), held.quantity()));
        return quantities;
    }
}
