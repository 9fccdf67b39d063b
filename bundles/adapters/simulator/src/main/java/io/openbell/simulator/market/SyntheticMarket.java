package io.openbell.simulator.market;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Eight correlated stocks in the hours of the sessions, and coins around the clock. */
public final class SyntheticMarket implements MarketSource {

    private static final Logger LOG = LoggerFactory.getLogger(SyntheticMarket.class);

    private static final long SECONDS_BETWEEN_SAVES = 2;
    private static final int MOST_STEPS_PER_TURN = 2_000;
    private static final int MOST_STEPS_PER_ADVANCE = 3_600;

    private final MarketSettings settings;
    private final SyntheticParameters parameters;
    private final SyntheticMemory memory;
    private final MarketClock clock;
    private final ScheduledExecutorService loop;
    private final TickSink sink;
    private final TickMaker stocks;
    private final CryptoTicks coins;
    private final NewsWire news;
    private final SyntheticPast past;
    private long steps;
    private long stepsSaved;
    private long quotes;
    private long trades;
    private @Nullable ScheduledFuture<?> ticking;

    /**
     * Reads the last prices and makes the past up; does not tick yet.
     *
     * @param folder keeps the last prices
     * @throws IOException if they cannot be read
     */
    public SyntheticMarket(
            MarketSettings settings,
            Path folder,
            InstantSource system,
            ScheduledExecutorService loop,
            TickSink sink)
            throws IOException {
        this.settings = settings;
        this.memory = new SyntheticMemory(folder);
        MarketMemory last = memory.stocks();
        MarketMemory lastCoins = memory.coins();
        // A restart takes other random numbers, or the same afternoon would come again.
        SyntheticParameters stated = settings.synthetic();
        this.parameters = stated.withSeed(stated.seed() + last.steps() * 1_000_003);
        this.clock = new MarketClock(system, settings.pace(), last.reached());
        tellIfPassedOver(settings.pace().start(), last.reached(), folder);
        this.loop = loop;
        this.sink = sink;
        this.steps = last.steps();
        this.stepsSaved = steps;
        this.stocks =
                new TickMaker(Listing.SYNTHETIC, parameters, last.prices(), last.nextTradeId());
        this.coins =
                new CryptoTicks(
                        settings.crypto(),
                        parameters.tradesPerQuotePercent(),
                        parameters.seed(),
                        lastCoins.prices(),
                        lastCoins.nextTradeId());
        Instant now = clock.instant();
        this.news =
                new NewsWire(
                        listings(),
                        settings.newsPerHour(),
                        parameters.seed(),
                        now.getEpochSecond());
        this.past = new SyntheticPast(settings, parameters, now, last.prices(), lastCoins.prices());
    }

    private static void tellIfPassedOver(@Nullable Instant start, Instant reached, Path folder) {
        if (start != null && reached.isAfter(start)) {
            LOG.warn(
                    "clockStart={} is passed over: this market has reached {}; move {} away to begin again, with a new account",
                    start,
                    reached,
                    folder);
        }
    }

    @Override
    public List<Listing> listings() {
        List<Listing> listings = new ArrayList<>(Listing.SYNTHETIC);
        if (settings.crypto().enabled()) {
            listings.addAll(CryptoModel.LISTINGS);
        }
        return listings;
    }

    @Override
    public List<MinuteBar> history(String symbol) {
        return past.minutes(symbol);
    }

    @Override
    public List<MinuteBar> past(String symbol) {
        return past.days(symbol);
    }

    @Override
    public long takeTradeId(String symbol) {
        return stocks.takeTradeId(symbol);
    }

    @Override
    public void start() {
        // Even a clock that waits to be moved has a market to look at.
        if (settings.pace().clock() == Pace.Clock.STEPPED) {
            step(clock.instant(), parameters.secondsPerTick());
        }
        resume();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void pause() {
        if (ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
    }

    @Override
    public void resume() {
        if (ticking == null && settings.pace().clock() != Pace.Clock.STEPPED) {
            long nanos = TimeUnit.SECONDS.toNanos(1) / parameters.ticksPerSecond();
            ticking = loop.scheduleWithFixedDelay(this::turn, 0, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void turn() {
        if (settings.pace().clock() == Pace.Clock.REAL) {
            step(clock.instant(), parameters.secondsPerTick());
        } else {
            catchUp();
        }
        if (steps - stepsSaved >= parameters.ticksPerSecond() * SECONDS_BETWEEN_SAVES) {
            save();
        }
    }

    private void catchUp() {
        Duration length = Duration.ofSeconds(1).dividedBy(parameters.ticksPerSecond());
        Instant due = clock.due();
        Instant next = clock.instant().plus(length);
        for (int i = 0; i < MOST_STEPS_PER_TURN && !next.isAfter(due); i++) {
            step(next, parameters.secondsPerTick());
            next = next.plus(length);
        }
    }

    @Override
    public boolean advance(Duration time) {
        if (settings.pace().clock() != Pace.Clock.STEPPED) {
            return false;
        }
        long wanted = Math.max(1, time.toSeconds() * parameters.ticksPerSecond());
        long count = Math.min(wanted, MOST_STEPS_PER_ADVANCE);
        Duration length = time.dividedBy(count);
        Instant end = clock.instant().plus(time);
        for (long i = 1; i < count; i++) {
            step(clock.instant().plus(length), length.toNanos() / 1e9);
        }
        step(end, length.toNanos() / 1e9);
        save();
        return true;
    }

    private void step(Instant at, double seconds) {
        try {
            clock.reached(at);
            if (settings.sessions().phase(at) != Sessions.Phase.CLOSED) {
                stocks.next(at, seconds).forEach(this::send);
            }
            if (settings.crypto().enabled()) {
                coins.next(at, seconds).forEach(this::send);
            }
            news.next(at, seconds).ifPresent(sink::accept);
            sink.flush();
            steps++;
        } catch (RuntimeException unexpected) {
            // An exception would end the schedule, and with it the market.
            LOG.error("market step failed steps={}", steps, unexpected);
        }
    }

    private void send(Tick tick) {
        if (tick instanceof Tick.Quote) {
            quotes++;
        } else if (tick instanceof Tick.Trade) {
            trades++;
        }
        sink.accept(tick);
    }

    private void save() {
        stepsSaved = steps;
        Instant now = clock.instant();
        memory.save(
                new MarketMemory(steps, stocks.nextTradeId(), now, stocks.prices()),
                new MarketMemory(steps, coins.nextTradeId(), now, coins.prices()));
    }

    @Override
    public void audienceChanged() {}

    @Override
    public Status status() {
        boolean stepped = settings.pace().clock() == Pace.Clock.STEPPED;
        String state = ticking != null ? "running" : stepped ? "waiting" : "paused";
        String detail = stepped ? "advance" : "";
        return new Status("synthetic", state, detail, quotes, trades, false);
    }

    @Override
    public void close() {
        pause();
        save();
    }
}
