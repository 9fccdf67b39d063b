package io.openbell.strategies.pairsmeanreversion;

import io.openbell.api.strategy.Opportunity.Leg;
import io.openbell.api.strategy.Parameter;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bets that two prices that belong together find back to each other. Once a second it takes the logarithm of the ratio of
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
                            defaultValue = "600",
                            description = "Seconds over which mean and deviation are taken.")
                    int windowSeconds,
            @Parameter(
                            min = 5,
                            max = 86400,
                            defaultValue = "20",
                            description = "Seconds that must have been seen before the first bet.")
                    int warmUpSeconds,
            @Parameter(
                            min = 0.1,
                            max = 10,
                            step = 0.25,
                            defaultValue = "1.5",
                            description =
                                    "Standard deviations from the mean at which a bet is made.")
                    double entryDeviations,
            @Parameter(
                            min = 0,
                            max = 10,
                            step = 0.25,
                            defaultValue = "0.25",
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

    /** An opportunity that was not taken within this time is another one. */
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

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
        state.ratios().add(reading.logRatio());
        if (state.ratios().size() < parameters.warmUpSeconds() || !state.ratios().varies()) {
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
        double seen = state.ratios().size();
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

    /** Two symbols that belong together. */
    record Pair(Symbol first, Symbol second) {

        static List<Pair> parse(String text) {
            List<Pair> pairs = new ArrayList<>();
            Set<Symbol> taken = new HashSet<>();
            for (String part : text.split(",")) {
                String[] symbols = part.strip().split("/");
                if (symbols.length != 2) {
                    throw new IllegalArgumentException(
                            "pairs = " + text + ": '" + part.strip() + "' is no SYMBOL/SYMBOL");
                }
                Pair pair = new Pair(Symbol.of(symbols[0].strip()), Symbol.of(symbols[1].strip()));
                for (Symbol symbol : List.of(pair.first(), pair.second())) {
                    if (!taken.add(symbol)) {
                        throw new IllegalArgumentException(
                                "pairs = " + text + ": " + symbol + " stands there twice");
                    }
                }
                pairs.add(pair);
            }
            return pairs;
        }

        @Override
        public String toString() {
            return first + "/" + second;
        }
    }
}
