package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.engine.StallListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every order of the account out of the market when the loop is stuck: on a thread of its own ("order-emergency"),
 * past loop and journal, again until the venue lists no open order and none is on its way there. Orders that wait to be
 * sent are dropped first.
 */
final class EmergencyCancel implements StallListener {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyCancel.class);

    private static final int ATTEMPTS = 30;

    private final Broker broker;
    private final OrderSender sender;
    private final AtomicBoolean running = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    EmergencyCancel(Broker broker, OrderSender sender) {
        this.broker = broker;
        this.sender = sender;
    }

    @Override
    public void onStall(String subscriber, long millis, boolean severe) {
        if (severe && running.compareAndSet(false, true)) {
            LOG.error(
                    "loop=stuck subscriber={} millis={}: canceling all orders", subscriber, millis);
            Thread thread = new Thread(this::cancelAll, "order-emergency");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void close() {
        closed.countDown();
    }

    private void cancelAll() {
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                if (attempt(attempt) || closed.await(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
            LOG.error("emergency=gave up attempts={}: cancel by hand at the venue", ATTEMPTS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            running.set(false);
        }
    }

    private boolean attempt(int attempt) {
        try {
            sender.dropAll("the loop was stuck");
            int answered = broker.cancelAll();
            // Before the question: what is sent after it would not be in the answer.
            boolean idle = sender.isIdle();
            int open = broker.openOrders().size();
            LOG.error("emergency=canceled attempt={} answered={} open={}", attempt, answered, open);
            return open == 0 && idle;
        } catch (BrokerException | RuntimeException unanswered) {
            LOG.error("emergency=no answer attempt={}", attempt, unanswered);
            return false;
        }
    }
}
