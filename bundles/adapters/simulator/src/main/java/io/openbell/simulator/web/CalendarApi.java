package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.TradingDay;
import io.openbell.simulator.trading.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Clock and calendar, in their second and third version. */
final class CalendarApi implements Api {

    static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    static final LocalDate LAST = LocalDate.of(2029, 12, 31);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("HHmm");
    private static final int LONGEST_SETTLEMENT_DAYS = 14;

    private final InstantSource exchange;
    private final Sessions sessions;
    private final MarketsApi markets;

    CalendarApi(InstantSource exchange, Sessions sessions) {
        this.exchange = exchange;
        this.sessions = sessions;
        this.markets = new MarketsApi(exchange, sessions);
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", "/v2/clock")) {
            return Optional.of(Reply.ok(clock()));
        }
        if (request.is("GET", "/v2/calendar")) {
            return Optional.of(Reply.ok(calendar(request)));
        }
        return markets.handle(request);
    }

    private ObjectNode clock() {
        Instant now = exchange.instant();
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("timestamp", text(now));
        json.put("is_open", sessions.isOpen(now));
        json.put("next_open", text(sessions.nextOpen(now)));
        json.put("next_close", text(sessions.nextClose(now)));
        return json;
    }

    static String text(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(Sessions.NEW_YORK));
    }

    private ArrayNode calendar(Request request) throws Refusal {
        LocalDate from = later(request.date("start").orElse(FIRST), FIRST);
        LocalDate to = earlier(request.date("end").orElse(LAST), LAST);
        String type = request.parameter("date_type").orElse("TRADING");
        boolean settlement = type.equals("SETTLEMENT");
        if (!settlement && !type.equals("TRADING")) {
            throw Refusal.invalid("invalid date_type: must be TRADING or SETTLEMENT");
        }
        ArrayNode days = Json.MAPPER.createArrayNode();
        LocalDate first = settlement ? from.minusDays(LONGEST_SETTLEMENT_DAYS) : from;
        for (TradingDay day : sessions.days(first, to)) {
            LocalDate matched = settlement ? day.settlement() : day.date();
            if (!matched.isBefore(from) && !matched.isAfter(to)) {
                add(days, day);
            }
        }
        return days;
    }

    private static void add(ArrayNode days, TradingDay day) {
        days.addObject()
                .put("date", day.date().toString())
                .put("open", CLOCK.format(TradingDay.onTheClock(day.open())))
                .put("close", CLOCK.format(end(day.close())))
                .put("session_open", DIGITS.format(TradingDay.onTheClock(day.preOpen())))
                .put("session_close", DIGITS.format(end(day.postClose())))
                .put("settlement_date", day.settlement().toString());
    }

    /** The end of a day has no name of its own on a clock. */
    private static LocalTime end(Instant close) {
        LocalTime time = TradingDay.onTheClock(close);
        return time.equals(LocalTime.MIDNIGHT) ? LocalTime.of(23, 59) : time;
    }

    static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
