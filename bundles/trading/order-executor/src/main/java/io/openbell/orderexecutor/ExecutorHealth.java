package io.openbell.orderexecutor;

import io.openbell.api.component.Health;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.view.OrderBook;
import java.time.Duration;

/** What the executor says of itself, from what it is for: journal, venue, agreement, orders in the dark. Any thread. */
final class ExecutorHealth {

    private static final int LONG_BACKLOG = 50;

    /** Several times what a request may take: no answer comes any more. */
    private static final Duration LONGEST_WORK = Duration.ofSeconds(60);

    private final OrderJournal journal;
    private final OrderBook book;
    private final OrderSender sender;
    private final Reconciler reconciler;
    private final Connection connection;
    private final Trouble trouble;
    private final ExecutorSettings settings;
    private final Agreement agreement;

    ExecutorHealth(
            OrderJournal journal,
            OrderBook book,
            OrderSender sender,
            Reconciler reconciler,
            Connection connection,
            Trouble trouble,
            ExecutorSettings settings,
            Agreement agreement) {
        this.journal = journal;
        this.book = book;
        this.sender = sender;
        this.reconciler = reconciler;
        this.connection = connection;
        this.trouble = trouble;
        this.settings = settings;
        this.agreement = agreement;
    }

    Health judge(Reconciliation reconciliation, boolean threadsAlive) {
        if (!threadsAlive) {
            return Health.critical("A thread has died: order-sender or order-reconciler");
        }
        Duration stuck = sender.workingFor();
        if (stuck.compareTo(LONGEST_WORK) > 0) {
            return Health.critical("order-sender hangs: %d s at one order", stuck.toSeconds());
        }
        if (reconciler.isUnusable()) {
            return Health.critical("%s", reconciler.obstacle());
        }
        if (!reconciler.isOpen()) {
            return Health.unavailable(
                    "Waits for %s: %s", connection.status().venue(), reconciler.obstacle());
        }
        if (!journal.isWritable()) {
            return Health.critical("Journal refuses, no order can leave: %s", journal.describe());
        }
        if (!connection.isUp()) {
            return Health.unavailable(
                    "No order updates from %s: %s",
                    connection.status().venue(), connection.status().detail());
        }
        if (!reconciliation.reconciled()) {
            return Health.unavailable("Not reconciled: %s", reconciliation.detail());
        }
        return warning();
    }

    private Health warning() {
        long unknown = book.open().stream().filter(o -> o.status() == OrderStatus.UNKNOWN).count();
        String figures =
                String.format(
                        "%s, compared %d s ago, open=%d unknown=%d queued=%d external=%d",
                        connection.status().venue(),
                        reconciler.comparisonAge().toSeconds(),
                        book.open().size(),
                        unknown,
                        sender.backlog(),
                        agreement.external().size());
        if (unknown > 0) {
            return Health.warn("Orders whose fate is unknown; %s", figures);
        }
        if (trouble.contradictions.get() + trouble.illegalTransitions.get() > 0) {
            return Health.warn(
                    "Venue contradicted itself %d times, see the log; %s",
                    trouble.contradictions.get() + trouble.illegalTransitions.get(), figures);
        }
        boolean late =
                reconciler.comparisonAge().compareTo(settings.openOrdersPoll().multipliedBy(2)) > 0;
        return late || sender.backlog() > LONG_BACKLOG
                ? Health.warn("Behind; %s", figures)
                : Health.ok("%s", figures);
    }
}
