package io.openbell.kernel.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.SourceProfit;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivityReadingTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");
    private static final Symbol NVDA = Symbol.of("NVDA");
    private static final Symbol CALL = Symbol.of("NVDA250117C00130000");

    private final PositionLedger ledger = new PositionLedger();

    @BeforeEach
    void adopt() {
        ledger.adopt(
                new AccountAdopted(
                        "PA1",
                        Money.parse("100000"),
                        List.of(new BrokerPosition(NVDA, Quantity.of(100L), Price.parse("1300"))),
                        NOW));
    }

    @Test
    void shouldSpreadTheCostOverTheSharesAfterASplit() {
        ledger.mark(NVDA, Price.parse("1400"));

        book(activity("s1", "SSP", NVDA, "900", "", "0"));

        Position position = ledger.snapshot().positions().get(0);
        assertThat(position.quantity()).isEqualTo(Quantity.of(1_000L));
        assertThat(position.averagePrice()).isEqualTo(Price.parse("130"));
        assertThat(position.mark()).isEqualTo(Price.parse("140"));
        assertThat(ledger.snapshot().equity()).isEqualTo(Money.parse("240000"));
    }

    @Test
    void shouldTakeASplitThatIsBookedAsOldSharesOutAndNewSharesInForOne() {
        List<Journaled> events =
                ActivityReading.events(
                        List.of(
                                activity("out", "SSP", NVDA, "-100", "", "0"),
                                activity("in", "SSP", NVDA, "1000", "", "0")));

        assertThat(events).hasSize(1);
        assertThat(((PositionAdjusted) events.get(0)).change()).isEqualTo(Quantity.of(900L));
        assertThat(((PositionAdjusted) events.get(0)).activityId()).isEqualTo("out+in");
    }

    @Test
    void shouldGiveTheSharesOfAStockDividendToWhoeverHolds() {
        fill("a", NVDA, Side.BUY, "300", "100");

        book(activity("d1", "DIV", NVDA, "40", "", "0"));

        assertThat(ledger.quantity("a", NVDA)).isEqualTo(Quantity.of(330L));
        assertThat(ledger.quantity(PositionLedger.EXTERNAL, NVDA)).isEqualTo(Quantity.of(110L));
        assertThat(realized("a")).isEqualTo(Money.ZERO);
    }

    /** As Alpaca books them: minutes apart, on either side of midnight even. */
    @Test
    void shouldTakeTheTwoHalvesOfASplitForOneThoughTheyAreBookedMinutesApart() {
        AccountActivity gone = half("out", "-100", NOW, "g-1");
        AccountActivity come = half("in", "1000", NOW.plusSeconds(540), "g-1");

        ActivityReading one =
                ActivityReading.read(List.of(gone), any -> true, any -> Quantity.ZERO);
        ActivityReading both =
                ActivityReading.read(List.of(gone, come), any -> true, any -> Quantity.ZERO);

        assertThat(one.events()).isEmpty();
        assertThat(one.waiting()).containsExactly(gone);
        assertThat(both.waiting()).isEmpty();
        assertThat(both.events())
                .singleElement()
                .matches(event -> ((PositionAdjusted) event).change().equals(Quantity.of(900L)));
    }

    private static AccountActivity half(String id, String change, Instant at, String group) {
        return new AccountActivity(
                id,
                "SPLIT",
                Optional.of(NVDA),
                Optional.of(Quantity.parse(change)),
                Optional.empty(),
                Money.ZERO,
                "",
                at,
                group);
    }

    @Test
    void shouldSplitWhatEverySourceHolds() {
        fill("a", NVDA, Side.BUY, "10", "1400");

        book(activity("s1", "SSP", NVDA, "990", "", "0"));

        assertThat(ledger.quantity("a", NVDA)).isEqualTo(Quantity.of(100L));
        assertThat(ledger.quantity(PositionLedger.EXTERNAL, NVDA)).isEqualTo(Quantity.of(1_000L));
    }

    @Test
    void shouldPayCashForTheFractionOfAShare() {
        book(activity("s1", "SSP", NVDA, "-66.666666667", "", "0"));
        book(activity("c1", "CIL", NVDA, "", "", "1300"));

        assertThat(ledger.cash()).isEqualTo(Money.parse("101300"));
        assertThat(ledger.snapshot().positions().get(0).realized()).isEqualTo(Money.parse("1300"));
    }

    @Test
    void shouldEarnADividendWithThePositionThatPaysIt() {
        fill("a", NVDA, Side.BUY, "300", "100");

        book(activity("d1", "DIV", NVDA, "", "", "40"));

        assertThat(ledger.snapshot().profitBySource())
                .containsEntry("a", new SourceProfit(Money.parse("30"), Money.ZERO));
        assertThat(ledger.snapshot().income()).isEqualTo(Money.ZERO);
    }

    @Test
    void shouldTakeADividendFromWhoIsShortAndGiveItToWhoIsLong() {
        fill("a", NVDA, Side.BUY, "50", "100");
        fill("b", NVDA, Side.SELL, "30", "100");

        // On 100 + 50 - 30 shares, a quarter of a dollar each.
        book(activity("d1", "DIV", NVDA, "", "", "30"));

        assertThat(realized("a")).isEqualTo(Money.parse("12.5"));
        assertThat(realized("b")).isEqualTo(Money.parse("-7.5"));
        assertThat(realized(PositionLedger.EXTERNAL)).isEqualTo(Money.parse("25"));
    }

    @Test
    void shouldShareADividendBySizeWhereLongsAndShortsNearlyNetToNothing() {
        fill("a", NVDA, Side.SELL, "99", "100");

        book(activity("d1", "DIV", NVDA, "", "", "0.25"));

        assertThat(realized("a").isNegative()).isFalse();
        assertThat(realized(PositionLedger.EXTERNAL).isNegative()).isFalse();
    }

    private Money realized(String source) {
        SourceProfit profit = ledger.snapshot().profitBySource().get(source);
        return profit == null ? Money.ZERO : profit.realized();
    }

    @Test
    void shouldPayTheAccountsFeesFromItsIncome() {
        book(
                new AccountActivity(
                        "f1",
                        "FEE",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Money.parse("-0.02"),
                        "TAF",
                        NOW));

        assertThat(ledger.snapshot().income()).isEqualTo(Money.parse("-0.02"));
        assertThat(ledger.snapshot().profit()).isEqualTo(Money.parse("-0.02"));
    }

    @Test
    void shouldTakeADepositForNoProfit() {
        book(activity("j1", "CSD", null, "", "", "5000"));

        assertThat(ledger.cash()).isEqualTo(Money.parse("105000"));
        assertThat(ledger.snapshot().profit()).isEqualTo(Money.ZERO);
    }

    @Test
    void shouldCountAContractAHundredTimesItsPrice() {
        fill("a", CALL, Side.BUY, "2", "3.50");
        ledger.mark(CALL, Price.parse("4.00"));

        assertThat(ledger.cash()).isEqualTo(Money.parse("99300"));
        Position call = ledger.snapshot().positions().get(1);
        assertThat(call.averagePrice()).isEqualTo(Price.parse("3.50"));
        assertThat(call.marketValue()).isEqualTo(Money.parse("800"));
        assertThat(call.unrealized()).isEqualTo(Money.parse("100"));
    }

    @Test
    void shouldLoseThePremiumOfAContractThatExpires() {
        fill("a", CALL, Side.BUY, "2", "3.50");

        book(activity("e1", "OPEXP", CALL, "-2", "", "0"));

        Position call = ledger.snapshot().positions().get(1);
        assertThat(call.quantity()).isEqualTo(Quantity.ZERO);
        assertThat(call.realized()).isEqualTo(Money.parse("-700"));
        assertThat(ledger.quantity("a", CALL)).isEqualTo(Quantity.ZERO);
    }

    @Test
    void shouldDeliverTheSharesOfAContractThatIsAssigned() {
        fill("a", CALL, Side.SELL, "1", "3.50");

        book(
                activity("x1", "OPASN", CALL, "1", "", "0"),
                activity("x2", "OPTRD", NVDA, "-100", "130", "13000"));

        assertThat(ledger.quantity(CALL)).isEqualTo(Quantity.ZERO);
        assertThat(ledger.quantity(NVDA)).isEqualTo(Quantity.ZERO);
        assertThat(ledger.cash()).isEqualTo(Money.parse("113350"));
        assertThat(ledger.snapshot().equity()).isEqualTo(ledger.cash());
    }

    @Test
    void shouldPayAFeeInCoins() {
        Symbol bitcoin = Symbol.of("BTC/USD");
        fill("a", bitcoin, Side.BUY, "2", "40000");

        book(activity("f1", "CFEE", bitcoin, "-0.005", "40000", "0"));

        assertThat(ledger.quantity("a", bitcoin)).isEqualTo(Quantity.parse("1.995"));
        Position coins = ledger.snapshot().positions().get(0);
        assertThat(coins.realized()).isEqualTo(Money.parse("-200"));
        assertThat(coins.averagePrice()).isEqualTo(Price.parse("40000"));
    }

    private void book(AccountActivity... activities) {
        for (Journaled event : ActivityReading.events(Arrays.asList(activities))) {
            if (event instanceof CashMoved moved) {
                ledger.apply(moved);
            } else {
                ledger.apply((PositionAdjusted) event);
            }
        }
    }

    private void fill(String source, Symbol symbol, Side side, String quantity, String price) {
        ledger.apply(
                new OrderFilled(
                        new OrderId("o-1"),
                        "e-1",
                        source,
                        symbol,
                        side,
                        Price.parse(price),
                        Quantity.parse(quantity),
                        Money.ZERO,
                        NOW));
    }

    private static AccountActivity activity(
            String id,
            String type,
            @Nullable Symbol symbol,
            String quantity,
            String price,
            String amount) {
        return new AccountActivity(
                id,
                type,
                Optional.ofNullable(symbol),
                quantity.isEmpty() ? Optional.empty() : Optional.of(Quantity.parse(quantity)),
                price.isEmpty() ? Optional.empty() : Optional.of(Price.parse(price)),
                Money.parse(amount),
                "",
                NOW);
    }
}
