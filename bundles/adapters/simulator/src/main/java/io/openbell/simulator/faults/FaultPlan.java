package io.openbell.simulator.faults;

import java.time.Duration;

/**
 * A fault to come.
 *
 * @param method      requests of that method only; empty for any
 * @param path        requests and streams whose path begins so; empty for any
 * @param symbol      orders, quotes and events of that symbol only; empty for any
 * @param count       strikes that often; 0 for any number; does not apply to lasting ones
 * @param probability of striking where it could, 0 to 1
 * @param seed        of the dice
 * @param duration    strikes no later than that after it was armed; zero for no end
 * @param code        status or error code, where one applies
 * @param millis      how long or how much, where that applies
 */
public record FaultPlan(
        FaultKind kind,
        String method,
        String path,
        String symbol,
        int count,
        double probability,
        long seed,
        Duration duration,
        int code,
        long millis) {

    /** Strikes once, at the first occasion. */
    public static FaultPlan once(FaultKind kind) {
        return new FaultPlan(
                kind, "", "", "", 1, 1, 1, Duration.ZERO, kind.usualCode(), kind.usualMillis());
    }

    /** Requests and streams whose path begins so. */
    public FaultPlan at(String otherMethod, String otherPath) {
        return new FaultPlan(
                kind,
                otherMethod,
                otherPath,
                symbol,
                count,
                probability,
                seed,
                duration,
                code,
                millis);
    }

    /** That symbol only. */
    public FaultPlan of(String otherSymbol) {
        return new FaultPlan(
                kind, method, path, otherSymbol, count, probability, seed, duration, code, millis);
    }

    /** Any number of times, at random. */
    public FaultPlan sometimes(double otherProbability, long otherSeed) {
        return new FaultPlan(
                kind, method, path, symbol, 0, otherProbability, otherSeed, duration, code, millis);
    }

    /** For how long or how much. */
    public FaultPlan withMillis(long otherMillis) {
        return new FaultPlan(
                kind, method, path, symbol, count, probability, seed, duration, code, otherMillis);
    }

    boolean matches(Occasion occasion) {
        return (method.isEmpty() || method.equals(occasion.method()))
                && occasion.path().startsWith(path)
                && (symbol.isEmpty() || symbol.equals(occasion.symbol()));
    }
}
