package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.MinuteBar;
import io.openbell.simulator.market.OptionValue;
import io.openbell.simulator.market.OrderBook;
import io.openbell.simulator.market.Tick;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Quotes, trades and bars as the data API writes them: with JSON numbers, and different for each kind of instrument. */
final class DataJson {

    private static final int DECIMALS = 6;

    private DataJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode quote(Listing listing, Tick.Quote quote) {
        ObjectNode json = object();
        json.put("t", quote.at().toString());
        json.put("bp", plain(quote.bid()));
        json.put("bs", plain(quote.bidSize()));
        json.put("ap", plain(quote.ask()));
        json.put("as", plain(quote.askSize()));
        if (listing.assetClass() != AssetClass.CRYPTO) {
            json.put("bx", quote.exchange());
            json.put("ax", quote.exchange());
            putConditions(json, listing, quote.conditions());
        }
        if (listing.assetClass() == AssetClass.US_EQUITY) {
            json.put("z", quote.tape());
        }
        return json;
    }

    static ObjectNode trade(Listing listing, Tick.Trade trade) {
        ObjectNode json = object();
        json.put("t", trade.at().toString());
        json.put("p", plain(trade.price()));
        json.put("s", plain(trade.size()));
        switch (listing.assetClass()) {
            case CRYPTO -> {
                json.put("i", trade.id());
                json.put("tks", trade.taker().letter());
            }
            case US_OPTION -> {
                json.put("x", trade.exchange());
                putConditions(json, listing, trade.conditions());
            }
            case US_EQUITY -> {
                json.put("i", trade.id());
                json.put("x", trade.exchange());
                putConditions(json, listing, trade.conditions());
                json.put("z", trade.tape());
                if (!trade.standing().word().isEmpty()) {
                    json.put("u", trade.standing().word());
                }
            }
        }
        return json;
    }

    /** An array for stocks, one text for options. */
    private static void putConditions(ObjectNode json, Listing listing, List<String> conditions) {
        if (listing.assetClass() == AssetClass.US_OPTION) {
            json.put("c", String.join("", conditions));
        } else {
            ArrayNode array = json.putArray("c");
            conditions.forEach(array::add);
        }
    }

    static ObjectNode bar(MinuteBar bar) {
        ObjectNode json = object();
        json.put("t", bar.start().toString());
        json.put("o", plain(bar.open()));
        json.put("h", plain(bar.high()));
        json.put("l", plain(bar.low()));
        json.put("c", plain(bar.close()));
        json.put("v", plain(bar.volume()));
        json.put("n", bar.trades());
        json.put("vw", plain(bar.vwap()));
        return json;
    }

    static ObjectNode book(OrderBook book) {
        ObjectNode json = object();
        json.put("t", book.at().toString());
        ArrayNode bids = json.putArray("b");
        book.bids().forEach(level -> bids.add(level(level)));
        ArrayNode asks = json.putArray("a");
        book.asks().forEach(level -> asks.add(level(level)));
        return json;
    }

    private static ObjectNode level(OrderBook.Level level) {
        return object().put("p", plain(level.price())).put("s", plain(level.size()));
    }

    static ObjectNode greeks(OptionValue value) {
        return object().put("delta", rounded(value.delta()))
                .put("gamma", rounded(value.gamma()))
                .put("rho", rounded(value.rho()))
                .put("theta", rounded(value.theta()))
                .put("vega", rounded(value.vega()));
    }

    static BigDecimal rounded(double number) {
        return plain(BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** Without trailing zeros, and never in powers of ten. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
