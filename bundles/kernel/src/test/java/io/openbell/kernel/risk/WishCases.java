package io.openbell.kernel.risk;

import io.openbell.api.market.FeedStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import java.time.Duration;
import java.util.stream.Stream;

/** Cases of the wish itself and the market it meets: rows 7 to 16. */
final class WishCases {

    private WishCases() {}

    static Stream<RiskCase> all() {
        return Stream.of(
                new RiskCase(
                        7,
                        DenyReason.MALFORMED,
                        "no quantity",
                        s -> {},
                        s -> s.intents.buy("AAPL", "0", "100.05")),
                new RiskCase(
                        7,
                        DenyReason.MALFORMED,
                        "a reason too long",
                        s -> {},
                        s ->
                                RiskCase.reason(
                                        s.intents.buy("AAPL", "10", "100.05"), "x".repeat(201))),
                new RiskCase(
                        7,
                        DenyReason.MALFORMED,
                        "a trail of 100 percent",
                        s -> {},
                        s ->
                                s.intents.of(
                                        Side.SELL,
                                        "AAPL",
                                        "10",
                                        new OrderTerms.TrailingStopPercent(100))),
                new RiskCase(
                        7,
                        DenyReason.MALFORMED,
                        "a trail that is no number",
                        s -> {},
                        s ->
                                s.intents.of(
                                        Side.SELL,
                                        "AAPL",
                                        "10",
                                        new OrderTerms.TrailingStopPercent(Double.NaN))),
                new RiskCase(
                        10,
                        DenyReason.TICK_LOT,
                        "a sub-penny limit",
                        s -> {},
                        s -> s.intents.buy("AAPL", "10", "100.055")),
                new RiskCase(
                        10,
                        DenyReason.TICK_LOT,
                        "a fraction sold short",
                        s -> {},
                        s -> s.intents.sell("AAPL", "1.5", "100.05")),
                new RiskCase(
                        10,
                        DenyReason.TICK_LOT,
                        "a fraction with a stop",
                        s -> {},
                        s ->
                                s.intents.of(
                                        Side.BUY,
                                        "AAPL",
                                        "1.5",
                                        new OrderTerms.Stop(Price.parse("101")))),
                new RiskCase(
                        14,
                        DenyReason.QUOTE_STALE,
                        "an old quote",
                        s -> s.pass(Duration.ofMillis(5_001)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        14,
                        DenyReason.QUOTE_STALE,
                        "a quote of the future",
                        s -> s.pass(Duration.ofMillis(-1_001)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        14,
                        DenyReason.QUOTE_STALE,
                        "while the stream is down",
                        s -> s.tell(new FeedStatus(false, "x", "gone", Scenario.NOW)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        15,
                        DenyReason.QUOTE_INSANE,
                        "a wide spread",
                        s -> s.quote("AAPL", "98.90", "101.00"),
                        s -> s.intents.buy("AAPL", "10", "100.00")),
                new RiskCase(
                        15,
                        DenyReason.QUOTE_INSANE,
                        "a crossed market",
                        s -> s.quote("AAPL", "100.10", "100.00"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        15,
                        DenyReason.QUOTE_INSANE,
                        "a locked market",
                        s -> s.quote("AAPL", "100.05", "100.05"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        16,
                        DenyReason.PRICE_COLLAR,
                        "a limit far above",
                        s -> {},
                        s -> s.intents.buy("AAPL", "10", "103.06")),
                new RiskCase(
                        16,
                        DenyReason.PRICE_COLLAR,
                        "a limit far below",
                        s -> {},
                        s -> s.intents.buy("AAPL", "10", "97.04")),
                new RiskCase(
                        16,
                        DenyReason.PRICE_COLLAR,
                        "a limit far from the last trade",
                        s -> s.trade("AAPL", "96.00"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        16,
                        DenyReason.PRICE_COLLAR,
                        "the gain of two exits far on the wrong side",
                        s -> s.hold("AAPL", "10", "100"),
                        s -> GateBehaviourTest.exits(s.intents.sell("AAPL", "10", "97"), "95")),
                new RiskCase(
                        16,
                        DenyReason.PRICE_COLLAR,
                        "a market order far from the last trade",
                        s -> s.trade("AAPL", "96.00"),
                        s -> s.intents.buy("AAPL", "10")));
    }
}
