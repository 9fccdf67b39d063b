package io.openbell.riskmanagement;

import io.openbell.api.session.TradingMode;
import io.openbell.kernel.breaker.BreakerLimits;
import io.openbell.kernel.protection.GuardRule;
import io.openbell.kernel.protection.ProtectionRules;
import io.openbell.kernel.protection.ProtectiveStops;
import io.openbell.kernel.replay.DecisionBasis;
import io.openbell.kernel.risk.CapitalShares;
import io.openbell.kernel.risk.RiskLimits;
import java.time.Duration;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** The rules of the protections, from a file of their own. */
@Component(
        configurationPid = ProtectionSettings.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = ProtectionSettings.class)
@Designate(ocd = ProtectionConfig.class)
public final class ProtectionSettings {

    static final String PID = "openbell.protections";

    private final ProtectionRules rules;
    private final ProtectiveStops.Policy policy;
    private final double distancePercent;
    private final CapitalShares capital;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming key, value and allowed range
     */
    @Activate
    public ProtectionSettings(ProtectionConfig config) {
        new ProtectionsCheck().require(config);
        rules =
                new ProtectionRules(
                        Duration.ofSeconds(config.cooldownSeconds()),
                        new GuardRule(
                                config.stoplossGuardTrades(),
                                config.stoplossGuardTradesPerSymbol(),
                                Duration.ofMinutes(config.stoplossGuardLookBackMinutes()),
                                Duration.ofMinutes(config.stoplossGuardRestMinutes()),
                                config.stoplossGuardBelowPercent()),
                        new GuardRule(
                                config.lowProfitTrades(),
                                config.lowProfitTradesPerSymbol(),
                                Duration.ofMinutes(config.lowProfitLookBackMinutes()),
                                Duration.ofMinutes(config.lowProfitRestMinutes()),
                                config.lowProfitMinPercent()),
                        new GuardRule(
                                config.drawdownTrades(),
                                config.drawdownTradesPerSymbol(),
                                Duration.ofMinutes(config.drawdownLookBackMinutes()),
                                Duration.ofMinutes(config.drawdownRestMinutes()),
                                config.drawdownMaxPercent()));
        policy =
                ProtectiveStops.Policy.valueOf(
                        config.protectiveStop().trim().toUpperCase(Locale.ROOT));
        distancePercent = config.protectiveStopPercent();
        capital = CapitalShares.parse(config.capital());
    }

    /** What gate, breakers and protections decide by together. */
    DecisionBasis.Gate basis(TradingMode mode, RiskLimits limits, BreakerLimits breakers) {
        return new DecisionBasis.Gate(
                mode, limits, capital, breakers, rules, policy, distancePercent);
    }
}
