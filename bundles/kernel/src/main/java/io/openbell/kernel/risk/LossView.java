package io.openbell.kernel.risk;

import io.openbell.api.value.Money;
import java.util.Optional;

/** What was lost, by the venue's statement and by our own books. On the trading loop only. */
public interface LossView {

    /**
     * Our own equity at this moment, with what it differed from the venue's when they were first compared; empty while a
     * position has no price yet, or before the venue's first statement.
     */
    Optional<Money> ownEquity();

    /** How much farther the venue's equity and our own came apart until its last statement, without a sign. */
    Money disagreement();

    /** The highest equity the venue stated on this day in New York. */
    Optional<Money> highestEquity();
}
