package io.openbell.kernel.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import org.junit.jupiter.api.Test;

class HoldingTest {

    @Test
    void shouldAverageWhatWasBought() {
        Holding holding = buy(buy(Holding.NONE, "10", "100"), "30", "110");

        assertThat(holding.quantity()).isEqualTo(Quantity.parse("40"));
        assertThat(holding.averagePrice()).isEqualTo(Price.parse("107.5"));
        assertThat(holding.realized()).isEqualTo(Money.ZERO);
        assertThat(holding.unrealized(Price.parse("108"))).isEqualTo(Money.parse("20"));
    }

    @Test
    void shouldRealizeAtAverageCostAndKeepTheAverage() {
        Holding holding = sell(buy(buy(Holding.NONE, "10", "100"), "30", "110"), "10", "120");

        assertThat(holding.quantity()).isEqualTo(Quantity.parse("30"));
        assertThat(holding.averagePrice()).isEqualTo(Price.parse("107.5"));
        assertThat(holding.realized()).isEqualTo(Money.parse("125"));
    }

    @Test
    void shouldEarnWhenAShortIsBoughtBackLower() {
        Holding holding = sell(Holding.NONE, "10", "50");
        assertThat(holding.averagePrice()).isEqualTo(Price.parse("50"));
        assertThat(holding.unrealized(Price.parse("48"))).isEqualTo(Money.parse("20"));

        Holding closed = buy(holding, "10", "45");

        assertThat(closed).isEqualTo(new Holding(Quantity.ZERO, Money.ZERO, Money.parse("50")));
        assertThat(closed.averagePrice()).isEqualTo(new Price(0));
    }

    @Test
    void shouldOpenTheOtherSideAtTheFillsPriceWhenItGoesThroughZero() {
        Holding flipped = sell(buy(Holding.NONE, "10", "100"), "25", "104");

        assertThat(flipped.quantity()).isEqualTo(Quantity.parse("-15"));
        assertThat(flipped.averagePrice()).isEqualTo(Price.parse("104"));
        assertThat(flipped.realized()).isEqualTo(Money.parse("40"));
    }

    @Test
    void shouldDeductCommissionsWhenTheyAreCharged() {
        Holding bought =
                Holding.NONE.after(
                        Side.BUY, Quantity.parse("1"), Price.parse("10"), Money.parse("0.35"));
        Holding sold =
                bought.after(
                        Side.SELL, Quantity.parse("1"), Price.parse("10"), Money.parse("-0.10"));

        assertThat(bought.realized()).isEqualTo(Money.parse("-0.35"));
        assertThat(bought.averagePrice()).isEqualTo(Price.parse("10"));
        assertThat(sold.realized()).isEqualTo(Money.parse("-0.25"));
    }

    @Test
    void shouldReleaseAllCostWithTheLastShareWhateverWasRounded() {
        Holding thirds = buy(Holding.NONE, "3", "0.333333333");
        Holding closed = sell(sell(sell(thirds, "1", "0.333333333"), "1", "0.333333333"), "1", "1");

        assertThat(closed.cost()).isEqualTo(Money.ZERO);
        assertThat(closed.realized()).isEqualTo(Money.parse("0.666666667"));
    }

    @Test
    void shouldRefuseAFigureThatDoesNotFit() {
        Holding huge = buy(Holding.NONE, "9000000000", "1");

        assertThatThrownBy(() -> buy(huge, "9000000000", "0.1"))
                .isInstanceOf(ArithmeticException.class);
    }

    private static Holding buy(Holding holding, String shares, String price) {
        return holding.after(Side.BUY, Quantity.parse(shares), Price.parse(price), Money.ZERO);
    }

    private static Holding sell(Holding holding, String shares, String price) {
        return holding.after(Side.SELL, Quantity.parse(shares), Price.parse(price), Money.ZERO);
    }
}
