package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds, their channels, and how their messages are written. */
class StreamFormatsTest {

    private static final Map<String, String> PACKED = Map.of("Content-Type", Packed.TYPE);
    private static final Map<String, String> PACKED_AND_KNOWN =
            Map.of(
                    "Content-Type", Packed.TYPE,
                    "APCA-API-KEY-ID", "PKSIMULATOR",
                    "APCA-API-SECRET-KEY", "simulator");
    private static final String AUTH =
            "{\"action\":\"auth\",\"key\":\"PKSIMULATOR\",\"secret\":\"simulator\"}";

    @TempDir Path folder;

    private SimulatedExchange exchange;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort().withPartialFillPercent(0),
                        folder,
                        InstantSource.system());
        exchange.start();
        client = new Client(exchange.endpoint().get(60, TimeUnit.SECONDS));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private Socket stream(String path, Map<String, String> headers) {
        return new Socket(
                client.http(),
                URI.create(client.uri(path).toString().replace("http", "ws")),
                headers);
    }

    private Socket known(String path) {
        Socket socket = stream(path, Map.of());
        assertThat(socket.next().path("msg").asText()).isEqualTo("connected");
        socket.say(AUTH);
        assertThat(socket.next().path("msg").asText()).isEqualTo("authenticated");
        return socket;
    }

    private static JsonNode type(Socket socket, String type) {
        return socket.await(message -> message.path("T").asText().equals(type));
    }

    private static Instant packedTime(JsonNode message) {
        String time = message.path("t").asText();
        assertThat(time).as("a timestamp of its own type").startsWith("@");
        return Instant.parse(time.substring(1));
    }

    @Test
    void shouldSpeakMessagePackBothWays() {
        Socket socket = stream("/v2/sip", PACKED);
        assertThat(socket.next().path("msg").asText()).isEqualTo("connected");
        socket.sayPacked(AUTH);
        assertThat(socket.next().path("msg").asText()).isEqualTo("authenticated");
        socket.sayPacked("{\"action\":\"subscribe\",\"trades\":[\"AAPL\"],\"quotes\":[\"AAPL\"]}");
        assertThat(socket.next().path("corrections").get(0).asText()).isEqualTo("AAPL");

        JsonNode trade = type(socket, "t");
        assertThat(packedTime(trade)).isAfter(Instant.now().minusSeconds(60));
        assertThat(trade.path("p").isDouble()).isTrue();
        assertThat(trade.path("s").isIntegralNumber()).isTrue();
        assertThat(packedTime(type(socket, "q"))).isAfter(Instant.now().minusSeconds(60));
        assertThat(socket.hearsText()).isFalse();
    }

    @Test
    void shouldKnowListenersByTheirHeaders() {
        Socket right = stream("/v2/iex", PACKED_AND_KNOWN);
        assertThat(right.next().path("msg").asText()).isEqualTo("connected");
        assertThat(right.next().path("msg").asText()).isEqualTo("authenticated");
        right.sayPacked(AUTH);
        assertThat(right.next().path("code").asInt()).isEqualTo(403);

        Socket wrong =
                stream(
                        "/v2/sip",
                        Map.of("APCA-API-KEY-ID", "PKSIMULATOR", "APCA-API-SECRET-KEY", "x"));
        wrong.next();
        assertThat(wrong.next().path("code").asInt()).isEqualTo(402);
        assertThat(wrong.next()).isEqualTo(Socket.CLOSED);
    }

    @Test
    void shouldKeepTheTestFeedOnWhateverTheMarketDoes() {
        client.post("/openbell/control/market", "{\"action\":\"pause\"}");
        Socket socket = known("/v2/test");
        socket.say(
                "{\"action\":\"subscribe\",\"trades\":[\"FAKEPACA\"],\"quotes\":[\"FAKEPACA\"]}");

        assertThat(type(socket, "q").path("S").asText()).isEqualTo("FAKEPACA");
        assertThat(type(socket, "t").path("p").asDouble()).isPositive();
    }

    @Test
    void shouldServeOptionsInMessagePackOnly() {
        Socket text = stream("/v1beta1/indicative", Map.of());
        text.next();
        assertThat(text.next().path("code").asInt()).isEqualTo(412);
        assertThat(text.next()).isEqualTo(Socket.CLOSED);

        Socket packed = stream("/v1beta1/opra", PACKED_AND_KNOWN);
        packed.next();
        packed.next();
        packed.sayPacked("{\"action\":\"subscribe\",\"quotes\":[\"*\"]}");
        assertThat(packed.next().path("code").asInt()).isEqualTo(413);
        packed.sayPacked("{\"action\":\"subscribe\",\"trades\":[\"*\"]}");
        JsonNode subscription = packed.next();
        assertThat(subscription.path("trades").get(0).asText()).isEqualTo("*");
        assertThat(subscription.has("bars")).isFalse();
    }

    @Test
    void shouldOfferEachFeedItsOwnChannels() {
        Socket crypto = known("/v1beta3/crypto/us");
        crypto.say("{\"action\":\"subscribe\",\"orderbooks\":[\"BTC/USD\"]}");
        JsonNode subscription = crypto.next();
        assertThat(subscription.path("orderbooks").get(0).asText()).isEqualTo("BTC/USD");
        assertThat(subscription.has("corrections")).isFalse();
        crypto.say("{\"action\":\"subscribe\",\"lulds\":[\"BTC/USD\"]}");
        assertThat(type(crypto, "error").path("code").asInt()).isEqualTo(410);

        Socket news = known("/v1beta1/news");
        news.say("{\"action\":\"subscribe\",\"news\":[\"*\"]}");
        assertThat(news.next().toString()).isEqualTo("{\"T\":\"subscription\",\"news\":[\"*\"]}");
        news.say("{\"action\":\"subscribe\",\"trades\":[\"AAPL\"]}");
        assertThat(type(news, "error").path("code").asInt()).isEqualTo(410);
    }

    @Test
    void shouldWriteTradeUpdatesInMessagePackForThoseWhoAskForIt() {
        Socket socket = stream("/stream", PACKED);
        socket.sayPacked(AUTH);
        assertThat(socket.next().path("data").path("status").asText()).isEqualTo("authorized");
        socket.sayPacked("{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        assertThat(socket.next().path("stream").asText()).isEqualTo("listening");
        client.order("type=limit", "limit_price=1");

        JsonNode data = socket.await(Client.event("new")).path("data");
        assertThat(data.path("order").path("limit_price").asText()).isEqualTo("1");
    }

    @Test
    void shouldCompressForThoseWhoOfferIt() throws Exception {
        try (java.net.Socket wire = new java.net.Socket("127.0.0.1", client.uri("/").getPort())) {
            wire.setSoTimeout(5_000);
            wire.getOutputStream()
                    .write(
                            ("GET /v2/iex HTTP/1.1\r\n"
                                            + "Host: localhost\r\n"
                                            + "Upgrade: websocket\r\n"
                                            + "Connection: Upgrade\r\n"
                                            + "Sec-WebSocket-Version: 13\r\n"
                                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                            + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            DataInputStream in = new DataInputStream(wire.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readByte());
            }
            assertThat(head.toString().toLowerCase(Locale.ROOT))
                    .contains("sec-websocket-extensions: permessage-deflate");
            assertThat(in.readUnsignedByte()).as("a compressed text frame").isEqualTo(0xc1);
            byte[] packed = new byte[in.readUnsignedByte() + 4];
            in.readFully(packed, 0, packed.length - 4);
            packed[packed.length - 2] = (byte) 0xff;
            packed[packed.length - 1] = (byte) 0xff;
            Inflater inflater = new Inflater(true);
            inflater.setInput(packed);
            byte[] text = new byte[200];
            assertThat(new String(text, 0, inflater.inflate(text), StandardCharsets.UTF_8))
                    .isEqualTo("[{\"T\":\"success\",\"msg\":\"connected\"}]");
            inflater.end();
        }
    }
}
