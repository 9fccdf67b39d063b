package io.openbell.riskmanagement;

import io.openbell.kernel.breaker.BreakerLimits;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** The figures of the breakers, from a file of their own. */
@Component(
        configurationPid = BreakerSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = BreakerSettings.class)
@Designate(ocd = BreakerConfig.class)
public final class BreakerSettings {

    static final String PID = "openbell.breakers";

    private final BreakerLimits limits;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming key, value and allowed range
     */
    @Activate
    public BreakerSettings(BreakerConfig config) {
        new BreakersCheck().require(config);
        limits =
                new BreakerLimits(
                        config.dailyLossReducePercent(),
                        config.dailyLossHaltPercent(),
                        config.drawdownReducePercent(),
                        config.drawdownHaltPercent(),
                        config.equityDisagreementPercent(),
                        config.symbolRejectsPerMinute(),
                        Duration.ofMinutes(config.symbolFreezeMinutes()),
                        config.rejectsPerMinute(),
                        config.fillDeviationPercent(),
                        config.maxUnknownOrders(),
                        Duration.ofMillis(config.maxClockOffsetMillis()),
                        config.diskReduceMegabytes(),
                        config.diskHaltMegabytes(),
                        config.componentErrorsPerMinute(),
                        Duration.ofMinutes(config.errorPauseMinutes()));
    }

    BreakerLimits limits() {
        return limits;
    }
}
