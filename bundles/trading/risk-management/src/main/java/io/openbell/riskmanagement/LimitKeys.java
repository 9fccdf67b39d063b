package io.openbell.riskmanagement;

import io.openbell.api.session.TradingMode;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;

/** The file and the key that set a limit of the kernel's records. */
final class LimitKeys {

    private static final Map<String, String> RISK =
            Map.ofEntries(
                    Map.entry("maxQuoteAge", "maxQuoteAgeMillis"),
                    Map.entry("maxTradeAge", "maxTradeAgeMillis"),
                    Map.entry("duplicateWindow", "duplicateWindowSeconds"),
                    Map.entry("options.maxSpreadPercent", "maxOptionSpreadPercent"),
                    Map.entry("options.collarPercent", "optionCollarPercent"),
                    Map.entry("instruments.classes", "assetClasses"),
                    Map.entry("instruments.allowList", "allowedSymbols"),
                    Map.entry("instruments.allowed", "allowedSymbols"),
                    Map.entry("instruments.denied", "deniedSymbols"),
                    Map.entry("instruments.maxVolumePercent", "maxDailyVolumePercent"),
                    Map.entry("hours.afterOpen", "noEntriesAfterOpenSeconds"),
                    Map.entry("hours.beforeClose", "noEntriesBeforeCloseSeconds"),
                    Map.entry("pace.reservedForCancels", "requestsReservedForCancels"),
                    Map.entry("pace.maxOrdersOfSymbol", "maxOrdersPerMinutePerSymbolInAll"));

    private static final Map<String, String> BREAKERS =
            Map.of(
                    "reduceOnlyPercent", "dailyLossReducePercent",
                    "haltPercent", "dailyLossHaltPercent",
                    "maxDrawdownPercent", "drawdownReducePercent",
                    "maxDisagreement", "equityDisagreementPercent",
                    "disagreementPercent", "equityDisagreementPercent",
                    "symbolFreeze", "symbolFreezeMinutes",
                    "maxClockOffset", "maxClockOffsetMillis",
                    "errorPause", "errorPauseMinutes");

    private static final Map<String, String> PROTECTIONS =
            Map.ofEntries(
                    Map.entry("stopPolicy", "protectiveStop"),
                    Map.entry("stopDistancePercent", "protectiveStopPercent"),
                    Map.entry("capital.bySource", "capital"),
                    Map.entry("cooldown", "cooldownSeconds"),
                    Map.entry("stoplossGuard.percent", "stoplossGuardBelowPercent"),
                    Map.entry("lowProfit.percent", "lowProfitMinPercent"),
                    Map.entry("maxDrawdown.percent", "drawdownMaxPercent"));

    private LimitKeys() {}

    /** As {@code openbell.breakers.cfg: rejectsPerMinute}; the limit's own name where no key sets it. */
    static String of(String limit, TradingMode mode) {
        if (limit.startsWith("breakers.") || limit.startsWith("limits.loss.")) {
            String name = limit.substring(limit.lastIndexOf('.') + 1);
            return BreakerSettings.PID + ".cfg: " + BREAKERS.getOrDefault(name, name);
        }
        if (limit.startsWith("limits.") && !limit.equals("limits.mode")) {
            return RiskManagement.PID + ".cfg: " + risk(limit.substring(7), mode);
        }
        String rule = limit.replaceFirst("^protections\\.", "");
        return limit.endsWith("mode")
                ? limit
                : ProtectionSettings.PID + ".cfg: " + PROTECTIONS.getOrDefault(rule, guard(rule));
    }

    private static String risk(String limit, TradingMode mode) {
        String key = RISK.getOrDefault(limit, limit.substring(limit.lastIndexOf('.') + 1));
        String live = "live" + capitalized(key);
        boolean replaced =
                mode == TradingMode.LIVE
                        && Arrays.stream(RiskConfig.class.getMethods())
                                .map(Method::getName)
                                .anyMatch(live::equals);
        return replaced ? live : key;
    }

    /** {@code maxDrawdown.lookBack} is {@code drawdownLookBackMinutes}. */
    private static String guard(String limit) {
        String[] parts = limit.split("\\.", 2);
        String rule = parts[0].equals("maxDrawdown") ? "drawdown" : parts[0];
        String figure = parts.length < 2 ? "" : capitalized(parts[1]);
        return rule + figure + (figure.startsWith("Trades") ? "" : "Minutes");
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
