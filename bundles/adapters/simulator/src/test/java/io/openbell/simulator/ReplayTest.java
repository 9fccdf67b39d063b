package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    /** 04:00 in New York on 2013-10-07. */
    private static final Instant FIRST = Instant.parse("2013-10-07T08:00:00Z");

    private static final int FIRST_MILLIS = 4 * 3_600_000;

    @TempDir Path folder;

    private @Nullable SimulatedExchange exchange;

    @AfterEach
    void close() {
        if (exchange != null) {
            exchange.close();
        }
    }

    private Client replay(double speed, Path... files) throws Exception {
        SimulatedExchange made =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort().withReplay(List.of(files), speed),
                        folder.resolve("home"),
                        InstantSource.system());
        exchange = made;
        made.start();
        return new Client(made.endpoint().get(60, TimeUnit.SECONDS));
    }

    private Path zip(String name, List<String> rows) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("ticks.csv"));
            zip.write(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static List<String> trades(int count, int millisApart) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int suspicious = i % 7 == 0 ? 1 : 0;
            rows.add(
                    "%d,%d,%d,P,20002000,%d"
                            .formatted(
                                    FIRST_MILLIS + i * millisApart,
                                    1_670_000 + i % 500,
                                    1 + i % 300,
                                    suspicious));
        }
        return rows;
    }

    private static JsonNode market(Client client) {
        return client.get("/openbell/control/market").body();
    }

    @Test
    void shouldSendEveryRowInOrderHoweverSlowTheReader() throws Exception {
        int rows = 30_000;
        Client client = replay(0, zip("tick/spy/20131007_trade.zip", trades(rows, 100)));
        assertThat(market(client).path("state").asText()).isEqualTo("waiting");
        Socket socket = client.subscriber("\"trades\":[\"SPY\"]");
        socket.stopReading();

        await().until(() -> market(client).path("detail").asText().equals("the slowest reader"));
        long sent = market(client).path("rows").asLong();
        assertThat(sent).isLessThan(rows / 2);
        await().during(Duration.ofMillis(300))
                .until(() -> market(client).path("rows").asLong() == sent);
        socket.readOn();

        for (int i = 0; i < rows; i++) {
            JsonNode trade = socket.next();
            assertThat(trade.path("i").asInt()).isEqualTo(i + 1);
            assertThat(trade.path("s").asInt()).isEqualTo(1 + i % 300);
        }
        await().until(() -> market(client).path("finished").asBoolean());
        assertThat(market(client).path("rows").asLong()).isEqualTo(rows);
        JsonNode status = market(client);
        assertThat(status.path("time").asText())
                .isEqualTo(FIRST.plusMillis(100L * (rows - 1)).toString());
    }

    @Test
    void shouldSumTheDayUpWithEveryMinute() throws Exception {
        Client client = replay(0, zip("tick/spy/20131007_trade.zip", trades(150, 1_000)));
        Socket socket = client.subscriber("\"trades\":[\"SPY\"],\"dailyBars\":[\"SPY\"]");

        List<Integer> trades = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JsonNode day = socket.await(message -> message.path("T").asText().equals("d"));
            trades.add(day.path("n").asInt());
        }
        assertThat(trades).containsExactly(60, 120, 150);
    }

    @Test
    void shouldTellTheTimeOfTheEventsAndSumTheMinutesUp() throws Exception {
        Client client = replay(0, zip("tick/spy/20131007_trade.zip", trades(150, 1_000)));
        Socket socket = client.subscriber("\"trades\":[\"SPY\"],\"bars\":[\"SPY\"]");

        List<JsonNode> bars = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            bars.add(socket.await(message -> message.path("T").asText().equals("b")));
        }

        assertThat(bars).extracting(bar -> bar.path("n").asInt()).containsExactly(60, 60, 30);
        assertThat(bars.get(1).path("t").asText()).isEqualTo(FIRST.plusSeconds(60).toString());
        assertThat(bars.get(0).path("o").asDouble()).isEqualTo(167.0);
        String now = client.get("/v2/clock").body().path("timestamp").asText();
        assertThat(OffsetDateTime.parse(now).toInstant()).isEqualTo(FIRST.plusSeconds(149));
        assertThat(
                        client.get("/v2/stocks/bars?symbols=SPY&timeframe=1Min&start=2013-10-07")
                                .body()
                                .path("bars")
                                .path("SPY"))
                .hasSize(3);
        assertThat(client.get("/v2/assets/SPY").status()).isEqualTo(200);
    }

    @Test
    void shouldMergeQuotesAndTradesByTimeAndFillAgainstTheQuotes() throws Exception {
        Path trades = zip("tick/spy/20131007_trade.zip", trades(20, 1_000));
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add("%d,1669900,5,1670100,7,P,R,0".formatted(FIRST_MILLIS + i * 1_000 + 500));
        }
        Path quotes = zip("tick/spy/20131007_quote.zip", rows);
        Client client = replay(0, trades, quotes);
        Socket halfHearted = client.subscriber("\"trades\":[\"SPY\"]");
        assertThat(market(client).path("detail").asText())
                .isEqualTo("a subscriber for quotes of SPY");
        client.post(
                "/v2/orders",
                "{\"symbol\":\"SPY\",\"qty\":1,\"side\":\"buy\",\"type\":\"limit\",\"limit_price\":167.05,"
                        + "\"time_in_force\":\"day\"}");

        halfHearted.say("{\"action\":\"subscribe\",\"quotes\":[\"SPY\"]}");

        halfHearted.next();
        for (int i = 0; i < 20; i++) {
            assertThat(halfHearted.next().path("T").asText()).isEqualTo("t");
            assertThat(halfHearted.next().path("bp").asDouble()).isEqualTo(166.99);
        }
        JsonNode fill = client.get("/v2/account/activities/FILL").body().get(0);
        assertThat(fill.path("price").asText()).isIn("167", "167.01");
    }

    @Test
    void shouldKeepTheRecordedPaceWhenAsked() throws Exception {
        Client client = replay(10, zip("tick/spy/20131007_trade.zip", trades(6, 1_000)));
        long begin = System.nanoTime();
        Socket socket = client.subscriber("\"trades\":[\"SPY\"]");

        socket.await(message -> message.path("i").asInt() == 6);

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(Duration.ofMillis(450));
    }

    @Test
    void shouldStopAtARowItCannotReadAndSayWhich() throws Exception {
        List<String> rows = trades(5, 1_000);
        rows.set(3, "14403000,abc,1,P,0,0");
        Client client = replay(0, zip("tick/spy/20131007_trade.zip", rows));
        client.subscriber("\"trades\":[\"SPY\"]");

        await().until(() -> market(client).path("state").asText().equals("failed"));
        assertThat(market(client).path("detail").asText()).contains("row 4: not a tick");
    }
}
