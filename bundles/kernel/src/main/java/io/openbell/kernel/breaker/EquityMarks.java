package io.openbell.kernel.breaker;

import io.openbell.api.risk.EquityMark;
import io.openbell.api.risk.EquityMark.Level;
import io.openbell.api.value.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** How one mark of the day's equity follows from another. */
final class EquityMarks {

    /** The peak is journaled when it grew by so much of the equity: a restart may forget less than that. */
    private static final double PEAK_STEP = 0.001;

    private EquityMarks() {}

    /** The day begins with this equity. */
    static EquityMark begin(
            LocalDate day, Money broker, Optional<Money> own, BreakerLimits limits, Instant now) {
        return new EquityMark(
                day,
                new Level(broker, broker),
                own.map(equity -> new Level(equity, equity)),
                Money.ZERO,
                limits.dailyLossHaltPercent(),
                limits.drawdownHaltPercent(),
                "",
                "",
                now);
    }

    /** With the peaks of now; our ledger joins as if it had made the venue's profit so far. */
    static EquityMark grown(EquityMark present, Money broker, Optional<Money> own, Instant now) {
        Optional<Level> ours = present.own();
        if (own.isPresent()) {
            Money equity = own.get();
            Level level =
                    ours.orElseGet(
                            () -> {
                                Money start = equity.minus(broker.minus(present.broker().start()));
                                return new Level(start, start.max(equity));
                            });
            ours = Optional.of(level.with(equity));
        }
        return new EquityMark(
                present.day(),
                present.broker().with(broker),
                ours,
                present.explained(),
                present.lossHalt(),
                present.drawdownHalt(),
                present.lossReached(),
                present.drawdownReached(),
                now);
    }

    /** Entries are off for these reasons; empty for none. */
    static EquityMark reached(EquityMark mark, String loss, String drawdown) {
        return new EquityMark(
                mark.day(),
                mark.broker(),
                mark.own(),
                mark.explained(),
                mark.lossHalt(),
                mark.drawdownHalt(),
                loss,
                drawdown,
                mark.at());
    }

    /** An operator resumed: the difference is explained, and the next halts are at these figures. */
    static EquityMark rearmed(
            EquityMark mark, Money explained, double lossHalt, double drawdownHalt) {
        return new EquityMark(
                mark.day(),
                mark.broker(),
                mark.own(),
                explained,
                lossHalt,
                drawdownHalt,
                mark.lossReached(),
                mark.drawdownReached(),
                mark.at());
    }

    /** Something changed that a restart must not forget. */
    static boolean isWorthWriting(EquityMark before, EquityMark after) {
        return !before.day().equals(after.day())
                || before.own().isEmpty() != after.own().isEmpty()
                || !before.explained().equals(after.explained())
                || before.lossHalt() != after.lossHalt()
                || before.drawdownHalt() != after.drawdownHalt()
                || !before.lossReached().equals(after.lossReached())
                || !before.drawdownReached().equals(after.drawdownReached())
                || hasGrown(before.broker(), after.broker())
                || (before.own().isPresent()
                        && after.own().isPresent()
                        && hasGrown(before.own().get(), after.own().get()));
    }

    private static boolean hasGrown(Level before, Level after) {
        return after.peak().exceeds(before.peak().plus(before.start().times(PEAK_STEP)));
    }
}
