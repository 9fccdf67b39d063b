package io.openbell.simulator.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.simulator.market.NewsItem;
import io.openbell.simulator.market.OrderBook;
import io.openbell.simulator.market.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that a quiet market rarely sends, field by field as Alpaca has them. */
class StreamJsonTest {

    private static final Instant AT = Instant.parse("2026-11-20T15:00:00.5Z");

    private static Tick.Trade trade(String symbol, String tape, String price) {
        return new Tick.Trade(
                symbol,
                7,
                new BigDecimal(price),
                new BigDecimal("0.5"),
                Tick.Taker.BUYER,
                "V",
                List.of("@"),
                tape,
                AT);
    }

    private static Tick.Quote quote(String symbol) {
        return new Tick.Quote(
                symbol,
                new BigDecimal("10.50"),
                BigDecimal.ONE,
                new BigDecimal("10.60"),
                BigDecimal.TEN,
                "C",
                List.of(),
                "",
                AT);
    }

    @Test
    void shouldWriteHaltsBandsCorrectionsAndCancellations() {
        assertThat(
                        StreamJson.of(
                                        new Tick.Status(
                                                "AAPL",
                                                true,
                                                "H",
                                                "Trading Halt",
                                                "T1",
                                                "News",
                                                "C",
                                                AT))
                                .text())
                .isEqualTo(
                        "{\"T\":\"s\",\"S\":\"AAPL\",\"sc\":\"H\",\"sm\":\"Trading Halt\",\"rc\":\"T1\","
                                + "\"rm\":\"News\",\"t\":\"2026-11-20T15:00:00.500Z\",\"z\":\"C\"}");
        assertThat(
                        StreamJson.of(
                                        new Tick.Band(
                                                "AAPL",
                                                new BigDecimal("11"),
                                                new BigDecimal("9"),
                                                "B",
                                                "C",
                                                AT))
                                .text())
                .startsWith("{\"T\":\"l\",\"S\":\"AAPL\",\"u\":11,\"d\":9,\"i\":\"B\"");
        Tick.Trade wrong = trade("AAPL", "C", "10");
        Tick.Trade right = trade("AAPL", "C", "11");
        StreamEvent corrected = StreamJson.of(new Tick.Correction(wrong, right, AT));
        assertThat(corrected.channel()).isEqualTo(Channel.CORRECTIONS);
        assertThat(corrected.text()).contains("\"op\":10,\"os\":0.5", "\"cp\":11,\"cs\":0.5");
        StreamEvent canceled = StreamJson.of(new Tick.Cancellation(wrong, "C", AT));
        assertThat(canceled.channel()).isEqualTo(Channel.CANCEL_ERRORS);
        assertThat(canceled.text()).contains("\"T\":\"x\"", "\"a\":\"C\"");
    }

    @Test
    void shouldWritePairsOptionsAndBooksInTheirOwnWay() {
        assertThat(StreamJson.of(trade("BTC/USD", "", "10")).text())
                .isEqualTo(
                        "{\"T\":\"t\",\"S\":\"BTC/USD\",\"p\":10,\"s\":0.5,"
                                + "\"t\":\"2026-11-20T15:00:00.500Z\",\"i\":7,\"tks\":\"B\"}");
        assertThat(StreamJson.of(trade("AAPL261218C00230000", "", "10")).text())
                .endsWith("\"x\":\"V\",\"c\":\"@\"}");
        assertThat(StreamJson.of(quote("AAPL261218C00230000")).text()).endsWith("\"c\":\" \"}");
        assertThat(StreamJson.of(quote("BTC/USD")).text()).doesNotContain("bx", "\"c\"");
        OrderBook book = OrderBook.of(quote("BTC/USD"), new BigDecimal("0.01"));
        assertThat(StreamJson.book("BTC/USD", book).text())
                .contains(
                        "\"T\":\"o\"",
                        "\"b\":[{\"p\":10.5,\"s\":1},",
                        "\"a\":[{\"p\":10.6,\"s\":10},")
                .endsWith("\"r\":true}");
    }

    @Test
    void shouldTellNewsToWhoeverWantsOneOfItsSymbols() {
        StreamEvent news =
                StreamJson.news(
                        new NewsItem(3, AT, "Up", "It went up.", "A", "B", List.of("AAPL", "KO")));

        assertThat(news.text()).contains("\"T\":\"n\",\"id\":3,\"headline\":\"Up\"");
        assertThat(subscription("KO").wants(news)).isTrue();
        assertThat(subscription("*").wants(news)).isTrue();
        assertThat(subscription("MSFT").wants(news)).isFalse();
    }

    private static Subscription subscription(String symbol) {
        return Subscription.none(Feed.NEWS)
                .changed(
                        Json.MAPPER
                                .createObjectNode()
                                .set("news", Json.MAPPER.createArrayNode().add(symbol)),
                        true);
    }
}
