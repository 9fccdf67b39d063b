package io.openbell.api.order;

import io.openbell.api.value.Quantity;
import java.time.Duration;

/** How an {@link ExecuteOrder} is cut into child orders. */
public sealed interface Algorithm {

    /** In one word, for people and for commands. */
    String token();

    /**
     * Equal parts at equal distances.
     *
     * @param over   from the first part to the end of the time of the last one
     * @param slices number of parts, at least 1
     */
    record Twap(Duration over, int slices) implements Algorithm {
        @Override
        public String token() {
            return "twap";
        }
    }

    /**
     * Parts as large as the market's usual volume at their time of day.
     *
     * @param over   from the first part to the end of the time of the last one
     * @param slices number of parts, at least 1
     */
    record Vwap(Duration over, int slices) implements Algorithm {
        @Override
        public String token() {
            return "vwap";
        }
    }

    /**
     * A share of what the market trades, our own part included.
     *
     * @param percent of the volume seen since the start, above 0 and at most 50
     * @param atMost  ends after this time, done or not
     */
    record Participation(double percent, Duration atMost) implements Algorithm {
        @Override
        public String token() {
            return "pov";
        }
    }

    /**
     * One order at a time, the rest hidden. Needs a limit price.
     *
     * @param shown  shares of each order, positive
     * @param atMost ends after this time, done or not
     */
    record Iceberg(Quantity shown, Duration atMost) implements Algorithm {
        @Override
        public String token() {
            return "iceberg";
        }
    }
}
