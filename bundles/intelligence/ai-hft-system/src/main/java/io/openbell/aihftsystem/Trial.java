package io.openbell.aihftsystem;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyComparison;
import io.openbell.kernel.strategy.ShadowRunner;
import io.openbell.kernel.strategy.ShadowSeed;
import io.openbell.kernel.strategy.StrategyOutput;
import io.openbell.kernel.strategy.StrategySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs the strategies of a new bundle beside those that trade, on the same events and on a thread of their own, so that
 * whatever they do holds up nobody. Its thread ends with {@link #close}, or with the trial.
 */
final class Trial implements AutoCloseable {

    private static final int LONGEST_BACKLOG = 65_536;
    private static final Duration SEED_LIMIT = Duration.ofSeconds(5);
    private static final long LOOK_NANOS = 2_000_000;

    /** A strategy on trial. */
    record Candidate(
            String name,
            String version,
            String incumbentVersion,
            Strategy strategy,
            StrategySettings settings,
            List<Bar> past) {}

    /** How long it lasts: until all have had so many events, or until the time is over. */
    record Length(int events, Duration most) {}

    private final List<Candidate> candidates;
    private final StrategyOutput log;
    private final Set<Symbol> symbols = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Backlog backlog = new Backlog(LONGEST_BACKLOG);
    private final CompletableFuture<Map<String, ShadowSeed>> seeds = new CompletableFuture<>();
    private final List<ShadowRunner> runners = new ArrayList<>();
    private volatile boolean overflowed;
    private volatile boolean closed;
    private volatile List<StrategyComparison> comparisons = List.of();

    Trial(List<Candidate> candidates, StrategyOutput log) {
        this.candidates = List.copyOf(candidates);
        this.log = log;
        for (Candidate candidate : candidates) {
            symbols.addAll(candidate.settings().symbols());
            names.add(candidate.name());
        }
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /** On the loop: where those that trade stand at this point of the sequence. */
    void seeded(Map<String, ShadowSeed> found) {
        seeds.complete(found);
    }

    /** On the loop: one of those that trade cannot say where it stands. */
    void notSeeded(String reason) {
        seeds.completeExceptionally(new TrialFailed(reason));
    }

    /** On the loop, every event after the seed; never blocks. */
    void offer(Instant now, TradingEvent event) {
        if (!closed && concerns(event) && !backlog.offer(now, event)) {
            overflowed = true;
        }
    }

    private boolean concerns(TradingEvent event) {
        if (event instanceof MarketEvent market) {
            return symbols.contains(market.symbol());
        }
        if (event instanceof Signal signal) {
            return names.contains(signal.source());
        }
        if (event instanceof Opportunity opportunity) {
            return names.contains(opportunity.source());
        }
        return event instanceof OrderEvent
                || event instanceof PositionAdjusted
                || event instanceof SymbolChanged
                || event instanceof TimerTick
                || event instanceof QuoteSnapshot;
    }

    /**
     * Begins, and takes events until the trial has been long enough. On the trial's thread.
     *
     * @param work told what is being done, so that somebody can see that it hangs
     * @throws TrialFailed with the reason, for people
     */
    void pass(Length length, WorkMonitor work) throws InterruptedException {
        Map<String, ShadowSeed> found = awaitSeeds();
        for (Candidate candidate : candidates) {
            ShadowSeed seed = found.get(candidate.name());
            if (seed == null) {
                throw new TrialFailed("nobody knows where " + candidate.name() + " stands");
            }
            ShadowRunner runner =
                    new ShadowRunner(
                            candidate.name(),
                            candidate.version(),
                            candidate.strategy(),
                            candidate.settings(),
                            seed,
                            System::nanoTime,
                            log);
            work.run(candidate.name() + " begins", () -> runner.begin(candidate.past()));
            runners.add(runner);
            check(runner, candidate);
        }
        long end = System.nanoTime() + length.most().toNanos();
        while (System.nanoTime() - end < 0
                && runners.stream().anyMatch(runner -> runner.events() < length.events())) {
            next(work);
        }
        for (ShadowRunner runner : runners) {
            work.run("snapshot()", () -> runner.trySnapshot(Instant.EPOCH));
        }
        checkAll();
    }

    /**
     * Goes on beside the others until {@link #close}.
     *
     * @throws TrialFailed if it cannot go on
     */
    boolean follow(WorkMonitor work) throws InterruptedException {
        publish();
        while (!closed) {
            next(work);
            publish();
        }
        return true;
    }

    /** It gets nothing more, and its comparisons say why. Any thread; the trial's may be stuck. */
    synchronized void fail(String reason) {
        closed = true;
        comparisons = comparisons.stream().map(last -> last.failed(reason)).toList();
    }

    private Map<String, ShadowSeed> awaitSeeds() throws InterruptedException {
        try {
            return seeds.get(SEED_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException refused) {
            Throwable cause = refused.getCause();
            throw new TrialFailed(String.valueOf(cause == null ? refused : cause.getMessage()));
        } catch (java.util.concurrent.TimeoutException late) {
            throw new TrialFailed(
                    "the trading loop has not answered for " + SEED_LIMIT.toSeconds() + " s");
        }
    }

    private void next(WorkMonitor work) throws InterruptedException {
        Backlog.Timed timed = backlog.poll();
        if (timed != null) {
            work.run(
                    "takes a " + timed.event().getClass().getSimpleName(),
                    () -> runners.forEach(runner -> runner.onEvent(timed.now(), timed.event())));
        } else {
            rest();
        }
        checkAll();
    }

    /** Until the next look; whoever gives the trial up interrupts it. */
    private static void rest() throws InterruptedException {
        LockSupport.parkNanos(LOOK_NANOS);
        if (Thread.interrupted()) {
            throw new InterruptedException("the trial was given up");
        }
    }

    private void checkAll() {
        if (overflowed) {
            throw new TrialFailed(
                    "it is too slow: " + LONGEST_BACKLOG + " events wait for it in its shadow");
        }
        for (int i = 0; i < runners.size(); i++) {
            check(runners.get(i), candidates.get(i));
        }
    }

    private static void check(ShadowRunner runner, Candidate candidate) {
        if (!runner.failure().isEmpty()) {
            throw new TrialFailed(candidate.name() + ": " + runner.failure());
        }
    }

    private synchronized void publish() {
        if (closed) {
            return;
        }
        List<StrategyComparison> now = new ArrayList<>();
        for (int i = 0; i < runners.size(); i++) {
            Candidate candidate = candidates.get(i);
            now.add(
                    runners.get(i)
                            .comparison(
                                    candidate.incumbentVersion(),
                                    candidate.version(),
                                    backlog.size()));
        }
        comparisons = List.copyOf(now);
    }

    /** As of the last event it took. Any thread. */
    List<StrategyComparison> comparisons() {
        return comparisons;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Why a bundle is not taken into use. */
    static final class TrialFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TrialFailed(String reason) {
            super(reason);
        }

        TrialFailed(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }
}
