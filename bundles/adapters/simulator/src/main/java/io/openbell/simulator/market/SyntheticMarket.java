package io.openbell.simulator.market;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Eight correlated symbols, always in session, by the system's clock. */
public final class SyntheticMarket implements MarketSource {

    private static final Logger LOG = LoggerFactory.getLogger(SyntheticMarket.class);

    private static final long SECONDS_BETWEEN_SAVES = 2;

    private final List<Listing> listings = Listing.SYNTHETIC;
    private final SyntheticParameters parameters;
    private final Path memoryFile;
    private final InstantSource clock;
    private final ScheduledExecutorService loop;
    private final TickSink sink;
    private final TickMaker maker;
    private final Map<String, List<MinuteBar>> history;
    private long steps;
    private long quotes;
    private long trades;
    private boolean saveFails;
    private @Nullable ScheduledFuture<?> ticking;

    /**
     * Reads the last prices and makes the past up; does not tick yet.
     *
     * @throws IOException if the last prices cannot be read
     */
    public SyntheticMarket(
            SyntheticParameters stated,
            Path memoryFile,
            InstantSource clock,
            ScheduledExecutorService loop,
            TickSink sink)
            throws IOException {
        MarketMemory memory = MarketMemory.load(memoryFile, listings);
        // A restart takes other random numbers, or the same afternoon would come again.
        this.parameters = stated.withSeed(stated.seed() + memory.steps() * 1_000_003);
        this.memoryFile = memoryFile;
        this.clock = clock;
        this.loop = loop;
        this.sink = sink;
        this.steps = memory.steps();
        this.maker = new TickMaker(listings, parameters, memory.prices(), memory.nextTradeId());
        this.history =
                new GeneratedHistory(listings, parameters).before(clock.instant(), memory.prices());
    }

    @Override
    public List<Listing> listings() {
        return listings;
    }

    @Override
    public List<MinuteBar> history(String symbol) {
        return history.getOrDefault(symbol, List.of());
    }

    @Override
    public void start() {
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
        if (ticking == null) {
            long nanos = TimeUnit.SECONDS.toNanos(1) / parameters.ticksPerSecond();
            ticking = loop.scheduleWithFixedDelay(this::step, 0, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void step() {
        try {
            for (Tick tick : maker.next(clock.instant())) {
                if (tick instanceof Tick.Quote) {
                    quotes++;
                } else if (tick instanceof Tick.Trade) {
                    trades++;
                }
                sink.accept(tick);
            }
            sink.flush();
            steps++;
            if (steps % (parameters.ticksPerSecond() * SECONDS_BETWEEN_SAVES) == 0) {
                save();
            }
        } catch (RuntimeException unexpected) {
            // An exception would end the schedule, and with it the market.
            LOG.error("market step failed steps={}", steps, unexpected);
        }
    }

    private void save() {
        try {
            new MarketMemory(steps, maker.nextTradeId(), maker.prices()).save(memoryFile, listings);
            saveFails = false;
        } catch (IOException failure) {
            if (!saveFails) {
                saveFails = true;
                LOG.warn(
                        "last prices not saved, a restart would jump file={} cause={}",
                        memoryFile,
                        failure.toString());
            }
        }
    }

    @Override
    public void audienceChanged() {}

    @Override
    public Status status() {
        String state = ticking == null ? "paused" : "running";
        return new Status("synthetic", state, "", quotes, trades, false);
    }

    @Override
    public void close() {
        pause();
        save();
    }
}
