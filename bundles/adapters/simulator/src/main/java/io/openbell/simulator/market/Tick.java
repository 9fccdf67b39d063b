package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.time.Instant;

/** One message of the tape. Prices in dollars, sizes in shares, times UTC by the exchange's clock. */
public sealed interface Tick {

    /** The instrument. */
    String symbol();

    /** When. */
    Instant at();

    /** The best bid and offer; a price of zero means that side is empty. */
    record Quote(
            String symbol,
            BigDecimal bid,
            long bidSize,
            BigDecimal ask,
            long askSize,
            String exchange,
            String condition,
            Instant at)
            implements Tick {}

    /** A print; ids count up per symbol. */
    record Trade(
            String symbol,
            long id,
            BigDecimal price,
            long size,
            String exchange,
            String condition,
            Instant at)
            implements Tick {}
}
