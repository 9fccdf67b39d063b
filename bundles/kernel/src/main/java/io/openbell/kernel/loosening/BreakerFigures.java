package io.openbell.kernel.loosening;

import io.openbell.kernel.breaker.BreakerLimits;
import java.util.List;
import java.util.function.Function;

/** When breakers trip, and for how long: later and shorter is looser. */
final class BreakerFigures {

    static final List<Limit> ALL =
            List.of(
                    most("dailyLossReducePercent", BreakerLimits::dailyLossReducePercent),
                    most("dailyLossHaltPercent", BreakerLimits::dailyLossHaltPercent),
                    most("drawdownReducePercent", BreakerLimits::drawdownReducePercent),
                    most("drawdownHaltPercent", BreakerLimits::drawdownHaltPercent),
                    most("disagreementPercent", BreakerLimits::disagreementPercent),
                    most("symbolRejectsPerMinute", BreakerLimits::symbolRejectsPerMinute),
                    least("symbolFreeze", BreakerLimits::symbolFreeze),
                    most("rejectsPerMinute", BreakerLimits::rejectsPerMinute),
                    most("fillDeviationPercent", BreakerLimits::fillDeviationPercent),
                    most("maxUnknownOrders", BreakerLimits::maxUnknownOrders),
                    most("maxClockOffset", BreakerLimits::maxClockOffset),
                    least("diskReduceMegabytes", BreakerLimits::diskReduceMegabytes),
                    least("diskHaltMegabytes", BreakerLimits::diskHaltMegabytes),
                    most("componentErrorsPerMinute", BreakerLimits::componentErrorsPerMinute),
                    least("errorPause", BreakerLimits::errorPause));

    private BreakerFigures() {}

    private static <T extends Comparable<T>> Limit most(
            String name, Function<BreakerLimits, T> figure) {
        return Limit.most("breakers." + name, gate -> figure.apply(gate.breakers()));
    }

    private static <T extends Comparable<T>> Limit least(
            String name, Function<BreakerLimits, T> figure) {
        return Limit.least("breakers." + name, gate -> figure.apply(gate.breakers()));
    }
}
