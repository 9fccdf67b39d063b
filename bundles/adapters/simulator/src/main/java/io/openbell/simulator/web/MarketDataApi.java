package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.BarFrame;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.MinuteBar;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.trading.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Market data by request: newest quotes and trades, bars. */
final class MarketDataApi implements Api {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int MOST = 10_000;
    private static final int USUAL = 1_000;

    private final Tape tape;
    private final InstantSource clock;

    MarketDataApi(Tape tape, InstantSource clock) {
        this.tape = tape;
        this.clock = clock;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", "/v2/stocks/quotes/latest")) {
            ObjectNode json = Json.MAPPER.createObjectNode();
            ObjectNode quotes = json.putObject("quotes");
            for (Listing listing : listings(request)) {
                tape.quote(listing.symbol())
                        .ifPresent(q -> TickJson.put(quotes.putObject(listing.symbol()), q));
            }
            return Optional.of(Reply.ok(json));
        }
        if (request.is("GET", "/v2/stocks/trades/latest")) {
            ObjectNode json = Json.MAPPER.createObjectNode();
            ObjectNode trades = json.putObject("trades");
            for (Listing listing : listings(request)) {
                tape.trade(listing.symbol())
                        .ifPresent(t -> TickJson.put(trades.putObject(listing.symbol()), t));
            }
            return Optional.of(Reply.ok(json));
        }
        if (request.is("GET", "/v2/stocks/bars")) {
            return Optional.of(Reply.ok(bars(request)));
        }
        return Optional.empty();
    }

    /** Those asked for that are traded here, by symbol. */
    private List<Listing> listings(Request request) throws Refusal {
        List<String> symbols = Listing.symbols(request.parameter("symbols").orElse(""));
        if (symbols.isEmpty()) {
            throw Refusal.malformed("symbols is required");
        }
        return symbols.stream().sorted().map(tape::listing).flatMap(Optional::stream).toList();
    }

    private ObjectNode bars(Request request) throws Refusal {
        BarFrame frame =
                request.parameter("timeframe")
                        .flatMap(BarFrame::parse)
                        .orElseThrow(
                                () ->
                                        Refusal.malformed(
                                                "invalid timeframe: must be [1-59]Min, [1-23]Hour or 1Day"));
        Instant today = clock.instant().atZone(NEW_YORK).truncatedTo(ChronoUnit.DAYS).toInstant();
        Instant from = request.time("start").orElse(today);
        // The end is inclusive.
        Instant to = request.time("end").orElse(clock.instant()).plusNanos(1);
        int limit = request.number("limit", 1, MOST, USUAL);
        boolean ascending = request.ascending("sort", true);
        Optional<Page> after =
                request.parameter("page_token").isPresent()
                        ? Optional.of(Page.parse(request.parameter("page_token").get()))
                        : Optional.empty();
        ObjectNode json = Json.MAPPER.createObjectNode();
        ObjectNode bySymbol = json.putObject("bars");
        json.putNull("next_page_token");
        int count = 0;
        Page last = null;
        for (Listing listing : listings(request)) {
            String symbol = listing.symbol();
            List<MinuteBar> bars = gathered(symbol, frame, from, to, ascending);
            for (MinuteBar bar : bars) {
                if (after.isPresent() && !after.get().isBefore(symbol, bar.start(), ascending)) {
                    continue;
                }
                if (count == limit && last != null) {
                    json.put("next_page_token", last.token());
                    return json;
                }
                ArrayNode list =
                        bySymbol.path(symbol) instanceof ArrayNode known
                                ? known
                                : bySymbol.putArray(symbol);
                TickJson.put(list.addObject(), bar);
                last = new Page(symbol, bar.start());
                count++;
            }
        }
        return json;
    }

    private List<MinuteBar> gathered(
            String symbol, BarFrame frame, Instant from, Instant to, boolean ascending) {
        List<MinuteBar> bars = new ArrayList<>(frame.gather(tape.bars(symbol, from, to)));
        // A bar that began before the start is only in part within.
        bars.removeIf(bar -> bar.start().isBefore(from));
        if (!ascending) {
            Collections.reverse(bars);
        }
        return bars;
    }

    /** The last bar of a page. */
    private record Page(String symbol, Instant start) {

        static Page parse(String token) throws Refusal {
            try {
                String text =
                        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                int bar = text.indexOf('|');
                if (bar > 0) {
                    return new Page(text.substring(0, bar), Instant.parse(text.substring(bar + 1)));
                }
            } catch (IllegalArgumentException | DateTimeException malformed) {
                // Refused below, without repeating what was sent.
            }
            throw Refusal.malformed("invalid page_token");
        }

        String token() {
            return Base64.getUrlEncoder()
                    .encodeToString((symbol + '|' + start).getBytes(StandardCharsets.UTF_8));
        }

        boolean isBefore(String otherSymbol, Instant otherStart, boolean ascending) {
            int bySymbol = otherSymbol.compareTo(symbol);
            return bySymbol != 0
                    ? bySymbol > 0
                    : ascending ? otherStart.isAfter(start) : otherStart.isBefore(start);
        }
    }
}
