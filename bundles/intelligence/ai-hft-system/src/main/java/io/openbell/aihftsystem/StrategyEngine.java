package io.openbell.aihftsystem;

import io.openbell.api.component.Health;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.MarketDataFeed;
import io.openbell.api.session.AllowedBundles;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingClock;
import io.openbell.api.session.TradingMode;
import io.openbell.api.strategy.StrategyCommand;
import io.openbell.api.strategy.StrategyCommand.DeployStrategy;
import io.openbell.api.strategy.StrategyCommand.RollBackStrategy;
import io.openbell.api.strategy.StrategyCommand.SetParameters;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy.Wish;
import io.openbell.api.view.Strategies;
import io.openbell.api.view.StrategyComparison;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.api.view.StrategyDeployments;
import io.openbell.api.view.StrategyStatus;
import io.openbell.api.view.StrategyStatus.State;
import io.openbell.kernel.replay.DecisionBasis;
import io.openbell.kernel.strategy.OperatorWishes;
import io.openbell.kernel.strategy.StrategyOutput;
import io.openbell.kernel.strategy.StrategyRunner;
import io.openbell.kernel.strategy.StrategyType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
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
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = SessionComponent.PROPERTY + "=" + StrategyEngine.ID,
        service = {
            SessionComponent.class,
            Strategies.class,
            StrategyDeployments.class,
            ConfigurationListener.class
        },
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
public final class StrategyEngine
        implements SessionComponent, Strategies, StrategyDeployments, ConfigurationListener {

    static final String ID = "ai-hft-system";

    private static final Logger LOG = LoggerFactory.getLogger(StrategyEngine.class);
    private static final Duration LOADING_LIMIT = Duration.ofSeconds(5);

    /** Answers for the past. Strategies begin without one while it is away. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable MarketDataFeed feed;

    /** Knows whether the components of a strategy bundle are up. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ServiceComponentRuntime components;

    private final TradingLoop loop;
    private final TradingClock clock;
    private final StrategyRunner runner;
    private final StrategyLoop onLoop;
    private final LoaderThread loaderThread = new LoaderThread();
    private final StrategyOutput output = new ToLoopAndLog();
    private final OperatorWishes wishes = new OperatorWishes();
    private final DeployFolder folder;
    private final boolean watched;
    private final StrategyLoader loader;
    private final StrategyBundles bundles;
    private final StrategyDeployer deployer;
    private final DeployWatch watch;
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
            @Reference Session session,
            @Reference AllowedBundles allowed,
            BundleContext context,
            StrategyEngineConfig config) {
        this.loop = loop;
        this.clock = clock;
        DecisionBasis.Strategies basis =
                new DecisionBasis.Strategies(clock.instant(), SizingConfig.rules(config));
        this.runner = new StrategyRunner(basis.start(), basis.sizing(), output, System::nanoTime);
        this.onLoop =
                new StrategyLoop(runner, loop, basis, wishes, this::onCommand, this::onReplayed);
        this.folder = new DeployFolder(session.home().resolve("deploy"));
        this.watched = session.mode() != TradingMode.LIVE;
        this.loader =
                new StrategyLoader(
                        new StrategyConfigurations(configurations),
                        new StrategyHistory(() -> feed, clock),
                        loop::publishFirst,
                        this::isSuspended,
                        wishes,
                        loaderThread::run);
        this.bundles = new StrategyBundles(context, loader, loaderThread);
        this.deployer =
                new StrategyDeployer(
                        folder,
                        loader,
                        allowed,
                        new CandidateTrials(
                                context,
                                loader,
                                loop::publishFirst,
                                output,
                                () -> components,
                                new Trial.Length(
                                        config.trialEvents(),
                                        Duration.ofMillis(config.trialMillis()))),
                        new DeploymentBoard(clock::instant));
        this.watch = new DeployWatch(context, folder, this::fileCame, this::fileWent);
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
                deployer.restore();
                bundles.open();
            }
        } catch (IllegalStateException busy) {
            fault = "Could not join the trading loop: " + busy.getMessage();
            LOG.error("cannot run strategies", busy);
        }
    }

    /** On the loop. New files are looked at only now, because a trial needs to know what is held. */
    private void onReplayed() {
        if (watched) {
            loaderThread.run("begins to watch " + folder.path(), this::beginToWatch);
        }
    }

    private void beginToWatch() {
        if (!closed && !watch.open()) {
            fault = "File Install is missing, nobody watches " + folder.path();
            LOG.error("{}", fault);
        }
    }

    /** On the loop, which has done its part already. */
    private void onCommand(StrategyCommand command) {
        if (command instanceof DeployStrategy wish) {
            loaderThread.run("deploys " + wish.file(), () -> deployer.deploy(wish));
        } else if (command instanceof RollBackStrategy wish) {
            loaderThread.run(
                    "rolls back " + wish.strategy(), () -> deployer.rollBack(wish.strategy()));
        } else if (command instanceof SetParameters change) {
            loaderThread.run(
                    "configures " + change.strategy(), () -> loader.configure(change.strategy()));
        } else if (command instanceof SwitchStrategy wish) {
            if (wish.wish() == Wish.END_SHADOW) {
                loaderThread.run(
                        "ends the shadow of " + wish.strategy(),
                        () -> deployer.shadows().endOf(wish.strategy()));
            } else if (wish.wish() == Wish.START) {
                loaderThread.run("starts " + wish.strategy(), () -> startAgain(wish.strategy()));
            }
        }
    }

    /** On File Install's thread. */
    void fileCame(Path file) {
        loaderThread.run("deploys " + file, () -> deployer.fileCame(file));
    }

    /** On File Install's thread. */
    void fileWent(Path file) {
        loaderThread.run(
                "removes " + file, () -> deployer.fileWent(String.valueOf(file.getFileName())));
    }

    private void startAgain(String name) {
        if (strategies().stream()
                .anyMatch(
                        status -> status.name().equals(name) && status.state() != State.RUNNING)) {
            loader.restart(name);
        }
    }

    /** Ends all strategies; their open orders are canceled, their positions stay. Takes at most four seconds. */
    @Deactivate
    void deactivate() {
        closed = true;
        watch.close();
        deployer.close();
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
            loaderThread.run(
                    "configures " + name,
                    () -> {
                        wishes.forgetParameters(name);
                        loader.configure(name);
                    });
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
    public List<Heartbeat> heartbeats() {
        return List.of(loaderThread.heart());
    }

    @Override
    public Health health() {
        return EngineHealth.of(
                Optional.ofNullable(fault),
                onLoop.isReplayed(),
                runner.snapshot(),
                deployer.board().refusals(),
                loaderThread.busyLongerThan(LOADING_LIMIT),
                clock.instant());
    }

    @Override
    public List<StrategyDeployment> deployments() {
        return deployer.board().lines();
    }

    @Override
    public List<StrategyComparison> comparisons() {
        return deployer.shadows().comparisons();
    }

    @Override
    public Path folder() {
        return folder.path();
    }

    @Override
    public List<String> problems(String strategy, Map<String, String> values) {
        return loader.problems(strategy, values);
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
            LOG.error(
                    "strategy={} suspended reason={}", strategy, reason, DetachedFailure.of(cause));
        }
    }
}
