package io.openbell.simulator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CryptoTest {

    @TempDir Path folder;

    private Floor floor;

    @BeforeEach
    void open() throws Exception {
        floor = new Floor(folder.resolve("ledger.jsonl"), 0);
        floor.listCoins();
        floor.quote("BTC/USD", "59990", "60000");
        floor.quote("ETH/USD", "2999", "3000");
        floor.quote("ETH/BTC", "0.0499", "0.05");
        floor.quote("AAPL", "99.90", "100.10");
    }

    @AfterEach
    void close() throws Exception {
        floor.close();
    }

    private VenueOrder trade(String side, String symbol, String quantity, String... fields)
            throws Exception {
        String[] all = new String[fields.length + 2];
        System.arraycopy(fields, 0, all, 2, fields.length);
        all[0] = "symbol=" + symbol;
        all[1] = "time_in_force=gtc";
        String type = fields.length == 0 ? "market" : "limit";
        return floor.submit(side, quantity, type, all);
    }

    @Test
    void shouldTakeTheFeeFromWhatIsReceived() throws Exception {
        trade("buy", "BTCUSD", "1");

        assertThat(floor.books.holding("BTC/USD").quantity()).isEqualByComparingTo("0.9975");
        assertThat(floor.books.cash()).isEqualByComparingTo("40000");
        trade("sell", "BTC/USD", "0.5");
        // 29,995 dollars less 25 basis points.
        assertThat(floor.books.cash()).isEqualByComparingTo("69920.0125");
        assertThat(floor.books.history().events())
                .filteredOn(History.Other.class::isInstance)
                .extracting(event -> ((History.Other) event).activity().type())
                .containsExactly("JNLC", "CFEE", "CFEE");
    }

    @Test
    void shouldChargeLessWhenTheOrderRested() throws Exception {
        VenueOrder order = trade("buy", "BTC/USD", "1", "limit_price=59000");

        floor.quote("BTC/USD", "58990", "59000");

        assertThat(order.status()).isEqualTo(VenueOrder.Status.FILLED);
        assertThat(floor.books.holding("BTC/USD").quantity()).isEqualByComparingTo("0.9985");
    }

    @Test
    void shouldPayWithCoins() throws Exception {
        trade("buy", "BTC/USD", "1");

        trade("buy", "ETH/BTC", "10");

        assertThat(floor.books.holding("ETH/USD").quantity()).isEqualByComparingTo("9.975");
        assertThat(floor.books.holding("BTC/USD").quantity()).isEqualByComparingTo("0.4975");
        assertThat(floor.books.cash()).isEqualByComparingTo("40000");
    }

    @Test
    void shouldRefuseWhatCoinsCannotDo() {
        refuses("insufficient balance for BTC", "sell", "BTC/USD", "1");
        refuses("insufficient balance for BTC", "buy", "ETH/BTC", "1");
        refuses("insufficient balance for USD", "buy", "BTC/USD", "2");
        refuses("minimal amount of order 10", "buy", "BTC/USD", "0.0001");
        Refusal day =
                catchThrowableOfType(
                        Refusal.class, () -> floor.submit("buy", "1", "market", "symbol=BTC/USD"));
        assertThat(day.message()).isEqualTo("invalid crypto time_in_force");
    }

    private void refuses(String message, String side, String symbol, String quantity) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> trade(side, symbol, quantity));
        assertThat(refusal).isNotNull();
        assertThat(refusal.message()).contains(message);
        assertThat(refusal.code()).isEqualTo(40310000);
    }

    @Test
    void shouldLendNothingOnCoins() throws Exception {
        assertThat(floor.exchange.power().nonMarginable()).isEqualByComparingTo("100000");

        trade("buy", "BTC/USD", "1", "limit_price=50000");

        assertThat(floor.exchange.power().nonMarginable()).isEqualByComparingTo("50000");
        assertThat(floor.exchange.power().marginable()).isEqualByComparingTo("100000");
    }

    @Test
    void shouldNotLetAReplacementPayWithCoinsThatAreNotThere() throws Exception {
        trade("buy", "BTC/USD", "0.1");
        VenueOrder order = trade("buy", "ETH/BTC", "1", "limit_price=0.04");

        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class, () -> floor.replace(order, "qty=1000", "limit_price=0.06"));

        assertThat(refusal).isNotNull();
        assertThat(refusal.message()).contains("insufficient balance for BTC");
        assertThat(order.status()).isEqualTo(VenueOrder.Status.NEW);
        assertThat(floor.books.holding("BTC/USD").quantity()).isEqualByComparingTo("0.09975");
        // The control: what is there may be spent.
        assertThat(floor.replace(order, "qty=2").quantity()).isEqualByComparingTo("2");
    }

    @Test
    void shouldCloseWhatPaymentsWithCoinsLeftOver() throws Exception {
        trade("buy", "BTC/USD", "1");
        floor.quote("ETH/BTC", "0.049912345", "0.049987654");
        trade("buy", "ETH/BTC", "1.123456789");

        assertThat(floor.books.holding("BTC/USD").quantity().scale()).isLessThanOrEqualTo(9);
        floor.exchange.closePosition("BTCUSD", "", "");
        floor.settle();

        assertThat(floor.books.holding("BTC/USD").quantity()).isEqualByComparingTo("0");
    }

    @Test
    void shouldCloseAShareOfAWholeCoin() throws Exception {
        trade("buy", "BTC/USD", "1.002506266");
        assertThat(floor.books.holding("BTC/USD").quantity()).isEqualByComparingTo("1");

        floor.exchange.closePosition("BTCUSD", "", "50");
        floor.settle();

        assertThat(floor.books.holding("BTC/USD").quantity()).isEqualByComparingTo("0.5");
    }
}
