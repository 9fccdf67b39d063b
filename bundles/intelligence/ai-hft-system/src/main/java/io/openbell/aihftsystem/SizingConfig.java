package io.openbell.aihftsystem;

import io.openbell.api.value.Money;
import io.openbell.kernel.sizing.SizingRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The part of the configuration that says how large positions become. */
final class SizingConfig {

    private SizingConfig() {}

    static SizingRules rules(StrategyEngineConfig config) {
        return new SizingRules(
                money("signalNotional", config.signalNotional()),
                money("opportunityNotional", config.opportunityNotional()),
                config.minimumConfidence(),
                config.minimumEdgeBps(),
                config.minimumChangePercent(),
                Duration.ofSeconds(config.retryPauseSeconds()));
    }

    private static Money money(String key, String text) {
        try {
            Money amount = Money.parse(text);
            if (amount.isPositive()) {
                return amount;
            }
        } catch (IllegalArgumentException notAnAmount) {
            throw refused(key, text, notAnAmount);
        }
        throw refused(key, text, null);
    }

    private static IllegalArgumentException refused(
            String key, String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "etc/openbell."
                        + StrategyEngine.ID
                        + ".cfg: "
                        + key
                        + " = "
                        + text
                        + ": allowed: currency and amount above zero, for example USD 2000",
                cause);
    }
}
