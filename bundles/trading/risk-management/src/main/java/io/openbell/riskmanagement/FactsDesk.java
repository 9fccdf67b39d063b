package io.openbell.riskmanagement;

import io.openbell.api.broker.Asset;
import io.openbell.api.broker.OptionContract;
import io.openbell.api.broker.VenueDirectory;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.HistoryQuery;
import io.openbell.api.market.MarketHistory;
import io.openbell.api.market.MarketSnapshot;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the venue what the gate needs to know and nobody else states: instruments, volumes, hours, and whether an old quote
 * still stands. What it hears it tells as facts; what it cannot hear stays unknown, and the gate denies. Thread "risk-facts"
 * does the asking; {@link #want} and {@link #wantQuote} are for any thread and never block.
 */
final class FactsDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FactsDesk.class);
    private static final Duration RENEWAL = Duration.ofHours(12);
    private static final Duration RETRY = VenueHours.RETRY;
    private static final Duration UNKNOWN_RETRY = Duration.ofMinutes(10);
    private static final Duration SNAPSHOT_PAUSE = Duration.ofSeconds(1);
    private static final int VOLUME_DAYS = 20;
    private static final int CALENDAR_DAYS = 35;

    private final Supplier<@Nullable VenueDirectory> directory;
    private final Supplier<@Nullable MarketHistory> history;
    private final TradingClock clock;
    private final ClockWatch watch;
    private final Consumer<TradingEvent> out;
    private final LongSupplier nanoTime;
    private final Set<Symbol> asked = ConcurrentHashMap.newKeySet();
    private final Set<Symbol> quotesWanted = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<Symbol> wanted = new LinkedBlockingQueue<>();

    /** The thread's own: when to ask again. */
    private final Map<Symbol, Instant> due = new HashMap<>();

    private final Map<Symbol, Instant> snapshotAt = new HashMap<>();
    private final VenueHours hours;
    private final Set<Symbol> unfitting = new HashSet<>();
    private Instant hoursDue = Instant.MIN;
    private boolean troubled;
    private volatile boolean closed;
    private volatile long passedNanos;
    private final Heartbeat heart = new Heartbeat("risk-facts");
    private final Thread thread;

    /** Not asking yet. */
    FactsDesk(
            Supplier<@Nullable VenueDirectory> directory,
            Supplier<@Nullable MarketHistory> history,
            TradingClock clock,
            ClockWatch watch,
            Consumer<TradingEvent> out,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        passedNanos = nanoTime.getAsLong();
        this.directory = directory;
        this.history = history;
        this.clock = clock;
        this.watch = watch;
        this.out = out;
        hours = new VenueHours(clock);
        thread = new Thread(this::run, "risk-facts");
        thread.setDaemon(true);
    }

    /** Begins to ask. */
    void start() {
        thread.start();
    }

    /** The gate will be asked about this instrument. */
    void want(Symbol symbol) {
        if (asked.add(symbol)) {
            wanted.add(symbol);
            want(symbol.underlying());
        }
    }

    /** The quote of this instrument is old: does it still stand? */
    void wantQuote(Symbol symbol) {
        if (quotesWanted.add(symbol)) {
            wanted.add(symbol);
        }
    }

    /** What was denied because something is not known may pass the next time. */
    RiskDecision followUp(RiskDecision decision) {
        if (decision instanceof RiskDecision.Denied denied) {
            for (Symbol symbol : symbols(denied.intent())) {
                if (denied.reason() == DenyReason.SYMBOL_UNKNOWN) {
                    want(symbol);
                } else if (denied.reason() == DenyReason.QUOTE_STALE) {
                    wantQuote(symbol);
                }
            }
        }
        return decision;
    }

    private static List<Symbol> symbols(OrderIntent intent) {
        return intent.instructions().orderClass() instanceof OrderClass.MultiLeg group
                ? group.legs().stream().map(OptionLeg::symbol).toList()
                : List.of(intent.symbol());
    }

    @Override
    public void close() {
        heart.end();
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            heart.beat();
            passedNanos = nanoTime.getAsLong();
            try {
                Symbol symbol = wanted.poll(1, TimeUnit.SECONDS);
                if (symbol != null) {
                    due.putIfAbsent(symbol, Instant.MIN);
                }
                askAll();
            } catch (InterruptedException ended) {
                return;
            } catch (RuntimeException unexpected) {
                if (!closed) {
                    LOG.error("facts=failed: what is not known is denied", unexpected);
                }
            }
        }
    }

    /** Asks for everything that is due. On the thread, or in a test without one. */
    void askAll() {
        if (watch.isStepped()) {
            // Is it still the venue's time? Before a quote is confirmed by what was known of it.
            hours.forgetAhead();
            hoursDue = Instant.MIN;
        }
        Instant now = clock.instant();
        VenueDirectory venue = beating(VenueDirectory.class, directory.get());
        MarketHistory past = beating(MarketHistory.class, history.get());
        for (Symbol symbol : Set.copyOf(quotesWanted)) {
            quotesWanted.remove(symbol);
            confirmQuote(symbol, past, now);
        }
        if (venue == null || past == null) {
            return;
        }
        if (!hoursDue.isAfter(now)) {
            hoursDue = now.plus(askHours(venue));
        }
        for (Map.Entry<Symbol, Instant> entry : due.entrySet()) {
            if (!closed && !entry.getValue().isAfter(now)) {
                entry.setValue(now.plus(askAbout(entry.getKey(), venue, past)));
            }
        }
    }

    private <T> @Nullable T beating(Class<T> type, @Nullable T present) {
        return present == null ? null : heart.around(type, present);
    }

    /** Of the thread that asks. */
    Heartbeat heart() {
        return heart;
    }

    /** How long it has been at one question; the venue has ten seconds for an answer. Any thread. */
    Duration silentFor() {
        return Duration.ofNanos(nanoTime.getAsLong() - passedNanos);
    }

    private Duration askHours(VenueDirectory venue) {
        passedNanos = nanoTime.getAsLong();
        try {
            VenueHours.Answer answer = hours.ask(venue);
            out.accept(answer.stated());
            troubled = false;
            return answer.goodFor();
        } catch (IOException unanswered) {
            trouble("hours", unanswered);
            return RETRY;
        }
    }

    /** How long what was heard is good for. */
    private Duration askAbout(Symbol symbol, VenueDirectory venue, MarketHistory past) {
        passedNanos = nanoTime.getAsLong();
        try {
            Instant now = clock.instant();
            boolean option = symbol.assetClass() == AssetClass.US_OPTION;
            Optional<Asset> asset = option ? Optional.empty() : venue.asset(symbol);
            Optional<OptionContract> contract =
                    option ? venue.optionContract(symbol) : Optional.empty();
            out.accept(new InstrumentStated(symbol, asset, contract, now));
            if (!option) {
                out.accept(volume(symbol, past, now));
            }
            return asset.isEmpty() && contract.isEmpty() ? UNKNOWN_RETRY : RENEWAL;
        } catch (IOException unanswered) {
            trouble(symbol.ticker(), unanswered);
            return RETRY;
        } catch (RuntimeException unfit) {
            // The others are asked about all the same.
            if (unfitting.add(symbol) && !closed) {
                LOG.warn("facts=unknown about={}: the answer makes no sense", symbol, unfit);
            }
            return UNKNOWN_RETRY;
        }
    }

    private static VolumeStated volume(Symbol symbol, MarketHistory past, Instant now)
            throws IOException {
        HistoryQuery query =
                new HistoryQuery(
                        Set.of(symbol),
                        now.minus(Duration.ofDays(CALENDAR_DAYS)),
                        now,
                        CALENDAR_DAYS + 1);
        List<Bar> bars = new ArrayList<>(past.bars(query, Duration.ofDays(1), "").items());
        bars.removeIf(bar -> bar.at().isAfter(now));
        List<Bar> latest = bars.subList(Math.max(0, bars.size() - VOLUME_DAYS), bars.size());
        // The sum of busy days may not fit; what is lost here is less than a billionth of a share a
        // day.
        long average = 0;
        for (Bar bar : latest) {
            average += bar.volume().raw() / latest.size();
        }
        return new VolumeStated(symbol, new Quantity(average), latest.size(), now);
    }

    private void confirmQuote(Symbol symbol, @Nullable MarketHistory past, Instant now) {
        Instant last = snapshotAt.getOrDefault(symbol, Instant.MIN);
        if (past == null || last.isAfter(now.minus(SNAPSHOT_PAUSE))) {
            return;
        }
        snapshotAt.put(symbol, now);
        passedNanos = nanoTime.getAsLong();
        try {
            MarketSnapshot snapshot = past.snapshots(Set.of(symbol)).get(symbol);
            if (snapshot != null) {
                // The quote stood when the question left, not when the answer came; by the venue's
                // time,
                // as quotes have it.
                Instant asked = now.plus(hours.ahead());
                snapshot.latestQuote()
                        .ifPresent(quote -> out.accept(new QuoteSnapshot(quote, asked)));
            }
        } catch (IOException unanswered) {
            trouble("snapshot " + symbol, unanswered);
        }
    }

    private void trouble(String what, IOException unanswered) {
        if (!troubled && !closed) {
            LOG.warn("facts=unknown about={} cause={}", what, unanswered.getMessage());
        }
        troubled = true;
    }
}
