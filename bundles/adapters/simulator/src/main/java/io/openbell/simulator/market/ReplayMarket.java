package io.openbell.simulator.market;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recorded market. Its clock is the time of the last row sent. It runs while every recorded symbol and kind has a
 * subscriber and none of them is behind: nothing is dropped, the slowest reader sets the pace. Files are merged by time;
 * within a file, and at equal times between files, the given order is kept.
 */
public final class ReplayMarket implements MarketSource {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayMarket.class);

    private static final int ROWS_PER_FRAME = 100;
    private static final int ROWS_PER_TURN = 2_000;

    private final double speed;
    private final ScheduledExecutorService loop;
    private final TickSink sink;
    private final Audience audience;
    private final List<LeanTickFile> files = new ArrayList<>();
    private final List<@Nullable Tick> heads = new ArrayList<>();
    private final Map<String, Long> tradeIds = new HashMap<>();
    private Instant now;
    private boolean started;
    private boolean paused;
    private boolean finished;
    private String failure = "";
    private String waitingFor = "";
    private long quotes;
    private long trades;
    private @Nullable ScheduledFuture<?> next;
    private @Nullable Instant pacedFrom;
    private long pacedFromNanos;

    /**
     * Looks at the names of the files, not into them.
     *
     * @param speed 1 as recorded, 10 ten times as fast, 0 as fast as the readers read
     * @throws IllegalArgumentException if a file is not named as LEAN does
     */
    public ReplayMarket(
            List<Path> paths,
            double speed,
            ScheduledExecutorService loop,
            TickSink sink,
            Audience audience) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException(
                    "replayFiles: marketSource=replay needs at least one");
        }
        this.speed = speed;
        this.loop = loop;
        this.sink = sink;
        this.audience = audience;
        paths.forEach(path -> files.add(LeanTickFile.at(path)));
        this.now = files.stream().map(LeanTickFile::midnight).min(Instant::compareTo).orElseThrow();
    }

    /**
     * Looks at the name of a file only.
     *
     * @throws IllegalArgumentException if it is not named as LEAN does
     */
    public static void requireName(Path path) {
        LeanTickFile.at(path);
    }

    @Override
    public List<Listing> listings() {
        return files.stream().map(LeanTickFile::symbol).distinct().map(Listing::recorded).toList();
    }

    @Override
    public List<MinuteBar> history(String symbol) {
        return List.of();
    }

    /** The row that was read ahead has the number before. */
    @Override
    public long takeTradeId(String symbol) {
        return tradeIds.merge(symbol, 1L, Long::sum);
    }

    @Override
    public void start() {
        try {
            for (LeanTickFile file : files) {
                heads.add(read(file));
            }
            started = true;
            run();
        } catch (IOException unreadable) {
            fail(unreadable);
        }
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        audienceChanged();
    }

    @Override
    public void audienceChanged() {
        if (started && !finished) {
            schedule(0);
        }
    }

    /** At most one turn is ahead: flushing may report a listener that caught up while a turn is on. */
    private void schedule(long nanos) {
        if (next == null) {
            next = loop.schedule(this::turn, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void turn() {
        next = null;
        run();
    }

    private void run() {
        try {
            int rows = 0;
            while (!finished && mayRun()) {
                long wait = nanosUntilDue();
                if (wait > 0 || rows >= ROWS_PER_TURN) {
                    sink.flush();
                    schedule(wait);
                    return;
                }
                sendOne();
                rows++;
                if (rows % ROWS_PER_FRAME == 0) {
                    sink.flush();
                }
            }
            sink.flush();
        } catch (IOException unreadable) {
            fail(unreadable);
        }
    }

    private boolean mayRun() {
        waitingFor = "";
        if (paused) {
            pacedFrom = null;
            return false;
        }
        for (LeanTickFile file : files) {
            if (!audience.hears(file.symbol(), file.trades())) {
                waitingFor =
                        "a subscriber for "
                                + (file.trades() ? "trades" : "quotes")
                                + " of "
                                + file.symbol();
                pacedFrom = null;
                return false;
            }
        }
        if (!audience.keepsUp()) {
            waitingFor = "the slowest reader";
            pacedFrom = null;
            return false;
        }
        return true;
    }

    private long nanosUntilDue() {
        Tick head = earliest();
        if (speed <= 0 || head == null) {
            return 0;
        }
        if (pacedFrom == null) {
            pacedFrom = head.at();
            pacedFromNanos = System.nanoTime();
        }
        double due = Duration.between(pacedFrom, head.at()).toNanos() / speed;
        return (long) due - (System.nanoTime() - pacedFromNanos);
    }

    private @Nullable Tick earliest() {
        int file = earliestFile();
        return file < 0 ? null : heads.get(file);
    }

    private int earliestFile() {
        int best = -1;
        Instant earliest = Instant.MAX;
        for (int i = 0; i < heads.size(); i++) {
            Tick head = heads.get(i);
            if (head != null && head.at().isBefore(earliest)) {
                best = i;
                earliest = head.at();
            }
        }
        return best;
    }

    private void sendOne() throws IOException {
        int file = earliestFile();
        Tick tick = file < 0 ? null : heads.get(file);
        if (tick == null) {
            finish();
            return;
        }
        heads.set(file, read(files.get(file)));
        now = tick.at();
        if (tick instanceof Tick.Quote) {
            quotes++;
        } else {
            trades++;
        }
        sink.accept(tick);
    }

    private @Nullable Tick read(LeanTickFile file) throws IOException {
        long id = tradeIds.getOrDefault(file.symbol(), 0L) + 1;
        Tick tick = file.next(id);
        if (tick instanceof Tick.Trade) {
            tradeIds.put(file.symbol(), id);
        }
        return tick;
    }

    private void finish() {
        finished = true;
        sink.end();
        LOG.info("replay finished trades={} quotes={} time={}", trades, quotes, now);
    }

    private void fail(IOException cause) {
        finished = true;
        failure = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        sink.flush();
        LOG.error("replay stopped trades={} quotes={} cause={}", trades, quotes, failure);
    }

    @Override
    public Status status() {
        String state =
                !failure.isEmpty()
                        ? "failed"
                        : finished
                                ? "finished"
                                : paused ? "paused" : waitingFor.isEmpty() ? "running" : "waiting";
        String detail = failure.isEmpty() ? waitingFor : failure;
        return new Status("replay", state, detail, quotes, trades, finished);
    }

    @Override
    public void close() {
        finished = true;
        if (next != null) {
            next.cancel(false);
        }
        for (LeanTickFile file : files) {
            try {
                file.close();
            } catch (IOException unclean) {
                LOG.debug("replay file not closed cause={}", unclean.toString());
            }
        }
    }
}
