package io.openbell.itests.contract;

import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws faults: every kind once, in any order, then every kind once more. */
final class FaultDraw {

    static final String UPDATES = "/stream";

    private static final Map<FaultKind, List<Integer>> CODES =
            Map.of(
                    FaultKind.ERROR_BEFORE, List.of(500, 502, 503),
                    FaultKind.ERROR_AFTER, List.of(500, 504),
                    FaultKind.STREAM_ERROR, List.of(402, 405, 406, 407, 409));

    private final Random random;
    private final Stage stage;
    private final List<FaultKind> left = new ArrayList<>();

    FaultDraw(Random random, Stage stage) {
        this.random = random;
        this.stage = stage;
    }

    FaultPlan next() {
        if (left.isEmpty()) {
            left.addAll(stage.faults());
            Collections.shuffle(left, random);
        }
        return plan(left.remove(left.size() - 1));
    }

    private FaultPlan plan(FaultKind kind) {
        String method = "";
        String path = "";
        String symbol = "";
        switch (kind.place()) {
            case REQUEST, ANSWER -> {
                method = one(List.of("POST", "POST", "PATCH", "DELETE", "GET", ""));
                path = "/v2/";
            }
            case STREAM -> path = one(List.of(stage.marketPath(), UPDATES));
            case LINK ->
                    path =
                            kind == FaultKind.GHOST_SESSION
                                    ? stage.marketPath()
                                    : one(List.of("", stage.marketPath()));
            case TICK -> symbol = stage.traded().ticker();
            case TRADING, STATE -> {
                if (kind == FaultKind.MUTE) {
                    path = one(List.of(stage.marketPath(), UPDATES));
                } else if (kind == FaultKind.HALTED_SYMBOL) {
                    symbol = stage.traded().ticker();
                }
            }
        }
        return new FaultPlan(
                kind,
                method,
                path,
                symbol,
                1 + random.nextInt(3),
                1,
                random.nextLong(),
                Duration.ZERO,
                CODES.containsKey(kind) ? one(CODES.get(kind)) : 0,
                millis(kind));
    }

    private long millis(FaultKind kind) {
        return switch (kind) {
            case SLOW_BODY -> 1 + random.nextInt(10);
            case LATE_VISIBILITY, GHOST_SESSION -> 200 + random.nextInt(400);
            case CORRECTED_TRADE, CANCELED_TRADE -> 50 + random.nextInt(400);
            case CLOCK_SKEW -> (random.nextBoolean() ? 1 : -1) * 3_600_000L;
            default -> 0;
        };
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
