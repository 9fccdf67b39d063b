package io.openbell.simulator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaceTest {

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

    private void refuses(String message, VenueOrder order, String... fields) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> floor.replace(order, fields));
        assertThat(refusal).isNotNull();
        assertThat(refusal.message()).contains(message);
    }

    @Test
    void shouldPutANewOrderInThePlaceOfTheOldOne() throws Exception {
        VenueOrder old = floor.submit("buy", "10", "limit", "limit_price=95");

        VenueOrder next = floor.replace(old, "qty=20", "limit_price=96", "client_order_id=next");

        assertThat(old.status()).isEqualTo(VenueOrder.Status.REPLACED);
        assertThat(old.replacedBy()).isEqualTo(next.id());
        assertThat(next.replaces()).isEqualTo(old.id());
        assertThat(next.ticket().clientOrderId()).isEqualTo("next");
        assertThat(next.quantity()).isEqualByComparingTo("20");
        assertThat(floor.books.open()).containsExactly(next);
        assertThat(floor.events()).containsExactly("new", "replaced", "new");
        floor.quote("AAPL", "95.50", "95.80");
        assertThat(next.status()).isEqualTo(VenueOrder.Status.FILLED);
        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("20");
    }

    @Test
    void shouldGoOnWithWhatTheOldOrderFilled() throws Exception {
        floor.close();
        floor = new Floor(folder.resolve("partial.jsonl"), 100);
        floor.quote("AAPL", "99.90", "100.10");
        VenueOrder old = floor.submit("buy", "10", "market");
        BigDecimal filled = old.filled();
        assertThat(filled).isPositive();

        refuses("qty must be > filled_qty", old, "qty=" + filled.toPlainString());
        VenueOrder next = floor.replace(old, "qty=12");
        for (int quotes = 0; next.isOpen() && quotes < 20; quotes++) {
            floor.quote("AAPL", "99.90", "100.10");
        }

        assertThat(next.filled()).isEqualByComparingTo("12");
        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("12");
    }

    @Test
    void shouldRefuseWhatCannotBeReplaced() throws Exception {
        VenueOrder done = floor.submit("buy", "1", "market");
        refuses("cannot replace order in filled status", done, "qty=2");
        VenueOrder resting = floor.submit("buy", "10", "limit", "limit_price=95");
        refuses("order parameters are not changed", resting, "limit_price=95.00", "qty=10");
        refuses("sub-penny", resting, "limit_price=95.001");
        refuses("fractional", resting, "qty=10.5");
        refuses("insufficient buying power", resting, "qty=100000");
        VenueOrder next = floor.replace(resting, "limit_price=94");
        refuses("order already replaced", resting, "limit_price=93");
        floor.submit("buy", "1", "limit", "limit_price=90", "client_order_id=taken");
        refuses("must be unique", next, "limit_price=92", "client_order_id=taken");
        VenueOrder dollars = floor.submit("buy", "", "limit", "limit_price=50", "notional=100");
        refuses("notional orders cannot be replaced", dollars, "limit_price=51");
    }

    @Test
    void shouldReleaseWhatTheOldOrderReserved() throws Exception {
        VenueOrder old = floor.submit("buy", "1500", "limit", "limit_price=99");

        VenueOrder next = floor.replace(old, "qty=2000");

        assertThat(next.isOpen()).isTrue();
        assertThat(floor.exchange.power().marginable()).isEqualByComparingTo("2000");
    }

    @Test
    void shouldReplaceTheTrail() throws Exception {
        floor.submit("buy", "10", "market");
        floor.trade("AAPL", "100");
        VenueOrder old = floor.submit("sell", "10", "trailing_stop", "trail_percent=1");
        floor.trade("AAPL", "110");

        VenueOrder next = floor.replace(old, "trail=2");

        assertThat(next.highWaterMark()).isEqualByComparingTo("110");
        assertThat(next.stopPrice()).isEqualByComparingTo("107.8");
    }

    @Test
    void shouldBuyForDollars() throws Exception {
        VenueOrder order = floor.submit("buy", "", "market", "notional=1000");

        assertThat(order.status()).isEqualTo(VenueOrder.Status.FILLED);
        assertThat(order.filled()).isEqualByComparingTo("9.990009990");
        assertThat(OrderJson.of(order).path("qty").isNull()).isTrue();
        assertThat(OrderJson.of(order).path("notional").asText()).isEqualTo("1000");
    }

    @Test
    void shouldRefuseAReplacementThatCouldTradeWithItself() throws Exception {
        floor.submit("buy", "5", "market");
        floor.submit("sell", "5", "limit", "limit_price=101");
        VenueOrder resting = floor.submit("buy", "1", "limit", "limit_price=99");

        refuses("potential wash trade", resting, "limit_price=101");
    }
}
