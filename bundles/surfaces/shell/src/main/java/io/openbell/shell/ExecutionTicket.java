package io.openbell.shell;

import io.openbell.api.order.Algorithm;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.Sources;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator typed about trading over time, understood. */
record ExecutionTicket(OrderTicket order, Algorithm algorithm, Optional<Price> limit) {

    private static final int DAY_MINUTES = 1_440;

    /** The options of algorithms; null where not given. */
    record Options(
            String algorithm,
            @Nullable String minutes,
            @Nullable String slices,
            @Nullable String percent,
            @Nullable String show) {}

    static ExecutionTicket read(OrderTicket order, Options options) throws CommandFailed {
        if (order.timeInForce() != TimeInForce.DAY) {
            throw Arguments.usage("--tif does not go with --algo: parts are orders of the day");
        }
        if (!order.instructions().isPlain()) {
            throw Arguments.usage(
                    "exits, legs, amounts of money and extended hours do not go with --algo");
        }
        Optional<Price> limit;
        if (order.terms() instanceof OrderTerms.Limit limited) {
            limit = Optional.of(limited.limitPrice());
        } else if (order.terms() instanceof OrderTerms.Market) {
            limit = Optional.empty();
        } else {
            throw Arguments.usage("of the price options only --limit goes with --algo");
        }
        return new ExecutionTicket(order, algorithm(options), limit);
    }

    private static Algorithm algorithm(Options options) throws CommandFailed {
        int minutes =
                Arguments.integer("--minutes", options.minutes() == null ? "" : options.minutes());
        Arguments.within("--minutes", minutes, 1, DAY_MINUTES);
        Duration over = Duration.ofMinutes(minutes);
        int slices =
                options.slices() == null
                        ? minutes
                        : Arguments.integer("--slices", options.slices());
        return switch (options.algorithm()) {
            case "twap" -> new Algorithm.Twap(over, slices);
            case "vwap" -> new Algorithm.Vwap(over, slices);
            case "pov" ->
                    new Algorithm.Participation(
                            Arguments.percent("--percent", given("--percent", options.percent())),
                            over);
            case "iceberg" ->
                    new Algorithm.Iceberg(
                            Arguments.quantity(given("--show", options.show())), over);
            default ->
                    throw Arguments.usage(
                            "--algo must be one of twap, vwap, pov, iceberg, was '"
                                    + options.algorithm()
                                    + "'");
        };
    }

    private static String given(String option, @Nullable String value) throws CommandFailed {
        if (value == null) {
            throw Arguments.usage(option + " is needed for this algorithm");
        }
        return value;
    }

    ExecuteOrder wish(IntentId id, Instant now) {
        return new ExecuteOrder(
                id,
                Sources.OPERATOR,
                order.symbol(),
                order.side(),
                order.quantity(),
                limit,
                algorithm,
                "placed by hand",
                now);
    }

    /** The figures of an algorithm in words. */
    static String describe(Algorithm algorithm) {
        if (algorithm instanceof Algorithm.Twap twap) {
            return minutes(twap.over()) + " in " + twap.slices();
        } else if (algorithm instanceof Algorithm.Vwap vwap) {
            return minutes(vwap.over()) + " in " + vwap.slices();
        } else if (algorithm instanceof Algorithm.Participation share) {
            return share.percent() + "% for " + minutes(share.atMost());
        } else if (algorithm instanceof Algorithm.Iceberg iceberg) {
            return "shows " + iceberg.shown() + " for " + minutes(iceberg.atMost());
        }
        return "";
    }

    private static String minutes(Duration time) {
        return time.toMinutes() + " min";
    }

    /** How much of the whole, as a bar of ten. */
    static String bar(Quantity done, Quantity whole) {
        int tenths =
                whole.isPositive()
                        ? (int) Math.max(0, Math.min(10, 10 * done.toDouble() / whole.toDouble()))
                        : 0;
        return "#".repeat(tenths) + ".".repeat(10 - tenths);
    }
}
