package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.TradingDay;
import io.openbell.simulator.trading.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** {@code /v3/clock} and {@code /v3/calendar/{market}}: clocks of several markets, with the phases of the day. */
final class MarketsApi {

    private static final String CALENDAR = "/v3/calendar/";

    private final InstantSource exchange;
    private final Sessions sessions;

    MarketsApi(InstantSource exchange, Sessions sessions) {
        this.exchange = exchange;
        this.sessions = sessions;
    }

    Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", "/v3/clock")) {
            return Optional.of(Reply.ok(clocks(request)));
        }
        Optional<String> market = request.behind(CALENDAR);
        if (market.isPresent() && request.method().equals("GET")) {
            return Optional.of(Reply.ok(calendar(request, venue(market.get()))));
        }
        return Optional.empty();
    }

    private static Venue venue(String code) throws Refusal {
        return Venue.of(code.toUpperCase(Locale.ROOT))
                .orElseThrow(
                        () ->
                                Refusal.malformed(
                                        "invalid market: "
                                                + Request.echo(code)
                                                + ": this exchange keeps the hours of NYSE, NASDAQ, IEX, OTC and OPRA"));
    }

    private ObjectNode clocks(Request request) throws Refusal {
        List<Venue> venues = new ArrayList<>();
        for (String code : Listing.symbols(request.parameter("markets").orElse(""))) {
            venues.add(venue(code));
        }
        Instant at = request.time("time").orElse(exchange.instant());
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode clocks = json.putArray("clocks");
        for (Venue venue : venues.isEmpty() ? Venue.all() : venues) {
            clocks.add(clock(venue, at));
        }
        return json;
    }

    private ObjectNode clock(Venue venue, Instant at) {
        Optional<TradingDay> day = sessions.day(LocalDate.ofInstant(at, Sessions.NEW_YORK));
        Sessions.Phase phase = phase(venue, at);
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.set("market", json(venue));
        json.put("timestamp", CalendarApi.text(at));
        json.put("is_market_day", day.isPresent());
        json.put("next_market_open", CalendarApi.text(sessions.nextOpen(at)));
        json.put("next_market_close", CalendarApi.text(sessions.nextClose(at)));
        json.put("phase", word(phase));
        json.put("phase_until", CalendarApi.text(until(venue, phase, at)));
        return json;
    }

    private Sessions.Phase phase(Venue venue, Instant at) {
        Sessions.Phase phase = sessions.phase(at);
        boolean extended =
                phase == Sessions.Phase.PRE_MARKET || phase == Sessions.Phase.AFTER_HOURS;
        return extended && venue.regularHoursOnly() ? Sessions.Phase.CLOSED : phase;
    }

    private Instant until(Venue venue, Sessions.Phase phase, Instant at) {
        LocalDate date = LocalDate.ofInstant(at, Sessions.NEW_YORK);
        return switch (phase) {
            case PRE_MARKET -> sessions.nextOpen(at);
            case REGULAR -> sessions.nextClose(at);
            case AFTER_HOURS -> sessions.next(date).postClose();
            case CLOSED -> {
                if (venue.regularHoursOnly()) {
                    yield sessions.nextOpen(at);
                }
                TradingDay day = sessions.next(date);
                yield day.preOpen().isAfter(at)
                        ? day.preOpen()
                        : sessions.next(day.date().plusDays(1)).preOpen();
            }
        };
    }

    private static String word(Sessions.Phase phase) {
        return switch (phase) {
            case CLOSED -> "closed";
            case PRE_MARKET -> "pre";
            case REGULAR -> "core";
            case AFTER_HOURS -> "post";
        };
    }

    private static ObjectNode json(Venue venue) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("acronym", venue.name());
        if (!venue.mic().isEmpty()) {
            json.put("mic", venue.mic());
        }
        json.put("name", venue.title());
        json.put("timezone", Sessions.NEW_YORK.getId());
        return json;
    }

    private ObjectNode calendar(Request request, Venue venue) throws Refusal {
        LocalDate today = LocalDate.ofInstant(exchange.instant(), Sessions.NEW_YORK);
        LocalDate from = request.date("start").orElse(today);
        LocalDate to = request.date("end").orElse(from.plusDays(7));
        String zone = request.parameter("timezone").orElse("");
        if (!zone.isEmpty() && !zone.equals("UTC")) {
            throw Refusal.malformed("invalid timezone: must be UTC, or absent for the market's");
        }
        Function<Instant, String> text = zone.isEmpty() ? CalendarApi::text : Instant::toString;
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.set("market", json(venue));
        ArrayNode days = json.putArray("calendar");
        LocalDate first = CalendarApi.later(from, CalendarApi.FIRST);
        LocalDate last = CalendarApi.earlier(to, CalendarApi.LAST);
        for (TradingDay day : sessions.days(first, last)) {
            ObjectNode entry = days.addObject();
            entry.put("date", day.date().toString());
            if (!venue.regularHoursOnly()) {
                entry.put("pre_start", text.apply(day.preOpen()));
                entry.put("pre_end", text.apply(day.open()));
                entry.put("post_start", text.apply(day.close()));
                entry.put("post_end", text.apply(day.postClose()));
            }
            entry.put("core_start", text.apply(day.open()));
            entry.put("core_end", text.apply(day.close()));
            entry.put("settlement_date", day.settlement().toString());
        }
        return json;
    }
}
