package io.openbell.simulator.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortfolioTest {

    @TempDir Path folder;

    private Floor floor;

    @BeforeEach
    void open() throws Exception {
        floor = new Floor(folder.resolve("ledger.jsonl"), 0);
        floor.quote("AAPL", "99.90", "100.00");
    }

    @AfterEach
    void close() throws Exception {
        floor.close();
    }

    private BigDecimal costToday(String lastClose) {
        return floor.books.costToday(floor.books.holding("AAPL"), new BigDecimal(lastClose));
    }

    @Test
    void shouldCountSharesFromBeforeTodayAtTheLastClose() throws Exception {
        floor.submit("buy", "10", "market");
        assertThat(costToday("95")).isEqualByComparingTo("1000");

        floor.advance(Duration.ofDays(1));
        floor.quote("AAPL", "109.90", "110.00");
        floor.submit("buy", "5", "market");

        // Ten from yesterday at its close, five at what they cost.
        assertThat(costToday("105")).isEqualByComparingTo("1600");
        floor.submit("sell", "12", "market");
        assertThat(costToday("105")).isEqualByComparingTo("330");
    }

    @Test
    void shouldNeedMarginForLongAndShort() throws Exception {
        floor.quote("KO", "50.00", "50.00");
        floor.submit("buy", "100", "market");
        floor.trade("AAPL", "100");
        floor.submit("sell", "100", "market", "symbol=KO");
        floor.trade("KO", "50");

        assertThat(floor.exchange.valuation().initialMargin()).isEqualByComparingTo("7500");
        assertThat(floor.exchange.valuation().maintenanceMargin()).isEqualByComparingTo("4500");
        assertThat(floor.exchange.power().regulationT()).isEqualByComparingTo("185000");
    }

    @Test
    void shouldRememberTheWorthMinuteByMinute() throws Exception {
        floor.submit("buy", "10", "market");
        floor.advance(Duration.ofMinutes(1));
        floor.trade("AAPL", "101");
        floor.advance(Duration.ofMinutes(1));
        floor.trade("AAPL", "101");
        int entries = floor.books.history().equity().size();
        floor.close();

        floor = new Floor(folder.resolve("ledger.jsonl"), 0);

        assertThat(floor.books.history().equity()).hasSize(entries);
        assertThat(floor.books.history().equity().lastEntry().getValue())
                .isEqualByComparingTo("100010");
    }
}
