package io.openbell.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.Origin;
import java.time.Duration;
import java.util.Optional;

/** What a wish grew from, as JSON. A trigger of a kind that strategies are not given is left out. */
final class OriginCodec {

    private OriginCodec() {}

    static void write(Origin origin, ObjectNode to) {
        to.put("kind", origin.kind().name())
                .put("version", origin.version())
                .put("parameters", origin.parameters())
                .put("strength", Double.toString(origin.strength()))
                .put("detail", origin.detail())
                .put("saidAt", origin.saidAt().toString());
        origin.trigger()
                .filter(
                        seen ->
                                seen instanceof Quote
                                        || seen instanceof Trade
                                        || seen instanceof Bar)
                .ifPresent(seen -> writeMarket(seen, to.putObject("trigger")));
    }

    static Origin read(JsonFields from) {
        return new Origin(
                from.constant("kind", Origin.Kind.class),
                from.text("version"),
                from.text("parameters"),
                Double.parseDouble(from.text("strength")),
                from.text("detail"),
                from.instant("saidAt"),
                from.object().has("trigger")
                        ? Optional.of(readMarket(from.nested("trigger")))
                        : Optional.empty());
    }

    static void writeQuote(Quote quote, ObjectNode to) {
        to.put("symbol", quote.symbol().ticker())
                .put("bid", quote.bid().toString())
                .put("bidSize", quote.bidSize().toString())
                .put("ask", quote.ask().toString())
                .put("askSize", quote.askSize().toString())
                .put("at", quote.at().toString());
    }

    static Quote readQuote(JsonFields from) {
        return new Quote(
                from.symbol("symbol"),
                from.price("bid"),
                from.quantity("bidSize"),
                from.price("ask"),
                from.quantity("askSize"),
                from.instant("at"));
    }

    private static void writeMarket(MarketEvent seen, ObjectNode to) {
        if (seen instanceof Quote quote) {
            writeQuote(quote, to.put("type", "quote"));
        } else if (seen instanceof Trade trade) {
            to.put("type", "trade")
                    .put("symbol", trade.symbol().ticker())
                    .put("price", trade.price().toString())
                    .put("size", trade.size().toString())
                    .put("id", Long.toString(trade.id()))
                    .put("exchange", trade.exchange())
                    .put("at", trade.at().toString());
        } else if (seen instanceof Bar bar) {
            to.put("type", "bar")
                    .put("symbol", bar.symbol().ticker())
                    .put("widthMillis", Long.toString(bar.width().toMillis()))
                    .put("start", bar.start().toString())
                    .put("open", bar.open().toString())
                    .put("high", bar.high().toString())
                    .put("low", bar.low().toString())
                    .put("close", bar.close().toString())
                    .put("volume", bar.volume().toString())
                    .put("vwap", bar.vwap().toString())
                    .put("tradeCount", Long.toString(bar.tradeCount()));
        }
    }

    private static MarketEvent readMarket(JsonFields from) {
        String type = from.text("type");
        return switch (type) {
            case "quote" -> readQuote(from);
            case "trade" ->
                    new Trade(
                            from.symbol("symbol"),
                            from.price("price"),
                            from.quantity("size"),
                            Long.parseLong(from.text("id")),
                            from.text("exchange"),
                            from.instant("at"));
            case "bar" ->
                    new Bar(
                            from.symbol("symbol"),
                            Duration.ofMillis(Long.parseLong(from.text("widthMillis"))),
                            from.instant("start"),
                            from.price("open"),
                            from.price("high"),
                            from.price("low"),
                            from.price("close"),
                            from.quantity("volume"),
                            from.price("vwap"),
                            Long.parseLong(from.text("tradeCount")));
            default -> throw new IllegalArgumentException("unknown trigger '" + type + "'");
        };
    }
}
