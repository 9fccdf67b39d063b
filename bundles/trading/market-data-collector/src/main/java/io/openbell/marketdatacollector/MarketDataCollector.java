package io.openbell.marketdatacollector;

import io.openbell.api.component.Health;
import io.openbell.api.component.Permit;
import io.openbell.api.component.Readiness;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.Bar;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataDemand;
import io.openbell.api.market.MarketDataFeed;
import io.openbell.api.market.MarketHistory;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.QuoteBoard;
import io.openbell.kernel.bar.BarBuilders;
import io.openbell.kernel.replay.DecisionBasis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings market data onto the trading loop. On the feed's thread ticks are screened and published, which blocks while the
 * loop is behind and so slows the socket down; on the loop the latest ticks are kept and bars are built from trades.
 * Figures for others are volatile or atomic. It has no thread of its own.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.market-data-collector",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = SessionComponent.PROPERTY + "=" + MarketDataCollector.ID,
        service = {SessionComponent.class, QuoteBoard.class})
@Designate(ocd = MarketDataCollectorConfig.class)
@SatisfyingConditionTarget(Permit.MARKET_DATA_COLLECTOR)
public final class MarketDataCollector implements QuoteBoard, SessionComponent {

    static final String ID = "market-data-collector";

    private static final Logger LOG = LoggerFactory.getLogger(MarketDataCollector.class);
    private static final int SILENT_SHOWN = 3;

    private final MarketDataFeed feed;
    private final TradingLoop loop;
    private final TradingClock clock;
    private final CollectorSettings settings;
    private final TickScreen screen;
    private final TickIntake intake;
    private final LatestTicks latest;
    private final BarBuilders bars;
    private final AtomicLong barsBuilt = new AtomicLong();
    private volatile @Nullable String fault;
    private final SessionHours hours;
    private final CollectorHealth judge;
    private final Subscription onLoop;
    private final Subscription onFeed;
    private final Set<Symbol> configured;
    private final Demands demands;

    /** Subscribes the configured symbols. */
    @Activate
    public MarketDataCollector(
            @Reference MarketDataFeed feed,
            @Reference MarketHistory history,
            @Reference TradingLoop loop,
            @Reference TradingClock clock,
            MarketDataCollectorConfig config) {
        this(feed, history, loop, clock, CollectorSettings.of(config));
    }

    MarketDataCollector(
            MarketDataFeed feed,
            MarketHistory history,
            TradingLoop loop,
            TradingClock clock,
            CollectorSettings settings) {
        this.feed = feed;
        this.loop = loop;
        this.clock = clock;
        this.settings = settings;
        this.screen = new TickScreen(settings, clock);
        this.intake =
                new TickIntake(screen, new Backfill(history, settings), loop, clock, settings);
        this.latest = new LatestTicks(settings.symbols());
        this.configured = Set.copyOf(settings.symbols());
        this.hours = new SessionHours(settings.symbols());
        this.judge = new CollectorHealth(settings.staleAfter(), hours);
        this.demands = new Demands(configured, this::carry);
        this.bars =
                new BarBuilders(
                        settings.symbols(),
                        settings.barWidths(),
                        settings.barLateness(),
                        this::emit);
        // The loop first: no tick may come before there is somebody to take it.
        onLoop = loop.subscribe(ID, Stage.MARKET, false, new LoopView());
        onFeed = subscribeFeed();
        loop.publishFirst(feed.status());
        LOG.info("Collecting: symbols={}, bars={}", settings.symbols(), settings.barWidths());
    }

    private Subscription subscribeFeed() {
        try {
            return feed.subscribe(Set.copyOf(settings.symbols()), intake.ofConfigured());
        } catch (RuntimeException failed) {
            onLoop.close();
            throw failed;
        }
    }

    /** Somebody needs symbols that are not configured. */
    @Reference(
            service = MarketDataDemand.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addDemand(MarketDataDemand demand) {
        demands.add(demand);
    }

    void removeDemand(MarketDataDemand demand) {
        demands.remove(demand);
    }

    private Subscription carry(Set<Symbol> symbols) {
        LOG.info("Collecting on demand: symbols={}", symbols);
        screen.admit(symbols);
        latest.admit(symbols);
        Subscription more = feed.subscribe(symbols, intake.ofDemanded());
        return () -> {
            more.close();
            intake.dismiss(symbols);
            latest.dismiss(symbols);
            LOG.info("No longer collecting on demand: symbols={}", symbols);
        };
    }

    /** Ends all subscriptions; an open bar is dropped. */
    @Deactivate
    void deactivate() {
        demands.close();
        onFeed.close();
        onLoop.close();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Symbol> symbols() {
        List<Symbol> symbols = new ArrayList<>(settings.symbols());
        symbols.addAll(demands.symbols());
        return symbols;
    }

    @Override
    public Optional<Quote> quote(Symbol symbol) {
        return latest.quote(symbol);
    }

    @Override
    public Optional<Trade> trade(Symbol symbol) {
        return latest.trade(symbol);
    }

    @Override
    public long ticksReceived() {
        return intake.ticks();
    }

    @Override
    public Health health() {
        String broken = fault;
        if (broken != null) {
            return Health.critical("%s", broken);
        }
        FeedStatus status = feed.status();
        if (!status.connected()) {
            return Health.unavailable(
                    "Feed is down: %s, %s; %s", status.source(), status.detail(), figures());
        }
        Instant now = clock.instant();
        return judge.of(status, tickAge(now), intake.ticks() > 0, now, figures());
    }

    private String figures() {
        List<Symbol> silent = latest.silent(clock.instant(), settings.staleAfter());
        String faults = screen.summary();
        return intake.ticks()
                + " ticks, "
                + screen.rejected()
                + " rejected"
                + (faults.isEmpty() ? "" : " (" + faults + ")")
                + ", "
                + barsBuilt.get()
                + " bars, "
                + intake.gaps()
                + " gaps, "
                + silent.size()
                + " of "
                + settings.symbols().size()
                + " symbols silent"
                + (silent.isEmpty()
                        ? ""
                        : " " + silent.subList(0, Math.min(SILENT_SHOWN, silent.size())));
    }

    private @Nullable Duration tickAge(Instant now) {
        Instant last = intake.lastTickAt();
        if (last == null) {
            return null;
        }
        return last.isAfter(now) ? Duration.ZERO : Duration.between(last, now);
    }

    private void onEvent(long sequence, Instant now, TradingEvent event) {
        try {
            if (event instanceof Quote quote) {
                latest.put(quote, now);
            } else if (event instanceof Trade trade) {
                latest.put(trade, now);
                build(trade);
            } else if (event instanceof TimerTick) {
                bars.advanceTo(now);
                tellWhenStale(now);
            } else if (event instanceof SessionsStated said) {
                hours.stated(said);
            } else if (event instanceof Readiness) {
                loop.emit(feed.status());
            }
        } catch (RuntimeException unexpected) {
            fault = "Failed on event " + sequence + ": " + unexpected;
            throw unexpected;
        }
    }

    private void build(Trade trade) {
        if (!configured.contains(trade.symbol())) {
            return;
        }
        try {
            bars.onTrade(trade);
        } catch (ArithmeticException tooLarge) {
            screen.reject(trade, TickFault.VOLUME);
        }
    }

    private void emit(Bar bar) {
        barsBuilt.incrementAndGet();
        loop.emit(bar);
    }

    private void tellWhenStale(Instant now) {
        Duration age = tickAge(now);
        if (age != null) {
            judge.tell(age, now, figures());
        }
    }

    private final class LoopView implements LoopSubscriber {

        @Override
        public Optional<TradingEvent> decidesBy() {
            return Optional.of(
                    new DecisionBasis.Bars(
                            settings.symbols(), settings.barWidths(), settings.barLateness()));
        }

        @Override
        public void onEvent(long sequence, Instant now, TradingEvent event) {
            MarketDataCollector.this.onEvent(sequence, now, event);
        }
    }
}
