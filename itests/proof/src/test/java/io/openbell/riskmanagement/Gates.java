package io.openbell.riskmanagement;

import io.openbell.api.broker.VenueDirectory;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.MarketHistory;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingClock;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.PositionBook;
import io.openbell.testkit.FakeLimitsInForce;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Gates as in the product, with the default configuration but for what a proof changes. */
public final class Gates {

    private Gates() {}

    /**
     * One that follows the loop.
     *
     * @param limits by the names of the configuration
     */
    public static RiskManagement start(
            TradingLoop loop,
            OrderJournal journal,
            HaltLatch latch,
            PositionBook positions,
            OrderBook orders,
            Session session,
            TradingClock clock,
            VenueDirectory directory,
            MarketHistory history,
            Map<String, Object> limits) {
        RiskManagement gate =
                new RiskManagement(
                        loop,
                        journal,
                        latch,
                        positions,
                        orders,
                        session,
                        clock,
                        new BreakerSettings(config(BreakerConfig.class, Map.of())),
                        new ProtectionSettings(config(ProtectionConfig.class, Map.of())),
                        new FakeLimitsInForce(),
                        config(RiskConfig.class, limits));
        gate.directory = directory;
        gate.history = history;
        return gate;
    }

    /** Ends it as the component's deactivation does. */
    public static void stop(RiskManagement gate) {
        gate.deactivate();
    }

    private static <T> T config(Class<T> type, Map<String, Object> changed) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                changed.getOrDefault(method.getName(), method.getDefaultValue())));
    }
}
