package io.openbell.aihftsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.session.AllowedBundles;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.engine.LoopClock;
import io.openbell.testkit.Pauses;
import io.openbell.testkit.StrategyBundle;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The strategy engine in a real framework on a real loop, with a market that does not wait for it. */
final class ReplacementStand implements AutoCloseable {

    static final Symbol AAPL = Symbol.of("AAPL");
    static final int QUOTES_PER_SECOND = 20_000;
    static final int QUOTES_PER_ORDER = 2_000;

    /** What comes in a millisecond comes at once, as from a socket: a shorter pause is none. */
    static final long SHORTEST_GAP_NANOS = 1_500_000;

    private static final int BATCH = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What the strategies and the loop said, in order. */
    static final class Heard implements LoopSubscriber {

        final Map<String, Map<Instant, String>> tapes = new HashMap<>();
        final List<Long> pausesNanos = new ArrayList<>();
        final Pauses pauses = new Pauses();
        final List<OrderIntent> intents = new ArrayList<>();

        /** What one of them said, by the time of the loop. */
        Map<Instant, String> tape(String strategy) {
            return tapes.getOrDefault(strategy, Map.of());
        }

        @Override
        public synchronized void onEvent(long sequence, Instant now, TradingEvent event) {
            if (event instanceof Opportunity said) {
                if (said.description().startsWith("pause")) {
                    if (said.source().equals("tape")) {
                        String[] words = said.description().split(" ", -1);
                        pausesNanos.add(Long.parseLong(words[2]));
                    }
                } else if (said.description().startsWith("gap")) {
                    if (said.source().equals("tape")) {
                        String[] words = said.description().split(" ", -1);
                        pauses.add(Long.parseLong(words[1]), Long.parseLong(words[2]));
                    }
                } else {
                    tapes.computeIfAbsent(said.source(), any -> new HashMap<>())
                            .put(now, said.description());
                }
            } else if (event instanceof OrderIntent intent) {
                intents.add(intent);
            }
        }
    }

    final Heard heard = new Heard();
    final StrategyEngine engine;

    private final TradingLoop loop;
    private final Path deploy;
    private final Framework framework;
    private final Thread market = new Thread(this::feed, "proof-market");
    private volatile boolean closing;
    private volatile long published;

    ReplacementStand(Path home, TradingLoop loop) throws BundleException, IOException {
        this.loop = loop;
        deploy = Files.createDirectories(home.resolve("deploy"));
        framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        home.resolve("framework").toString(),
                                        Constants.FRAMEWORK_STORAGE_CLEAN,
                                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                                        Constants.FRAMEWORK_BSNVERSION,
                                        Constants.FRAMEWORK_BSNVERSION_MULTIPLE,
                                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                                        "io.openbell.api.strategy,io.openbell.api.market,"
                                                + "io.openbell.api.order,io.openbell.api.value"));
        framework.start();
        loop.subscribe("proof", Stage.OBSERVERS, false, heard);
        LoopClock clock = LoopClock.system();
        engine =
                new StrategyEngine(
                        loop,
                        clock,
                        configurations(),
                        new Session(TradingMode.PAPER, home, "proof", clock.instant(), false),
                        AllowedBundles.any(),
                        framework.getBundleContext(),
                        config());
        engine.start();
        settle();
        market.setDaemon(true);
        market.start();
    }

    /** Lets the engine take the file, and waits until it is decided. */
    StrategyDeployment drop(String file, StrategyBundle bundle) throws IOException {
        return drop(file, bundle.jar());
    }

    /** The same of one that was made before, so that the compiler is no part of what is measured. */
    StrategyDeployment drop(String file, byte[] jar) throws IOException {
        Path fresh = deploy.resolve("." + file + ".part");
        Files.write(fresh, jar);
        Files.move(fresh, deploy.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        engine.fileCame(deploy.resolve(file));
        settle();
        // Both say what they have seen.
        loop.publish(new TimerTick(Instant.now()));
        return engine.deployments().stream()
                .max(Comparator.comparing(StrategyDeployment::revision))
                .orElseThrow();
    }

    /** The market goes on for that long, and nothing else happens. */
    void rest(long nanos) {
        long until = published + nanos * QUOTES_PER_SECOND / 1_000_000_000L;
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> published >= until);
    }

    /** Takes the file away, so that the next version comes too late. */
    void takeAway(String file) throws IOException {
        Files.delete(deploy.resolve(file));
        engine.fileWent(deploy.resolve(file));
        settle();
    }

    private void settle() {
        await().atMost(PATIENCE).until(engine::isSettled);
    }

    /** The market rests, and both strategies say how far they are. */
    void endMarket() throws InterruptedException {
        closing = true;
        market.join();
        Instant last = Instant.now();
        loop.publish(new TimerTick(last));
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            synchronized (heard) {
                                return heard
                                        .tapes
                                        .getOrDefault("witness", Map.of())
                                        .values()
                                        .stream()
                                        .anyMatch(line -> line.contains("at " + last + " "));
                            }
                        });
    }

    long published() {
        return published;
    }

    /** At a fixed rate, whatever the loop does; when the queue is full it waits, as a socket would. */
    private void feed() {
        Random random = new Random(5);
        Price bid = Price.parse("99.99");
        Price ask = Price.parse("100.01");
        long begun = System.nanoTime();
        long count = 0;
        while (!closing) {
            for (int i = 0; i < BATCH; i++) {
                loop.publish(
                        new Quote(
                                AAPL,
                                bid,
                                Quantity.of(1L + random.nextInt(1_000)),
                                ask,
                                Quantity.of(1L + random.nextInt(1_000)),
                                Instant.now()));
                count++;
            }
            published = count;
            long due = begun + count * 1_000_000_000L / QUOTES_PER_SECOND;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private static ConfigurationAdmin configurations() {
        return proxy(
                ConfigurationAdmin.class,
                (method, arguments) -> {
                    if (!method.equals("listConfigurations")) {
                        throw new UnsupportedOperationException(method);
                    }
                    String filter = (String) arguments[0];
                    boolean trades = filter.contains("strategy-tape");
                    Dictionary<String, Object> values = new Hashtable<>(Map.of("symbols", "AAPL"));
                    if (trades) {
                        values.put("every", String.valueOf(QUOTES_PER_ORDER));
                    }
                    return new Configuration[] {
                        proxy(
                                Configuration.class,
                                (asked, none) -> {
                                    assertThat(asked).isEqualTo("getProperties");
                                    return values;
                                })
                    };
                });
    }

    private static StrategyEngineConfig config() {
        return (StrategyEngineConfig)
                Proxy.newProxyInstance(
                        ReplacementStand.class.getClassLoader(),
                        new Class<?>[] {StrategyEngineConfig.class},
                        (proxy, method, arguments) -> method.getDefaultValue());
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (own, method, arguments) ->
                                answer.to(
                                        method.getName(),
                                        arguments == null ? new Object[0] : arguments)));
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        closing = true;
        market.join();
        engine.deactivate();
        framework.stop();
        framework.waitForStop(10_000);
    }
}
