package io.openbell.simulator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {

    private static final String CALL_100 = "AAPL260320C00100000";
    private static final String CALL_110 = "AAPL260320C00110000";
    private static final String PUT_90 = "AAPL260320P00090000";

    @TempDir Path folder;

    private Floor floor;

    @BeforeEach
    void open() throws Exception {
        floor = new Floor(folder.resolve("ledger.jsonl"), 0);
        floor.listOptions(CALL_100, CALL_110, PUT_90);
        floor.quote("AAPL", "99.90", "100.10");
        floor.trade("AAPL", "100");
        floor.quote(CALL_100, "4.90", "5.00");
        floor.quote(CALL_110, "1.00", "1.10");
        floor.quote(PUT_90, "2.00", "2.10");
    }

    @AfterEach
    void close() throws Exception {
        floor.close();
    }

    private Refusal refusal(String side, String quantity, String symbol, String... fields) {
        String[] all = new String[fields.length + 1];
        System.arraycopy(fields, 0, all, 1, fields.length);
        all[0] = "symbol=" + symbol;
        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class, () -> floor.submit(side, quantity, "market", all));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    @Test
    void shouldPayAHundredTimesThePremium() throws Exception {
        VenueOrder order = floor.submit("buy", "2", "market", "symbol=" + CALL_100);

        assertThat(order.averageFillPrice()).isEqualByComparingTo("5");
        assertThat(floor.books.cash()).isEqualByComparingTo("99000");
        Holding holding = floor.books.holding(CALL_100);
        assertThat(holding.averagePrice()).isEqualByComparingTo("5");
        assertThat(holding.cost()).isEqualByComparingTo("1000");
        assertThat(floor.exchange.valuation().equity()).isEqualByComparingTo("99990");
        assertThat(order.ticket().intent()).isEqualTo(PositionIntent.BUY_TO_OPEN);
    }

    @Test
    void shouldRefuseWhatOptionsCannotDo() {
        assertThat(refusal("buy", "1.5", CALL_100).message())
                .isEqualTo("qty must be integer for options trading");
        assertThat(refusal("buy", "1", CALL_100, "time_in_force=ioc").message())
                .contains("time_in_force");
        assertThat(refusal("sell", "1", CALL_100).message())
                .isEqualTo("account not eligible to trade uncovered option contracts");
        assertThat(refusal("buy", "1000", CALL_100).message())
                .startsWith("insufficient options buying power");
        assertThat(refusal("sell", "12", PUT_90).message())
                .startsWith("insufficient options buying power for cash-secured put");
        assertThat(refusal("buy", "1", "AAPL260320C00999000").message()).contains("not found");
        assertThat(refusal("buy", "1", CALL_100, "position_intent=buy_to_close").message())
                .isEqualTo(
                        "position intent mismatch, inferred: buy_to_open, specified: buy_to_close");
    }

    @Test
    void shouldSecureAPutWithCashAndACallWithShares() throws Exception {
        floor.submit("sell", "2", "market", "symbol=" + PUT_90);
        // Two puts may cost 18,000; 400 were received for them.
        assertThat(floor.exchange.power().options()).isEqualByComparingTo("82400");

        floor.submit("buy", "150", "market");
        floor.submit("sell", "1", "market", "symbol=" + CALL_110);

        Holding shares = floor.books.holding("AAPL");
        assertThat(floor.exchange.power().heldForOrders(shares)).isEqualByComparingTo("100");
        assertThat(refusal("sell", "51", "AAPL").message()).contains("available: 50");
    }

    private ObjectNode spread(String limit) {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.put("order_class", "mleg").put("qty", "2").put("type", "limit");
        body.put("limit_price", limit).put("time_in_force", "day");
        body.putArray("legs")
                .addObject()
                .put("symbol", CALL_100)
                .put("ratio_qty", "1")
                .put("side", "buy")
                .put("position_intent", "buy_to_open");
        body.withArray("legs")
                .addObject()
                .put("symbol", CALL_110)
                .put("ratio_qty", "1")
                .put("side", "sell")
                .put("position_intent", "sell_to_open");
        return body;
    }

    @Test
    void shouldTradeASpreadAtItsNetPriceOnly() throws Exception {
        VenueOrder order = floor.submit(spread("3.95"));
        assertThat(order.isOpen()).isTrue();
        assertThat(floor.exchange.power().options()).isEqualByComparingTo("99210");

        floor.quote(CALL_100, "4.80", "4.90");

        assertThat(order.status()).isEqualTo(VenueOrder.Status.FILLED);
        assertThat(order.averageFillPrice()).isEqualByComparingTo("3.9");
        assertThat(order.legs()).allMatch(leg -> leg.status() == VenueOrder.Status.FILLED);
        assertThat(floor.books.cash()).isEqualByComparingTo("99220");
        assertThat(floor.books.holding(CALL_110).quantity()).isEqualByComparingTo("-2");
        assertThat(floor.books.executions()).hasSize(2);
        assertThat(floor.events()).containsExactly("new", "fill");
        // What the spread is worth is bound, and nothing beyond: it cannot lose more.
        assertThat(floor.exchange.power().options()).isEqualByComparingTo("99220");
        ObjectNode json = OrderJson.of(order);
        assertThat(json.path("legs")).hasSize(2);
        assertThat(json.has("symbol")).isFalse();
        assertThat(json.path("legs").get(0).path("ratio_qty").asText()).isEqualTo("1");
    }

    @Test
    void shouldReadASpreadBackFromTheLedger() throws Exception {
        VenueOrder order = floor.submit(spread("1"));
        floor.close();

        floor = new Floor(folder.resolve("ledger.jsonl"), 0);
        floor.listOptions(CALL_100, CALL_110);
        floor.quote(CALL_110, "1.00", "1.10");
        floor.quote(CALL_100, "1.80", "1.90");

        VenueOrder again = floor.books.find(order.id()).orElseThrow();
        assertThat(again.status()).isEqualTo(VenueOrder.Status.FILLED);
    }

    @Test
    void shouldExerciseACallIntoShares() throws Exception {
        floor.submit("buy", "1", "market", "symbol=" + CALL_100);
        floor.trade("AAPL", "108");

        floor.exchange.exercise(CALL_100);

        assertThat(floor.books.holding(CALL_100).quantity()).isZero();
        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("100");
        assertThat(floor.books.cash()).isEqualByComparingTo("89500");
    }

    @Test
    void shouldSettleOptionsWhenTheyExpire() throws Exception {
        floor.submit("buy", "1", "market", "symbol=" + CALL_100);
        floor.submit("buy", "1", "market", "symbol=" + CALL_110);
        floor.submit("sell", "1", "market", "symbol=" + PUT_90);

        floor.advance(Duration.ofDays(19));
        floor.trade("AAPL", "105");

        assertThat(floor.books.holdings()).hasSize(1);
        assertThat(floor.books.holding("AAPL").quantity()).isEqualByComparingTo("100");
        assertThat(floor.books.history().events())
                .filteredOn(History.Other.class::isInstance)
                .extracting(event -> ((History.Other) event).activity().type())
                .containsExactly("JNLC", "OPEXC", "OPTRD", "OPEXP", "OPEXP");
    }

    @Test
    void shouldCancelASpreadAsAWhole() throws Exception {
        VenueOrder order = floor.submit(spread("1"));

        floor.cancel(order);

        assertThat(order.legs()).allMatch(leg -> leg.status() == VenueOrder.Status.CANCELED);
        assertThat(floor.events()).containsExactly("new", "pending_cancel", "canceled");
        assertThat(floor.exchange.power().options()).isEqualByComparingTo("100000");
    }

    @Test
    void shouldTakeACreditForASpreadAndSetAsideWhatItMayCost() throws Exception {
        ObjectNode body = spread("-3.50");
        ((ObjectNode) body.path("legs").get(0))
                .put("side", "sell")
                .put("position_intent", "sell_to_open");
        ((ObjectNode) body.path("legs").get(1))
                .put("side", "buy")
                .put("position_intent", "buy_to_open");

        VenueOrder order = floor.submit(body);

        assertThat(order.averageFillPrice()).isEqualByComparingTo("-3.8");
        assertThat(floor.books.cash()).isEqualByComparingTo("100760");
        // Two spreads, ten dollars wide, are 2,000 dollars at risk.
        assertThat(floor.exchange.power().options()).isEqualByComparingTo("98760");
    }

    @Test
    void shouldObeyTheOptionsLevel() throws Exception {
        AccountSettings d = AccountSettings.DEFAULTS;
        floor.exchange.configure(
                new AccountSettings(
                        d.noShorting(),
                        d.suspendTrade(),
                        d.fractionalTrading(),
                        d.maxMarginMultiplier(),
                        1,
                        d.tradeConfirmEmail(),
                        d.ptpNoExceptionEntry(),
                        d.disableOvernightTrading()));

        assertThat(refusal("buy", "1", CALL_100).message())
                .isEqualTo("account not eligible to trade long option contracts");
        Refusal spread = catchThrowableOfType(Refusal.class, () -> floor.submit(spread("4")));
        assertThat(spread.message())
                .isEqualTo("account not eligible to trade spreads or uncovered contracts");
    }

    @Test
    void shouldExpireOrdersWithTheirContract() throws Exception {
        VenueOrder order =
                floor.submit(
                        "buy",
                        "1",
                        "limit",
                        "limit_price=1",
                        "symbol=" + CALL_100,
                        "time_in_force=gtc");

        floor.advance(Duration.ofDays(19));
        floor.exchange.onTime();

        assertThat(order.status()).isEqualTo(VenueOrder.Status.EXPIRED);
    }
}
