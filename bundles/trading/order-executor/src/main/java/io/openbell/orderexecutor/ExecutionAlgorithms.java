package io.openbell.orderexecutor;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.MarketHistory;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent;
import io.openbell.api.order.IntentId;
import io.openbell.api.view.Execution;
import io.openbell.api.view.ExecutionBook;
import io.openbell.api.view.OrderBook;
import io.openbell.kernel.execution.ExecutionDesk;
import io.openbell.kernel.execution.ExecutionOutput;
import io.openbell.kernel.execution.ExecutionRules;
import io.openbell.orderexecutor.VolumeProfiles.ProfileFound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the execution algorithms on the loop. Their parts go the way of all intents: over the queue to the gate and the
 * executor, without which this does not run either. The thread "volume-profiles" asks the history of the market.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.order-executor",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = ExecutionBook.class)
public final class ExecutionAlgorithms implements ExecutionBook {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionAlgorithms.class);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable MarketHistory history;

    private final TradingLoop loop;
    private final OrderJournal journal;
    private final ExecutionDesk desk;
    private final VolumeProfiles profiles;
    private final Subscription subscription;

    /** Takes the journal's past, and goes on where it stopped. */
    @Activate
    public ExecutionAlgorithms(
            @Reference OrderBook orders,
            @Reference TradingLoop loop,
            @Reference OrderJournal journal,
            ExecutorConfig config) {
        this(loop, journal, rules(config), config.volumeProfileDays());
    }

    ExecutionAlgorithms(
            TradingLoop loop, OrderJournal journal, ExecutionRules rules, int profileDays) {
        this.loop = loop;
        this.journal = journal;
        desk = new ExecutionDesk(rules, new ToLoop());
        profiles = new VolumeProfiles(() -> history, profileDays, loop::tell);
        subscription =
                loop.subscribe("execution-algorithms", Stage.STRATEGIES, true, new FromLoop());
    }

    private static ExecutionRules rules(ExecutorConfig config) {
        ExecutionRules usual = ExecutionRules.DEFAULTS;
        return new ExecutionRules(
                Duration.ofSeconds(config.partPauseSeconds()),
                usual.firstRetry(),
                usual.longestRetry(),
                config.maxSetbacksInRow(),
                usual.longest(),
                usual.cancelPatience());
    }

    /** Parts that are in the market stay there; the next start finds them in the journal. */
    @Deactivate
    void deactivate() {
        subscription.close();
        profiles.close();
    }

    @Override
    public List<Execution> running() {
        return desk.running();
    }

    @Override
    public List<Execution> recent(int limit) {
        return desk.recent(limit);
    }

    @Override
    public Optional<Execution> execution(IntentId id) {
        return desk.execution(id);
    }

    private final class FromLoop implements LoopSubscriber {

        @Override
        public void onReplay(Instant at, Journaled event) {
            desk.onReplay(at, event);
        }

        @Override
        public void onReplayed() {
            desk.onReplayed();
        }

        @Override
        public void onEvent(long sequence, Instant now, TradingEvent event) {
            if (event instanceof ProfileFound found) {
                desk.onProfile(now, found.id(), found.weights(), found.origin());
            } else {
                desk.onEvent(now, event);
            }
        }
    }

    private final class ToLoop implements ExecutionOutput {

        @Override
        public void emit(TradingEvent event) {
            loop.emit(event);
        }

        @Override
        public boolean journal(ExecutionEvent event) {
            try {
                journal.append(event);
                LOG.info("execution={} event={}", event.id(), event);
                return true;
            } catch (IllegalStateException refused) {
                LOG.error("execution={} lost={} cause=journal refuses", event.id(), event, refused);
                return false;
            }
        }

        @Override
        public void askProfile(ExecuteOrder wish) {
            profiles.ask(wish, loop.now());
        }
    }
}
