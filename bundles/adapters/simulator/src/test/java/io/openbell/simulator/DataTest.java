package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Market data by request, on a market that moves by hand. */
class DataTest {

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

    private static void hasOnly(JsonNode json, String... fields) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactlyInAnyOrder(fields);
    }

    @Test
    void shouldWriteStocksCoinsAndOptionsEachInTheirOwnWay() {
        String contract = chain("AAPL").get(0);

        hasOnly(
                market.get("/v2/stocks/quotes/latest?symbols=AAPL").path("quotes").path("AAPL"),
                "t",
                "bx",
                "bp",
                "bs",
                "ap",
                "as",
                "ax",
                "c",
                "z");
        hasOnly(
                market.get("/v2/stocks/trades/latest?symbols=AAPL").path("trades").path("AAPL"),
                "t",
                "i",
                "x",
                "p",
                "s",
                "c",
                "z");
        hasOnly(
                market.get("/v1beta3/crypto/us/latest/quotes?symbols=BTC/USD")
                        .path("quotes")
                        .path("BTC/USD"),
                "t",
                "bp",
                "bs",
                "ap",
                "as");
        hasOnly(
                market.get("/v1beta3/crypto/us/latest/trades?symbols=BTC%2FUSD")
                        .path("trades")
                        .path("BTC/USD"),
                "t",
                "p",
                "s",
                "i",
                "tks");
        JsonNode option =
                market.get("/v1beta1/options/quotes/latest?symbols=" + contract)
                        .path("quotes")
                        .path(contract);
        hasOnly(option, "t", "bx", "bp", "bs", "ap", "as", "ax", "c");
        assertThat(option.path("c").isTextual()).isTrue();
    }

    private List<String> chain(String underlying) {
        List<String> symbols = new ArrayList<>();
        market.get("/v1beta1/options/snapshots/" + underlying)
                .path("snapshots")
                .fieldNames()
                .forEachRemaining(symbols::add);
        return symbols;
    }

    @Test
    void shouldPageThroughTheTradesOfSeveralSymbolsWithoutLossOrRepetition() {
        String query = "/v2/stocks/trades?symbols=MSFT,AAPL,KO&start=2026-03-04T17:00:00Z";
        List<String> all = trades(query + "&limit=10000", "");
        assertThat(all).hasSizeGreaterThan(300);

        assertThat(trades(query + "&limit=37", "")).isEqualTo(all);
        assertThat(all).isSortedAccordingTo(Comparator.comparing(row -> row.split(" ")[0]));
        assertThat(trades(query + "&limit=37&sort=desc", ""))
                .containsExactlyInAnyOrderElementsOf(all)
                .isNotEqualTo(all);
        JsonNode page = market.get(query + "&limit=5").path("trades");
        assertThat(page).as("the first symbol only").hasSize(1);
        assertThat(page.path("AAPL")).hasSize(5);
    }

    private List<String> trades(String query, String token) {
        JsonNode page = market.get(query + (token.isEmpty() ? "" : "&page_token=" + token));
        List<String> rows = new ArrayList<>();
        page.path("trades")
                .properties()
                .forEach(
                        symbol ->
                                symbol.getValue()
                                        .forEach(
                                                row ->
                                                        rows.add(
                                                                symbol.getKey()
                                                                        + ' '
                                                                        + row.path("i"))));
        if (page.path("next_page_token").isTextual()) {
            rows.addAll(trades(query, page.path("next_page_token").asText()));
        }
        return rows;
    }

    @Test
    void shouldGiveBarsOfEveryWidthYearsBack() {
        assertThat(bars("1Min", "2025-07-03", "2025-07-04")).hasSize(210);
        assertThat(bars("5T", "2025-07-03", "2025-07-04")).hasSize(42);
        assertThat(bars("2Hour", "2025-07-02", "2025-07-03")).hasSize(4);
        assertThat(bars("1D", "2025-01-01", "2025-12-31")).hasSize(250);
        assertThat(bars("1Week", "2025-06-02", "2025-06-29")).hasSize(4);
        assertThat(bars("3M", "2025-01-01", "2025-12-31")).hasSize(4);
        JsonNode today = market.get("/v2/stocks/AAPL/bars?timeframe=1Day&start=2026-03-04");
        assertThat(today.path("symbol").asText()).isEqualTo("AAPL");
        assertThat(today.path("bars")).hasSize(1);
        assertThat(today.path("bars").get(0).path("t").asText()).isEqualTo("2026-03-04T05:00:00Z");
        assertThat(today.path("next_page_token").isNull()).isTrue();
    }

    private JsonNode bars(String frame, String start, String end) {
        return market.get(
                        "/v2/stocks/bars?symbols=AAPL&timeframe="
                                + frame
                                + "&start="
                                + start
                                + "&end="
                                + end)
                .path("bars")
                .path("AAPL");
    }

    @Test
    void shouldSnapStocksCoinsAndOptions() {
        JsonNode many = market.get("/v2/stocks/snapshots?symbols=AAPL,ZZZZ");
        hasOnly(many, "AAPL");
        hasOnly(
                many.path("AAPL"),
                "latestTrade",
                "latestQuote",
                "minuteBar",
                "dailyBar",
                "prevDailyBar");
        assertThat(market.get("/v2/stocks/AAPL/snapshot").path("symbol").asText())
                .isEqualTo("AAPL");
        hasOnly(
                market.get("/v1beta3/crypto/us/snapshots?symbols=ETH/BTC")
                        .path("snapshots")
                        .path("ETH/BTC"),
                "latestTrade",
                "latestQuote",
                "minuteBar",
                "dailyBar",
                "prevDailyBar");
        JsonNode chain =
                market.get(
                                "/v1beta1/options/snapshots/AAPL?limit=1000&type=call&expiration_date=2026-03-20")
                        .path("snapshots");
        assertThat(chain).hasSize(21);
        for (JsonNode snapshot : chain) {
            assertThat(snapshot.path("greeks").path("delta").asDouble()).isBetween(0.0, 1.0);
            assertThat(snapshot.path("impliedVolatility").asDouble()).isBetween(0.2, 1.0);
            assertThat(snapshot.has("latestQuote")).isTrue();
        }
    }

    @Test
    void shouldPageThroughAChain() {
        JsonNode first =
                market.get(
                        "/v1beta1/options/snapshots/KO?limit=1000&expiration_date_lte=2026-03-06");
        assertThat(first.path("snapshots")).hasSize(42);
        JsonNode page =
                market.get("/v1beta1/options/snapshots/KO?limit=40&expiration_date_lte=2026-03-06");
        JsonNode rest =
                market.get(
                        "/v1beta1/options/snapshots/KO?limit=40&expiration_date_lte=2026-03-06&page_token="
                                + page.path("next_page_token").asText());
        assertThat(page.path("snapshots")).hasSize(40);
        assertThat(rest.path("snapshots")).hasSize(2);
        assertThat(rest.path("next_page_token").isNull()).isTrue();
    }

    @Test
    void shouldDeriveBarsAndTradesOfOptions() {
        List<String> symbols = chain("AAPL");
        String some = String.join(",", symbols.subList(0, 50));

        JsonNode bars =
                market.get("/v1beta1/options/bars?timeframe=1Day&start=2026-03-03&symbols=" + some)
                        .path("bars");
        JsonNode trades = market.get("/v1beta1/options/trades?symbols=" + some).path("trades");

        assertThat(bars).isNotEmpty();
        bars.forEach(list -> list.forEach(bar -> assertThat(bar.path("v").isInt()).isTrue()));
        assertThat(trades).isNotEmpty();
        trades.forEach(list -> hasOnly(list.get(0), "t", "x", "p", "s", "c"));
    }

    @Test
    void shouldStackABookAroundACoin() {
        JsonNode book =
                market.get("/v1beta3/crypto/us/latest/orderbooks?symbols=BTC/USD")
                        .path("orderbooks")
                        .path("BTC/USD");

        hasOnly(book, "t", "b", "a");
        assertThat(book.path("b").get(0).path("p").asDouble())
                .isLessThan(book.path("a").get(0).path("p").asDouble());
        assertThat(
                        market.get("/v1beta3/crypto/eu-1/latest/orderbooks?symbols=BTC/USD")
                                .path("orderbooks"))
                .isEmpty();
    }

    @Test
    void shouldTellTheAuctionsOfADay() {
        JsonNode auctions =
                market.get("/v2/stocks/JPM/auctions?start=2026-03-03&end=2026-03-04")
                        .path("auctions");

        assertThat(auctions).hasSize(2);
        assertThat(auctions.get(0).path("o").get(0).path("t").asText())
                .isEqualTo("2026-03-03T14:30:00Z");
        assertThat(auctions.get(0).path("c").get(0).path("x").asText()).isEqualTo("N");
        assertThat(auctions.get(1).path("c")).as("not closed yet").isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithAQuestion() {
        market.refuse("/v2/stocks/bars?timeframe=1Min", 400, "symbols is required");
        market.refuse("/v2/stocks/bars?symbols=AAPL", 400, "timeframe is required");
        market.refuse(
                "/v2/stocks/bars?symbols=AAPL&timeframe=2Day", 400, "invalid timeframe: 2Day");
        market.refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&limit=0", 400, "invalid limit");
        market.refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&start=soon", 400, "invalid start");
        market.refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&sort=up", 400, "invalid sort");
        market.refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&feed=x", 400, "invalid feed");
        market.refuse(
                "/v2/stocks/bars?symbols=AAPL&timeframe=1D&currency=EUR", 400, "invalid currency");
        market.refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&asof=x", 400, "invalid asof");
        market.refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&adjustment=x", 400, "adjustment");
        market.refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&page_token=*", 400, "page_token");
        market.refuse("/v2/stocks/bars?symbols=A%26B&timeframe=1D", 400, "invalid symbol");
        market.refuse(
                "/v2/stocks/bars?symbols=AAPL&timeframe=1D&start=2026-01-02&end=2026-01-01",
                400,
                "end should not be before start");
        market.refuse("/v2/stocks/ZZZZ/quotes/latest", 404, "no quote found for ZZZZ");
        market.refuse(
                "/v1beta3/crypto/us/latest/bars?symbols=BTCUSD", 400, "invalid symbol: BTCUSD");
        market.refuse("/v1beta3/crypto/mars/bars?symbols=BTC/USD&timeframe=1D", 400, "location");
        market.refuse("/v1beta1/options/bars?symbols=AAPL&timeframe=1D", 400, "invalid symbol");
        market.refuse("/v2/stocks/meta/conditions/trade", 400, "tape is required");
        market.refuse("/v1beta1/screener/stocks/movers?top=51", 400, "invalid top");
        market.refuse("/v1/corporate-actions?types=gift", 400, "invalid type");
        assertThat(market.client.get("/v2/stocks/nothing/of/this").status()).isEqualTo(404);
    }
}
