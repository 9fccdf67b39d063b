package io.openbell.strategies.movingaveragecross;

import io.openbell.api.market.Bar;
import io.openbell.api.strategy.Parameter;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the trend: when the average of the last few closes crosses above the average of more of them, prices are taken to
 * rise; when it crosses below, to fall. Says nothing between crossings.
 */
public final class MovingAverageCross implements Strategy {

    /** What can be configured. */
    public record Parameters(
            @Parameter(
                            min = 1,
                            max = 500,
                            step = 1,
                            defaultValue = "3",
                            description = "Bars of the fast average.")
                    int fastBars,
            @Parameter(
                            min = 2,
                            max = 1000,
                            step = 5,
                            defaultValue = "8",
                            description = "Bars of the slow average; more than fastBars.")
                    int slowBars,
            @Parameter(
                            min = 1,
                            max = 86400,
                            defaultValue = "1",
                            description =
                                    "Width of a bar in seconds; one of barSeconds of the market data collector.")
                    int barSeconds,
            @Parameter(
                            min = 0,
                            max = 1000,
                            step = 0.5,
                            defaultValue = "1.5",
                            description =
                                    "How far beyond the slow average the fast one must be to have crossed it, in basis points; less is noise.")
                    double minimumGapBps,
            @Parameter(
                            defaultValue = "false",
                            description =
                                    "Sell short when prices are taken to fall; otherwise only sell what is held.")
                    boolean allowShort) {

        /** The fast average must be faster. */
        public Parameters {
            if (fastBars >= slowBars) {
                throw new IllegalArgumentException(
                        "fastBars = " + fastBars + " must be below slowBars = " + slowBars);
            }
        }
    }

    /** Of the past, so many times what the slow average needs. */
    private static final int GAPS = 4;

    private final Parameters parameters;
    private final Map<Symbol, Closes> closes = new LinkedHashMap<>();
    private @Nullable StrategyContext context;

    /** A strategy that has seen nothing yet. */
    public MovingAverageCross(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Set<Duration> barWidths() {
        return Set.of(Duration.ofSeconds(parameters.barSeconds()));
    }

    @Override
    public Map<Duration, Duration> history() {
        Duration width = Duration.ofSeconds(parameters.barSeconds());
        // Venues keep bars of minutes; a market that closes has gaps, so that more is asked for
        // than needed.
        return width.toSecondsPart() == 0 && width.toMinutes() <= 59
                ? Map.of(width, width.multipliedBy((long) parameters.slowBars() * GAPS))
                : Map.of();
    }

    /** The averages are known, and where they are to each other; a crossing of the past is none of today's. */
    @Override
    public void onHistory(List<Bar> bars) {
        bars.forEach(this::crosses);
    }

    @Override
    public void onStart(StrategyContext started) {
        context = started;
        for (Symbol symbol : started.symbols()) {
            // What is held was bought or sold on a crossing, seen by an earlier instance.
            int held = Long.signum(started.position(symbol).raw());
            if (held != 0) {
                of(symbol).startOn(held);
            }
        }
    }

    @Override
    public void onBar(Bar bar) {
        if (crosses(bar)) {
            Closes window = of(bar.symbol());
            signal(
                    bar.symbol(),
                    window.average(parameters.fastBars()),
                    window.average(parameters.slowBars()));
        }
    }

    private boolean crosses(Bar bar) {
        Closes window = of(bar.symbol());
        window.add(bar.close().toDouble());
        if (!window.isFull()) {
            return false;
        }
        double fast = window.average(parameters.fastBars());
        double slow = window.average(parameters.slowBars());
        double gapBps = (fast / slow - 1) * 10_000;
        int side = Math.abs(gapBps) > parameters.minimumGapBps() ? (gapBps > 0 ? 1 : -1) : 0;
        return window.crossed(side);
    }

    private Closes of(Symbol symbol) {
        return closes.computeIfAbsent(symbol, any -> new Closes(parameters.slowBars()));
    }

    private void signal(Symbol symbol, double fast, double slow) {
        boolean rising = fast > slow;
        double falling = parameters.allowShort() ? -1 : 0;
        String reason =
                String.format(
                        Locale.ROOT,
                        "average of %d bars %.4f crossed %s average of %d bars %.4f",
                        parameters.fastBars(),
                        fast,
                        rising ? "above" : "below",
                        parameters.slowBars(),
                        slow);
        Duration timeToLive =
                Duration.ofSeconds((long) parameters.barSeconds() * parameters.fastBars());
        if (context != null) {
            context.signal(symbol, rising ? 1 : falling, timeToLive, reason);
        }
    }

    @Override
    public Map<String, String> snapshot() {
        Map<String, String> snapshot = new LinkedHashMap<>();
        closes.forEach((symbol, window) -> snapshot.put(symbol.ticker(), window.asText()));
        return snapshot;
    }

    @Override
    public void restore(Map<String, String> snapshot) {
        snapshot.forEach(
                (symbol, text) ->
                        closes.put(Symbol.of(symbol), Closes.of(parameters.slowBars(), text)));
    }
}
