package io.openbell.aihftsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.component.Health;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.market.Quote;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.session.AllowedBundles;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.api.strategy.Signal;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyStatus;
import io.openbell.api.view.StrategyStatus.State;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeMarketDataFeed;
import io.openbell.testkit.ManualClock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;

/** The real engine with its real thread; the test waits for that thread before it publishes anything itself. */
class StrategyEngineTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final String PID = "openbell.strategy-steady-buyer";

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final FakeFramework framework = new FakeFramework();
    private final FakeMarketDataFeed feed = new FakeMarketDataFeed(clock);
    private @Nullable StrategyEngine engine;

    @TempDir private Path home;

    static Session session(Path home, ManualClock clock) {
        return new Session(TradingMode.PAPER, home, "0.1.0", clock.instant(), false);
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.deactivate();
        }
    }

    @Test
    void shouldRunTheStrategyThatABundleNamesInItsHeader() {
        configure(Map.of("symbols", "AAPL"));
        framework.start(SteadyBuyer.class.getName());
        StrategyEngine running = start();
        awaitState(running, State.RUNNING);

        loop.publish(quote());

        assertThat(loop.delivered(Signal.class)).hasSize(1);
        OrderIntent intent = loop.delivered(OrderIntent.class).get(0);
        assertThat(intent.source()).isEqualTo("steady-buyer");
        assertThat(intent.quantity()).isEqualTo(Quantity.of(20));
        assertThat(status(running).version()).isEqualTo("1.2.3");
        assertThat(status(running).symbols()).containsExactly(AAPL);
        loop.publish(new TimerTick(clock.instant()));
        assertThat(status(running).intents()).isEqualTo(1);
        assertThat(running.health().status()).isEqualTo(Health.Status.OK);
        assertThat(running.health().detail())
                .isEqualTo(
                        "1 strategies running, 0 suspended, 0 disabled; 1 market events given, the"
                                + " last 0 s ago");
    }

    @Test
    void shouldRegisterTheSourceAgainWithEveryReadiness() {
        configure(Map.of("symbols", "AAPL"));
        framework.start(SteadyBuyer.class.getName());
        awaitState(start(), State.RUNNING);
        loop.publishFirst(new Readiness(List.of(), clock.instant()));

        assertThat(loop.delivered(SourceRegistered.class))
                .endsWith(
                        new SourceRegistered("steady-buyer", true),
                        new SourceRegistered("steady-buyer", true));
    }

    @Test
    void shouldShowWhyAStrategyDoesNotRun() {
        framework.start(SteadyBuyer.class.getName());
        StrategyEngine running = start();
        awaitState(running, State.DISABLED);
        assertThat(status(running).reason()).contains(PID + ".cfg is missing");

        reconfigure(running, Map.of("symbols", "AAPL", "enabled", "false"));
        await().until(() -> status(running).reason().equals("enabled = false"));

        reconfigure(running, Map.of("symbols", "AAPL", "strenth", "1"));
        awaitState(running, State.SUSPENDED);
        assertThat(status(running).reason())
                .startsWith("strenth = 1: unknown key, did you mean strength?");

        reconfigure(running, Map.of("symbols", "AAPL", "stillborn", "true"));
        await().until(() -> status(running).reason().contains("was never meant to be"));
        assertThat(running.health().status()).isEqualTo(Health.Status.WARN);

        reconfigure(running, Map.of("symbols", "AAPL"));
        awaitState(running, State.RUNNING);
    }

    @Test
    void shouldShowAHeaderThatNamesNoStrategy() {
        framework.start("io.openbell.nowhere.LostStrategy, java.lang.String");
        StrategyEngine running = start();

        await().until(() -> running.strategies().size() == 2);
        assertThat(running.strategies())
                .extracting(StrategyStatus::name, StrategyStatus::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("lost-strategy", State.SUSPENDED),
                        org.assertj.core.groups.Tuple.tuple("string", State.SUSPENDED));
    }

    @Test
    void shouldGoOnWithWhatItRemembersWhenItsConfigurationChanges() {
        configure(Map.of("symbols", "AAPL"));
        framework.start(SteadyBuyer.class.getName());
        StrategyEngine running = start();
        awaitState(running, State.RUNNING);
        loop.publish(quote());

        reconfigure(running, Map.of("symbols", "AAPL", "strength", "0.5"));
        await().until(() -> "0.5".equals(status(running).parameters().get("strength")));
        loop.publish(quote());

        assertThat(loop.delivered(Signal.class))
                .extracting(Signal::reason)
                .containsExactly("quote 1", "quote 2");
    }

    @Test
    void shouldKeepTheEarlierConfigurationWhenTheNewOneIsRefused() {
        configure(Map.of("symbols", "AAPL"));
        framework.start(SteadyBuyer.class.getName());
        StrategyEngine running = start();
        awaitState(running, State.RUNNING);

        reconfigure(running, Map.of("symbols", "AAPL", "strength", "7"));
        reconfigure(running, Map.of("symbols", "AAPL", "strength", "0.25"));
        await().until(() -> "0.25".equals(status(running).parameters().get("strength")));

        assertThat(loop.delivered(SourceRegistered.class))
                .doesNotContain(new SourceRegistered("steady-buyer", false));
    }

    @Test
    void shouldLeaveARunningStrategyAloneWhenNothingChangedAndRestartASuspendedOne() {
        configure(Map.of("symbols", "AAPL", "throwsAtQuote", "2"));
        framework.start(SteadyBuyer.class.getName());
        StrategyEngine running = start();
        awaitState(running, State.RUNNING);
        loop.publish(quote());
        reconfigure(running, Map.of("symbols", "AAPL", "throwsAtQuote", "2"));
        settle(running);
        assertThat(loop.delivered(EngineCommand.Start.class)).hasSize(1);

        loop.publish(quote());
        assertThat(status(running).state()).isEqualTo(State.SUSPENDED);
        assertThat(running.health().detail()).contains("steady-buyer is suspended: threw");

        reconfigure(running, Map.of("symbols", "AAPL", "throwsAtQuote", "2"));
        awaitState(running, State.RUNNING);
    }

    @Test
    void shouldEndAStrategyCancelItsOrdersAndKeepItsPositionWhenTheBundleGoes() {
        configure(Map.of("symbols", "AAPL"));
        Bundle bundle = framework.start(SteadyBuyer.class.getName());
        StrategyEngine running = start();
        awaitState(running, State.RUNNING);
        loop.publish(quote());
        OrderIntent intent = loop.delivered(OrderIntent.class).get(0);
        OrderId order = new OrderId("P1-1");
        loop.append(new OrderInitialized(order, intent, clock.instant()));
        loop.append(fill(order, intent, 5));

        framework.stop(bundle);

        assertThat(running.strategies()).isEmpty();
        assertThat(loop.delivered(CancelOrder.class))
                .containsExactly(new CancelOrder(order, "steady-buyer"));
        assertThat(loop.delivered(SourceRegistered.class))
                .endsWith(new SourceRegistered("steady-buyer", false));
        loop.publish(quote());
        assertThat(loop.delivered(Signal.class)).hasSize(1);
    }

    @Test
    void shouldNotBuyAgainWhatItHeldBeforeARestart() {
        configure(Map.of("symbols", "AAPL"));
        framework.start(SteadyBuyer.class.getName());
        StrategyEngine first = start();
        awaitState(first, State.RUNNING);
        loop.publish(quote());
        OrderIntent intent = loop.delivered(OrderIntent.class).get(0);
        OrderId order = new OrderId("P1-1");
        loop.append(new OrderInitialized(order, intent, clock.instant()));
        loop.append(fill(order, intent, 20));
        first.deactivate();

        awaitState(start(), State.RUNNING);
        loop.publish(quote());

        assertThat(loop.delivered(OrderIntent.class)).hasSize(1);
    }

    @Test
    void shouldSuspendTheStrategyThatHoldsUpTheLoop() {
        configure(Map.of("symbols", "AAPL"));
        framework.start(SteadyBuyer.class.getName());
        StrategyEngine running = start();
        awaitState(running, State.RUNNING);

        loop.stall("ai-hft-system", 1_100, false);
        loop.publish(quote());
        assertThat(status(running).state()).as("nobody was in a call").isEqualTo(State.RUNNING);

        SteadyBuyer.onNextQuote = () -> loop.stall("position-manager", 1_100, false);
        loop.publish(quote());
        assertThat(status(running).state()).as("somebody else's").isEqualTo(State.RUNNING);

        SteadyBuyer.onNextQuote = () -> loop.stall("ai-hft-system", 1_100, false);
        loop.publish(quote());
        assertThat(status(running).state()).isEqualTo(State.SUSPENDED);
        assertThat(status(running).reason()).contains("held up the trading loop for 1100 ms");
    }

    @Test
    void shouldNameFileKeyAndValueOfABadAmount() {
        assertThatThrownBy(() -> start(config("signalNotional", "USD none")))
                .hasMessage(
                        "etc/openbell.ai-hft-system.cfg: signalNotional = USD none: allowed:"
                                + " currency and amount above zero, for example USD 2000");
        assertThatThrownBy(() -> start(config("opportunityNotional", "USD -1")))
                .hasMessageContaining("opportunityNotional = USD -1");
    }

    private StrategyEngine start() {
        return start(config("", ""));
    }

    private StrategyEngine start(StrategyEngineConfig config) {
        StrategyEngine started =
                new StrategyEngine(
                        loop,
                        clock,
                        framework.configurationAdmin(),
                        session(home, clock),
                        AllowedBundles.any(),
                        framework.context(),
                        config);
        engine = started;
        started.feed = feed;
        started.start();
        settle(started);
        loop.publishFirst(new Readiness(List.of(), clock.instant()));
        return started;
    }

    /** Until the engine's thread has done all it was asked to; only then may this thread use the loop. */
    private static void settle(StrategyEngine engine) {
        await().until(engine::isSettled);
    }

    private void configure(Map<String, String> properties) {
        framework.configure(PID, properties);
    }

    private void reconfigure(StrategyEngine running, Map<String, String> properties) {
        configure(properties);
        running.configurationEvent(
                new ConfigurationEvent(reference(), ConfigurationEvent.CM_UPDATED, null, PID));
        settle(running);
    }

    @SuppressWarnings("unchecked")
    private static ServiceReference<ConfigurationAdmin> reference() {
        return (ServiceReference<ConfigurationAdmin>)
                java.lang.reflect.Proxy.newProxyInstance(
                        ServiceReference.class.getClassLoader(),
                        new Class<?>[] {ServiceReference.class},
                        (proxy, method, arguments) -> {
                            throw new UnsupportedOperationException(method.getName());
                        });
    }

    static StrategyEngineConfig config(String key, Object value) {
        Map<String, Object> values = new HashMap<>();
        values.put(key, value);
        return (StrategyEngineConfig)
                java.lang.reflect.Proxy.newProxyInstance(
                        StrategyEngineConfig.class.getClassLoader(),
                        new Class<?>[] {StrategyEngineConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private static void awaitState(StrategyEngine engine, State state) {
        await().until(
                        () ->
                                engine.strategies().stream()
                                        .anyMatch(status -> status.state() == state));
        settle(engine);
    }

    private static StrategyStatus status(StrategyEngine engine) {
        return engine.strategies().get(0);
    }

    private Quote quote() {
        return new Quote(
                AAPL,
                Price.parse("99.99"),
                Quantity.of(100),
                Price.parse("100.01"),
                Quantity.of(100),
                clock.instant());
    }

    private OrderFilled fill(OrderId order, OrderIntent intent, long shares) {
        return new OrderFilled(
                order,
                "e1",
                intent.source(),
                AAPL,
                intent.side(),
                Price.parse("100"),
                Quantity.of(shares),
                Money.ZERO,
                clock.instant());
    }
}
