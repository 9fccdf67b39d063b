package io.openbell.simulator.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class HoldingTest {

    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }

    @Test
    void shouldAverageWhatWasPaid() {
        Holding holding =
                Holding.none("AAPL").after(of("10"), of("100")).after(of("30"), of("104"));

        assertThat(holding.quantity()).isEqualByComparingTo("40");
        assertThat(holding.averagePrice()).isEqualByComparingTo("103");
        assertThat(holding.cost()).isEqualByComparingTo("4120");
    }

    @Test
    void shouldKeepTheAverageWhenSharesAreSoldAndRealizeTheRest() {
        Holding holding = Holding.none("AAPL").after(of("40"), of("103"));

        assertThat(holding.realizedBy(of("-10"), of("105"))).isEqualByComparingTo("20");
        assertThat(holding.after(of("-10"), of("105")).averagePrice()).isEqualByComparingTo("103");
    }

    @Test
    void shouldEarnOnAShortPositionWhenThePriceFalls() {
        Holding holding = Holding.none("AAPL").after(of("-10"), of("100"));

        assertThat(holding.averagePrice()).isEqualByComparingTo("100");
        assertThat(holding.cost()).isEqualByComparingTo("-1000");
        assertThat(holding.realizedBy(of("4"), of("90"))).isEqualByComparingTo("40");
        assertThat(holding.after(of("10"), of("90"))).isEqualTo(Holding.none("AAPL"));
    }
}
