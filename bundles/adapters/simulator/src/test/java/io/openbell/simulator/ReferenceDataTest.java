package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the exchange tells of itself and its market beside prices: rankings, news, calendar, assets, contracts, feeds. */
class ReferenceDataTest {

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

    @Test
    void shouldExplainConditionsAndExchanges() {
        assertThat(market.get("/v2/stocks/meta/exchanges").path("V").asText()).isEqualTo("IEX");
        assertThat(market.get("/v2/stocks/meta/conditions/trade?tape=A").path("@").asText())
                .isEqualTo("Regular Sale");
        assertThat(market.get("/v1beta1/options/meta/exchanges").path("C").asText())
                .contains("CBOE");
        assertThat(market.get("/v1beta1/options/meta/conditions/quote")).isNotEmpty();
    }

    @Test
    void shouldRankWhatMoved() {
        JsonNode actives = market.get("/v1beta1/screener/stocks/most-actives?by=trades&top=3");
        assertThat(actives.path("most_actives")).hasSize(3);
        JsonNode movers = market.get("/v1beta1/screener/crypto/movers");
        assertThat(movers.path("market_type").asText()).isEqualTo("crypto");
        assertThat(movers.path("gainers").size() + movers.path("losers").size()).isBetween(1, 3);
        JsonNode stocks = market.get("/v1beta1/screener/stocks/movers?top=50").path("gainers");
        assertThat(stocks.findValues("percent_change").stream().map(JsonNode::asDouble).toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void shouldReportNews() {
        market.advance(3_600);

        JsonNode page = market.get("/v1beta1/news?limit=2");
        assertThat(page.path("news")).hasSize(2);
        assertThat(page.path("news").get(0).path("id").asLong())
                .isGreaterThan(page.path("news").get(1).path("id").asLong());
        JsonNode next =
                market.get(
                        "/v1beta1/news?limit=2&page_token="
                                + page.path("next_page_token").asText());
        assertThat(next.path("news").get(0).path("id").asLong())
                .isLessThan(page.path("news").get(1).path("id").asLong());
        JsonNode item = page.path("news").get(0);
        String symbol = item.path("symbols").get(0).asText();
        assertThat(market.get("/v1beta1/news?limit=50&symbols=" + symbol).path("news"))
                .isNotEmpty()
                .allMatch(news -> news.path("symbols").get(0).asText().equals(symbol));
    }

    @Test
    void shouldAnnounceDividends() {
        JsonNode actions =
                market.get("/v1/corporate-actions?symbols=KO&start=2025-01-01&end=2025-12-31")
                        .path("corporate_actions")
                        .path("cash_dividends");
        assertThat(actions).hasSize(4);
        String id = actions.get(0).path("id").asText();
        assertThat(market.get("/v1/corporate-actions?ids=" + id).path("corporate_actions"))
                .hasSize(1);
        JsonNode announced =
                market.get(
                        "/v2/corporate_actions/announcements?ca_types=Dividend&symbol=KO&since="
                                + actions.get(0).path("ex_date").asText()
                                + "&until="
                                + actions.get(0).path("ex_date").asText());
        assertThat(announced).hasSize(1);
        assertThat(announced.get(0).path("cash").isTextual()).isTrue();
        assertThat(market.get("/v2/corporate_actions/announcements/" + id).path("id").asText())
                .isEqualTo(id);
        market.refuse("/v2/corporate_actions/announcements?ca_types=Dividend", 422, "since");
    }

    @Test
    void shouldKeepTheHoursOfNewYork() {
        JsonNode clock = market.get("/v2/clock");
        assertThat(clock.path("is_open").asBoolean()).isTrue();
        assertThat(clock.path("next_close").asText()).isEqualTo("2026-03-04T16:00:00-05:00");
        JsonNode black = market.get("/v2/calendar?start=2026-11-26&end=2026-11-27");
        assertThat(black).hasSize(1);
        assertThat(black.get(0).path("close").asText()).isEqualTo("13:00");
        assertThat(black.get(0).path("session_close").asText()).isEqualTo("1700");
        assertThat(market.get("/v2/calendar?date_type=SETTLEMENT&start=2026-11-30&end=2026-11-30"))
                .singleElement()
                .satisfies(day -> assertThat(day.path("date").asText()).isEqualTo("2026-11-27"));
        JsonNode three = market.get("/v3/clock?markets=NYSE,OPRA&time=2026-03-04T22:00:00Z");
        assertThat(three.path("clocks").get(0).path("phase").asText()).isEqualTo("post");
        assertThat(three.path("clocks").get(0).path("phase_until").asText())
                .isEqualTo("2026-03-04T20:00:00-05:00");
        assertThat(three.path("clocks").get(1).path("phase").asText()).isEqualTo("closed");
        JsonNode days =
                market.get("/v3/calendar/XNYS?start=2026-03-06&end=2026-03-09&timezone=UTC");
        assertThat(days.path("market").path("mic").asText()).isEqualTo("XNYS");
        assertThat(days.path("calendar").get(1).path("core_start").asText())
                .isEqualTo("2026-03-09T13:30:00Z");
        market.refuse("/v3/calendar/LSE", 400, "invalid market: LSE");
    }

    @Test
    void shouldListAssetsByClassAndName() {
        assertThat(symbols("/v2/assets?asset_class=crypto"))
                .containsExactly("BTC/USD", "ETH/BTC", "ETH/USD");
        assertThat(symbols("/v2/assets?exchange=NYSE")).containsExactly("CVX", "JPM", "KO", "XOM");
        assertThat(symbols("/v2/assets?attributes=has_options")).hasSize(8);
        assertThat(symbols("/v2/assets?status=inactive")).isEmpty();
        JsonNode bitcoin = market.get("/v2/assets/BTC%2FUSD");
        assertThat(bitcoin.path("min_order_size").isTextual()).isTrue();
        assertThat(bitcoin.path("marginable").asBoolean()).isFalse();
        assertThat(market.get("/v2/assets/BTCUSD")).isEqualTo(bitcoin);
        assertThat(market.get("/v2/assets/" + bitcoin.path("id").asText())).isEqualTo(bitcoin);
        market.refuse("/v2/assets?attributes=shiny", 422, "invalid attributes");
    }

    private List<String> symbols(String path) {
        return StreamSupport.stream(market.get(path).spliterator(), false)
                .map(asset -> asset.path("symbol").asText())
                .toList();
    }

    @Test
    void shouldListOptionContracts() {
        JsonNode week = market.get("/v2/options/contracts?underlying_symbols=AAPL");
        assertThat(week.path("option_contracts")).as("until the weekend").hasSize(42);
        JsonNode contract = week.path("option_contracts").get(0);
        assertThat(contract.path("expiration_date").asText()).isEqualTo("2026-03-06");
        assertThat(contract.path("strike_price").isTextual()).isTrue();
        assertThat(contract.path("underlying_asset_id"))
                .isEqualTo(market.get("/v2/assets/AAPL").path("id"));
        String all = "/v2/options/contracts?expiration_date_gte=2026-03-04&limit=1000";
        assertThat(
                        market.get(all + "&type=put&underlying_symbols=AAPL,KO")
                                .path("option_contracts"))
                .hasSize(2 * 9 * 21);
        JsonNode one = market.get("/v2/options/contracts/" + contract.path("symbol").asText());
        assertThat(one.path("deliverables")).hasSize(1);
        assertThat(market.get("/v2/options/contracts/" + contract.path("id").asText()))
                .isEqualTo(one);
        market.refuse("/v2/options/contracts/AAPL", 404, "not found");
        market.refuse("/v2/options/contracts?type=straddle", 422, "invalid type");
        JsonNode page = market.get("/v2/options/contracts?underlying_symbols=AAPL&limit=40");
        String token = page.path("next_page_token").asText();
        assertThat(
                        market.get(
                                        "/v2/options/contracts?underlying_symbols=AAPL&page_token="
                                                + token)
                                .path("option_contracts"))
                .hasSize(2);
    }

    @Test
    void shouldCarryTheDayInEachFeedOfTheDayAndNothingInThoseOfTheNight() {
        for (String feed : Arrays.asList("sip", "iex", "delayed_sip")) {
            assertThat(market.get("/v2/stocks/bars/latest?symbols=AAPL&feed=" + feed).path("bars"))
                    .hasSize(1);
        }
        assertThat(market.get("/v2/stocks/bars/latest?symbols=AAPL&feed=overnight").path("bars"))
                .isEmpty();
        assertThat(
                        market.get("/v2/stocks/trades/latest?symbols=AAPL&currency=USD")
                                .path("currency")
                                .asText())
                .isEqualTo("USD");
    }
}
