package io.openbell.simulator.trading;

import static io.openbell.simulator.trading.VenueOrder.Status.CANCELED;
import static io.openbell.simulator.trading.VenueOrder.Status.EXPIRED;
import static io.openbell.simulator.trading.VenueOrder.Status.FILLED;
import static io.openbell.simulator.trading.VenueOrder.Status.HELD;
import static io.openbell.simulator.trading.VenueOrder.Status.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupsTest {

    @TempDir Path folder;

    private Floor floor;

    @BeforeEach
    void open() throws Exception {
        floor = new Floor(folder.resolve("ledger.jsonl"), 0);
        floor.quote("AAPL", "99.90", "100.10");
        floor.trade("AAPL", "100");
    }

    @AfterEach
    void close() throws Exception {
        floor.close();
    }

    private VenueOrder bracket(String type, String... fields) throws Exception {
        String[] all = new String[fields.length + 3];
        System.arraycopy(fields, 0, all, 0, fields.length);
        all[fields.length] = "order_class=bracket";
        all[fields.length + 1] = "take_profit.limit_price=110";
        all[fields.length + 2] = "stop_loss.stop_price=95";
        return floor.submit("buy", "10", type, all);
    }

    private static VenueOrder profit(VenueOrder entry) {
        return entry.legs().get(0);
    }

    private static VenueOrder loss(VenueOrder entry) {
        return entry.legs().get(1);
    }

    @Test
    void shouldHoldTheExitsUntilTheEntryIsFilled() throws Exception {
        VenueOrder entry = bracket("limit", "limit_price=99");
        assertThat(profit(entry).status()).isEqualTo(HELD);
        assertThat(loss(entry).status()).isEqualTo(HELD);
        floor.quote("AAPL", "111", "112");
        assertThat(profit(entry).isOpen()).isTrue();

        floor.quote("AAPL", "98.80", "98.90");

        assertThat(entry.status()).isEqualTo(FILLED);
        assertThat(profit(entry).status()).isEqualTo(NEW);
        assertThat(loss(entry).status()).isEqualTo(HELD);
        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("10");
    }

    @Test
    void shouldHoldTheExitsWhileTheEntryIsFilledInPart() throws Exception {
        floor.close();
        floor = new Floor(folder.resolve("partial.jsonl"), 100);
        floor.quote("AAPL", "99.90", "100.10");
        floor.trade("AAPL", "100");

        VenueOrder entry = bracket("market");

        assertThat(entry.status()).isEqualTo(VenueOrder.Status.PARTIALLY_FILLED);
        assertThat(profit(entry).status()).isEqualTo(HELD);
        floor.quote("AAPL", "111", "112");
        assertThat(entry.status()).isEqualTo(FILLED);
        assertThat(profit(entry).status()).isEqualTo(VenueOrder.Status.PARTIALLY_FILLED);
    }

    @Test
    void shouldCancelTheStopWhenTheProfitIsTaken() throws Exception {
        VenueOrder entry = bracket("market");

        floor.quote("AAPL", "110.50", "110.60");

        assertThat(profit(entry).status()).isEqualTo(FILLED);
        assertThat(loss(entry).status()).isEqualTo(CANCELED);
        assertThat(floor.books.holding("AAPL").quantity()).isZero();
        assertThat(floor.events()).endsWith("fill", "canceled");
    }

    @Test
    void shouldStopTheLossAndCancelTheOtherExit() throws Exception {
        VenueOrder entry = bracket("market");

        floor.quote("AAPL", "94.50", "94.60");

        assertThat(loss(entry).status()).isEqualTo(FILLED);
        assertThat(profit(entry).status()).isEqualTo(CANCELED);
        assertThat(floor.books.holding("AAPL").quantity()).isZero();
    }

    @Test
    void shouldReduceTheStopByWhatTheProfitTook() throws Exception {
        VenueOrder entry = bracket("market");
        floor.close();
        floor = new Floor(folder.resolve("ledger.jsonl"), 100);

        floor.quote("AAPL", "110.50", "110.60");
        floor.quote("AAPL", "100.50", "110.60");

        VenueOrder again = floor.books.find(entry.id()).orElseThrow();
        assertThat(profit(again).status()).isEqualTo(VenueOrder.Status.PARTIALLY_FILLED);
        assertThat(loss(again).quantity()).isEqualByComparingTo(profit(again).remaining());
    }

    @Test
    void shouldCancelTheWholeGroup() throws Exception {
        VenueOrder waiting = bracket("limit", "limit_price=99");
        floor.cancel(waiting);
        assertThat(waiting.group()).allMatch(order -> order.status() == CANCELED);

        VenueOrder entered = bracket("market");
        floor.cancel(profit(entered));

        assertThat(loss(entered).status()).isEqualTo(CANCELED);
        assertThat(entered.status()).isEqualTo(FILLED);
    }

    @Test
    void shouldExpireTheExitsWithTheDay() throws Exception {
        VenueOrder entry = bracket("limit", "limit_price=99");

        floor.exchange.endDay();

        assertThat(entry.status()).isEqualTo(EXPIRED);
        assertThat(floor.books.open()).isEmpty();
    }

    @Test
    void shouldGoOnWithHeldOrdersAfterARestart() throws Exception {
        VenueOrder entry = bracket("market");
        floor.close();

        floor = new Floor(folder.resolve("ledger.jsonl"), 0);
        floor.quote("AAPL", "94.50", "94.60");

        assertThat(floor.books.find(loss(entry).id()).orElseThrow().status()).isEqualTo(FILLED);
        assertThat(floor.books.find(profit(entry).id()).orElseThrow().status()).isEqualTo(CANCELED);
    }

    @Test
    void shouldTriggerTheOneExitOfAnOto() throws Exception {
        VenueOrder entry =
                floor.submit("buy", "10", "market", "order_class=oto", "stop_loss.stop_price=95");

        assertThat(entry.legs()).hasSize(1);
        assertThat(entry.legs().get(0).status()).isEqualTo(NEW);
        floor.quote("AAPL", "94.50", "94.60");
        assertThat(entry.legs().get(0).status()).isEqualTo(FILLED);
    }

    @Test
    void shouldLetOneExitCancelTheOther() throws Exception {
        floor.submit("buy", "10", "market");
        VenueOrder oco =
                floor.submit(
                        "sell",
                        "10",
                        "limit",
                        "order_class=oco",
                        "take_profit.limit_price=110",
                        "stop_loss.stop_price=95",
                        "stop_loss.limit_price=94");
        assertThat(oco.ticket().limitPrice()).isEqualByComparingTo("110");
        assertThat(oco.legs().get(0).status()).isEqualTo(HELD);

        floor.quote("AAPL", "94.50", "94.60");

        assertThat(oco.status()).isEqualTo(CANCELED);
        assertThat(oco.legs().get(0).averageFillPrice()).isEqualByComparingTo("94.5");
    }

    @Test
    void shouldReserveSharesOnceForTwoExits() throws Exception {
        VenueOrder entry = bracket("market");
        Holding holding = floor.books.holding("AAPL");

        assertThat(entry.status()).isEqualTo(FILLED);
        assertThat(floor.exchange.power().heldForOrders(holding)).isEqualByComparingTo("10");
    }

    @Test
    void shouldAskForPricesThatAreApart() {
        refuses(
                "stop_loss.stop_price must be <= base_price - 0.01",
                "take_profit.limit_price=110",
                "stop_loss.stop_price=100");
        refuses(
                "take_profit.limit_price must be >= base_price + 0.01",
                "take_profit.limit_price=100",
                "stop_loss.stop_price=95");
        refuses(
                "take_profit.limit_price must be > stop_loss.stop_price",
                "take_profit.limit_price=94",
                "stop_loss.stop_price=95");
        refuses("bracket orders require stop_loss.stop_price", "take_profit.limit_price=110");
    }

    private void refuses(String message, String... fields) {
        String[] all = new String[fields.length + 1];
        System.arraycopy(fields, 0, all, 1, fields.length);
        all[0] = "order_class=bracket";
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> floor.submit("buy", "10", "market", all));
        assertThat(refusal).isNotNull();
        assertThat(refusal.message()).isEqualTo(message);
        assertThat(refusal.code()).isEqualTo(42210000);
    }

    @Test
    void shouldKnowEntriesFromExits() throws Exception {
        floor.submit("buy", "10", "market");

        Refusal entry =
                catchThrowableOfType(
                        Refusal.class,
                        () ->
                                floor.submit(
                                        "sell",
                                        "10",
                                        "market",
                                        "order_class=bracket",
                                        "take_profit.limit_price=90",
                                        "stop_loss.stop_price=110"));
        Refusal exit =
                catchThrowableOfType(
                        Refusal.class,
                        () ->
                                floor.submit(
                                        "buy",
                                        "10",
                                        "limit",
                                        "order_class=oco",
                                        "take_profit.limit_price=90",
                                        "stop_loss.stop_price=110"));

        assertThat(entry.message()).isEqualTo("bracket orders must be entry orders");
        assertThat(exit.message()).isEqualTo("oco orders must be exit orders");
    }

    @Test
    void shouldMoveAStopByReplacingIt() throws Exception {
        VenueOrder entry = bracket("market");

        VenueOrder next = floor.replace(loss(entry), "stop_price=97");

        assertThat(next.status()).isEqualTo(HELD);
        assertThat(next.parent()).isSameAs(entry);
        floor.quote("AAPL", "96.50", "96.60");
        assertThat(next.status()).isEqualTo(FILLED);
        assertThat(profit(entry).status()).isEqualTo(CANCELED);
    }
}
