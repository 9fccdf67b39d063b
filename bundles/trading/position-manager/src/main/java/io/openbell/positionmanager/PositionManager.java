package io.openbell.positionmanager;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.CoinFeeSettled;
import io.openbell.api.broker.Comparison;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.broker.VenueComparer;
import io.openbell.api.component.Health;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.component.Permit;
import io.openbell.api.component.Readiness;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.SourceProfit;
import io.openbell.kernel.position.MarkRule;
import io.openbell.kernel.position.PositionLedger;
import io.openbell.kernel.position.PositionSnapshot;
import io.openbell.kernel.replay.DecisionBasis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps positions and profit from the journal's fills, and from what the venue books besides, valued at the middle of the latest quote that {@link MarkRule} takes.
 *
 * <p>The ledger belongs to the trading loop. Callers on the loop see its present state; others see a snapshot that follows
 * fills at once, and quotes after {@code snapshotMillis} at most. A thread of its own, "position-comparison", asks the
 * venue for its positions.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.position-manager",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = SessionComponent.PROPERTY + "=" + PositionManager.ID,
        service = {SessionComponent.class, PositionBook.class, VenueComparer.class})
@Designate(ocd = PositionManagerConfig.class)
@SatisfyingConditionTarget(Permit.POSITION_MANAGER)
public final class PositionManager implements PositionBook, VenueComparer, SessionComponent {

    static final String ID = "position-manager";

    private static final Logger LOG = LoggerFactory.getLogger(PositionManager.class);

    /** A fee in coins is looked for soon after a purchase, and not after each of many. */
    private static final Duration COIN_FEE_AFTER = Duration.ofSeconds(2);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Broker broker;

    private final TradingLoop loop;
    private final TradingClock clock;
    private final Duration snapshotEvery;
    private final PositionLedger ledger = new PositionLedger();
    private final VenueComparison comparison;
    private final PositionComparison onRequest;
    private final CoinFees coinFees = new CoinFees();
    private final ActivityFeed activities;
    private final SplitFreezes splits;
    private final ComparisonThread thread;
    private final Subscription subscription;

    // The loop's.
    private boolean changed;
    private Instant snapshotAt = Instant.MIN;

    private volatile PositionSnapshot snapshot = PositionSnapshot.EMPTY;
    private volatile boolean adopted;
    private volatile boolean complete;
    private volatile @Nullable String fault;

    /** Takes the journal's past, and follows the loop from there. */
    @Activate
    public PositionManager(
            @Reference OrderBook orders,
            @Reference TradingLoop loop,
            @Reference OrderJournal journal,
            @Reference TradingClock clock,
            @Reference HaltLatch latch,
            PositionManagerConfig config) {
        this(
                orders,
                loop,
                journal,
                clock,
                latch,
                reconcileEvery(config),
                maxComparisonAge(config),
                Duration.ofMillis(config.snapshotMillis()),
                System::nanoTime);
    }

    private static Duration maxComparisonAge(PositionManagerConfig config) {
        int seconds = config.maxComparisonAgeSeconds();
        return seconds == 0
                ? Duration.ofSeconds(Math.max(120, 2 * config.reconcileSeconds()))
                : Duration.ofSeconds(seconds);
    }

    private static Duration reconcileEvery(PositionManagerConfig config) {
        new PositionManagerCheck().require(config);
        return Duration.ofSeconds(config.reconcileSeconds());
    }

    PositionManager(
            OrderBook orders,
            TradingLoop loop,
            OrderJournal journal,
            TradingClock clock,
            HaltLatch latch,
            Duration reconcileEvery,
            Duration maxComparisonAge,
            Duration snapshotEvery,
            LongSupplier nanoTime) {
        this.loop = loop;
        this.clock = clock;
        this.snapshotEvery = snapshotEvery;
        this.splits = new SplitFreezes(loop, clock);
        this.activities = new ActivityFeed(journal, coinFees, symbol -> snapshot.quantity(symbol));
        this.comparison =
                new VenueComparison(
                        orders,
                        loop,
                        clock,
                        latch,
                        () -> snapshot,
                        coinFees,
                        activities::append,
                        maxComparisonAge,
                        nanoTime);
        this.onRequest = new PositionComparison(orders, clock, () -> snapshot, coinFees);
        this.thread = new ComparisonThread(this::compareWithVenue, reconcileEvery);
        this.subscription = loop.subscribe(ID, Stage.POSITIONS, true, new LoopView());
    }

    /** Begins to compare, now that the broker is known. */
    @Activate
    void start() {
        thread.start();
    }

    /** Ends subscription and thread. */
    @Deactivate
    void deactivate() {
        thread.close();
        subscription.close();
    }

    /** Asks the venue and compares; false if that should be done again soon. Not on the loop. */
    boolean compareWithVenue() {
        Broker present = broker;
        if (!complete || !adopted) {
            return false;
        }
        Broker venue = present == null ? null : thread.heart().around(Broker.class, present);
        if (venue != null && readActivities(venue) > 0) {
            comparison.notCompared("what the venue booked is on its way through the journal");
            return false;
        }
        HalfBooked booked = activities.waiting();
        splits.bookedByHalf(booked.symbols());
        boolean settled = comparison.compare(venue, booked);
        splits.bookedByHalf(comparison.left());
        if (settled && comparison.agrees()) {
            splits.compared(comparison.left());
        }
        return settled;
    }

    private int readActivities(Broker venue) {
        try {
            return activities.read(venue, clock.instant());
        } catch (BrokerException unanswered) {
            LOG.warn("Venue did not tell what it booked: reason={}", unanswered.getMessage());
            return 0;
        }
    }

    @Override
    public String subject() {
        return Comparison.POSITIONS;
    }

    @Override
    public Comparison compareNow() throws BrokerException, InterruptedException {
        if (!complete || !adopted) {
            throw new BrokerException("positions are not complete yet: the journal is not open", 0);
        }
        Comparison comparison = onRequest.compareNow(broker);
        // What halts and opens the gate is the regular comparison: it shall know the same soon.
        thread.runSoon();
        return comparison;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(thread.heart());
    }

    @Override
    public Health health() {
        String broken = fault;
        if (broken != null) {
            return Health.critical("%s", broken);
        }
        if (!complete) {
            return Health.unavailable("Waits for the journal's past");
        }
        if (!adopted) {
            return Health.unavailable("No account was adopted yet");
        }
        String disagreement = comparison.standing();
        PositionSnapshot now = snapshot;
        HalfBooked halfBooked = activities.waiting();
        if (disagreement.isEmpty() && !halfBooked.isEmpty()) {
            return Health.warn(
                    "The venue has booked a split or a new name by half, nothing is added to %s: %s; %s",
                    halfBooked.symbols(), comparison.describe(), figures(now));
        }
        if (disagreement.isEmpty() && comparison.isOverdue()) {
            return Health.warn("%s, %s", comparison.describe(), figures(now));
        }
        return disagreement.isEmpty()
                ? Health.ok("%s, %s", figures(now), comparison.describe())
                : Health.warn(
                        "Positions disagree with the venue, trading is halted: %s; %s",
                        disagreement, figures(now));
    }

    private static String figures(PositionSnapshot now) {
        long open = now.positions().stream().filter(p -> !p.quantity().isZero()).count();
        return open + " open positions, equity " + now.equity() + ", profit " + now.profit();
    }

    @Override
    public List<Position> positions() {
        return present().positions();
    }

    @Override
    public Quantity quantity(Symbol symbol) {
        return loop.isLoopThread() ? ledger.quantity(symbol) : snapshot.quantity(symbol);
    }

    @Override
    public Quantity quantity(String source, Symbol symbol) {
        return loop.isLoopThread()
                ? ledger.quantity(source, symbol)
                : snapshot.quantity(source, symbol);
    }

    @Override
    public Map<String, List<Position>> bySource() {
        return present().bySource();
    }

    @Override
    public Money cash() {
        return present().cash();
    }

    @Override
    public Money profit() {
        return present().profit();
    }

    @Override
    public Money equity() {
        return present().equity();
    }

    @Override
    public Money income() {
        return present().income();
    }

    @Override
    public Map<String, SourceProfit> profitBySource() {
        return present().profitBySource();
    }

    private PositionSnapshot present() {
        if (loop.isLoopThread() && changed) {
            takeSnapshot(loop.now());
        }
        return snapshot;
    }

    private void takeSnapshot(Instant now) {
        snapshot = ledger.snapshot();
        snapshotAt = now;
        changed = false;
    }

    /** On the loop. */
    private final class LoopView implements LoopSubscriber {

        @Override
        public Optional<TradingEvent> decidesBy() {
            return Optional.of(new DecisionBasis.Positions());
        }

        @Override
        public void onReplay(Instant at, Journaled event) {
            take(event);
        }

        @Override
        public void onReplayed() {
            takeSnapshot(loop.now());
            complete = true;
            LOG.info("Positions are complete: {}", figures(snapshot));
            // Takes back what the executor said before anybody here could doubt it.
            comparison.restate();
        }

        @Override
        public void onEvent(long sequence, Instant now, TradingEvent event) {
            if (event instanceof Quote quote) {
                mark(quote);
            } else if (event instanceof Journaled journaled) {
                if (take(journaled)) {
                    takeSnapshot(now);
                }
                if (journaled instanceof AccountAdopted) {
                    compareFirst();
                } else if (journaled instanceof PositionAdjusted adjusted) {
                    if (adjusted.effect() == PositionAdjusted.Effect.SPLIT) {
                        splits.booked(adjusted, now);
                    }
                    thread.runSoon();
                } else if (journaled instanceof SymbolChanged renamed) {
                    splits.booked(renamed, now);
                    thread.runSoon();
                } else if (journaled instanceof OrderFilled fill && CoinFees.isPurchase(fill)) {
                    thread.runWithin(COIN_FEE_AFTER);
                }
            } else if (event instanceof Readiness) {
                comparison.restate();
            } else if (event instanceof Reconciliation fact) {
                comparison.onReconciliation(fact);
                if (fact.reconciled()) {
                    compareFirst();
                }
            }
            if (changed && !now.isBefore(snapshotAt.plus(snapshotEvery))) {
                takeSnapshot(now);
            }
        }

        /** What stood in the way of the first comparison may be gone. */
        private void compareFirst() {
            if (comparison.isPending()) {
                thread.runSoon();
            }
        }

        private void mark(Quote quote) {
            if (MarkRule.isMark(quote)) {
                changed |= ledger.mark(quote.symbol(), quote.mid());
            }
        }

        private boolean take(Journaled event) {
            try {
                if (event instanceof OrderFilled fill) {
                    ledger.apply(fill);
                } else if (event instanceof AccountAdopted account) {
                    ledger.adopt(account);
                    adopted = true;
                } else if (event instanceof CashMoved moved) {
                    ledger.apply(moved);
                } else if (event instanceof PositionAdjusted adjusted) {
                    ledger.apply(adjusted);
                } else if (event instanceof SymbolChanged renamed) {
                    ledger.apply(renamed);
                } else if (!(event instanceof CoinFeeSettled)) {
                    return false;
                }
                coinFees.note(event);
                activities.note(event);
                changed = true;
                return true;
            } catch (RuntimeException unfit) {
                fault = "Positions are wrong, could not take " + event + ": " + unfit;
                throw unfit;
            }
        }
    }
}
