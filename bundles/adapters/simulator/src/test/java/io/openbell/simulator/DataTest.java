package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.market.MarketSettings;
import io.openbell.simulator.market.NyseHours;
import io.openbell.simulator.market.Pace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Market data by request, on a market that moves by hand: from Wednesday noon in New York on. */
class DataTest {

    private static final Instant NOON = Instant.parse("2026-03-04T17:00:00Z");

    @TempDir Path folder;

    private SimulatedExchange exchange;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort()
                                .withMarket(
                                        MarketSettings.DEFAULTS
                                                .withPace(Pace.STEPPED)
                                                .withSessions(new NyseHours())),
                        folder,
                        () -> NOON);
        exchange.start();
        client = new Client(exchange.endpoint().get(10, TimeUnit.SECONDS));
        advance(90);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private void advance(int seconds) {
        assertThat(
                        client.post(
                                        "/openbell/control/market",
                                        "{\"action\":\"advance\",\"seconds\":" + seconds + "}")
                                .status())
                .isEqualTo(200);
    }

    private JsonNode get(String path) {
        Client.Answer answer = client.get(path);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private void refuse(String path, int status, String message) {
        Client.Answer answer = client.get(path);
        assertThat(answer.status()).as(path).isEqualTo(status);
        assertThat(answer.body().path("message").asText()).as(path).contains(message);
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
                get("/v2/stocks/quotes/latest?symbols=AAPL").path("quotes").path("AAPL"),
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
                get("/v2/stocks/trades/latest?symbols=AAPL").path("trades").path("AAPL"),
                "t",
                "i",
                "x",
                "p",
                "s",
                "c",
                "z");
        hasOnly(
                get("/v1beta3/crypto/us/latest/quotes?symbols=BTC/USD")
                        .path("quotes")
                        .path("BTC/USD"),
                "t",
                "bp",
                "bs",
                "ap",
                "as");
        hasOnly(
                get("/v1beta3/crypto/us/latest/trades?symbols=BTC%2FUSD")
                        .path("trades")
                        .path("BTC/USD"),
                "t",
                "p",
                "s",
                "i",
                "tks");
        JsonNode option =
                get("/v1beta1/options/quotes/latest?symbols=" + contract)
                        .path("quotes")
                        .path(contract);
        hasOnly(option, "t", "bx", "bp", "bs", "ap", "as", "ax", "c");
        assertThat(option.path("c").isTextual()).isTrue();
    }

    private List<String> chain(String underlying) {
        List<String> symbols = new ArrayList<>();
        get("/v1beta1/options/snapshots/" + underlying)
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
        JsonNode page = get(query + "&limit=5").path("trades");
        assertThat(page).as("the first symbol only").hasSize(1);
        assertThat(page.path("AAPL")).hasSize(5);
    }

    private List<String> trades(String query, String token) {
        JsonNode page = get(query + (token.isEmpty() ? "" : "&page_token=" + token));
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
        JsonNode today = get("/v2/stocks/AAPL/bars?timeframe=1Day&start=2026-03-04");
        assertThat(today.path("symbol").asText()).isEqualTo("AAPL");
        assertThat(today.path("bars")).hasSize(1);
        assertThat(today.path("bars").get(0).path("t").asText()).isEqualTo("2026-03-04T05:00:00Z");
        assertThat(today.path("next_page_token").isNull()).isTrue();
    }

    private JsonNode bars(String frame, String start, String end) {
        return get("/v2/stocks/bars?symbols=AAPL&timeframe="
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
        JsonNode many = get("/v2/stocks/snapshots?symbols=AAPL,ZZZZ");
        hasOnly(many, "AAPL");
        hasOnly(
                many.path("AAPL"),
                "latestTrade",
                "latestQuote",
                "minuteBar",
                "dailyBar",
                "prevDailyBar");
        assertThat(get("/v2/stocks/AAPL/snapshot").path("symbol").asText()).isEqualTo("AAPL");
        hasOnly(
                get("/v1beta3/crypto/us/snapshots?symbols=ETH/BTC")
                        .path("snapshots")
                        .path("ETH/BTC"),
                "latestTrade",
                "latestQuote",
                "minuteBar",
                "dailyBar",
                "prevDailyBar");
        JsonNode chain =
                get("/v1beta1/options/snapshots/AAPL?limit=1000&type=call&expiration_date=2026-03-20")
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
                get("/v1beta1/options/snapshots/KO?limit=1000&expiration_date_lte=2026-03-06");
        assertThat(first.path("snapshots")).hasSize(42);
        JsonNode page =
                get("/v1beta1/options/snapshots/KO?limit=40&expiration_date_lte=2026-03-06");
        JsonNode rest =
                get(
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
                get("/v1beta1/options/bars?timeframe=1Day&start=2026-03-03&symbols=" + some)
                        .path("bars");
        JsonNode trades = get("/v1beta1/options/trades?symbols=" + some).path("trades");

        assertThat(bars).isNotEmpty();
        bars.forEach(list -> list.forEach(bar -> assertThat(bar.path("v").isInt()).isTrue()));
        assertThat(trades).isNotEmpty();
        trades.forEach(list -> hasOnly(list.get(0), "t", "x", "p", "s", "c"));
    }

    @Test
    void shouldStackABookAroundACoin() {
        JsonNode book =
                get("/v1beta3/crypto/us/latest/orderbooks?symbols=BTC/USD")
                        .path("orderbooks")
                        .path("BTC/USD");

        hasOnly(book, "t", "b", "a");
        assertThat(book.path("b").get(0).path("p").asDouble())
                .isLessThan(book.path("a").get(0).path("p").asDouble());
        assertThat(get("/v1beta3/crypto/eu-1/latest/orderbooks?symbols=BTC/USD").path("orderbooks"))
                .isEmpty();
    }

    @Test
    void shouldTellTheAuctionsOfADay() {
        JsonNode auctions =
                get("/v2/stocks/JPM/auctions?start=2026-03-03&end=2026-03-04").path("auctions");

        assertThat(auctions).hasSize(2);
        assertThat(auctions.get(0).path("o").get(0).path("t").asText())
                .isEqualTo("2026-03-03T14:30:00Z");
        assertThat(auctions.get(0).path("c").get(0).path("x").asText()).isEqualTo("N");
        assertThat(auctions.get(1).path("c")).as("not closed yet").isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithAQuestion() {
        refuse("/v2/stocks/bars?timeframe=1Min", 400, "symbols is required");
        refuse("/v2/stocks/bars?symbols=AAPL", 400, "timeframe is required");
        refuse("/v2/stocks/bars?symbols=AAPL&timeframe=2Day", 400, "invalid timeframe: 2Day");
        refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&limit=0", 400, "invalid limit");
        refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&start=soon", 400, "invalid start");
        refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&sort=up", 400, "invalid sort");
        refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&feed=x", 400, "invalid feed");
        refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&currency=EUR", 400, "invalid currency");
        refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&asof=x", 400, "invalid asof");
        refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&adjustment=x", 400, "adjustment");
        refuse("/v2/stocks/bars?symbols=AAPL&timeframe=1D&page_token=*", 400, "page_token");
        refuse("/v2/stocks/bars?symbols=A%26B&timeframe=1D", 400, "invalid symbol");
        refuse(
                "/v2/stocks/bars?symbols=AAPL&timeframe=1D&start=2026-01-02&end=2026-01-01",
                400,
                "end should not be before start");
        refuse("/v2/stocks/ZZZZ/quotes/latest", 404, "no quote found for ZZZZ");
        refuse("/v1beta3/crypto/us/latest/bars?symbols=BTCUSD", 400, "invalid symbol: BTCUSD");
        refuse("/v1beta3/crypto/mars/bars?symbols=BTC/USD&timeframe=1D", 400, "location");
        refuse("/v1beta1/options/bars?symbols=AAPL&timeframe=1D", 400, "invalid symbol");
        refuse("/v2/stocks/meta/conditions/trade", 400, "tape is required");
        refuse("/v1beta1/screener/stocks/movers?top=51", 400, "invalid top");
        refuse("/v1/corporate-actions?types=gift", 400, "invalid type");
        assertThat(client.get("/v2/stocks/nothing/of/this").status()).isEqualTo(404);
    }

    @Test
    void shouldExplainConditionsAndExchanges() {
        assertThat(get("/v2/stocks/meta/exchanges").path("V").asText()).isEqualTo("IEX");
        assertThat(get("/v2/stocks/meta/conditions/trade?tape=A").path("@").asText())
                .isEqualTo("Regular Sale");
        assertThat(get("/v1beta1/options/meta/exchanges").path("C").asText()).contains("CBOE");
        assertThat(get("/v1beta1/options/meta/conditions/quote")).isNotEmpty();
    }

    @Test
    void shouldRankWhatMoved() {
        JsonNode actives = get("/v1beta1/screener/stocks/most-actives?by=trades&top=3");
        assertThat(actives.path("most_actives")).hasSize(3);
        JsonNode movers = get("/v1beta1/screener/crypto/movers");
        assertThat(movers.path("market_type").asText()).isEqualTo("crypto");
        assertThat(movers.path("gainers").size() + movers.path("losers").size()).isBetween(1, 3);
        JsonNode stocks = get("/v1beta1/screener/stocks/movers?top=50").path("gainers");
        assertThat(stocks.findValues("percent_change").stream().map(JsonNode::asDouble).toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void shouldReportNews() {
        advance(3_600);

        JsonNode page = get("/v1beta1/news?limit=2");
        assertThat(page.path("news")).hasSize(2);
        assertThat(page.path("news").get(0).path("id").asLong())
                .isGreaterThan(page.path("news").get(1).path("id").asLong());
        JsonNode next =
                get("/v1beta1/news?limit=2&page_token=" + page.path("next_page_token").asText());
        assertThat(next.path("news").get(0).path("id").asLong())
                .isLessThan(page.path("news").get(1).path("id").asLong());
        JsonNode item = page.path("news").get(0);
        String symbol = item.path("symbols").get(0).asText();
        assertThat(get("/v1beta1/news?limit=50&symbols=" + symbol).path("news"))
                .isNotEmpty()
                .allMatch(news -> news.path("symbols").get(0).asText().equals(symbol));
    }

    @Test
    void shouldAnnounceDividends() {
        JsonNode actions =
                get("/v1/corporate-actions?symbols=KO&start=2025-01-01&end=2025-12-31")
                        .path("corporate_actions")
                        .path("cash_dividends");
        assertThat(actions).hasSize(4);
        String id = actions.get(0).path("id").asText();
        assertThat(get("/v1/corporate-actions?ids=" + id).path("corporate_actions")).hasSize(1);
        JsonNode announced =
                get(
                        "/v2/corporate_actions/announcements?ca_types=Dividend&symbol=KO&since="
                                + actions.get(0).path("ex_date").asText()
                                + "&until="
                                + actions.get(0).path("ex_date").asText());
        assertThat(announced).hasSize(1);
        assertThat(announced.get(0).path("cash").isTextual()).isTrue();
        assertThat(get("/v2/corporate_actions/announcements/" + id).path("id").asText())
                .isEqualTo(id);
        refuse("/v2/corporate_actions/announcements?ca_types=Dividend", 422, "since");
    }

    @Test
    void shouldKeepTheHoursOfNewYork() {
        JsonNode clock = get("/v2/clock");
        assertThat(clock.path("is_open").asBoolean()).isTrue();
        assertThat(clock.path("next_close").asText()).isEqualTo("2026-03-04T16:00:00-05:00");
        JsonNode black = get("/v2/calendar?start=2026-11-26&end=2026-11-27");
        assertThat(black).hasSize(1);
        assertThat(black.get(0).path("close").asText()).isEqualTo("13:00");
        assertThat(black.get(0).path("session_close").asText()).isEqualTo("1700");
        assertThat(get("/v2/calendar?date_type=SETTLEMENT&start=2026-11-30&end=2026-11-30"))
                .singleElement()
                .satisfies(day -> assertThat(day.path("date").asText()).isEqualTo("2026-11-27"));
        JsonNode three = get("/v3/clock?markets=NYSE,OPRA&time=2026-03-04T22:00:00Z");
        assertThat(three.path("clocks").get(0).path("phase").asText()).isEqualTo("post");
        assertThat(three.path("clocks").get(0).path("phase_until").asText())
                .isEqualTo("2026-03-04T20:00:00-05:00");
        assertThat(three.path("clocks").get(1).path("phase").asText()).isEqualTo("closed");
        JsonNode days = get("/v3/calendar/XNYS?start=2026-03-06&end=2026-03-09&timezone=UTC");
        assertThat(days.path("market").path("mic").asText()).isEqualTo("XNYS");
        assertThat(days.path("calendar").get(1).path("core_start").asText())
                .isEqualTo("2026-03-09T13:30:00Z");
        refuse("/v3/calendar/LSE", 400, "invalid market: LSE");
    }

    @Test
    void shouldListAssetsByClassAndName() {
        assertThat(symbols("/v2/assets?asset_class=crypto"))
                .containsExactly("BTC/USD", "ETH/BTC", "ETH/USD");
        assertThat(symbols("/v2/assets?exchange=NYSE")).containsExactly("CVX", "JPM", "KO", "XOM");
        assertThat(symbols("/v2/assets?attributes=has_options")).hasSize(8);
        assertThat(symbols("/v2/assets?status=inactive")).isEmpty();
        JsonNode bitcoin = get("/v2/assets/BTC%2FUSD");
        assertThat(bitcoin.path("min_order_size").isTextual()).isTrue();
        assertThat(bitcoin.path("marginable").asBoolean()).isFalse();
        assertThat(get("/v2/assets/BTCUSD")).isEqualTo(bitcoin);
        assertThat(get("/v2/assets/" + bitcoin.path("id").asText())).isEqualTo(bitcoin);
        refuse("/v2/assets?attributes=shiny", 422, "invalid attributes");
    }

    private List<String> symbols(String path) {
        return StreamSupport.stream(get(path).spliterator(), false)
                .map(asset -> asset.path("symbol").asText())
                .toList();
    }

    @Test
    void shouldListOptionContracts() {
        JsonNode week = get("/v2/options/contracts?underlying_symbols=AAPL");
        assertThat(week.path("option_contracts")).as("until the weekend").hasSize(42);
        JsonNode contract = week.path("option_contracts").get(0);
        assertThat(contract.path("expiration_date").asText()).isEqualTo("2026-03-06");
        assertThat(contract.path("strike_price").isTextual()).isTrue();
        assertThat(contract.path("underlying_asset_id"))
                .isEqualTo(get("/v2/assets/AAPL").path("id"));
        String all = "/v2/options/contracts?expiration_date_gte=2026-03-04&limit=1000";
        assertThat(get(all + "&type=put&underlying_symbols=AAPL,KO").path("option_contracts"))
                .hasSize(2 * 9 * 21);
        JsonNode one = get("/v2/options/contracts/" + contract.path("symbol").asText());
        assertThat(one.path("deliverables")).hasSize(1);
        assertThat(get("/v2/options/contracts/" + contract.path("id").asText())).isEqualTo(one);
        refuse("/v2/options/contracts/AAPL", 404, "not found");
        refuse("/v2/options/contracts?type=straddle", 422, "invalid type");
        JsonNode page = get("/v2/options/contracts?underlying_symbols=AAPL&limit=40");
        String token = page.path("next_page_token").asText();
        assertThat(
                        get("/v2/options/contracts?underlying_symbols=AAPL&page_token=" + token)
                                .path("option_contracts"))
                .hasSize(2);
    }

    @Test
    void shouldCarryTheDayInEachFeedOfTheDayAndNothingInThoseOfTheNight() {
        for (String feed : Arrays.asList("sip", "iex", "delayed_sip")) {
            assertThat(get("/v2/stocks/bars/latest?symbols=AAPL&feed=" + feed).path("bars"))
                    .hasSize(1);
        }
        assertThat(get("/v2/stocks/bars/latest?symbols=AAPL&feed=overnight").path("bars"))
                .isEmpty();
        assertThat(
                        get("/v2/stocks/trades/latest?symbols=AAPL&currency=USD")
                                .path("currency")
                                .asText())
                .isEqualTo("USD");
    }
}
