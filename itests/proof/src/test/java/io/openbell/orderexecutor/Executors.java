package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingClock;
import io.openbell.api.session.TradingMode;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;

/** Order executors as in the product, behind a gate that approves everything. */
public final class Executors {

    private Executors() {}

    /** Started, with the default configuration. */
    public static OrderExecutor start(
            Broker broker,
            TradingLoop loop,
            OrderJournal journal,
            TradingClock clock,
            HaltLatch latch,
            Path home) {
        ExecutorConfig defaults =
                (ExecutorConfig)
                        Proxy.newProxyInstance(
                                Executors.class.getClassLoader(),
                                new Class<?>[] {ExecutorConfig.class},
                                (proxy, method, arguments) -> method.getDefaultValue());
        OrderExecutor executor =
                new OrderExecutor(
                        broker,
                        loop,
                        journal,
                        new Session(TradingMode.PAPER, home, "proof", Instant.now(), false),
                        clock,
                        latch,
                        defaults);
        executor.gate = new OpenGate();
        return executor;
    }

    /** Ends it as the component's deactivation does. */
    public static void stop(OrderExecutor executor) throws InterruptedException {
        executor.deactivate();
    }

    private static final class OpenGate implements RiskGate {

        @Override
        public RiskDecision review(
                OrderIntent intent, Collection<Order> open, boolean journalWritable, Instant now) {
            return new RiskDecision.Approved(intent);
        }

        @Override
        public GateState state() {
            return GateState.ACTIVE;
        }

        @Override
        public String detail() {
            return "";
        }
    }
}
