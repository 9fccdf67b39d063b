package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Halts, price bands, corrected and canceled trades: what the tapes tell beside quotes and trades. */
class TapeMessagesTest {

    @TempDir Path folder;

    private SteppedMarket market;

    @BeforeEach
    void open() throws Exception {
        market = new SteppedMarket(folder);
    }

    @AfterEach
    void close() {
        market.close();
    }

    private void arm(String fault) {
        assertThat(market.client.post("/openbell/control/faults", fault).status()).isEqualTo(200);
    }

    private static Predicate<JsonNode> type(String letter) {
        return message -> message.path("T").asText().equals(letter);
    }

    private JsonNode trade(long id) {
        for (JsonNode trade :
                market.get("/v2/stocks/trades?symbols=AAPL&limit=10000&start=2026-03-04T17:00:00Z")
                        .path("trades")
                        .path("AAPL")) {
            if (trade.path("i").asLong() == id) {
                return trade;
            }
        }
        throw new AssertionError("no trade " + id);
    }

    private JsonNode bar(String minute) {
        return market.get(
                        "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&start="
                                + minute
                                + "&end="
                                + minute)
                .path("bars")
                .path("AAPL")
                .path(0);
    }

    @Test
    void shouldTellWhenAStockIsHaltedAndWhenItGoesOn() {
        Socket socket = market.client.subscriber("\"trades\":[\"AAPL\"],\"statuses\":[\"*\"]");

        arm("{\"fault\":\"halted-symbol\",\"symbol\":\"AAPL\"}");

        JsonNode halt = socket.next();
        assertThat(halt.path("T").asText()).isEqualTo("s");
        assertThat(halt.path("S").asText()).isEqualTo("AAPL");
        assertThat(halt.path("sc").asText()).isEqualTo("H");
        assertThat(halt.path("sm").asText()).isEqualTo("Trading Halt");
        assertThat(halt.path("rc").asText()).isEqualTo("T1");
        assertThat(halt.path("z").asText()).isEqualTo("C");

        market.advance(60);
        market.client.delete("/openbell/control/faults");

        JsonNode next = socket.next();
        assertThat(next.path("sc").asText()).as("nothing is printed during a halt").isEqualTo("T");
        assertThat(next.path("sm").asText()).isEqualTo("Trading Resumption");
        market.advance(60);
        assertThat(socket.next().path("T").asText()).isEqualTo("t");
    }

    @Test
    void shouldTellOfHaltsInTheWordsOfTheTape() {
        Socket socket = market.client.subscriber("\"statuses\":[\"JPM\"]");

        arm("{\"fault\":\"halted-symbol\"}");

        assertThat(socket.next().path("sc").asText()).isEqualTo("2");
        market.client.delete("/openbell/control/faults/1");
        assertThat(socket.next().path("sc").asText()).isEqualTo("3");
    }

    @Test
    void shouldTellThePriceBandsAroundTheMeanPriceToWhomeverAsks() {
        Socket socket = market.client.subscriber("\"lulds\":[\"AAPL\"]");

        market.advance(70);

        JsonNode band = socket.next();
        assertThat(band.path("T").asText()).isEqualTo("l");
        double up = band.path("u").asDouble();
        double down = band.path("d").asDouble();
        double price =
                market.get("/v2/stocks/AAPL/trades/latest").path("trade").path("p").asDouble();
        assertThat((up + down) / 2).isBetween(price * 0.98, price * 1.02);
        assertThat((up - down) / (up + down)).isBetween(0.0499, 0.0501);
    }

    @Test
    void shouldTellNewBandsWithTheFirstTradeAfterAHalt() {
        Socket socket = market.client.subscriber("\"lulds\":[\"AAPL\"]");
        arm("{\"fault\":\"halted-symbol\",\"symbol\":\"AAPL\"}");
        market.advance(200);
        market.client.delete("/openbell/control/faults");
        market.advance(60);

        assertThat(socket.next().path("i").asText()).as("none during the halt").isEqualTo("E");
    }

    @Test
    void shouldPrintATradeTooHighAndCorrectIt() {
        market.advance(30);
        Socket socket =
                market.client.subscriber("\"trades\":[\"AAPL\"],\"updatedBars\":[\"AAPL\"]");
        arm("{\"fault\":\"corrected-trade\",\"symbol\":\"AAPL\",\"millis\":90000}");

        market.advance(60);
        JsonNode wrong = socket.await(type("t"));
        String minute = wrong.path("t").asText().substring(0, 16) + ":00Z";
        JsonNode before = bar(minute);
        assertThat(before.path("h")).isEqualTo(wrong.path("p"));
        market.advance(120);

        JsonNode correction = socket.await(type("c"));
        assertThat(correction.path("oi")).isEqualTo(wrong.path("i"));
        assertThat(correction.path("op")).isEqualTo(wrong.path("p"));
        double right = correction.path("cp").asDouble();
        assertThat(wrong.path("p").asDouble()).isBetween(right * 1.0999, right * 1.1001);
        assertThat(trade(wrong.path("i").asLong()).path("u").asText()).isEqualTo("incorrect");
        JsonNode instead = trade(correction.path("ci").asLong());
        assertThat(instead.path("u").asText()).isEqualTo("corrected");
        assertThat(instead.path("p").asDouble()).isEqualTo(right);
        JsonNode told = socket.await(type("u"));
        assertThat(told.path("t").asText()).isEqualTo(minute);
        JsonNode after = bar(minute);
        assertThat(told.path("h")).isEqualTo(after.path("h"));
        assertThat(after.path("h").asDouble()).isLessThan(before.path("h").asDouble());
        assertThat(after.path("v")).isEqualTo(before.path("v"));
    }

    @Test
    void shouldTakeATradeBack() {
        Socket socket = market.client.subscriber("\"trades\":[\"AAPL\"]");
        arm("{\"fault\":\"canceled-trade\",\"symbol\":\"AAPL\"}");

        market.advance(60);

        JsonNode printed = socket.await(type("t"));
        JsonNode canceled = socket.await(type("x"));
        assertThat(canceled.path("i")).isEqualTo(printed.path("i"));
        assertThat(canceled.path("p")).isEqualTo(printed.path("p"));
        assertThat(canceled.path("a").asText()).isEqualTo("C");
        assertThat(trade(printed.path("i").asLong()).path("u").asText()).isEqualTo("canceled");
    }
}
