package io.openbell.simulator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptanceTest {

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

    private Refusal refusal(String side, String quantity, String type, String... fields) {
        long before = floor.books.rejected();
        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class, () -> floor.submit(side, quantity, type, fields));
        assertThat(refusal).isNotNull();
        assertThat(floor.books.rejected()).isEqualTo(before + 1);
        return refusal;
    }

    private void refuses(int status, int code, String message, Refusal refusal) {
        assertThat(refusal.httpStatus()).isEqualTo(status);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.message()).contains(message);
    }

    @Test
    void shouldRefuseSubPennyPrices() {
        refuses(422, 42210000, "sub-penny", refusal("buy", "1", "limit", "limit_price=100.001"));
        refuses(422, 42210000, "sub-penny", refusal("buy", "1", "limit", "limit_price=0.12345"));
        refuses(422, 42210000, "sub-penny", refusal("buy", "1", "stop", "stop_price=101.005"));
    }

    @Test
    void shouldTakeFourDecimalsBelowOneDollar() throws Exception {
        assertThat(floor.submit("buy", "1", "limit", "limit_price=0.1234").isOpen()).isTrue();
    }

    @Test
    void shouldTakeAClientsNameOnceOnly() throws Exception {
        floor.submit("buy", "1", "market", "client_order_id=mine");

        refuses(
                422,
                40010001,
                "client_order_id must be unique",
                refusal("buy", "1", "market", "client_order_id=mine"));
        refuses(
                422,
                40010001,
                "128",
                refusal("buy", "1", "market", "client_order_id=" + "x".repeat(129)));
    }

    @Test
    void shouldRefuseWhatContradictsItself() {
        refuses(422, 40010001, "limit price", refusal("buy", "1", "limit"));
        refuses(422, 40010001, "no limit price", refusal("buy", "1", "market", "limit_price=1"));
        refuses(422, 40010001, "stop price", refusal("buy", "1", "stop_limit", "limit_price=1"));
        refuses(422, 40010001, "trail", refusal("sell", "1", "trailing_stop"));
        refuses(422, 40010001, "qty must be > 0", refusal("buy", "0", "market"));
        refuses(422, 40010001, "qty must be > 0", refusal("buy", "-1", "market"));
        refuses(422, 40010001, "invalid qty", refusal("buy", "NaN", "market"));
        refuses(422, 40010001, "out of range", refusal("buy", "1e999999999", "market"));
        refuses(422, 40010001, "out of range", refusal("buy", "1e-999999999", "market"));
        refuses(422, 40010001, "invalid side", refusal("hold", "1", "market"));
        refuses(
                422,
                42210000,
                "opg",
                refusal("buy", "1", "stop", "stop_price=101", "time_in_force=opg"));
        refuses(
                422,
                42210000,
                "bracket orders require take_profit.limit_price",
                refusal("buy", "1", "market", "order_class=bracket"));
        refuses(422, 42210000, "only one of", refusal("buy", "1", "market", "notional=10"));
        refuses(422, 42210000, "2 decimal", refusal("buy", "", "market", "notional=10.001"));
        refuses(422, 42210000, "fractional", refusal("buy", "0.5", "market", "time_in_force=gtc"));
        refuses(422, 42210000, "not found", refusal("buy", "1", "market", "symbol=ZZZZ"));
    }

    @Test
    void shouldRefuseABodyThatIsNoObject() {
        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class, () -> floor.exchange.submit(TextNode.valueOf("buy")));

        refuses(400, 40010000, "request body format is invalid", refusal);
    }

    @Test
    void shouldReserveBuyingPowerForOpenOrders() throws Exception {
        assertThat(floor.exchange.power().marginable()).isEqualByComparingTo("200000");
        floor.submit("buy", "1000", "limit", "limit_price=99");
        assertThat(floor.exchange.power().marginable()).isEqualByComparingTo("101000");

        // A market buy counts 2.5 % above the ask: 984 shares are 100,960.86, 985 are 101,063.46.
        Refusal refusal = refusal("buy", "985", "market");
        refuses(403, 40310000, "insufficient buying power", refusal);
        assertThat(refusal.details()).containsEntry("buying_power", "101000");
        assertThat(floor.submit("buy", "984", "market").isOpen()).isFalse();
    }

    @Test
    void shouldReserveThreePercentMoreForAShortSale() {
        // 1,940 shares at 100.10 and 3 % are 200,019.82.
        refuses(403, 40310000, "insufficient buying power", refusal("sell", "1940", "market"));
        assertThat(floor.books.executions()).isEmpty();
    }

    @Test
    void shouldNotLetOneOrderTurnAPositionAround() throws Exception {
        floor.submit("buy", "5", "market");

        Refusal refusal = refusal("sell", "10", "market");

        refuses(403, 40310000, "requested: 10, available: 5", refusal);
        assertThat(refusal.details())
                .containsEntry("existing_qty", "5")
                .containsEntry("held_for_orders", "0");
        floor.submit("sell", "5", "market");
        floor.submit("sell", "5", "market");
        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("-5");
        refuses(403, 40310000, "available: 5", refusal("buy", "6", "market"));
    }

    @Test
    void shouldHoldSharesForOpenSells() throws Exception {
        floor.submit("buy", "5", "market");
        floor.submit("sell", "3", "limit", "limit_price=120");

        refuses(403, 40310000, "available: 2", refusal("sell", "3", "limit", "limit_price=121"));
        assertThat(floor.submit("sell", "2", "limit", "limit_price=121").isOpen()).isTrue();
    }

    @Test
    void shouldRefuseWashTrades() throws Exception {
        floor.submit("buy", "5", "market");
        VenueOrder resting = floor.submit("sell", "5", "limit", "limit_price=101");

        Refusal market = refusal("buy", "1", "market");
        refuses(403, 40310000, "potential wash trade", market);
        assertThat(market.details()).containsEntry("existing_order_id", resting.id());
        refuses(403, 40310000, "wash trade", refusal("buy", "1", "limit", "limit_price=101"));
        assertThat(floor.submit("buy", "1", "limit", "limit_price=100").isOpen()).isTrue();
    }

    @Test
    void shouldNotShortFractions() {
        refuses(422, 42210000, "fractional", refusal("sell", "0.5", "market"));
    }

    @Test
    void shouldRefuseToCancelWhatIsDone() throws Exception {
        VenueOrder order = floor.submit("buy", "1", "market");

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> floor.cancel(order));

        refuses(422, 42210000, "already in \"filled\" state", refusal);
    }
}
