package io.openbell.riskmanagement;

import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.kernel.breaker.BreakerLimits;
import io.openbell.kernel.risk.HoursLimits;
import io.openbell.kernel.risk.InstrumentLimits;
import io.openbell.kernel.risk.LossLimits;
import io.openbell.kernel.risk.OptionLimits;
import io.openbell.kernel.risk.PaceLimits;
import io.openbell.kernel.risk.RiskLimits;
import java.time.Duration;

/** Reads the configuration into limits. In live mode the keys that begin with "live" take the place of their namesakes. */
final class Limits {

    private static final double LIVE_REDUCE_CEILING_PERCENT = 5;
    private static final double LIVE_HALT_CEILING_PERCENT = 10;

    private final RiskConfig config;
    private final BreakerLimits breakers;
    private final boolean live;

    private Limits(RiskConfig config, BreakerLimits breakers, boolean live) {
        this.config = config;
        this.breakers = breakers;
        this.live = live;
    }

    /**
     * The limits of this mode.
     *
     * @throws IllegalArgumentException naming key, value and allowed range
     */
    static RiskLimits of(RiskConfig config, BreakerLimits breakers, TradingMode mode) {
        new LimitsCheck().require(config);
        return new Limits(config, capped(breakers, mode), mode == TradingMode.LIVE).all(mode);
    }

    /** The breakers' limits of this mode: in live mode under ceilings, and reductions still begin before the halt. */
    static BreakerLimits capped(BreakerLimits stated, TradingMode mode) {
        if (mode != TradingMode.LIVE) {
            return stated;
        }
        double drawdownHalts = Math.min(stated.drawdownHaltPercent(), LIVE_HALT_CEILING_PERCENT);
        return new BreakerLimits(
                Math.min(stated.dailyLossReducePercent(), LIVE_REDUCE_CEILING_PERCENT),
                Math.min(stated.dailyLossHaltPercent(), LIVE_HALT_CEILING_PERCENT),
                stated.drawdownReducePercent() < drawdownHalts
                        ? stated.drawdownReducePercent()
                        : LIVE_REDUCE_CEILING_PERCENT,
                drawdownHalts,
                stated.disagreementPercent(),
                stated.symbolRejectsPerMinute(),
                stated.symbolFreeze(),
                stated.rejectsPerMinute(),
                stated.fillDeviationPercent(),
                stated.maxUnknownOrders(),
                stated.maxClockOffset(),
                stated.diskReduceMegabytes(),
                stated.diskHaltMegabytes(),
                stated.componentErrorsPerMinute(),
                stated.errorPause());
    }

    private RiskLimits all(TradingMode mode) {
        String notional = live ? config.liveMaxOrderNotional() : config.maxOrderNotional();
        String quantity = live ? config.liveMaxOrderQuantity() : config.maxOrderQuantity();
        return new RiskLimits(
                mode,
                config.reduceOnly(),
                Money.parse(notional.trim()),
                Quantity.parse(quantity.trim()),
                live
                        ? config.liveMaxPositionNotionalPercent()
                        : config.maxPositionNotionalPercent(),
                live ? config.liveMaxGrossPercent() : config.maxGrossPercent(),
                live ? config.liveMaxNetPercent() : config.maxNetPercent(),
                Duration.ofMillis(
                        live ? config.liveMaxQuoteAgeMillis() : config.maxQuoteAgeMillis()),
                Duration.ofMillis(config.maxTradeAgeMillis()),
                live ? config.liveMaxSpreadPercent() : config.maxSpreadPercent(),
                live ? config.liveCollarPercent() : config.collarPercent(),
                config.convertMarketOrders(),
                live ? config.liveAllowShort() : config.allowShort(),
                Duration.ofSeconds(config.duplicateWindowSeconds()),
                live
                        ? config.liveMaxOrdersPerMinutePerSymbol()
                        : config.maxOrdersPerMinutePerSymbol(),
                live ? config.liveMaxOrdersPerMinute() : config.maxOrdersPerMinute(),
                new OptionLimits(config.maxOptionSpreadPercent(), config.optionCollarPercent()),
                instruments(),
                hours(),
                pace(),
                loss());
    }

    private InstrumentLimits instruments() {
        String allowed = live ? config.liveAllowedSymbols() : config.allowedSymbols();
        return new InstrumentLimits(
                SymbolLists.classes(config.assetClasses()),
                live || !SymbolLists.symbols(allowed).isEmpty(),
                SymbolLists.symbols(allowed),
                SymbolLists.symbols(config.deniedSymbols()),
                SymbolLists.sectors(config.sectors()),
                live ? config.liveMaxSectorPercent() : config.maxSectorPercent(),
                live ? config.liveMaxStrategyPercent() : config.maxStrategyPercent(),
                live ? config.liveMaxDailyVolumePercent() : config.maxDailyVolumePercent(),
                config.onlyEasyToBorrow());
    }

    private HoursLimits hours() {
        return new HoursLimits(
                config.extendedHours(),
                Duration.ofSeconds(config.noEntriesAfterOpenSeconds()),
                Duration.ofSeconds(config.noEntriesBeforeCloseSeconds()));
    }

    private PaceLimits pace() {
        return new PaceLimits(
                config.maxRequestsPerMinute(),
                config.requestsReservedForCancels(),
                live
                        ? config.liveMaxOrdersPerMinutePerSymbolInAll()
                        : config.maxOrdersPerMinutePerSymbolInAll(),
                live ? config.liveMaxRoundTripsPerHour() : config.maxRoundTripsPerHour(),
                live ? config.liveMaxOrdersPerDay() : config.maxOrdersPerDay(),
                live ? config.liveMaxOpenOrders() : config.maxOpenOrders(),
                config.maxDayTrades(),
                Money.parse(config.dayTradeEquity().trim()));
    }

    /** The breakers' bounds, which the gate holds orders against by itself. */
    private LossLimits loss() {
        return new LossLimits(
                breakers.dailyLossReducePercent(),
                breakers.dailyLossHaltPercent(),
                breakers.drawdownReducePercent(),
                breakers.disagreementPercent());
    }
}
