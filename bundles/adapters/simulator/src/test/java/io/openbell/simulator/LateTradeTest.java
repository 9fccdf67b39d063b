package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateTradeTest {

    @TempDir Path folder;

    @Test
    void shouldTellOfTheBarThatALateTradeHasCorrected() throws Exception {
        try (SteppedMarket market = new SteppedMarket(folder)) {
            String minute = "2026-03-04T17:00:00Z";
            String asked =
                    "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&start="
                            + minute
                            + "&end="
                            + minute;
            JsonNode before = market.get(asked).path("bars").path("AAPL").path(0);
            Socket socket =
                    market.client.subscriber(
                            "\"trades\":[\"AAPL\"],\"bars\":[\"AAPL\"],\"updatedBars\":[\"AAPL\"]");
            assertThat(
                            market.client
                                    .post(
                                            "/openbell/control/faults",
                                            "{\"fault\":\"late-trade\",\"symbol\":\"AAPL\"}")
                                    .status())
                    .isEqualTo(200);

            market.advance(90);

            JsonNode late =
                    socket.await(
                            message ->
                                    message.path("T").asText().equals("t")
                                            && message.path("t")
                                                    .asText()
                                                    .startsWith("2026-03-04T17:00:59.999"));
            JsonNode told = socket.await(message -> message.path("T").asText().equals("u"));
            JsonNode after = market.get(asked).path("bars").path("AAPL").path(0);
            assertThat(told.path("t").asText()).isEqualTo(minute);
            assertThat(told.path("v")).isEqualTo(after.path("v"));
            assertThat(after.path("v").asLong())
                    .isEqualTo(before.path("v").asLong() + late.path("s").asLong());
            assertThat(after.path("n").asLong()).isEqualTo(before.path("n").asLong() + 1);
        }
    }
}
