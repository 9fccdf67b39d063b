package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.alpacaclient.AlpacaBroker;
import io.openbell.alpacaclient.AlpacaClient;
import io.openbell.alpacaclient.AlpacaMarketData;
import io.openbell.alpacaclient.AlpacaMarketHistory;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.Trade;
import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.TradingClock;
import io.openbell.api.session.TradingMode;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Money;
import io.openbell.api.value.Symbol;
import io.openbell.engine.EventLoop;
import io.openbell.engine.LoopClock;
import io.openbell.engine.LoopSettings;
import io.openbell.kernel.sizing.SizingRules;
import io.openbell.kernel.strategy.StrategyOutput;
import io.openbell.kernel.strategy.StrategyRunner;
import io.openbell.kernel.strategy.StrategySettings;
import io.openbell.marketdatacollector.MarketDataCollector;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.SimulatedExchange;
import io.openbell.testkit.TestData;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recorded day of SPY at full speed through the real exchange, the real client over a socket, the collector, the loop and a
 * strategy. The queue is small on purpose: it fills, and has to slow the socket down instead of dropping.
 */
class RecordedDayIT {

    private static final Symbol SPY = Symbol.of("SPY");
    private static final int SMALL_QUEUE = 256;

    @TempDir Path folder;

    @Test
    void shouldReachTheStrategyCompletelyInOrderAndAsTheBarsOfTheFile() throws Exception {
        Path file = TestData.file("lean/equity/usa/tick/spy/20131007_trade.zip");
        RecordedDay day = RecordedDay.read(file);
        Recorder recorder = new Recorder();

        replayInto(recorder, day, file);

        assertThat(recorder.trades).hasSize(day.trades().size());
        for (int i = 0; i < day.trades().size(); i++) {
            Trade got = recorder.trades.get(i);
            RecordedDay.Row row = day.trades().get(i);
            assertThat(got.price()).as("row %s", i).isEqualTo(row.price());
            assertThat(got.size()).as("row %s", i).isEqualTo(row.size());
            assertThat(got.at()).as("row %s", i).isEqualTo(row.at());
        }
        assertThat(recorder.bars).containsExactlyElementsOf(day.minuteBars(SPY));
    }

    private void replayInto(Recorder recorder, RecordedDay day, Path file) throws Exception {
        SimulatedExchange exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort().withReplay(List.of(file), 0),
                        folder,
                        InstantSource.system());
        exchange.start();
        LoopClock clock = LoopClock.ofEvents();
        EventLoop loop =
                new EventLoop(
                                new LoopSettings(
                                        SMALL_QUEUE, Duration.ofSeconds(5), Duration.ofSeconds(30)),
                                clock)
                        .start();
        AlpacaClient client =
                AlpacaClient.of(
                        TradingMode.PAPER, new NoSecrets(), clock, ClientSettings.defaults());
        AlpacaMarketData feed = new AlpacaMarketData(client);
        AlpacaBroker broker = new AlpacaBroker(client);
        try {
            loop.subscribe("recorder", Stage.STRATEGIES, false, strategyEngine(recorder));
            MarketDataCollector collector =
                    collector(feed, new AlpacaMarketHistory(client), loop, clock);
            client.bindExchange(exchange.endpoint().get(10, TimeUnit.SECONDS));
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> recorder.count >= day.trades().size());
            assertThat(collector.ticksReceived()).isEqualTo(day.trades().size());
            closeTheLastBar(loop, day);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> recorder.count > day.trades().size());
            recorder.trades.remove(recorder.trades.size() - 1);
        } finally {
            feed.close();
            broker.close();
            client.close();
            loop.close();
            exchange.close();
        }
    }

    /** Time must pass for the last minute to be over: a trade of two minutes later says so. */
    private static void closeTheLastBar(EventLoop loop, RecordedDay day) {
        RecordedDay.Row last = day.trades().get(day.trades().size() - 1);
        loop.publish(new Trade(SPY, last.price(), last.size(), 0, "", last.at().plusSeconds(120)));
    }

    private static LoopSubscriber strategyEngine(Recorder recorder) {
        SizingRules rules =
                new SizingRules(
                        Money.parse("1000"),
                        Money.parse("1000"),
                        0.5,
                        1,
                        10,
                        Duration.ofSeconds(5));
        StrategyRunner runner = new StrategyRunner(Instant.EPOCH, rules, new Silent());
        runner.start(
                Instant.EPOCH,
                "recorder",
                "test",
                new StrategySettings(true, List.of(SPY), Map.of()),
                recorder,
                List.of());
        return (sequence, now, event) -> runner.onEvent(now, event);
    }

    /** The collector's configuration is its own business; its defaults are read from the annotation, but for these. */
    private static MarketDataCollector collector(
            AlpacaMarketData feed, AlpacaMarketHistory history, EventLoop loop, TradingClock clock)
            throws Exception {
        Constructor<?> constructor = MarketDataCollector.class.getConstructors()[0];
        Class<?> configuration = constructor.getParameterTypes()[4];
        Map<String, Object> values = Map.of("symbols", "SPY", "barSeconds", "60");
        Object config =
                Proxy.newProxyInstance(
                        configuration.getClassLoader(),
                        new Class<?>[] {configuration},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
        return (MarketDataCollector) constructor.newInstance(feed, history, loop, clock, config);
    }

    /** Keeps what it is given. */
    public static final class Recorder implements Strategy {

        private final List<Trade> trades = new ArrayList<>();
        private final List<Bar> bars = new ArrayList<>();
        private volatile int count;

        @Override
        public void onTrade(Trade trade) {
            trades.add(trade);
            count = trades.size();
        }

        @Override
        public void onBar(Bar bar) {
            bars.add(bar);
        }
    }

    private static final class Silent implements StrategyOutput {

        @Override
        public void emit(TradingEvent event) {}

        @Override
        public void log(String strategy, String line) {}

        @Override
        public void suspended(String strategy, String reason, Throwable cause) {
            throw new AssertionError(reason, cause);
        }
    }

    private static final class NoSecrets implements SecretStore {

        @Override
        public Optional<Credentials> alpaca(TradingMode mode) {
            return Optional.empty();
        }

        @Override
        public String redact(String text) {
            return text;
        }
    }
}
