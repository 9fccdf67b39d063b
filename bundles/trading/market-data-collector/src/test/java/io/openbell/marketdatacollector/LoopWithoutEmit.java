package io.openbell.marketdatacollector;

import io.openbell.api.engine.LoopStatistics;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.StallListener;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import java.time.Instant;

/** A loop that refuses derived events, to see what a subscriber's own failure looks like. */
record LoopWithoutEmit(TradingLoop loop) implements TradingLoop {

    @Override
    public void publish(TradingEvent event) {
        loop.publish(event);
    }

    @Override
    public void publishFirst(TradingEvent event) {
        loop.publishFirst(event);
    }

    @Override
    public void emit(TradingEvent event) {
        throw new IllegalStateException("emit refused");
    }

    @Override
    public boolean isLoopThread() {
        return loop.isLoopThread();
    }

    @Override
    public Subscription subscribe(
            String name, Stage stage, boolean withPast, LoopSubscriber subscriber) {
        return loop.subscribe(name, stage, withPast, subscriber);
    }

    @Override
    public Subscription observe(String name, int capacity, LoopSubscriber subscriber) {
        return loop.observe(name, capacity, subscriber);
    }

    @Override
    public Instant now() {
        return loop.now();
    }

    @Override
    public LoopStatistics statistics() {
        return loop.statistics();
    }

    @Override
    public Subscription onStall(StallListener listener) {
        return loop.onStall(listener);
    }
}
