package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameChangeRestTest {

    private static final String PATH = "/openbell/control/corporate-actions";

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

    private void carryOut(String body) {
        Client.Answer answer = market.client.post(PATH, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private void rename() {
        carryOut("{\"type\":\"name_change\",\"symbol\":\"AAPL\",\"new_symbol\":\"APLX\"}");
    }

    private double bid(String symbol) {
        return market.get("/v2/stocks/" + symbol + "/quotes/latest")
                .path("quote")
                .path("bp")
                .asDouble();
    }

    private JsonNode days(String symbol) {
        return market.get("/v2/stocks/" + symbol + "/bars?timeframe=1Day&start=2026-02-01")
                .path("bars");
    }

    @Test
    void shouldGoOnWithItsPricesAndItsPastUnderTheNewNameAlsoAfterARestart() throws Exception {
        double before = bid("AAPL");
        JsonNode past = days("AAPL");

        rename();

        assertThat(bid("APLX")).isEqualTo(before);
        assertThat(days("APLX")).isEqualTo(past);
        market.advance(60);
        assertThat(bid("APLX")).isNotEqualTo(before).isCloseTo(before, within(5.0));
        carryOut("{\"type\":\"forward_split\",\"symbol\":\"APLX\",\"new_rate\":10,\"old_rate\":1}");
        market.close();

        market = new SteppedMarket(folder);

        assertThat(bid("APLX")).isCloseTo(before / 10, within(0.5));
        assertThat(days("APLX").get(0).path("c").asDouble()).isGreaterThan(100);
        assertThat(market.get("/v2/assets/AAPL").path("status").asText()).isEqualTo("inactive");
    }

    @Test
    void shouldKeepTheOldAssetInactiveBesideTheNewOne() {
        rename();

        JsonNode old = market.get("/v2/assets/AAPL");
        assertThat(old.path("status").asText()).isEqualTo("inactive");
        assertThat(old.path("tradable").asBoolean()).isFalse();
        JsonNode present = market.get("/v2/assets/APLX");
        assertThat(present.path("status").asText()).isEqualTo("active");
        assertThat(present.path("name").asText()).isEqualTo("Apple Inc.");
        assertThat(market.get("/v2/assets?status=inactive").findValuesAsText("symbol"))
                .containsExactly("AAPL");
        assertThat(market.get("/v2/assets").findValuesAsText("symbol"))
                .contains("APLX")
                .doesNotContain("AAPL");
    }

    @Test
    void shouldListActivitiesAndTheChangeAsAlpacaWritesThem() {
        market.client.order("qty=10");
        market.advance(1);

        rename();

        assertThat(market.get("/v2/positions/APLX").path("qty").asText()).isEqualTo("10");
        assertThat(market.client.order("qty=1").body().path("message").asText())
                .contains("is not active");
        JsonNode listed = market.get("/v2/account/activities/NC?direction=asc");
        assertThat(listed).hasSize(2);
        assertThat(listed.findValuesAsText("symbol")).containsExactly("AAPL", "APLX");
        assertThat(listed.findValuesAsText("qty")).containsExactly("-10", "10");
        assertThat(listed.findValuesAsText("activity_sub_type")).containsOnly("SCNC");
        assertThat(listed.get(0).path("price")).isEqualTo(listed.get(1).path("price"));
        assertThat(listed.get(0).path("group_id")).isEqualTo(listed.get(1).path("group_id"));
        for (String symbol : new String[] {"AAPL", "APLX"}) {
            JsonNode changes =
                    market.get(
                                    "/v1/corporate-actions?types=name_change&start=2026-03-04"
                                            + "&end=2026-03-04&symbols="
                                            + symbol)
                            .path("corporate_actions")
                            .path("name_changes");
            assertThat(changes).hasSize(1);
            assertThat(changes.get(0).path("old_symbol").asText()).isEqualTo("AAPL");
            assertThat(changes.get(0).path("new_symbol").asText()).isEqualTo("APLX");
            assertThat(changes.get(0).path("process_date").asText()).isEqualTo("2026-03-04");
        }
    }
}
