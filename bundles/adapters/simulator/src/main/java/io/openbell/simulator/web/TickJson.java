package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.MinuteBar;
import io.openbell.simulator.market.Tick;
import java.math.BigDecimal;

/** Market data as Alpaca writes it: numbers are JSON numbers. */
final class TickJson {

    private TickJson() {}

    /** The fields of a quote, without its symbol. */
    static void put(ObjectNode json, Tick.Quote quote, String tape) {
        json.put("bx", quote.exchange());
        json.put("bp", plain(quote.bid()));
        json.put("bs", quote.bidSize());
        json.put("ax", quote.exchange());
        json.put("ap", plain(quote.ask()));
        json.put("as", quote.askSize());
        json.put("t", quote.at().toString());
        putConditions(json, quote.condition());
        json.put("z", tape);
    }

    /** The fields of a trade, without its symbol. */
    static void put(ObjectNode json, Tick.Trade trade, String tape) {
        json.put("i", trade.id());
        json.put("x", trade.exchange());
        json.put("p", plain(trade.price()));
        json.put("s", trade.size());
        json.put("t", trade.at().toString());
        putConditions(json, trade.condition());
        json.put("z", tape);
    }

    /** The fields of a bar, without its symbol. */
    static void put(ObjectNode json, MinuteBar bar) {
        json.put("o", plain(bar.open()));
        json.put("h", plain(bar.high()));
        json.put("l", plain(bar.low()));
        json.put("c", plain(bar.close()));
        json.put("v", bar.volume());
        json.put("t", bar.start().toString());
        json.put("n", bar.trades());
        json.put("vw", plain(bar.vwap()));
    }

    private static void putConditions(ObjectNode json, String condition) {
        ArrayNode conditions = json.putArray("c");
        if (!condition.isEmpty()) {
            conditions.add(condition);
        }
    }

    private static BigDecimal plain(BigDecimal price) {
        return price.signum() == 0 ? BigDecimal.ZERO : price.stripTrailingZeros();
    }
}
