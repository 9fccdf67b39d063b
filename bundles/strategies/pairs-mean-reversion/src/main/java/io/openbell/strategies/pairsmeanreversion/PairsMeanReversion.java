package io.openbell.strategies.pairsmeanreversion;

import io.openbell.api.market.Bar;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.strategy.Opportunity.Leg;
import io.openbell.api.strategy.Parameter;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Bets that two prices that belong together find back to each other. It begins with the minutes of the past. Once a second it takes the logarithm of the ratio of
 * their middles; when that is unusually far from its recent mean, the cheap one is bought and the dear one sold, until the
 * ratio is back, or so far off that the two may no longer belong together. After a bet that was given up it waits until the
 * ratio has been back once.
 */
public final class PairsMeanReversion implements Strategy {

    /** What can be configured. */
    public record Parameters(
            @Parameter(
                            defaultValue = "KO/PEP,XOM/CVX",
                            description = "Pairs, as SYMBOL/SYMBOL separated by commas.")
                    String pairs,
            @Parameter(
                            min = 10,
                            max = 86400,
                            step = 60,
                            defaultValue = "3600",
                            description = "Seconds over which mean and deviation are taken.")
                    int windowSeconds,
            @Parameter(
                            min = 5,
                            max = 86400,
                            defaultValue = "60",
                            description = "Seconds that must have been seen before the first bet.")
                    int warmUpSeconds,
            @Parameter(
                            min = 0.1,
                            max = 10,
                            step = 0.25,
                            defaultValue = "0.5",
                            description =
                                    "Standard deviations from the mean at which a bet is made.")
                    double entryDeviations,
            @Parameter(
                            min = 0,
                            max = 10,
                            step = 0.25,
                            defaultValue = "0",
                            description =
                                    "Standard deviations from the mean at which it is closed.")
                    double exitDeviations,
            @Parameter(
                            min = 0.2,
                            max = 100,
                            step = 0.5,
                            defaultValue = "5",
                            description = "Standard deviations at which it is given up.")
                    double stopDeviations,
            @Parameter(
                            min = 0,
                            max = 1000,
                            step = 0.5,
                            defaultValue = "1",
                            description =
                                    "Least gain to expect of a bet after both spreads, in basis points of its value; what the strategy engine asks for, or more.")
                    double minimumEdgeBps) {

        /** The three must be in order, and the pairs readable. */
        public Parameters {
            if (!(exitDeviations < entryDeviations && entryDeviations < stopDeviations)) {
                throw new IllegalArgumentException(
                        "exitDeviations < entryDeviations < stopDeviations must hold, were "
                                + exitDeviations
                                + ", "
                                + entryDeviations
                                + ", "
                                + stopDeviations);
            }
            if (warmUpSeconds > windowSeconds) {
                throw new IllegalArgumentException(
                        "warmUpSeconds = "
                                + warmUpSeconds
                                + " must not exceed windowSeconds = "
                                + windowSeconds);
            }
            Pair.parse(pairs);
        }
    }

    /** A bet that did not pay within this many windows was wrong about the pair. */
    private static final int PATIENCE_WINDOWS = 2;

    /**
     * Of so many seconds seen, half of the way back is believed. A mean over a short time follows the prices, and promises
     * more than comes: of simulated pairs with a half-life of a minute, a quarter came of what 25 seconds promised, half of
     * what 90 did, nine tenths of what 600 did.
     */
    private static final int DOUBT_SECONDS = 60;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** An opportunity that was not taken within this time is another one. */
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

    /** What was wished for in the last moment is answered by then. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

    private final Parameters parameters;
    private final List<PairState> states = new ArrayList<>();
    private @Nullable StrategyContext context;

    /** A strategy that has seen nothing yet. */
    public PairsMeanReversion(Parameters parameters) {
        this.parameters = parameters;
        Pair.parse(parameters.pairs())
                .forEach(pair -> states.add(new PairState(pair, parameters.windowSeconds())));
    }

    @Override
    public Map<Duration, Duration> history() {
        return Map.of(MINUTE, Duration.ofSeconds(parameters.windowSeconds()));
    }

    /** A ratio of two closes at the end of a minute stands for that minute. */
    @Override
    public void onHistory(List<Bar> bars) {
        for (PairState state : states) {
            Map<Instant, Double> firsts = closes(bars, state.pair().first());
            closes(bars, state.pair().second())
                    .forEach(
                            (at, second) -> {
                                Double first = firsts.get(at);
                                if (first != null) {
                                    state.ratios()
                                            .add(Math.log(first / second), MINUTE.toSeconds());
                                }
                            });
        }
    }

    private static Map<Instant, Double> closes(List<Bar> bars, Symbol symbol) {
        Map<Instant, Double> closes = new TreeMap<>();
        bars.stream()
                .filter(bar -> bar.symbol().equals(symbol) && bar.width().equals(MINUTE))
                .forEach(bar -> closes.put(bar.at(), bar.close().toDouble()));
        return closes;
    }

    @Override
    public void onStart(StrategyContext started) {
        context = started;
        for (PairState state : states) {
            Pair pair = state.pair();
            if (!started.symbols().containsAll(List.of(pair.first(), pair.second()))) {
                throw new IllegalArgumentException(
                        "pairs = "
                                + parameters.pairs()
                                + ": both of "
                                + pair
                                + " must be among symbols = "
                                + started.symbols());
            }
            if (state.side() == 0) {
                adopt(started, state);
            }
        }
    }

    /** Goes on with the bet that an instance without a memory left; closes what is left of half a bet. */
    private void adopt(StrategyContext live, PairState state) {
        Pair pair = state.pair();
        int first = Long.signum(live.position(pair.first()).raw());
        int second = Long.signum(live.position(pair.second()).raw());
        if (first * second < 0) {
            state.enter(first);
        } else if (first != 0 || second != 0) {
            close(live, pair, pair + " has one side only");
        }
    }

    @Override
    public void onTimer(Instant now) {
        StrategyContext live = context;
        if (live != null) {
            states.forEach(state -> sample(live, state));
        }
    }

    private void sample(StrategyContext live, PairState state) {
        Reading reading = Reading.of(live, state.pair());
        if (reading == null) {
            return;
        }
        state.ratios().add(reading.logRatio(), 1);
        if (state.ratios().seconds() < parameters.warmUpSeconds() || !state.ratios().varies()) {
            return;
        }
        double deviations = state.ratios().deviations();
        if (Math.abs(deviations) <= parameters.exitDeviations()) {
            state.calmDown();
        }
        if (state.side() != 0) {
            considerExit(live, state, deviations);
        } else if (!state.isResting()) {
            considerEntry(live, state, reading, deviations);
        }
    }

    private void considerEntry(
            StrategyContext live, PairState state, Reading reading, double deviations) {
        double distance = Math.abs(deviations);
        if (distance < parameters.entryDeviations() || distance >= parameters.stopDeviations()) {
            return;
        }
        double seen = state.ratios().seconds();
        double trust = seen / (seen + DOUBT_SECONDS);
        double wayBackBps =
                (distance - parameters.exitDeviations()) * state.ratios().deviation() * 10_000;
        // Half of the gross value is in each leg: the pair earns half of the way back, and pays
        // half of each spread on
        // the way in and out together, which is the mean of the two.
        double edgeBps = trust * wayBackBps / 2 - reading.spreadBps();
        if (edgeBps < parameters.minimumEdgeBps()) {
            return;
        }
        int side = deviations > 0 ? -1 : 1;
        state.enter(side);
        live.publish(
                describe(state.pair(), deviations, side > 0 ? "cheap" : "dear"),
                legs(state.pair(), side * 0.5),
                edgeBps,
                trust,
                TIME_TO_LIVE);
    }

    private void considerExit(StrategyContext live, PairState state, double deviations) {
        if (isNotTaken(live, state)) {
            state.leave(state.wasTraded());
            return;
        }
        double towardsUs = -deviations * state.side();
        boolean back = towardsUs <= parameters.exitDeviations();
        boolean lost = towardsUs >= parameters.stopDeviations();
        boolean tooLong =
                state.heldSeconds() > (long) PATIENCE_WINDOWS * parameters.windowSeconds();
        state.hold();
        if (back || lost || tooLong) {
            state.leave(!back);
            String what = back ? "is back" : lost ? "is lost" : "takes too long";
            close(live, state.pair(), describe(state.pair(), deviations, what));
        }
    }

    /** Its time is over and nothing came of it: the engine passed, or risk or venue refused. */
    private static boolean isNotTaken(StrategyContext live, PairState state) {
        Pair pair = state.pair();
        return state.heldSeconds() > TIME_TO_LIVE.plus(ANSWERED_WITHIN).toSeconds()
                && live.position(pair.first()).isZero()
                && live.position(pair.second()).isZero()
                && live.openOrders().stream()
                        .noneMatch(order -> pair.contains(order.intent().symbol()));
    }

    @Override
    public void onFill(OrderFilled fill) {
        for (PairState state : states) {
            if (state.pair().contains(fill.symbol())) {
                state.traded();
            }
        }
    }

    private static void close(StrategyContext live, Pair pair, String why) {
        live.publish(why, legs(pair, 0), 0, 1, TIME_TO_LIVE);
    }

    private static List<Leg> legs(Pair pair, double weight) {
        return List.of(new Leg(pair.first(), weight), new Leg(pair.second(), 0 - weight));
    }

    private static String describe(Pair pair, double deviations, String what) {
        return String.format(Locale.ROOT, "%s %s at %.2f deviations", pair, what, deviations);
    }

    @Override
    public Map<String, String> snapshot() {
        Map<String, String> snapshot = new LinkedHashMap<>();
        states.forEach(state -> snapshot.put(state.pair().toString(), state.asText()));
        return snapshot;
    }

    @Override
    public void restore(Map<String, String> snapshot) {
        for (PairState state : states) {
            String text = snapshot.get(state.pair().toString());
            if (text != null) {
                state.restore(text);
            }
        }
    }
}
