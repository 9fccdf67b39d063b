package io.openbell.simulator.trading;

import static io.openbell.simulator.trading.VenueOrder.Status.ACCEPTED;
import static io.openbell.simulator.trading.VenueOrder.Status.CANCELED;
import static io.openbell.simulator.trading.VenueOrder.Status.EXPIRED;
import static io.openbell.simulator.trading.VenueOrder.Status.FILLED;
import static io.openbell.simulator.trading.VenueOrder.Status.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.NyseHours;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The floor opens on a Monday at ten in New York; the regular hours end six hours later. */
class SessionsTest {

    @TempDir Path folder;

    private Floor floor;

    @BeforeEach
    void open() throws Exception {
        floor = new Floor(folder.resolve("ledger.jsonl"), 0, new NyseHours());
        floor.quote("AAPL", "99.90", "100.10");
        floor.trade("AAPL", "100");
    }

    @AfterEach
    void close() throws Exception {
        floor.close();
    }

    private void at(String time) {
        floor.advance(Duration.between(floor.exchange.now(), Instant.parse(time)));
        floor.exchange.onTime();
    }

    @Test
    void shouldExpireDayOrdersAtTheClose() throws Exception {
        VenueOrder day = floor.submit("buy", "1", "limit", "limit_price=90");
        VenueOrder longer =
                floor.submit("buy", "1", "limit", "limit_price=90", "time_in_force=gtc");
        VenueOrder late =
                floor.submit("buy", "1", "limit", "limit_price=90", "extended_hours=true");
        assertThat(day.endsAt()).isEqualTo("2026-03-02T21:00:00Z");

        at("2026-03-02T21:00:00Z");

        assertThat(day.status()).isEqualTo(EXPIRED);
        assertThat(longer.isOpen()).isTrue();
        assertThat(late.isOpen()).isTrue();
        at("2026-03-03T01:00:00Z");
        assertThat(late.status()).isEqualTo(EXPIRED);
    }

    @Test
    void shouldExpireWhatEndedWhileTheExchangeWasDown() throws Exception {
        VenueOrder day = floor.submit("buy", "1", "limit", "limit_price=90");
        floor.close();

        floor = new Floor(folder.resolve("ledger.jsonl"), 0, new NyseHours());
        at("2026-03-03T15:00:00Z");

        assertThat(floor.books.find(day.id()).orElseThrow().status()).isEqualTo(EXPIRED);
    }

    @Test
    void shouldKeepOrdersForTheNextOpening() throws Exception {
        at("2026-03-02T23:00:00Z");
        VenueOrder order = floor.submit("buy", "1", "market");
        assertThat(order.status()).isEqualTo(ACCEPTED);
        floor.quote("AAPL", "99.90", "100.10");
        assertThat(order.isOpen()).isTrue();

        at("2026-03-03T14:30:00Z");

        assertThat(order.status()).isEqualTo(FILLED);
        assertThat(floor.events()).endsWith("accepted", "new", "fill");
    }

    @Test
    void shouldTradeOutsideRegularHoursOnlyWhenAsked() throws Exception {
        at("2026-03-02T23:00:00Z");
        VenueOrder extended =
                floor.submit("buy", "1", "limit", "limit_price=101", "extended_hours=true");
        VenueOrder regular = floor.submit("buy", "1", "limit", "limit_price=101");

        assertThat(extended.status()).isEqualTo(FILLED);
        assertThat(regular.status()).isEqualTo(ACCEPTED);
    }

    @Test
    void shouldHoldTheClosingAuction() throws Exception {
        VenueOrder buys = floor.submit("buy", "10", "market", "time_in_force=cls");
        VenueOrder tooLow =
                floor.submit("buy", "10", "limit", "limit_price=90", "time_in_force=cls");
        floor.quote("AAPL", "100.90", "101.10");
        assertThat(buys.isOpen()).isTrue();
        floor.trade("AAPL", "101");

        at("2026-03-02T21:00:00Z");

        assertThat(buys.averageFillPrice()).isEqualByComparingTo("101");
        assertThat(tooLow.status()).isEqualTo(CANCELED);
    }

    @Test
    void shouldHoldTheOpeningAuctionWithTheFirstQuote() throws Exception {
        Refusal tooEarly =
                catchThrowableOfType(
                        Refusal.class,
                        () -> floor.submit("buy", "10", "market", "time_in_force=opg"));
        assertThat(tooEarly.message()).contains("opg");
        at("2026-03-03T01:00:00Z");
        VenueOrder order = floor.submit("buy", "10", "market", "time_in_force=opg");

        at("2026-03-03T14:30:00Z");
        assertThat(order.status()).isEqualTo(ACCEPTED);
        floor.quote("AAPL", "104.90", "105.10");
        floor.advance(Duration.ofSeconds(1));
        floor.exchange.onTime();

        assertThat(order.averageFillPrice()).isEqualByComparingTo("105.1");
    }

    @Test
    void shouldNotLetStopsBeReachedWhileTheMarketIsClosed() throws Exception {
        floor.submit("buy", "10", "market");
        VenueOrder stop = floor.submit("sell", "10", "stop", "stop_price=95", "time_in_force=gtc");
        at("2026-03-02T23:00:00Z");

        floor.trade("AAPL", "90");

        assertThat(stop.status()).isEqualTo(NEW);
        assertThat(stop.isTriggered()).isFalse();
    }

    @Test
    void shouldLeaveTheSharesOfOtherOrdersWhenThePriceFellOvernight() throws Exception {
        floor.submit("buy", "10", "market");
        at("2026-03-02T23:00:00Z");
        ObjectNode dollars = Floor.body("sell", "", "market", "notional=500");
        dollars.remove("qty");
        floor.submit(dollars);
        VenueOrder shares = floor.submit("sell", "4", "limit", "limit_price=49");

        at("2026-03-03T14:29:59Z");
        floor.quote("AAPL", "50.00", "50.10");
        at("2026-03-03T14:30:00Z");

        assertThat(shares.status()).isEqualTo(FILLED);
        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("0");
    }
}
