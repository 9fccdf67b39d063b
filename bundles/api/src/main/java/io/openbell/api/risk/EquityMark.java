package io.openbell.api.risk;

import io.openbell.api.engine.Journaled;
import io.openbell.api.value.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the losses of a trading day are measured against. Journaled when a day begins and whenever one of these figures
 * changes, so that no restart forgets a loss; the latest one counts.
 *
 * @param day             in New York
 * @param broker          equity by the venue's statements
 * @param own             equity by our ledger; empty while it cannot be known because a position has no price
 * @param explained       difference between the day's two profits (venue's minus ours) that an operator accepted by resuming
 * @param lossHalt        daily loss at which trading is halted next, in percent
 * @param drawdownHalt    drawdown at which trading is halted next, in percent
 * @param lossReached     why entries are off for the rest of the day because of the daily loss; empty if they are not
 * @param drawdownReached why entries are off for the rest of the day because of the drawdown; empty if they are not
 */
public record EquityMark(
        LocalDate day,
        Level broker,
        Optional<Level> own,
        Money explained,
        double lossHalt,
        double drawdownHalt,
        String lossReached,
        String drawdownReached,
        Instant at)
        implements Journaled {

    /**
     * Equity of a day by one account of it.
     *
     * @param start when the day began
     * @param peak  the highest since, as of the latest mark
     */
    public record Level(Money start, Money peak) {

        /** The same with this peak if it is higher. */
        public Level with(Money equity) {
            return equity.exceeds(peak) ? new Level(start, equity) : this;
        }
    }
}
