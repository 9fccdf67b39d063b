package io.openbell.kernel.risk;

import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.DenyReason;
import java.util.stream.Stream;

/** Cases of size, exposure and money: rows 17 to 22. */
final class SizeCases {

    private SizeCases() {}

    static Stream<RiskCase> all() {
        return Stream.of(
                new RiskCase(
                        17,
                        DenyReason.MAX_ORDER_QTY,
                        "too many shares",
                        RiskCase.limits(l -> l.maxOrderQuantity = "9"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        17,
                        DenyReason.MAX_ORDER_NOTIONAL,
                        "too much value",
                        RiskCase.limits(l -> l.maxOrderNotional = "1000.49"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        18,
                        DenyReason.MAX_POSITION_NOTIONAL,
                        "a position too large",
                        s -> s.hold("AAPL", "95", "100"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        18,
                        DenyReason.MAX_POSITION_NOTIONAL,
                        "a position too large once what is on its way fills",
                        s -> s.working(s.intents.buy("AAPL", "95", "100"), OrderStatus.SUBMITTED),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        18,
                        DenyReason.MAX_POSITION_NOTIONAL,
                        "a short too large",
                        s -> s.hold("AAPL", "-95", "100"),
                        s -> s.intents.sell("AAPL", "10", "100.05")),
                new RiskCase(
                        19,
                        DenyReason.MAX_GROSS_EXPOSURE,
                        "everything together",
                        s -> {
                            RiskCase.limits(l -> {}).accept(s);
                            s.hold("IBM", "500", "100");
                            s.hold("KO", "-495", "100");
                        },
                        RiskCase.BUY_TEN),
                new RiskCase(
                        19,
                        DenyReason.MAX_NET_EXPOSURE,
                        "too long",
                        s -> {
                            RiskCase.limits(l -> l.maxNetPercent = 50).accept(s);
                            s.hold("IBM", "495", "100");
                        },
                        RiskCase.BUY_TEN),
                new RiskCase(
                        19,
                        DenyReason.MAX_NET_EXPOSURE,
                        "too short",
                        s -> {
                            RiskCase.limits(l -> l.maxNetPercent = 50).accept(s);
                            s.hold("IBM", "-495", "100");
                        },
                        s -> s.intents.sell("AAPL", "10", "100.05")),
                new RiskCase(
                        21,
                        DenyReason.BUYING_POWER,
                        "no money",
                        s -> s.account("PA1", "100000", "1000.49"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        21,
                        DenyReason.BUYING_POWER,
                        "a short priced 3 percent above the ask",
                        s -> s.account("PA1", "100000", "1031.02"),
                        s -> s.intents.sell("AAPL", "10", "100.05")),
                new RiskCase(
                        22,
                        DenyReason.SHORT_NOT_ALLOWED,
                        "a short while shorts are off",
                        RiskCase.limits(l -> l.allowShort = false),
                        s -> s.intents.sell("AAPL", "10", "100.05")));
    }
}
