package io.openbell.orderexecutor;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopStatistics;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.StallListener;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.session.TradingMode;
import io.openbell.testkit.DirectLoop;
import java.time.Instant;

/** The loop in memory for several threads: one at a time. */
final class LockedLoop implements TradingLoop, OrderJournal {

    private final DirectLoop loop;

    LockedLoop(DirectLoop loop) {
        this.loop = loop;
    }

    @Override
    public synchronized void publish(TradingEvent event) {
        loop.publish(event);
    }

    @Override
    public synchronized void publishFirst(TradingEvent event) {
        loop.publishFirst(event);
    }

    @Override
    public synchronized void emit(TradingEvent event) {
        loop.emit(event);
    }

    @Override
    public boolean isLoopThread() {
        return Thread.holdsLock(this) && loop.isLoopThread();
    }

    @Override
    public synchronized Subscription subscribe(
            String name, Stage stage, boolean withPast, LoopSubscriber subscriber) {
        Subscription subscription = loop.subscribe(name, stage, withPast, subscriber);
        return () -> {
            synchronized (this) {
                subscription.close();
            }
        };
    }

    @Override
    public synchronized Subscription observe(String name, int capacity, LoopSubscriber subscriber) {
        return loop.observe(name, capacity, subscriber);
    }

    @Override
    public Instant now() {
        return loop.now();
    }

    @Override
    public synchronized LoopStatistics statistics() {
        return loop.statistics();
    }

    @Override
    public synchronized Subscription onStall(StallListener listener) {
        return loop.onStall(listener);
    }

    @Override
    public synchronized long open(TradingMode mode, String account) {
        return loop.open(mode, account);
    }

    @Override
    public synchronized void append(Journaled event, Runnable durable) {
        loop.append(event, durable);
    }

    @Override
    public synchronized boolean isWritable() {
        return loop.isWritable();
    }

    @Override
    public synchronized String describe() {
        return loop.describe();
    }
}
