package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.TradingDay;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Clock and calendar. */
final class CalendarApi implements Api {

    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2029, 12, 31);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("HHmm");

    private final Exchange exchange;
    private final Sessions sessions;

    CalendarApi(Exchange exchange, Sessions sessions) {
        this.exchange = exchange;
        this.sessions = sessions;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", "/v2/clock")) {
            return Optional.of(Reply.ok(clock()));
        }
        if (request.is("GET", "/v2/calendar")) {
            return Optional.of(Reply.ok(calendar(request)));
        }
        return Optional.empty();
    }

    private ObjectNode clock() {
        Instant now = exchange.now();
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("timestamp", text(now));
        json.put("is_open", sessions.isOpen(now));
        json.put("next_open", text(sessions.nextOpen(now)));
        json.put("next_close", text(sessions.nextClose(now)));
        return json;
    }

    private static String text(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(Sessions.NEW_YORK));
    }

    private ArrayNode calendar(Request request) throws Refusal {
        LocalDate from = date(request, "start", FIRST);
        LocalDate to = date(request, "end", LAST);
        ArrayNode days = Json.MAPPER.createArrayNode();
        LocalDate first = from.isBefore(FIRST) ? FIRST : from;
        LocalDate last = to.isAfter(LAST) ? LAST : to;
        for (TradingDay day : sessions.days(first, last)) {
            days.addObject()
                    .put("date", day.date().toString())
                    .put("open", CLOCK.format(TradingDay.onTheClock(day.open())))
                    .put("close", CLOCK.format(end(day.close())))
                    .put("session_open", DIGITS.format(TradingDay.onTheClock(day.preOpen())))
                    .put("session_close", DIGITS.format(end(day.postClose())))
                    .put("settlement_date", day.settlement().toString());
        }
        return days;
    }

    /** The end of a day has no name of its own on a clock. */
    private static LocalTime end(Instant close) {
        LocalTime time = TradingDay.onTheClock(close);
        return time.equals(LocalTime.MIDNIGHT) ? LocalTime.of(23, 59) : time;
    }

    private static LocalDate date(Request request, String name, LocalDate otherwise)
            throws Refusal {
        Optional<String> text = request.parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text.get().substring(0, Math.min(10, text.get().length())));
        } catch (DateTimeException noDate) {
            throw Refusal.invalid("invalid " + name + ": must be YYYY-MM-DD");
        }
    }
}
