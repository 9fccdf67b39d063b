package io.openbell.orderexecutor;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.session.TradingMode;
import io.openbell.testkit.DirectLoop;
import java.util.ArrayList;
import java.util.List;

/** A journal that keeps appended events in its hand, neither durable nor delivered, until it is told to write. */
class HeldJournal implements OrderJournal {

    private record Held(Journaled event, Runnable durable) {}

    private final DirectLoop disk;
    private final List<Held> held = new ArrayList<>();
    private boolean holding;

    HeldJournal(DirectLoop disk) {
        this.disk = disk;
    }

    void hold() {
        holding = true;
    }

    /** Writes what it holds, and from now on at once. */
    void release() {
        holding = false;
        flush();
    }

    void flush() {
        List<Held> all = List.copyOf(held);
        held.clear();
        all.forEach(one -> disk.append(one.event(), one.durable()));
    }

    @Override
    public void append(Journaled event, Runnable durable) {
        if (holding) {
            held.add(new Held(event, durable));
        } else {
            disk.append(event, durable);
        }
    }

    @Override
    public long open(TradingMode mode, String account) {
        return disk.open(mode, account);
    }

    @Override
    public boolean isWritable() {
        return disk.isWritable();
    }

    @Override
    public String describe() {
        return disk.describe();
    }
}
