package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that changed the account and was no trade.
 *
 * @param id        a UUID
 * @param type      Alpaca's word: JNLC, CFEE, OPEXC, OPASN, OPEXP, OPTRD
 * @param netAmount dollars into the account
 * @param quantity  change of the position; null when there is none
 */
public record Activity(
        String id,
        String type,
        String description,
        @Nullable String symbol,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal price,
        BigDecimal netAmount,
        Instant at) {}
