package io.openbell.kernel.loosening;

import static io.openbell.kernel.loosening.Limit.allows;
import static io.openbell.kernel.loosening.Limit.least;
import static io.openbell.kernel.loosening.Limit.most;
import static io.openbell.kernel.loosening.Limit.of;

import io.openbell.kernel.replay.DecisionBasis.Gate;
import io.openbell.kernel.risk.HoursLimits;
import io.openbell.kernel.risk.LossLimits;
import io.openbell.kernel.risk.PaceLimits;
import java.util.List;
import java.util.function.Function;

/** When and how often orders may be, and how much may be lost. */
final class ConductLimits {

    static final List<Limit> ALL =
            List.of(
                    least("limits.duplicateWindow", gate -> gate.limits().duplicateWindow()),
                    most(
                            "limits.maxOrdersPerMinutePerSymbol",
                            gate -> gate.limits().maxOrdersPerMinutePerSymbol()),
                    most("limits.maxOrdersPerMinute", gate -> gate.limits().maxOrdersPerMinute()),
                    allows("limits.hours.extendedHours", hours(HoursLimits::extendedHours)),
                    least("limits.hours.afterOpen", hours(HoursLimits::afterOpen)),
                    least("limits.hours.beforeClose", hours(HoursLimits::beforeClose)),
                    most(
                            "limits.pace.maxRequestsPerMinute",
                            pace(PaceLimits::maxRequestsPerMinute)),
                    // What is kept for cancels is not there for orders.
                    least("limits.pace.reservedForCancels", pace(PaceLimits::reservedForCancels)),
                    most("limits.pace.maxOrdersOfSymbol", pace(PaceLimits::maxOrdersOfSymbol)),
                    most(
                            "limits.pace.maxRoundTripsPerHour",
                            pace(PaceLimits::maxRoundTripsPerHour)),
                    most("limits.pace.maxOrdersPerDay", pace(PaceLimits::maxOrdersPerDay)),
                    most("limits.pace.maxOpenOrders", pace(PaceLimits::maxOpenOrders)),
                    of(
                            "limits.pace.maxDayTrades",
                            pace(PaceLimits::maxDayTrades),
                            (before, after) -> orNoLimit(after) > orNoLimit(before)),
                    least("limits.pace.dayTradeEquity", pace(PaceLimits::dayTradeEquity))
                            .where(gate -> gate.limits().pace().maxDayTrades() > 0),
                    most("limits.loss.reduceOnlyPercent", loss(LossLimits::reduceOnlyPercent)),
                    most("limits.loss.haltPercent", loss(LossLimits::haltPercent)),
                    most("limits.loss.maxDrawdownPercent", loss(LossLimits::maxDrawdownPercent)),
                    most("limits.loss.maxDisagreement", loss(LossLimits::maxDisagreement)));

    private ConductLimits() {}

    private static int orNoLimit(int trades) {
        return trades == 0 ? Integer.MAX_VALUE : trades;
    }

    private static <T> Function<Gate, T> hours(Function<HoursLimits, T> figure) {
        return gate -> figure.apply(gate.limits().hours());
    }

    private static <T> Function<Gate, T> pace(Function<PaceLimits, T> figure) {
        return gate -> figure.apply(gate.limits().pace());
    }

    private static <T> Function<Gate, T> loss(Function<LossLimits, T> figure) {
        return gate -> figure.apply(gate.limits().loss());
    }
}
