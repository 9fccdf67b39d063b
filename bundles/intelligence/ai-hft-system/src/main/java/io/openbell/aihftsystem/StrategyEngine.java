package io.openbell.aihftsystem;

import io.openbell.api.component.Health;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.MarketDataFeed;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Money;
import io.openbell.api.view.Strategies;
import io.openbell.api.view.StrategyStatus;
import io.openbell.api.view.StrategyStatus.State;
import io.openbell.kernel.replay.DecisionBasis;
import io.openbell.kernel.sizing.SizingRules;
import io.openbell.kernel.strategy.RunnerSnapshot;
import io.openbell.kernel.strategy.StrategyOutput;
import io.openbell.kernel.strategy.StrategyRunner;
import io.openbell.kernel.strategy.StrategyType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the strategies of all bundles that name some in their manifest header {@code Openbell-Strategy}.
 *
 * <p>All decisions are made by the kernel's {@link StrategyRunner} on the trading loop. This class brings it strategies,
 * configurations and events; the thread "strategy-loader" constructs.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.ai-hft-system",
        property = SessionComponent.PROPERTY + "=" + StrategyEngine.ID,
        service = {SessionComponent.class, Strategies.class, ConfigurationListener.class},
        reference = {
            @Reference(
                    name = "soft.market-data-collector",
                    service = SessionComponent.class,
                    target = "(openbell.component=market-data-collector)",
                    cardinality = ReferenceCardinality.OPTIONAL,
                    policy = ReferencePolicy.DYNAMIC,
                    policyOption = ReferencePolicyOption.GREEDY),
            @Reference(
                    name = "soft.risk-management",
                    service = SessionComponent.class,
                    target = "(openbell.component=risk-management)",
                    cardinality = ReferenceCardinality.OPTIONAL,
                    policy = ReferencePolicy.DYNAMIC,
                    policyOption = ReferencePolicyOption.GREEDY),
            @Reference(
                    name = "soft.strategy-optimizer",
                    service = SessionComponent.class,
                    target = "(openbell.component=strategy-optimizer)",
                    cardinality = ReferenceCardinality.OPTIONAL,
                    policy = ReferencePolicy.DYNAMIC,
                    policyOption = ReferencePolicyOption.GREEDY)
        })
@Designate(ocd = StrategyEngineConfig.class)
@SatisfyingConditionTarget(Permit.AI_HFT_SYSTEM)
public final class StrategyEngine implements SessionComponent, Strategies, ConfigurationListener {

    static final String ID = "ai-hft-system";

    private static final Logger LOG = LoggerFactory.getLogger(StrategyEngine.class);
    private static final Duration LOADING_LIMIT = Duration.ofSeconds(5);

    /** Answers for the past. Strategies begin without one while it is away. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable MarketDataFeed feed;

    private final TradingLoop loop;
    private final TradingClock clock;
    private final StrategyRunner runner;
    private final StrategyLoop onLoop;
    private final LoaderThread loaderThread = new LoaderThread();
    private final StrategyLoader loader;
    private final StrategyBundles bundles;
    private final Subscription stalls;

    private volatile @Nullable Subscription subscription;
    private volatile @Nullable String fault;
    private volatile boolean closed;

    /** Looks for strategies from {@link #start} on; they start once the journal's past is known. */
    @Activate
    public StrategyEngine(
            @Reference TradingLoop loop,
            @Reference TradingClock clock,
            @Reference ConfigurationAdmin configurations,
            BundleContext context,
            StrategyEngineConfig config) {
        this.loop = loop;
        this.clock = clock;
        DecisionBasis.Strategies basis =
                new DecisionBasis.Strategies(clock.instant(), rules(config));
        this.runner = new StrategyRunner(basis.start(), basis.sizing(), new ToLoopAndLog());
        this.onLoop = new StrategyLoop(runner, loop, basis);
        this.loader =
                new StrategyLoader(
                        new StrategyConfigurations(configurations),
                        new StrategyHistory(() -> feed, clock),
                        loop::publishFirst,
                        this::isSuspended);
        this.bundles = new StrategyBundles(context, loader, loaderThread);
        this.stalls = loop.onStall(this::onStall);
    }

    /** Begins, now that the feed is known. */
    @Activate
    void start() {
        loaderThread.run("joins the trading loop", this::join);
    }

    private void join() {
        try {
            Subscription joined = loop.subscribe(ID, Stage.STRATEGIES, true, onLoop);
            subscription = joined;
            if (closed) {
                joined.close();
            } else {
                bundles.open();
            }
        } catch (IllegalStateException busy) {
            fault = "Could not join the trading loop: " + busy.getMessage();
            LOG.error("cannot run strategies", busy);
        }
    }

    private static SizingRules rules(StrategyEngineConfig config) {
        return new SizingRules(
                money("signalNotional", config.signalNotional()),
                money("opportunityNotional", config.opportunityNotional()),
                config.minimumConfidence(),
                config.minimumEdgeBps(),
                config.minimumChangePercent(),
                Duration.ofSeconds(config.retryPauseSeconds()));
    }

    private static Money money(String key, String text) {
        try {
            Money amount = Money.parse(text);
            if (amount.isPositive()) {
                return amount;
            }
        } catch (IllegalArgumentException notAnAmount) {
            throw refused(key, text, notAnAmount);
        }
        throw refused(key, text, null);
    }

    private static IllegalArgumentException refused(
            String key, String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "etc/openbell."
                        + ID
                        + ".cfg: "
                        + key
                        + " = "
                        + text
                        + ": allowed: currency and amount above zero, for example USD 2000",
                cause);
    }

    /** Ends all strategies; their open orders are canceled, their positions stay. Takes at most four seconds. */
    @Deactivate
    void deactivate() {
        closed = true;
        bundles.close();
        stalls.close();
        Subscription joined = subscription;
        if (joined != null) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            try {
                loop.publishFirst(new EngineCommand.RemoveAll(done));
                if (!StrategyLoader.await(done)) {
                    LOG.warn("strategies were cut off: the trading loop is held up");
                }
            } catch (IllegalStateException stopped) {
                LOG.warn("strategies were cut off: the trading loop has stopped", stopped);
            }
            joined.close();
        }
        loaderThread.close();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getPid().startsWith(StrategyType.PID_PREFIX)) {
            String name = event.getPid().substring(StrategyType.PID_PREFIX.length());
            loaderThread.run("configures " + name, () -> loader.configure(name));
        }
    }

    /** On the watchdog's thread. */
    private void onStall(String subscriber, long millis, boolean severe) {
        if (subscriber.equals(ID)) {
            runner.overran(millis);
        }
    }

    private boolean isSuspended(String name) {
        return strategies().stream()
                .anyMatch(
                        status -> status.name().equals(name) && status.state() == State.SUSPENDED);
    }

    /** Everything that bundles and configurations asked for so far has been handed to the loop. */
    boolean isSettled() {
        return loaderThread.isIdle();
    }

    @Override
    public List<StrategyStatus> strategies() {
        return runner.snapshot().strategies();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Health health() {
        String broken = fault;
        if (broken != null) {
            return Health.critical("%s", broken);
        }
        if (!onLoop.isReplayed()) {
            return Health.unavailable("Waits for the journal's past");
        }
        RunnerSnapshot now = runner.snapshot();
        List<String> warnings = warnings(now);
        return warnings.isEmpty()
                ? Health.ok("%s", figures(now))
                : Health.warn("%s; %s", String.join("; ", warnings), figures(now));
    }

    private List<String> warnings(RunnerSnapshot now) {
        List<String> warnings = new ArrayList<>();
        now.strategies().stream()
                .filter(status -> status.state() == State.SUSPENDED)
                .forEach(
                        status ->
                                warnings.add(status.name() + " is suspended: " + status.reason()));
        if (now.failingExits() > 0) {
            warnings.add(now.failingExits() + " positions cannot be closed");
        }
        warnings.addAll(now.barsMissing());
        loaderThread.busyLongerThan(LOADING_LIMIT).ifPresent(warnings::add);
        return warnings;
    }

    private String figures(RunnerSnapshot now) {
        long running = count(now, State.RUNNING);
        String lastEvent =
                now.lastEventAt().map(at -> "the last " + age(at) + " ago").orElse("none yet");
        return String.format(
                "%d strategies running, %d suspended, %d disabled; %d market events given, %s",
                running,
                count(now, State.SUSPENDED),
                count(now, State.DISABLED),
                now.events(),
                lastEvent);
    }

    private String age(Instant at) {
        return Math.max(0, Duration.between(at, clock.instant()).toSeconds()) + " s";
    }

    private static long count(RunnerSnapshot now, State state) {
        return now.strategies().stream().filter(status -> status.state() == state).count();
    }

    /** On the loop. */
    private final class ToLoopAndLog implements StrategyOutput {

        @Override
        public void emit(TradingEvent event) {
            loop.emit(event);
        }

        @Override
        public void log(String strategy, String line) {
            LOG.info("strategy={} {}", strategy, line);
        }

        @Override
        public void suspended(String strategy, String reason, Throwable cause) {
            LOG.error("strategy={} suspended reason={}", strategy, reason, cause);
        }
    }
}
