package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Order executors as in the product, behind a gate that approves everything unless another is given. */
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
        return start(broker, loop, journal, clock, latch, home, Map.of());
    }

    /** The same with other values of these keys. */
    public static OrderExecutor start(
            Broker broker,
            TradingLoop loop,
            OrderJournal journal,
            TradingClock clock,
            HaltLatch latch,
            Path home,
            Map<String, Object> values) {
        ExecutorConfig defaults =
                (ExecutorConfig)
                        Proxy.newProxyInstance(
                                Executors.class.getClassLoader(),
                                new Class<?>[] {ExecutorConfig.class},
                                (proxy, method, arguments) ->
                                        values.getOrDefault(
                                                method.getName(), method.getDefaultValue()));
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

    /** Asks this gate from now on; null for one that approves everything. */
    public static void ask(OrderExecutor executor, @Nullable RiskGate gate) {
        executor.gate = gate == null ? new OpenGate() : gate;
    }

    /** How many orders wait to be sent. */
    public static int backlog(OrderExecutor executor) {
        return executor.sender.backlog();
    }

    /** Orders that wait to be sent, or whose answer is awaited. */
    public static boolean isBusy(OrderExecutor executor) {
        return backlog(executor) > 0
                || executor.open().stream()
                        .anyMatch(
                                order ->
                                        order.status() == OrderStatus.INITIALIZED
                                                || order.status() == OrderStatus.SUBMITTED);
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
