package io.openbell.kernel.loosening;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.session.TradingMode;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.breaker.BreakerLimits;
import io.openbell.kernel.protection.GuardRule;
import io.openbell.kernel.protection.ProtectionRules;
import io.openbell.kernel.protection.ProtectiveStops.Policy;
import io.openbell.kernel.replay.DecisionBasis.Gate;
import io.openbell.kernel.risk.CapitalShares;
import io.openbell.kernel.risk.CapitalShares.Share;
import io.openbell.kernel.risk.RiskLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LooseningTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol XOM = Symbol.of("XOM");

    /** Two values of one limit, of which the second binds less. */
    private record Pair(String limit, Object tight, Object loose) {}

    /** Everything binds here. */
    private static final Gate ALL =
            with(
                    new Gate(
                            TradingMode.LIVE,
                            RiskLimits.paper(),
                            CapitalShares.parse("pairs: 20%, cross: USD 1000"),
                            BreakerLimits.standard(),
                            new ProtectionRules(
                                    Duration.ofSeconds(60), guard(4), guard(5), guard(6)),
                            Policy.PLACE,
                            5),
                    "limits.mode",
                    TradingMode.LIVE,
                    "limits.pace.maxDayTrades",
                    3,
                    "limits.instruments.allowList",
                    true,
                    "limits.instruments.allowed",
                    Set.of(AAPL, XOM));

    private static GuardRule guard(int trades) {
        return new GuardRule(trades, trades, Duration.ofHours(2), Duration.ofHours(1), 2);
    }

    private static Gate with(Gate gate, Object... changes) {
        Gate changed = gate;
        for (int i = 0; i < changes.length; i += 2) {
            changed = RecordPaths.with(changed, (String) changes[i], changes[i + 1]);
        }
        return changed;
    }

    static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        pairs.addAll(orders());
        pairs.addAll(conduct());
        pairs.addAll(breakers());
        pairs.addAll(protections());
        return pairs;
    }

    private static List<Pair> orders() {
        return List.of(
                new Pair("limits.reduceOnly", true, false),
                new Pair("limits.maxOrderNotional", Money.parse("999"), Money.parse("1000")),
                new Pair("limits.maxOrderQuantity", Quantity.of(9), Quantity.of(10)),
                new Pair("limits.maxPositionNotionalPercent", 4.9, 5.0),
                new Pair("limits.maxGrossPercent", 99.0, 100.0),
                new Pair("limits.maxNetPercent", 99.0, 100.0),
                new Pair("limits.maxQuoteAge", seconds(4), seconds(5)),
                new Pair("limits.maxTradeAge", seconds(60), Duration.ZERO),
                new Pair("limits.maxSpreadPercent", 1.9, 2.0),
                new Pair("limits.collarPercent", 2.9, 3.0),
                new Pair("limits.convertMarketOrders", true, false),
                new Pair("limits.allowShort", false, true),
                new Pair("limits.options.maxSpreadPercent", 24.0, 25.0),
                new Pair("limits.options.collarPercent", 14.0, 15.0),
                new Pair(
                        "limits.instruments.classes",
                        Set.of(AssetClass.US_EQUITY),
                        Set.of(AssetClass.US_EQUITY, AssetClass.CRYPTO)),
                new Pair("limits.instruments.allowList", true, false),
                new Pair("limits.instruments.allowed", Set.of(), Set.of(AAPL)),
                new Pair("limits.instruments.allowed", Set.of(AAPL), Set.of(AAPL, XOM)),
                new Pair("limits.instruments.denied", Set.of(AAPL), Set.of()),
                new Pair("limits.instruments.denied", Set.of(AAPL, XOM), Set.of(XOM)),
                new Pair("limits.instruments.sectors", Map.of(AAPL, "tech"), Map.of()),
                new Pair("limits.instruments.maxSectorPercent", 19.0, 20.0),
                new Pair("limits.instruments.maxStrategyPercent", 19.0, 20.0),
                new Pair("limits.instruments.maxVolumePercent", 0.9, 1.0),
                new Pair("limits.instruments.onlyEasyToBorrow", true, false),
                new Pair("capital.bySource", share("a", 10), Map.of()),
                new Pair("capital.bySource", share("a", 10), share("a", 11)),
                new Pair("capital.bySource", amount("a", "10"), amount("a", "11")));
    }

    private static List<Pair> conduct() {
        return List.of(
                new Pair("limits.duplicateWindow", seconds(10), Duration.ZERO),
                new Pair("limits.maxOrdersPerMinutePerSymbol", 4, 5),
                new Pair("limits.maxOrdersPerMinute", 59, 60),
                new Pair("limits.hours.extendedHours", false, true),
                new Pair("limits.hours.afterOpen", seconds(30), Duration.ZERO),
                new Pair("limits.hours.beforeClose", seconds(60), Duration.ZERO),
                new Pair("limits.pace.maxRequestsPerMinute", 149, 150),
                new Pair("limits.pace.reservedForCancels", 20, 0),
                new Pair("limits.pace.maxOrdersOfSymbol", 14, 15),
                new Pair("limits.pace.maxRoundTripsPerHour", 9, 10),
                new Pair("limits.pace.maxOrdersPerDay", 199, 200),
                new Pair("limits.pace.maxOpenOrders", 49, 50),
                new Pair("limits.pace.maxDayTrades", 3, 4),
                new Pair("limits.pace.maxDayTrades", 1000, 0),
                new Pair("limits.pace.dayTradeEquity", Money.parse("25000"), Money.parse("24999")),
                new Pair("limits.loss.reduceOnlyPercent", 2.0, 2.1),
                new Pair("limits.loss.haltPercent", 3.0, 3.1),
                new Pair("limits.loss.maxDrawdownPercent", 2.0, 2.1),
                new Pair("limits.loss.maxDisagreement", 0.5, 0.6));
    }

    private static List<Pair> breakers() {
        return List.of(
                new Pair("breakers.dailyLossReducePercent", 2.0, 2.1),
                new Pair("breakers.dailyLossHaltPercent", 3.0, 3.1),
                new Pair("breakers.drawdownReducePercent", 2.0, 2.1),
                new Pair("breakers.drawdownHaltPercent", 3.0, 3.1),
                new Pair("breakers.disagreementPercent", 0.5, 0.6),
                new Pair("breakers.symbolRejectsPerMinute", 3, 4),
                new Pair("breakers.symbolFreeze", seconds(600), seconds(60)),
                new Pair("breakers.rejectsPerMinute", 10, 11),
                new Pair("breakers.fillDeviationPercent", 2.0, 2.1),
                new Pair("breakers.maxUnknownOrders", 0, 1),
                new Pair("breakers.maxClockOffset", seconds(2), seconds(3)),
                new Pair("breakers.diskReduceMegabytes", 500L, 499L),
                new Pair("breakers.diskHaltMegabytes", 100L, 99L),
                new Pair("breakers.componentErrorsPerMinute", 30, 31),
                new Pair("breakers.errorPause", seconds(300), seconds(60)));
    }

    private static List<Pair> protections() {
        return Stream.of(
                        Stream.of(
                                new Pair("protections.cooldown", seconds(1), Duration.ZERO),
                                new Pair("stopPolicy", Policy.PLACE, Policy.WARN),
                                new Pair("stopPolicy", Policy.WARN, Policy.OFF),
                                new Pair("stopDistancePercent", 5.0, 5.1),
                                new Pair("protections.stoplossGuard.percent", 0.0, -1.0),
                                new Pair("protections.lowProfit.percent", 0.0, -1.0),
                                new Pair("protections.maxDrawdown.percent", 20.0, 21.0),
                                new Pair(
                                        "protections.stoplossGuard.lookBack",
                                        seconds(60),
                                        seconds(59)),
                                new Pair(
                                        "protections.maxDrawdown.lookBack",
                                        seconds(60),
                                        seconds(59))),
                        Stream.of("stoplossGuard", "lowProfit", "maxDrawdown")
                                .map(guard -> "protections." + guard)
                                .flatMap(
                                        guard ->
                                                Stream.of(
                                                        new Pair(guard + ".trades", 4, 5),
                                                        new Pair(guard + ".trades", 1000, 0),
                                                        new Pair(guard + ".tradesPerSymbol", 2, 3),
                                                        new Pair(guard + ".tradesPerSymbol", 2, 0),
                                                        new Pair(
                                                                guard + ".rest",
                                                                seconds(60),
                                                                seconds(59)))))
                .flatMap(pairs -> pairs)
                .toList();
    }

    /** Those of which neither value binds more: a change of them counts as looser, whichever way. */
    static List<Pair> eitherWay() {
        return List.of(
                new Pair("mode", TradingMode.LIVE, TradingMode.PAPER),
                new Pair("limits.mode", TradingMode.LIVE, TradingMode.PAPER),
                new Pair("protections.lowProfit.lookBack", seconds(60), seconds(59)),
                new Pair("limits.instruments.sectors", Map.of(AAPL, "tech"), Map.of(AAPL, "toys")),
                new Pair("capital.bySource", share("a", 10), amount("a", "10")));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Map<String, Share> share(String source, double percent) {
        return Map.of(source, new Share(Optional.of(percent), Optional.empty()));
    }

    private static Map<String, Share> amount(String source, String dollars) {
        return Map.of(source, new Share(Optional.empty(), Optional.of(Money.parse(dollars))));
    }

    /** Whoever adds a limit says here, and in the rows, which way it binds less. */
    @Test
    void shouldKnowTheDirectionOfEveryLimitThereIs() {
        List<String> all = RecordPaths.of(Gate.class);

        assertThat(Loosening.limits()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(Stream.concat(pairs().stream(), eitherWay().stream()).map(Pair::limit))
                .containsAll(all);
    }

    /** The control: a limit that nobody compares would be seen. */
    @Test
    void shouldFindEveryComponentOfEveryRecord() {
        record Inner(int known, Set<String> list) {}
        record Outer(Inner inner, Money added) {}

        assertThat(RecordPaths.of(Outer.class))
                .containsExactly("inner.known", "inner.list", "added");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldTellWhichLimitBindsLessAndOnlyThat(Pair pair) {
        Gate tight = with(ALL, pair.limit(), pair.tight());
        Gate loose = with(ALL, pair.limit(), pair.loose());

        assertThat(Loosening.between(tight, loose))
                .extracting(Loosened::limit)
                .containsExactly(pair.limit());
        assertThat(Loosening.between(loose, tight)).isEmpty();
        assertThat(Loosening.between(loose, loose)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("eitherWay")
    void shouldCountAChangeAsLooserWhereNeitherValueBindsMore(Pair pair) {
        Gate one = with(ALL, pair.limit(), pair.tight());
        Gate other = with(ALL, pair.limit(), pair.loose());

        assertThat(Loosening.between(one, other)).hasSize(1);
        assertThat(Loosening.between(other, one)).hasSize(1);
        assertThat(Loosening.between(one, one)).isEmpty();
    }

    @Test
    void shouldLetAListBeginWithWhatItLikes() {
        Gate any =
                with(
                        ALL,
                        "limits.instruments.allowList",
                        false,
                        "limits.instruments.allowed",
                        Set.of());

        assertThat(Loosening.between(any, ALL)).isEmpty();
        assertThat(Loosening.between(ALL, any))
                .extracting(Loosened::limit)
                .containsExactly("limits.instruments.allowList");
    }

    @Test
    void shouldNotMindFiguresOfWhatIsOff() {
        Gate off =
                with(
                        ALL,
                        "limits.pace.maxDayTrades",
                        0,
                        "protections.maxDrawdown",
                        GuardRule.off(),
                        "stopPolicy",
                        Policy.WARN);
        Gate changed =
                with(
                        off,
                        "limits.pace.dayTradeEquity",
                        Money.parse("1"),
                        "protections.maxDrawdown.percent",
                        99.0,
                        "stopDistancePercent",
                        50.0);

        assertThat(Loosening.between(off, changed)).isEmpty();
    }

    @Test
    void shouldShowOldAndNewValueForPeople() {
        Gate looser =
                with(
                        ALL,
                        "limits.maxQuoteAge",
                        Duration.ofMillis(5_500),
                        "limits.instruments.allowed",
                        Set.of(XOM, AAPL, Symbol.of("MSFT")),
                        "breakers.symbolFreeze",
                        seconds(60));

        assertThat(Loosening.between(ALL, looser))
                .containsExactly(
                        new Loosened("limits.maxQuoteAge", "5 s", "5500 ms"),
                        new Loosened("limits.instruments.allowed", "[AAPL,XOM]", "[AAPL,MSFT,XOM]"),
                        new Loosened("breakers.symbolFreeze", "600 s", "60 s"));
    }
}
