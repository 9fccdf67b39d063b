package io.openbell.kernel.risk;

import io.openbell.api.broker.AccountRights;
import io.openbell.api.broker.Asset;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.PriceBand;
import io.openbell.api.market.Quote;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.market.Trade;
import io.openbell.api.market.TradingStatus;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cases of the instrument and of the market's hours: rows 8, 9, 11, 12, 13, 20, 22 and 30. */
final class InstrumentCases {

    private static final Symbol AAPL = Symbol.of("AAPL");

    private InstrumentCases() {}

    static Stream<RiskCase> all() {
        return Stream.of(instruments(), orders(), hours(), halts(), shares())
                .flatMap(cases -> cases);
    }

    private static Stream<RiskCase> instruments() {
        return Stream.of(
                new RiskCase(
                        8,
                        DenyReason.SYMBOL_UNKNOWN,
                        "what the venue was not asked about for a day",
                        s ->
                                s.tell(
                                        new InstrumentStated(
                                                AAPL,
                                                Optional.of(asset(true, true, true)),
                                                Optional.empty(),
                                                Scenario.NOW.minus(Duration.ofHours(24)))),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        8,
                        DenyReason.SYMBOL_UNKNOWN,
                        "what the venue does not know",
                        s ->
                                s.tell(
                                        new InstrumentStated(
                                                AAPL,
                                                Optional.empty(),
                                                Optional.empty(),
                                                Scenario.NOW)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        8,
                        DenyReason.NOT_TRADABLE,
                        "what may not be traded",
                        s -> s.known(asset(false, true, true)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        8,
                        DenyReason.NOT_TRADABLE,
                        "a kind that is off",
                        RiskCase.limits(l -> l.classes = Set.of(AssetClass.CRYPTO)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        9,
                        DenyReason.SYMBOL_RESTRICTED,
                        "a symbol on the deny list",
                        RiskCase.limits(l -> l.denied = Set.of(AAPL)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        9,
                        DenyReason.SYMBOL_RESTRICTED,
                        "a symbol not on the allow list",
                        RiskCase.limits(l -> l.allowed = Set.of(Symbol.of("IBM"))),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        10,
                        DenyReason.TICK_LOT,
                        "a fraction of what is sold whole",
                        s -> s.known(new Asset(AAPL, "AAPL", "NYSE", true, false, true)),
                        s -> s.intents.buy("AAPL", "1.5", "100.05")));
    }

    private static Stream<RiskCase> orders() {
        return Stream.of(
                new RiskCase(
                        11,
                        DenyReason.ORDER_TYPE_TIF,
                        "a stop that lasts no moment",
                        s -> {},
                        s ->
                                lasting(
                                        s.intents.of(
                                                Side.BUY,
                                                "AAPL",
                                                "10",
                                                new OrderTerms.Stop(Price.parse("101"))),
                                        TimeInForce.IOC)),
                new RiskCase(
                        11,
                        DenyReason.ORDER_TYPE_TIF,
                        "good till canceled in extended hours",
                        s -> {},
                        s -> {
                            OrderIntent plain = s.intents.buy("AAPL", "10", "100.05");
                            return lasting(
                                    plain.with(plain.instructions().inExtendedHours()),
                                    TimeInForce.GTC);
                        }));
    }

    private static Stream<RiskCase> hours() {
        Instant now = Scenario.NOW;
        return Stream.of(
                new RiskCase(
                        12,
                        DenyReason.SESSION_CLOSED,
                        "while nobody knows the hours",
                        s ->
                                s.tell(
                                        new SessionsStated(
                                                List.of(),
                                                Duration.ZERO,
                                                now.minus(Duration.ofHours(24)))),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        12,
                        DenyReason.SESSION_CLOSED,
                        "on a holiday",
                        s -> s.tell(new SessionsStated(List.of(), Duration.ZERO, now)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        12,
                        DenyReason.SESSION_CLOSED,
                        "right at the early close of a half day",
                        s -> s.session(now.minus(Duration.ofHours(3)), now),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        12,
                        DenyReason.NEAR_BOUNDARY,
                        "an entry right after the open",
                        s -> s.session(now.minusMillis(29_999), now.plusSeconds(9_000)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        12,
                        DenyReason.NEAR_BOUNDARY,
                        "an entry right before the close",
                        s -> s.session(now.minusSeconds(9_000), now.plusMillis(59_999)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        12,
                        DenyReason.SESSION_CLOSED,
                        "extended hours while they are off",
                        s -> s.session(now.plusSeconds(1_800), now.plusSeconds(9_000)),
                        s -> {
                            OrderIntent plain = s.intents.buy("AAPL", "10", "100.05");
                            return plain.with(plain.instructions().inExtendedHours());
                        }));
    }

    private static Stream<RiskCase> halts() {
        return Stream.of(
                new RiskCase(
                        13,
                        DenyReason.SYMBOL_HALTED,
                        "while the exchange has halted it",
                        s -> s.tell(status("H")),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        13,
                        DenyReason.SYMBOL_HALTED,
                        "after the halt, before a quote",
                        s -> {
                            s.tell(status("H"));
                            s.tell(status("T"));
                        },
                        RiskCase.BUY_TEN),
                new RiskCase(
                        13,
                        DenyReason.SYMBOL_HALTED,
                        "after an interruption that may have swallowed a halt",
                        s -> s.tell(gap()),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        13,
                        DenyReason.SYMBOL_HALTED,
                        "after one, though a trade from before its end was recovered",
                        s -> {
                            s.tell(gap());
                            s.tell(trade(Scenario.NOW.minusSeconds(1)));
                        },
                        RiskCase.BUY_TEN),
                new RiskCase(
                        13,
                        DenyReason.SYMBOL_HALTED,
                        "while the market stands at its upper band",
                        s -> s.tell(band("90", "100")),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        13,
                        DenyReason.SYMBOL_HALTED,
                        "a limit beyond the band",
                        s -> s.tell(band("90", "100.04")),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        14,
                        DenyReason.QUOTE_STALE,
                        "a snapshot that was asked for long ago",
                        s -> {
                            s.tell(snapshot(s));
                            s.pass(Duration.ofMillis(5_001));
                        },
                        RiskCase.BUY_TEN));
    }

    private static Stream<RiskCase> shares() {
        return Stream.of(
                new RiskCase(
                        20,
                        DenyReason.CONCENTRATION,
                        "too much in one strategy",
                        own(l -> l.maxStrategyPercent = 20, s -> s.hold("IBM", "191", "100")),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        20,
                        DenyReason.CONCENTRATION,
                        "too much in one sector",
                        own(
                                l -> l.sectors = Map.of(AAPL, "it", Symbol.of("IBM"), "it"),
                                s -> s.hold("IBM", "191", "100")),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        22,
                        DenyReason.SHORT_NOT_ALLOWED,
                        "a short while the account may not",
                        s ->
                                s.account(
                                        "PA1",
                                        "100000",
                                        "100000",
                                        "200000",
                                        AccountRights.CASH,
                                        true),
                        s -> s.intents.sell("AAPL", "10", "100.05")),
                new RiskCase(
                        22,
                        DenyReason.SHORT_NOT_ALLOWED,
                        "a short that nobody lends",
                        s -> s.known(asset(true, false, false)),
                        s -> s.intents.sell("AAPL", "10", "100.05")),
                new RiskCase(
                        22,
                        DenyReason.SHORT_NOT_ALLOWED,
                        "a short that is hard to borrow",
                        s -> s.known(asset(true, true, false)),
                        s -> s.intents.sell("AAPL", "10", "100.05")),
                new RiskCase(
                        30,
                        DenyReason.ADV_PARTICIPATION,
                        "more than one percent of a day",
                        s -> s.volume("AAPL", "999"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        30,
                        DenyReason.ADV_PARTICIPATION,
                        "what was never traded",
                        s -> s.volume("AAPL", "0"),
                        RiskCase.BUY_TEN));
    }

    private static Consumer<Scenario> own(Consumer<Limits> limits, Consumer<Scenario> given) {
        return RiskCase.limits(limits).andThen(given);
    }

    static OrderIntent lasting(OrderIntent intent, TimeInForce timeInForce) {
        return new OrderIntent(
                intent.id(),
                intent.source(),
                intent.symbol(),
                intent.side(),
                intent.quantity(),
                intent.terms(),
                timeInForce,
                intent.reason(),
                intent.basis(),
                intent.instructions());
    }

    private static Asset asset(boolean tradable, boolean shortable, boolean easyToBorrow) {
        return new Asset(
                AAPL,
                "Apple",
                "NASDAQ",
                tradable,
                true,
                shortable,
                AssetClass.US_EQUITY,
                true,
                easyToBorrow,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }

    private static TradingStatus status(String code) {
        return new TradingStatus(AAPL, code, "a test", "", "C", Scenario.NOW);
    }

    private static MarketDataGap gap() {
        return new MarketDataGap(Scenario.NOW.minusSeconds(9), Scenario.NOW, Set.of(AAPL));
    }

    private static Trade trade(Instant at) {
        return new Trade(AAPL, Price.of(100), Quantity.of(1L), 7, "V", at);
    }

    private static PriceBand band(String lower, String upper) {
        return new PriceBand(AAPL, Price.parse(lower), Price.parse(upper), "B", Scenario.NOW);
    }

    private static QuoteSnapshot snapshot(Scenario scenario) {
        Quote quote = scenario.state.market().quote(AAPL).orElseThrow();
        return new QuoteSnapshot(quote, scenario.now());
    }
}
