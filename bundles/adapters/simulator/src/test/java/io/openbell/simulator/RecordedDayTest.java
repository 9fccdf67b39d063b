package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.testkit.TestData;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real day: every trade of SPY on 2013-10-07. */
class RecordedDayTest {

    @TempDir Path folder;

    @Test
    void shouldArriveCompleteAndInOrder() throws Exception {
        Path file = TestData.file("lean/equity/usa/tick/spy/20131007_trade.zip");
        SimulatedExchange exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort().withReplay(List.of(file), 0),
                        folder,
                        InstantSource.system());
        exchange.start();
        Client client = new Client(exchange.endpoint().get(60, TimeUnit.SECONDS));
        Socket socket = client.subscriber("\"trades\":[\"SPY\"]");

        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            zip.getNextEntry();
            BufferedReader rows =
                    new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII));
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                String[] cell = row.split(",", -1);
                JsonNode trade = socket.next();
                assertThat(Math.round(trade.path("p").asDouble() * 10_000))
                        .isEqualTo(Long.parseLong(cell[1]));
                assertThat(trade.path("s").asLong()).isEqualTo(Long.parseLong(cell[2]));
                assertThat(trade.path("x").asText()).isEqualTo(cell[3]);
            }
        }
        exchange.close();
    }
}
