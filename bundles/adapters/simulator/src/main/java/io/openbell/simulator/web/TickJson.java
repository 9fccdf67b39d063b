package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.MinuteBar;
import io.openbell.simulator.market.Tick;
import java.math.BigDecimal;
import java.util.List;

/** Market data as Alpaca writes it: numbers are JSON numbers. */
final class TickJson {

    private TickJson() {}

    /** The fields of a quote, without its symbol. */
    static void put(ObjectNode json, Tick.Quote quote) {
        json.put("bx", quote.exchange());
        json.put("bp", plain(quote.bid()));
        json.put("bs", plain(quote.bidSize()));
        json.put("ax", quote.exchange());
        json.put("ap", plain(quote.ask()));
        json.put("as", plain(quote.askSize()));
        json.put("t", quote.at().toString());
        putConditions(json, quote.conditions());
        json.put("z", quote.tape());
    }

    /** The fields of a trade, without its symbol. */
    static void put(ObjectNode json, Tick.Trade trade) {
        json.put("i", trade.id());
        json.put("x", trade.exchange());
        json.put("p", plain(trade.price()));
        json.put("s", plain(trade.size()));
        json.put("t", trade.at().toString());
        putConditions(json, trade.conditions());
        json.put("z", trade.tape());
    }

    /** The fields of a bar, without its symbol. */
    static void put(ObjectNode json, MinuteBar bar) {
        json.put("o", plain(bar.open()));
        json.put("h", plain(bar.high()));
        json.put("l", plain(bar.low()));
        json.put("c", plain(bar.close()));
        json.put("v", plain(bar.volume()));
        json.put("t", bar.start().toString());
        json.put("n", bar.trades());
        json.put("vw", plain(bar.vwap()));
    }

    private static void putConditions(ObjectNode json, List<String> conditions) {
        ArrayNode array = json.putArray("c");
        conditions.forEach(array::add);
    }

    /** Without trailing zeros. */
    static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
