package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.MinuteBar;
import io.openbell.simulator.market.NewsItem;
import io.openbell.simulator.market.OrderBook;
import io.openbell.simulator.market.Tick;
import java.util.List;
import java.util.function.Supplier;

/** Messages of the market data streams. */
final class StreamJson {

    private StreamJson() {}

    /** What a tick is about: stocks are on a tape, pairs have a slash. */
    static Feed.Kind kind(String symbol, String tape) {
        if (symbol.indexOf('/') > 0) {
            return Feed.Kind.CRYPTO;
        }
        return tape.isEmpty() ? Feed.Kind.OPTIONS : Feed.Kind.STOCKS;
    }

    static StreamEvent of(Tick tick) {
        String symbol = tick.symbol();
        if (tick instanceof Tick.Trade trade) {
            Feed.Kind kind = kind(symbol, trade.tape());
            return event(kind, Channel.TRADES, symbol, () -> trade(kind, trade));
        } else if (tick instanceof Tick.Quote quote) {
            Feed.Kind kind = kind(symbol, quote.tape());
            return event(kind, Channel.QUOTES, symbol, () -> quote(kind, quote));
        } else if (tick instanceof Tick.Status status) {
            return event(Feed.Kind.STOCKS, Channel.STATUSES, symbol, () -> status(status));
        } else if (tick instanceof Tick.Band band) {
            return event(Feed.Kind.STOCKS, Channel.LULDS, symbol, () -> band(band));
        } else if (tick instanceof Tick.Correction correction) {
            return event(
                    Feed.Kind.STOCKS, Channel.CORRECTIONS, symbol, () -> correction(correction));
        }
        Tick.Cancellation cancellation = (Tick.Cancellation) tick;
        return event(
                Feed.Kind.STOCKS, Channel.CANCEL_ERRORS, symbol, () -> cancellation(cancellation));
    }

    private static StreamEvent event(
            Feed.Kind kind, Channel channel, String symbol, Supplier<ObjectNode> json) {
        return new StreamEvent(kind, channel, List.of(symbol), json);
    }

    static StreamEvent bar(Feed.Kind kind, Channel channel, String symbol, MinuteBar bar) {
        return event(
                kind,
                channel,
                symbol,
                () -> {
                    ObjectNode json = begin(barType(channel), symbol);
                    TickJson.put(json, bar);
                    return json;
                });
    }

    private static String barType(Channel channel) {
        return switch (channel) {
            case DAILY_BARS -> "d";
            case UPDATED_BARS -> "u";
            default -> "b";
        };
    }

    /** A whole book; it replaces the one before. */
    static StreamEvent book(String symbol, OrderBook book) {
        return event(
                Feed.Kind.CRYPTO,
                Channel.ORDERBOOKS,
                symbol,
                () -> {
                    ObjectNode json = begin("o", symbol);
                    json.put("t", book.at().toString());
                    putLevels(json.putArray("b"), book.bids());
                    putLevels(json.putArray("a"), book.asks());
                    return json.put("r", true);
                });
    }

    private static void putLevels(ArrayNode array, List<OrderBook.Level> levels) {
        for (OrderBook.Level level : levels) {
            array.addObject()
                    .put("p", TickJson.plain(level.price()))
                    .put("s", TickJson.plain(level.size()));
        }
    }

    private static ObjectNode begin(String type, String symbol) {
        return Json.MAPPER.createObjectNode().put("T", type).put("S", symbol);
    }

    private static ObjectNode trade(Feed.Kind kind, Tick.Trade trade) {
        ObjectNode json = begin("t", trade.symbol());
        switch (kind) {
            case CRYPTO -> {
                json.put("p", TickJson.plain(trade.price()));
                json.put("s", TickJson.plain(trade.size()));
                json.put("t", trade.at().toString());
                json.put("i", trade.id());
                json.put("tks", trade.taker().letter());
            }
            case OPTIONS -> {
                json.put("t", trade.at().toString());
                json.put("p", TickJson.plain(trade.price()));
                json.put("s", TickJson.plain(trade.size()));
                json.put("x", trade.exchange());
                json.put("c", condition(trade.conditions()));
            }
            default -> TickJson.put(json, trade);
        }
        return json;
    }

    private static ObjectNode quote(Feed.Kind kind, Tick.Quote quote) {
        ObjectNode json = begin("q", quote.symbol());
        switch (kind) {
            case CRYPTO -> {
                json.put("bp", TickJson.plain(quote.bid()));
                json.put("bs", TickJson.plain(quote.bidSize()));
                json.put("ap", TickJson.plain(quote.ask()));
                json.put("as", TickJson.plain(quote.askSize()));
                json.put("t", quote.at().toString());
            }
            case OPTIONS -> {
                json.put("t", quote.at().toString());
                json.put("bx", quote.exchange());
                json.put("bp", TickJson.plain(quote.bid()));
                json.put("bs", TickJson.plain(quote.bidSize()));
                json.put("ax", quote.exchange());
                json.put("ap", TickJson.plain(quote.ask()));
                json.put("as", TickJson.plain(quote.askSize()));
                json.put("c", condition(quote.conditions()));
            }
            default -> TickJson.put(json, quote);
        }
        return json;
    }

    /** Options have one condition, and a blank for none. */
    private static String condition(List<String> conditions) {
        return conditions.isEmpty() ? " " : conditions.get(0);
    }

    private static ObjectNode status(Tick.Status status) {
        return begin("s", status.symbol())
                .put("sc", status.code())
                .put("sm", status.message())
                .put("rc", status.reason())
                .put("rm", status.reasonMessage())
                .put("t", status.at().toString())
                .put("z", status.tape());
    }

    private static ObjectNode band(Tick.Band band) {
        return begin("l", band.symbol())
                .put("u", TickJson.plain(band.up()))
                .put("d", TickJson.plain(band.down()))
                .put("i", band.indicator())
                .put("t", band.at().toString())
                .put("z", band.tape());
    }

    private static ObjectNode correction(Tick.Correction correction) {
        Tick.Trade original = correction.original();
        Tick.Trade corrected = correction.corrected();
        ObjectNode json = begin("c", original.symbol());
        json.put("x", original.exchange());
        json.put("oi", original.id());
        json.put("op", TickJson.plain(original.price()));
        json.put("os", TickJson.plain(original.size()));
        original.conditions().forEach(json.putArray("oc")::add);
        json.put("ci", corrected.id());
        json.put("cp", TickJson.plain(corrected.price()));
        json.put("cs", TickJson.plain(corrected.size()));
        corrected.conditions().forEach(json.putArray("cc")::add);
        return json.put("t", correction.at().toString()).put("z", original.tape());
    }

    private static ObjectNode cancellation(Tick.Cancellation cancellation) {
        Tick.Trade original = cancellation.original();
        return begin("x", original.symbol())
                .put("i", original.id())
                .put("x", original.exchange())
                .put("p", TickJson.plain(original.price()))
                .put("s", TickJson.plain(original.size()))
                .put("a", cancellation.action())
                .put("t", cancellation.at().toString())
                .put("z", original.tape());
    }

    static StreamEvent news(NewsItem item) {
        return new StreamEvent(Feed.Kind.NEWS, Channel.NEWS, item.symbols(), () -> article(item));
    }

    private static ObjectNode article(NewsItem item) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("T", "n");
        json.put("id", item.id());
        json.put("headline", item.headline());
        json.put("summary", item.summary());
        json.put("author", item.author());
        json.put("created_at", item.at().toString());
        json.put("updated_at", item.at().toString());
        json.put("url", "");
        json.put("content", "");
        ArrayNode symbols = json.putArray("symbols");
        item.symbols().forEach(symbols::add);
        json.put("source", item.source());
        return json;
    }
}
