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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private volatile @Nullable String number;

    /**
     * An account whose journal is closed.
     *
     * @param adopted number of the account in the journal, as far as it was read
     */
    Account(
            Broker broker,
            OrderJournal journal,
            Session session,
            TradingClock clock,
            Supplier<@Nullable String> adopted) {
        this.broker = broker;
        this.journal = journal;
        this.session = session;
        this.clock = clock;
        this.adopted = adopted;
    }

    /** Any thread. */
    boolean isOpen() {
        return number != null;
    }

    /** Opens the journal; once it returned, orders can be named. */
    BrokerAccount open() throws BrokerException, Unusable {
        BrokerAccount account = broker.account();
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
            throw new Unusable(
                    "journal belongs to account "
                            + known
                            + ", the venue answers for "
                            + account.number(),
                    null);
        }
        try {
            journal.append(new SessionMark(true, session.version(), clock.instant()));
        } catch (IllegalStateException refused) {
            throw new Unusable("journal refuses: " + refused.getMessage(), refused);
        }
        number = account.number();
        LOG.info(
                "journal=open account={} mode={} recovered={} adopted={}",
                account.number(),
                session.mode().token(),
                recovered,
                known == null ? "now" : "before");
        return account;
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
