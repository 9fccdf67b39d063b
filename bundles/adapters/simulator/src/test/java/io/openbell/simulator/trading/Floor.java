package io.openbell.simulator.trading;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.AlwaysOpen;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.OptionContract;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import io.openbell.simulator.market.TradingTerms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** An exchange without market and socket: the test says what is quoted. Work for later is done at once. */
final class Floor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    final Books books = new Books();
    final List<TradeUpdate> updates = new ArrayList<>();
    final Exchange exchange;
    private final Ledger ledger;
    private final Tape tape = new Tape();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-03-02T15:00:00Z");

    Floor(Path file, int partialFillPercent) throws IOException {
        this(file, partialFillPercent, new AlwaysOpen());
    }

    Floor(Path file, int partialFillPercent, Sessions sessions) throws IOException {
        this(file, partialFillPercent, sessions, Interference.NONE);
    }

    Floor(Path file, int partialFillPercent, Interference interference) throws IOException {
        this(file, partialFillPercent, new AlwaysOpen(), interference);
    }

    private Floor(Path file, int partialFillPercent, Sessions sessions, Interference interference)
            throws IOException {
        Listing.SYNTHETIC.forEach(listing -> tape.list(listing, List.of()));
        ledger = Ledger.open(file, books);
        exchange =
                new Exchange(
                        books,
                        ledger,
                        tape,
                        sessions,
                        new MatchingRules(partialFillPercent, 7),
                        new Valuation(books, tape, 2),
                        new BigDecimal(100_000),
                        () -> now,
                        later::add,
                        updates::add,
                        interference);
    }

    void close() throws IOException {
        ledger.close();
    }

    void listCoins() {
        for (String pair : List.of("BTC/USD", "ETH/USD", "ETH/BTC")) {
            tape.list(
                    new Listing(
                            pair,
                            pair,
                            AssetClass.CRYPTO,
                            "CRYPTO",
                            "",
                            "",
                            0,
                            TradingTerms.crypto("0.0001", "0.000000001", "0.01")),
                    List.of());
        }
    }

    void listOptions(String... symbols) {
        for (String symbol : symbols) {
            tape.list(Listing.option(OptionContract.parse(symbol).orElseThrow()), List.of());
        }
    }

    void quote(String symbol, String bid, String ask) {
        tick(
                new Tick.Quote(
                        symbol,
                        new BigDecimal(bid),
                        HUNDRED,
                        new BigDecimal(ask),
                        HUNDRED,
                        "V",
                        List.of("R"),
                        "C",
                        now));
    }

    void trade(String symbol, String price) {
        tick(
                new Tick.Trade(
                        symbol,
                        1,
                        new BigDecimal(price),
                        HUNDRED,
                        Tick.Taker.UNKNOWN,
                        "V",
                        List.of("@"),
                        "C",
                        now));
    }

    private void tick(Tick tick) {
        now = now.plusMillis(250);
        tape.accept(tick);
        exchange.onTick(tick);
    }

    void advance(java.time.Duration time) {
        now = now.plus(time);
    }

    /** Fields as {@code name=value}; symbol AAPL and a day order unless stated otherwise. */
    VenueOrder submit(String side, String quantity, String type, String... fields)
            throws Refusal, IOException {
        return submit(body(side, quantity, type, fields));
    }

    VenueOrder submit(ObjectNode body) throws Refusal, IOException {
        ObjectNode answer = exchange.submit(body);
        settle();
        return books.find(answer.path("id").asText()).orElseThrow();
    }

    VenueOrder replace(VenueOrder order, String... fields) throws Refusal, IOException {
        ObjectNode body = JSON.createObjectNode();
        put(body, fields);
        ObjectNode answer = exchange.replace(order.id(), body);
        settle();
        return books.find(answer.path("id").asText()).orElseThrow();
    }

    /** Does what was left for later. */
    void settle() {
        for (Runnable work = later.poll(); work != null; work = later.poll()) {
            work.run();
        }
    }

    void cancel(VenueOrder order) throws Refusal, IOException {
        exchange.cancel(order.id());
        settle();
    }

    static ObjectNode body(String side, String quantity, String type, String... fields) {
        ObjectNode body = JSON.createObjectNode();
        body.put("symbol", "AAPL");
        body.put("side", side);
        body.put("qty", quantity);
        body.put("type", type);
        body.put("time_in_force", "day");
        put(body, fields);
        return body;
    }

    /** A name with a point stands for a field of an object inside. */
    private static void put(ObjectNode body, String... fields) {
        for (String field : fields) {
            String[] parts = field.split("=", 2);
            String[] names = parts[0].split("\\.", 2);
            ObjectNode object = names.length == 1 ? body : body.withObject("/" + names[0]);
            object.put(names[names.length - 1], parts[1]);
        }
    }

    List<String> events() {
        return updates.stream().map(TradeUpdate::event).toList();
    }
}
