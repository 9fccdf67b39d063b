package io.openbell.alpacaclient;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the messages of the market data stream with a streaming parser, without a tree: trades and quotes become events,
 * what controls the stream is handed on, everything else is passed over. One thread.
 */
final class MarketMessageReader {

    /** Receives what was read, in order. */
    interface Sink {

        /** A trade or a quote of a symbol that was asked for. */
        void event(MarketEvent event);

        /** {@code success}, {@code error} or {@code subscription}. */
        void control(String type, String message, int code) throws IOException;

        /** A trade or a quote that makes no sense; the stream goes on. */
        void unreadable(String why);
    }

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    private final VenueTime time = new VenueTime();
    private String type = "";
    private String symbol = "";
    private String exchange = "";
    private String message = "";
    private String problem = "";
    private int code;
    private long id;
    private long price;
    private long size;
    private long bid;
    private long bidSize;
    private long ask;
    private long askSize;
    private @Nullable Instant at;

    /**
     * Reads one message, an array of objects or one object.
     *
     * @param wanted symbols by ticker; events of others are passed over
     * @throws IOException if it is no JSON; what stood before the damage has been handed on
     */
    void read(byte[] json, int length, Map<String, Symbol> wanted, Sink sink) throws IOException {
        try (JsonParser parser = JSON.createParser(json, 0, length)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                readObject(parser, wanted, sink);
            } else if (first == JsonToken.START_ARRAY) {
                JsonToken next = parser.nextToken();
                for (; next == JsonToken.START_OBJECT; next = parser.nextToken()) {
                    readObject(parser, wanted, sink);
                }
                if (next != JsonToken.END_ARRAY) {
                    throw new IOException("an array of objects expected, found " + next);
                }
            } else {
                throw new IOException("an array or an object expected, found " + first);
            }
            if (parser.nextToken() != null) {
                throw new IOException("something follows the end of the message");
            }
        }
    }

    private void readObject(JsonParser parser, Map<String, Symbol> wanted, Sink sink)
            throws IOException {
        clear();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                readField(parser, field);
            }
        }
        switch (type) {
            case "q" -> quote(wanted, sink);
            case "t" -> trade(wanted, sink);
            case "success", "error", "subscription" -> sink.control(type, message, code);
            default -> {
                // Bars, statuses, news and what Alpaca may add.
            }
        }
    }

    private void readField(JsonParser parser, String field) throws IOException {
        switch (field) {
            case "T" -> type = parser.getText();
            case "S" -> symbol = parser.getText();
            case "t" -> at = instant(parser);
            case "x" -> exchange = parser.getText();
            case "i" -> id = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? id(parser) : 0;
            case "p" -> price = decimal(parser, field);
            case "s" -> size = decimal(parser, field);
            case "bp" -> bid = decimal(parser, field);
            case "bs" -> bidSize = decimal(parser, field);
            case "ap" -> ask = decimal(parser, field);
            case "as" -> askSize = decimal(parser, field);
            case "msg" -> message = parser.getText();
            case "code" -> code = (int) (decimal(parser, field) / FixedPoint.ONE);
            default -> {
                // Conditions, tapes and what Alpaca may add.
            }
        }
    }

    private void clear() {
        type = "";
        symbol = "";
        exchange = "";
        message = "";
        problem = "";
        code = 0;
        id = 0;
        price = Long.MIN_VALUE;
        size = Long.MIN_VALUE;
        bid = 0;
        bidSize = 0;
        ask = 0;
        askSize = 0;
        at = null;
    }

    private void quote(Map<String, Symbol> wanted, Sink sink) {
        Symbol instrument = wanted.get(symbol);
        if (instrument == null) {
            return;
        }
        Instant when = at;
        if (when == null || !problem.isEmpty()) {
            sink.unreadable("quote " + symbol + ": " + (when == null ? "no time " : "") + problem);
            return;
        }
        sink.event(
                new Quote(
                        instrument,
                        new Price(bid),
                        new Quantity(bidSize),
                        new Price(ask),
                        new Quantity(askSize),
                        when));
    }

    private void trade(Map<String, Symbol> wanted, Sink sink) {
        Symbol instrument = wanted.get(symbol);
        if (instrument == null) {
            return;
        }
        Instant when = at;
        boolean incomplete = price == Long.MIN_VALUE || size == Long.MIN_VALUE;
        if (when == null || incomplete || !problem.isEmpty()) {
            sink.unreadable(
                    "trade "
                            + symbol
                            + ": "
                            + (when == null || incomplete ? "price, size or time absent " : "")
                            + problem);
            return;
        }
        sink.event(new Trade(instrument, new Price(price), new Quantity(size), id, exchange, when));
    }

    private static long id(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? 0
                : parser.getLongValue();
    }

    private long decimal(JsonParser parser, String field) throws IOException {
        try {
            return Decimals.parse(
                    parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        } catch (IllegalArgumentException noDecimal) {
            problem = field + " is " + noDecimal.getMessage();
            return Long.MIN_VALUE;
        }
    }

    private @Nullable Instant instant(JsonParser parser) throws IOException {
        try {
            return time.parse(
                    parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        } catch (IllegalArgumentException noTime) {
            problem = String.valueOf(noTime.getMessage());
            return null;
        }
    }
}
