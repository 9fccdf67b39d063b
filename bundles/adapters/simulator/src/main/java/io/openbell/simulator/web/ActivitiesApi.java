package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.History;
import io.openbell.simulator.trading.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The account's history: fills, and what is no trade. */
final class ActivitiesApi implements Api {

    private static final String ACTIVITIES = "/v2/account/activities";
    private static final String FILL = "FILL";
    private static final String COIN_FEE = "CFEE";
    private static final int MOST = 100;

    private final Exchange exchange;

    ActivitiesApi(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", ACTIVITIES)) {
            Optional<String> types = request.parameter("activity_types");
            Optional<String> category = request.parameter("category");
            if (types.isPresent() && category.isPresent()) {
                throw Refusal.unprocessable(
                        "category cannot be used with activity_types parameter");
            }
            Set<String> wanted = types.map(text -> Set.of(text.split(",", -1))).orElse(Set.of());
            return Optional.of(Reply.ok(page(request, wanted, category.orElse(""))));
        }
        Optional<String> type = request.behind(ACTIVITIES + "/");
        if (type.isPresent() && request.method().equals("GET")) {
            return Optional.of(Reply.ok(page(request, Set.of(type.get()), "")));
        }
        return Optional.empty();
    }

    private ArrayNode page(Request request, Set<String> types, String category) throws Refusal {
        if (!Set.of("", "trade_activity", "non_trade_activity").contains(category)) {
            throw Refusal.invalid("invalid category: must be trade_activity or non_trade_activity");
        }
        int limit = request.number("page_size", 1, MOST, MOST);
        boolean ascending = request.ascending("direction", false);
        Instant after = request.time("after").orElse(Instant.MIN);
        Instant until = request.time("until").orElse(Instant.MAX);
        Instant date = request.time("date").orElse(Instant.MIN);
        Instant dateEnd = date.equals(Instant.MIN) ? Instant.MAX : date.plus(Duration.ofDays(1));
        String orderId = request.parameter("order_id").orElse("");
        List<History.Event> found = new ArrayList<>(exchange.books().history().events());
        if (!ascending) {
            Collections.reverse(found);
        }
        Optional<String> token = request.parameter("page_token");
        if (token.isPresent()) {
            found = found.subList(indexBehind(found, token.get()), found.size());
        }
        ArrayNode page = Json.MAPPER.createArrayNode();
        Instant now = exchange.now();
        found.stream()
                .filter(event -> isBooked(event, now))
                .filter(event -> types.isEmpty() || types.contains(type(event)))
                .filter(event -> category.isEmpty() || category.equals(category(event)))
                .filter(event -> event.at().isAfter(after) && event.at().isBefore(until))
                .filter(event -> !event.at().isBefore(date) && event.at().isBefore(dateEnd))
                .filter(event -> orderId.isEmpty() || orderId.equals(orderId(event)))
                .limit(limit)
                .map(this::json)
                .forEach(page::add);
        return page;
    }

    /** Fees in coins are taken at once, and booked when their day has ended in New York. */
    private static boolean isBooked(History.Event event, Instant now) {
        return !type(event).equals(COIN_FEE)
                || LocalDate.ofInstant(event.at(), Sessions.NEW_YORK)
                        .isBefore(LocalDate.ofInstant(now, Sessions.NEW_YORK));
    }

    private static String type(History.Event event) {
        return event instanceof History.Other other ? other.activity().type() : FILL;
    }

    private static String category(History.Event event) {
        return event instanceof History.Fill ? "trade_activity" : "non_trade_activity";
    }

    private static String orderId(History.Event event) {
        return event instanceof History.Fill fill ? fill.execution().orderId() : "";
    }

    private static int indexBehind(List<History.Event> events, String token) throws Refusal {
        for (int i = 0; i < events.size(); i++) {
            if (ActivityJson.id(events.get(i)).equals(token)) {
                return i + 1;
            }
        }
        throw Refusal.invalid("invalid page_token");
    }

    private ObjectNode json(History.Event event) {
        return ActivityJson.of(event, exchange.books());
    }
}
