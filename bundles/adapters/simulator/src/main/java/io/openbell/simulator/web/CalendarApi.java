package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Clock and calendar of an exchange that never closes: every day is a trading day, from midnight to midnight. */
final class CalendarApi implements Api {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final int DAYS_TO_THE_NEXT_CLOSE = 30;
    private static final int MOST_DAYS = 4_000;

    private final Exchange exchange;

    CalendarApi(Exchange exchange) {
        this.exchange = exchange;
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
        ZonedDateTime close =
                exchange.today()
                        .plusDays(DAYS_TO_THE_NEXT_CLOSE)
                        .atTime(LocalTime.of(16, 0))
                        .atZone(NEW_YORK);
        ZonedDateTime open = close.plusDays(1).with(LocalTime.of(9, 30));
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("timestamp", text(now.atZone(NEW_YORK)));
        json.put("is_open", true);
        json.put("next_open", text(open));
        json.put("next_close", text(close));
        return json;
    }

    private static String text(ZonedDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private ArrayNode calendar(Request request) throws Refusal {
        LocalDate from = date(request, "start", exchange.today());
        LocalDate to = date(request, "end", from.plusDays(365));
        ArrayNode days = Json.MAPPER.createArrayNode();
        for (LocalDate day = from;
                !day.isAfter(to) && days.size() < MOST_DAYS;
                day = day.plusDays(1)) {
            days.addObject()
                    .put("date", day.toString())
                    .put("open", "00:00")
                    .put("close", "23:59")
                    .put("session_open", "0000")
                    .put("session_close", "2359")
                    .put("settlement_date", day.plusDays(1).toString());
        }
        return days;
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
