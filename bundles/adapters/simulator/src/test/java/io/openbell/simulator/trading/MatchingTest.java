package io.openbell.simulator.trading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchingTest {

    @TempDir Path folder;

    private Floor floor;

    @BeforeEach
    void open() throws Exception {
        floor = new Floor(folder.resolve("ledger.jsonl"), 0);
        floor.quote("AAPL", "99.90", "100.10");
    }

    @AfterEach
    void close() throws Exception {
        floor.close();
    }

    private BigDecimal position() {
        return floor.books.holding("AAPL").quantity();
    }

    @Test
    void shouldFillAMarketOrderAtTheFarSideOfTheQuote() throws Exception {
        VenueOrder bought = floor.submit("buy", "10", "market");
        VenueOrder sold = floor.submit("sell", "10", "market");

        assertThat(bought.averageFillPrice()).isEqualByComparingTo("100.1");
        assertThat(sold.averageFillPrice()).isEqualByComparingTo("99.9");
        assertThat(floor.books.cash()).isEqualByComparingTo("99998");
        assertThat(floor.books.realized()).isEqualByComparingTo("-2");
        assertThat(floor.events()).containsExactly("new", "fill", "new", "fill");
    }

    @Test
    void shouldFillALimitOrderAtTheQuoteOnceItIsReached() throws Exception {
        VenueOrder order = floor.submit("buy", "10", "limit", "limit_price=100");
        assertThat(order.status()).isEqualTo(VenueOrder.Status.NEW);

        floor.quote("AAPL", "99.85", "100.01");
        assertThat(order.isOpen()).isTrue();
        floor.quote("MSFT", "1", "2");
        assertThat(order.isOpen()).isTrue();
        floor.quote("AAPL", "99.70", "99.95");

        assertThat(order.averageFillPrice()).isEqualByComparingTo("99.95");
    }

    @Test
    void shouldTriggerASellStopByATradeAndFillAtTheBid() throws Exception {
        floor.submit("buy", "10", "market");
        VenueOrder stop = floor.submit("sell", "10", "stop", "stop_price=99");
        floor.quote("AAPL", "99.20", "99.30");
        floor.trade("AAPL", "99.10");
        assertThat(stop.isTriggered()).isFalse();

        floor.trade("AAPL", "99");

        assertThat(stop.averageFillPrice()).isEqualByComparingTo("99.2");
        assertThat(position()).isZero();
    }

    @Test
    void shouldGuardABuyStopAgainstAGap() throws Exception {
        VenueOrder stop = floor.submit("buy", "10", "stop", "stop_price=101");

        floor.quote("AAPL", "104.00", "104.10");
        assertThat(stop.isTriggered()).isTrue();
        assertThat(stop.isOpen()).isTrue();
        floor.quote("AAPL", "103.00", "103.50");

        assertThat(stop.averageFillPrice()).isEqualByComparingTo("103.5");
    }

    @Test
    void shouldHoldAStopLimitAtItsLimitAfterTheTrigger() throws Exception {
        VenueOrder order =
                floor.submit("buy", "10", "stop_limit", "stop_price=101", "limit_price=101.2");
        floor.quote("AAPL", "100.10", "100.30");
        assertThat(order.isTriggered()).isFalse();

        floor.quote("AAPL", "101.20", "101.40");
        assertThat(order.isOpen()).isTrue();
        floor.quote("AAPL", "100.90", "101.10");

        assertThat(order.averageFillPrice()).isEqualByComparingTo("101.1");
    }

    @Test
    void shouldTrailTheHighestTradeAndFillWhenItFallsFarEnough() throws Exception {
        floor.submit("buy", "10", "market");
        floor.trade("AAPL", "100");
        VenueOrder order =
                floor.submit("sell", "10", "trailing_stop", "trail_percent=1", "time_in_force=gtc");
        assertThat(order.stopPrice()).isEqualByComparingTo("99");

        floor.trade("AAPL", "110");
        floor.quote("AAPL", "109.90", "110.10");
        floor.trade("AAPL", "109.50");
        assertThat(order.highWaterMark()).isEqualByComparingTo("110");
        assertThat(order.stopPrice()).isEqualByComparingTo("108.9");
        assertThat(order.isOpen()).isTrue();
        floor.quote("AAPL", "108.80", "109.00");

        assertThat(order.averageFillPrice()).isEqualByComparingTo("108.8");
    }

    @Test
    void shouldTrailTheLowestTradeOfABuy() throws Exception {
        floor.trade("AAPL", "100");
        VenueOrder order = floor.submit("buy", "1", "trailing_stop", "trail_price=2");
        floor.trade("AAPL", "95");
        assertThat(order.stopPrice()).isEqualByComparingTo("97");

        floor.trade("AAPL", "97");

        assertThat(order.isOpen()).isFalse();
    }

    @Test
    void shouldCancelAnImmediateOrderThatIsNotMarketable() throws Exception {
        VenueOrder order =
                floor.submit("buy", "10", "limit", "limit_price=100", "time_in_force=ioc");

        assertThat(order.status()).isEqualTo(VenueOrder.Status.CANCELED);
        assertThat(floor.events()).containsExactly("new", "canceled");
    }

    @Test
    void shouldFillPartsAndLookAtTheRestWithTheNextQuote() throws Exception {
        floor.close();
        floor = new Floor(folder.resolve("partial.jsonl"), 100);
        floor.quote("AAPL", "99.90", "100.10");

        VenueOrder order = floor.submit("buy", "10", "market");
        assertThat(order.status()).isEqualTo(VenueOrder.Status.PARTIALLY_FILLED);
        assertThat(order.filled()).isBetween(BigDecimal.ONE, BigDecimal.valueOf(9));
        floor.trade("AAPL", "100");
        assertThat(floor.books.executions()).hasSize(1);
        for (int quotes = 0; order.isOpen() && quotes < 10; quotes++) {
            floor.quote("AAPL", "99.90", "100.20");
        }

        assertThat(order.status()).isEqualTo(VenueOrder.Status.FILLED);
        assertThat(position()).isEqualByComparingTo("10");
        assertThat(floor.events()).startsWith("new", "partial_fill").endsWith("fill");
    }

    @Test
    void shouldCancelTheRestOfAnImmediateOrderAndNeverSplitAnAllOrNothingOne() throws Exception {
        floor.close();
        floor = new Floor(folder.resolve("partial.jsonl"), 100);
        floor.quote("AAPL", "99.90", "100.10");

        VenueOrder immediate = floor.submit("buy", "10", "market", "time_in_force=ioc");
        VenueOrder allOrNothing = floor.submit("buy", "10", "market", "time_in_force=fok");

        assertThat(immediate.status()).isEqualTo(VenueOrder.Status.CANCELED);
        assertThat(immediate.filled()).isPositive();
        assertThat(allOrNothing.status()).isEqualTo(VenueOrder.Status.FILLED);
        assertThat(floor.books.executions()).hasSize(2);
    }

    @Test
    void shouldFillPartsAboutAsOftenAsStated() throws Exception {
        MatchingRules rules = new MatchingRules(10, 42);
        VenueOrder order = floor.submit("buy", "100", "limit", "limit_price=1");

        int partial = 0;
        for (int draw = 0; draw < 5_000; draw++) {
            BigDecimal quantity = rules.quantity(order, draw);
            assertThat(quantity).isBetween(BigDecimal.ONE, BigDecimal.valueOf(100));
            partial += quantity.compareTo(BigDecimal.valueOf(100)) < 0 ? 1 : 0;
        }

        assertThat(partial).isBetween(430, 570);
    }

    @Test
    void shouldDealAtTheLastTradeWhereNoQuotesAreRecorded() throws Exception {
        floor.trade("JPM", "200");

        VenueOrder order = floor.submit("buy", "1", "market", "symbol=JPM");

        assertThat(order.averageFillPrice()).isEqualByComparingTo("200");
    }

    @Test
    void shouldExpireDayOrdersAtTheDaysEndOnly() throws Exception {
        VenueOrder day = floor.submit("buy", "1", "limit", "limit_price=90");
        VenueOrder lasting =
                floor.submit("buy", "1", "limit", "limit_price=90", "time_in_force=gtc");

        floor.exchange.endDay();

        assertThat(day.status()).isEqualTo(VenueOrder.Status.EXPIRED);
        assertThat(lasting.isOpen()).isTrue();
        assertThat(floor.events()).contains("expired");
    }

    @Test
    void shouldRememberTheEquityOfTheDayBefore() throws Exception {
        floor.submit("buy", "100", "market");
        floor.trade("AAPL", "110");
        assertThat(floor.books.lastEquity()).isEqualByComparingTo("100000");

        floor.advance(java.time.Duration.ofDays(1));
        floor.trade("AAPL", "110");

        assertThat(floor.books.lastEquity()).isEqualByComparingTo("100990");
    }

    @Test
    void shouldNotTurnAPositionAroundWhenDollarsBuyMoreThanIsHeld() throws Exception {
        floor.submit("buy", "10", "market");
        floor.trade("AAPL", "100");
        floor.quote("AAPL", "90.00", "90.10");

        VenueOrder order = floor.submit("sell", "", "market", "notional=1000");

        assertThat(order.filled()).isEqualByComparingTo("10");
        assertThat(position()).isZero();
    }
}
