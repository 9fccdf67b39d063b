package io.openbell.simulator.trading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Writes what happens into the ledger, then into the books, and tells it in that order: after the present request was
 * answered, or as soon as something else is told.
 */
final class Clerk {

    private static final int RECENT = 4_096;

    private final Books books;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Executor later;
    private final Consumer<TradeUpdate> listeners;
    private final UpdateMaker maker;
    private final Deque<TradeUpdate> untold = new ArrayDeque<>();
    private final Deque<TradeUpdate> recent = new ArrayDeque<>();
    private final List<Observer> observers = new ArrayList<>();

    Clerk(
            Books books,
            Ledger ledger,
            InstantSource clock,
            Executor later,
            Consumer<TradeUpdate> listeners) {
        this.books = books;
        this.ledger = ledger;
        this.clock = clock;
        this.later = later;
        this.listeners = listeners;
        this.maker = new UpdateMaker(books);
    }

    Instant now() {
        return clock.instant();
    }

    /** On the exchange's thread, after the present request was answered. */
    void later(Runnable work) {
        later.execute(work);
    }

    /**
     * Writes an entry.
     *
     * @throws IOException if the ledger cannot be written; then nothing changed
     */
    void write(LedgerEntry entry) throws IOException {
        ledger.append(entry);
        books.apply(entry);
        List<TradeUpdate> updates = maker.updates(entry);
        untold.addAll(updates);
        recent.addAll(updates);
        while (recent.size() > RECENT) {
            recent.removeFirst();
        }
    }

    /** The newest updates of this run, oldest first. */
    List<TradeUpdate> recent() {
        return List.copyOf(recent);
    }

    /** Tells what was written: the listeners, and whoever reads along and is never disturbed. */
    void tell() {
        for (TradeUpdate update = untold.poll(); update != null; update = untold.poll()) {
            listeners.accept(update);
            for (Observer observer : observers) {
                observer.updated(update);
            }
        }
        observers.forEach(Observer::changed);
    }

    void observe(Observer observer) {
        observers.add(observer);
    }

    /** Writes that something was refused. */
    void refused(String clientOrderId, String symbol, Refusal refusal) throws IOException {
        write(
                new LedgerEntry.Rejected(
                        abbreviated(clientOrderId),
                        abbreviated(symbol),
                        refusal.httpStatus(),
                        refusal.code(),
                        refusal.message(),
                        now()));
    }

    private static String abbreviated(String text) {
        return text.length() <= 128 ? text : text.substring(0, 128);
    }

    /** Ids of an account are the same whenever its ledger is read. */
    String uuid(String kind, long number) {
        String name = books.accountId() + ' ' + kind + ' ' + number;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The id of the order that is accepted next, or of the one after so many more. */
    String orderId(int further) {
        return uuid("order", books.orders().size() + (long) further);
    }
}
