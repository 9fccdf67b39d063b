package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for by the wire after a split or a dividend: prices, bars, activities, announcements. */
class CorporateActionsRestTest {

    private static final String PATH = "/openbell/control/corporate-actions";
    private static final String TEN_FOR_ONE =
            "{\"type\":\"forward_split\",\"symbol\":\"AAPL\",\"new_rate\":10,\"old_rate\":1}";

    @TempDir Path folder;

    private SteppedMarket market;

    @BeforeEach
    void open() throws Exception {
        market = new SteppedMarket(folder);
        market.advance(300);
    }

    @AfterEach
    void close() {
        market.close();
    }

    private JsonNode carryOut(String body) {
        Client.Answer answer = market.client.post(PATH, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private double bid() {
        return market.get("/v2/stocks/AAPL/quotes/latest").path("quote").path("bp").asDouble();
    }

    private List<Double> closes(String adjustment) {
        return market
                .get(
                        "/v2/stocks/AAPL/bars?timeframe=1Min&start=2026-03-04T16:55:00Z&adjustment="
                                + adjustment)
                .path("bars")
                .findValues("c")
                .stream()
                .map(JsonNode::asDouble)
                .toList();
    }

    @Test
    void shouldQuoteInNewSharesFromThenOnAndAfterARestart() throws Exception {
        double before = bid();

        JsonNode done = carryOut(TEN_FOR_ONE);

        assertThat(done.path("type").asText()).isEqualTo("forward_split");
        assertThat(bid()).isCloseTo(before / 10, within(0.01));
        market.advance(60);
        assertThat(bid()).isCloseTo(before / 10, within(0.5));
        assertThat(market.get("/v2/stocks/KO/quotes/latest").path("quote").path("bp").asDouble())
                .isGreaterThan(30);
        double last = bid();
        market.close();

        market = new SteppedMarket(folder);

        assertThat(bid()).isCloseTo(last, within(0.5));
        assertThat(market.get(PATH)).hasSize(1);
        JsonNode days = market.get("/v2/stocks/AAPL/bars?timeframe=1Day&start=2026-02-01");
        assertThat(days.path("bars").get(0).path("c").asDouble()).isGreaterThan(100);
    }

    @Test
    void shouldTellBarsOfBeforeAsTheyWereOrInSharesOfToday() {
        double before = bid();
        market.advance(60);
        carryOut(TEN_FOR_ONE);
        market.advance(180);

        List<Double> raw = closes("raw");
        List<Double> adjusted = closes("split");

        assertThat(raw.get(0)).isCloseTo(before, within(5.0));
        assertThat(adjusted).hasSameSizeAs(raw);
        assertThat(adjusted).allSatisfy(c -> assertThat(c).isCloseTo(before / 10, within(0.5)));
        assertThat(raw.get(raw.size() - 1)).isEqualTo(adjusted.get(adjusted.size() - 1));
        assertThat(closes("dividend")).isEqualTo(raw);
        JsonNode bars =
                market.get("/v2/stocks/AAPL/bars?timeframe=1Min&start=2026-03-04T16:55:00Z");
        JsonNode other =
                market.get(
                        "/v2/stocks/AAPL/bars?timeframe=1Min&start=2026-03-04T16:55:00Z"
                                + "&adjustment=all");
        assertThat(other.path("bars").get(0).path("v").asLong())
                .isEqualTo(10 * bars.path("bars").get(0).path("v").asLong());
    }

    @Test
    void shouldAnnounceWhatItCarriedOut() {
        String id = carryOut(TEN_FOR_ONE).path("id").asText();
        carryOut("{\"type\":\"reverse_split\",\"symbol\":\"KO\",\"new_rate\":1,\"old_rate\":7}");
        carryOut("{\"type\":\"cash_dividend\",\"symbol\":\"AAPL\",\"rate\":0.25}");

        JsonNode data =
                market.get("/v1/corporate-actions?start=2026-03-04&end=2026-03-04")
                        .path("corporate_actions");
        JsonNode forward = data.path("forward_splits").get(0);
        assertThat(forward.path("id").asText()).isEqualTo(id);
        assertThat(forward.path("new_rate").asInt()).isEqualTo(10);
        assertThat(forward.path("ex_date").asText()).isEqualTo("2026-03-04");
        assertThat(data.path("reverse_splits").get(0).path("old_rate").asInt()).isEqualTo(7);
        assertThat(data.path("cash_dividends").findValuesAsText("symbol")).contains("AAPL");
        JsonNode announced =
                market.get(
                        "/v2/corporate_actions/announcements?ca_types=split&since=2026-03-01"
                                + "&until=2026-03-31&symbol=AAPL");
        assertThat(announced).hasSize(1);
        assertThat(announced.get(0).path("ca_type").asText()).isEqualTo("Split");
        assertThat(
                        market.get("/v2/corporate_actions/announcements/" + id)
                                .path("new_rate")
                                .asText())
                .isEqualTo("10");
    }

    @Test
    void shouldListActivitiesAsAlpacaWritesThem() {
        market.client.order("qty=10");
        market.advance(1);
        assertThat(market.get("/v2/positions/AAPL").path("qty").asText()).isEqualTo("10");
        double price = market.get("/v2/positions/AAPL").path("current_price").asDouble();

        carryOut(TEN_FOR_ONE);

        JsonNode position = market.get("/v2/positions/AAPL");
        assertThat(position.path("qty").asText()).isEqualTo("100");
        assertThat(position.path("current_price").asDouble()).isCloseTo(price / 10, within(0.01));
        assertThat(position.path("lastday_price").asDouble()).isCloseTo(price / 10, within(5.0));
        JsonNode listed = market.get("/v2/account/activities/SPLIT?direction=asc");
        assertThat(listed).hasSize(2);
        JsonNode removed = listed.get(0);
        assertThat(removed.path("activity_sub_type").asText()).isEqualTo("FSPLIT");
        assertThat(removed.path("qty").asText()).isEqualTo("-10");
        assertThat(removed.path("date").asText()).isEqualTo("2026-03-04");
        assertThat(removed.path("net_amount").asText()).isEqualTo("0");
        assertThat(removed.path("group_id")).isEqualTo(listed.get(1).path("group_id"));
        assertThat(listed.get(1).path("qty").asText()).isEqualTo("100");
        carryOut("{\"type\":\"cash_dividend\",\"symbol\":\"AAPL\",\"rate\":0.25}");
        JsonNode paid = market.get("/v2/account/activities/DIV").get(0);
        assertThat(paid.path("net_amount").asText()).isEqualTo("25");
        assertThat(paid.path("per_share_amount").asText()).isEqualTo("0.25");
        assertThat(paid.path("qty").asText()).isEqualTo("100");
    }

    @Test
    void shouldRefuseASplitWhileContractsOnTheStockAreHeld() {
        JsonNode contract =
                market.get("/v2/options/contracts?underlying_symbols=AAPL&type=call&limit=1")
                        .path("option_contracts")
                        .get(0);
        Client.Answer ordered =
                market.client.order(
                        "symbol=" + contract.path("symbol").asText(),
                        "type=limit",
                        "limit_price=0.01");
        assertThat(ordered.status()).as(ordered.body().toString()).isEqualTo(200);

        Client.Answer answer = market.client.post(PATH, TEN_FOR_ONE);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("message").asText()).contains("are not adjusted here");
    }
}
