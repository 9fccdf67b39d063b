package io.openbell.api.view;

import io.openbell.api.value.Money;
import java.util.List;

/**
 * What one source has earned since the journal began.
 *
 * @param realized   with what it closed, commissions deducted, dividends and fees of its positions included
 * @param unrealized with what it holds, at the marks
 */
public record SourceProfit(Money realized, Money unrealized) {

    /** The sum over its positions, closed ones included. */
    public static SourceProfit of(List<Position> positions) {
        Money realized = Money.ZERO;
        Money unrealized = Money.ZERO;
        for (Position position : positions) {
            realized = realized.plus(position.realized());
            unrealized = unrealized.plus(position.unrealized());
        }
        return new SourceProfit(realized, unrealized);
    }
}
