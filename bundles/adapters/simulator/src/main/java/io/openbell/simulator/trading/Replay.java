package io.openbell.simulator.trading;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * The updates that the ledger stands for, oldest first, told part by part: the same that were told when its lines were written.
 * On the exchange's thread.
 */
public final class Replay implements AutoCloseable {

    private final Ledger.Reader lines;
    private final Books books = new Books();
    private final UpdateMaker maker = new UpdateMaker(books);

    Replay(Ledger.Reader lines) {
        this.lines = lines;
    }

    /**
     * Tells the updates of so many lines at most.
     *
     * @return false once those of all lines were told; what is written from then on is told to observers
     */
    public boolean tell(int most, Consumer<TradeUpdate> reader) throws IOException {
        for (int i = 0; i < most && lines.hasNext(); i++) {
            LedgerEntry entry = lines.next();
            books.apply(entry);
            maker.updates(entry).forEach(reader);
        }
        return lines.hasNext();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
