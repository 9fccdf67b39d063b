package io.openbell.alpacaclient.decode;

import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.PriceBand;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.market.TradeWithdrawn;
import io.openbell.api.market.TradingStatus;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the objects of a market data frame mean. Bars, which we build ourselves, and order books are passed over. */
public final class MarketMessages {

    private static final int TYPE = MarketFields.slot("T");
    private static final int SYMBOL = MarketFields.slot("S");
    private static final int TIME = MarketFields.slot("t");
    private static final int EXCHANGE = MarketFields.slot("x");
    private static final int ID = MarketFields.slot("i");
    private static final int PRICE = MarketFields.slot("p");
    private static final int SIZE = MarketFields.slot("s");
    private static final int BID = MarketFields.slot("bp");
    private static final int BID_SIZE = MarketFields.slot("bs");
    private static final int ASK = MarketFields.slot("ap");
    private static final int ASK_SIZE = MarketFields.slot("as");
    private static final int MESSAGE = MarketFields.slot("msg");
    private static final int CODE = MarketFields.slot("code");
    private static final int TAPE = MarketFields.slot("z");
    private static final int STATUS_CODE = MarketFields.slot("sc");
    private static final int STATUS_TEXT = MarketFields.slot("sm");
    private static final int REASON_CODE = MarketFields.slot("rc");
    private static final int REASON_TEXT = MarketFields.slot("rm");
    private static final int UPPER = MarketFields.slot("u");
    private static final int LOWER = MarketFields.slot("d");
    private static final int ORIGINAL_ID = MarketFields.slot("oi");
    private static final int CORRECTED_ID = MarketFields.slot("ci");
    private static final int CORRECTED_PRICE = MarketFields.slot("cp");
    private static final int CORRECTED_SIZE = MarketFields.slot("cs");

    private MarketMessages() {}

    /** Hands one object on. */
    static void deliver(MarketFields fields, SymbolTable wanted, FrameReader.Sink sink)
            throws IOException {
        char type = fields.letter(TYPE);
        if (type == 0) {
            control(fields, sink);
            return;
        }
        Symbol symbol = fields.symbol(SYMBOL, wanted);
        if (symbol == null) {
            return;
        }
        MarketEvent event = null;
        try {
            event = event(type, symbol, fields);
        } catch (IllegalArgumentException senseless) {
            sink.unreadable(
                    "type=" + type + ", symbol=" + symbol + ", reason=" + senseless.getMessage());
        }
        if (event != null) {
            sink.event(event);
        }
    }

    private static void control(MarketFields fields, FrameReader.Sink sink) throws IOException {
        String type = fields.text(TYPE);
        switch (type) {
            case "success", "error", "subscription" ->
                    sink.control(type, fields.text(MESSAGE), code(fields));
            default -> {
                // What Alpaca may add.
            }
        }
    }

    private static int code(MarketFields fields) {
        if (!fields.has(CODE)) {
            return 0;
        }
        try {
            return (int) (fields.decimal(CODE) / FixedPoint.ONE);
        } catch (IllegalArgumentException noNumber) {
            return 0;
        }
    }

    private static @Nullable MarketEvent event(char type, Symbol symbol, MarketFields fields) {
        return switch (type) {
            case 'q' -> quote(symbol, fields);
            case 't' -> trade(symbol, fields);
            case 's' -> status(symbol, fields);
            case 'l' ->
                    new PriceBand(
                            symbol,
                            new Price(fields.decimal(LOWER)),
                            new Price(fields.decimal(UPPER)),
                            fields.text(ID),
                            fields.instant(TIME));
            case 'x' ->
                    new TradeWithdrawn(
                            symbol,
                            fields.whole(ID),
                            fields.text(EXCHANGE),
                            Optional.empty(),
                            fields.instant(TIME));
            case 'c' -> correction(symbol, fields);
            default -> null;
        };
    }

    private static Quote quote(Symbol symbol, MarketFields fields) {
        return new Quote(
                symbol,
                new Price(decimalOrZero(fields, BID)),
                new Quantity(decimalOrZero(fields, BID_SIZE)),
                new Price(decimalOrZero(fields, ASK)),
                new Quantity(decimalOrZero(fields, ASK_SIZE)),
                fields.instant(TIME));
    }

    private static Trade trade(Symbol symbol, MarketFields fields) {
        return new Trade(
                symbol,
                new Price(fields.decimal(PRICE)),
                new Quantity(fields.decimal(SIZE)),
                fields.whole(ID),
                fields.text(EXCHANGE),
                fields.instant(TIME));
    }

    private static TradingStatus status(Symbol symbol, MarketFields fields) {
        String reason = fields.text(REASON_CODE) + " " + fields.text(REASON_TEXT);
        return new TradingStatus(
                symbol,
                fields.text(STATUS_CODE),
                fields.text(STATUS_TEXT),
                reason.trim(),
                fields.text(TAPE),
                fields.instant(TIME));
    }

    private static TradeWithdrawn correction(Symbol symbol, MarketFields fields) {
        Trade corrected =
                new Trade(
                        symbol,
                        new Price(fields.decimal(CORRECTED_PRICE)),
                        new Quantity(fields.decimal(CORRECTED_SIZE)),
                        fields.whole(CORRECTED_ID),
                        fields.text(EXCHANGE),
                        fields.instant(TIME));
        return new TradeWithdrawn(
                symbol,
                fields.whole(ORIGINAL_ID),
                corrected.exchange(),
                Optional.of(corrected),
                corrected.at());
    }

    private static long decimalOrZero(MarketFields fields, int slot) {
        return fields.has(slot) ? fields.decimal(slot) : 0;
    }
}
