package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.trading.Decimals;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.Execution;
import io.openbell.simulator.trading.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The account's history. Fills are all there is. */
final class ActivitiesApi implements Api {

    private static final String ACTIVITIES = "/v2/account/activities";
    private static final int MOST = 100;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS")
                    .withZone(ZoneId.of("America/New_York"));

    private final Exchange exchange;

    ActivitiesApi(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", ACTIVITIES)) {
            boolean wantsFills =
                    request.parameter("activity_types")
                            .map(types -> Arrays.asList(types.split(",", -1)).contains("FILL"))
                            .orElse(true);
            return Optional.of(Reply.ok(wantsFills ? fills(request) : none()));
        }
        Optional<String> type = request.behind(ACTIVITIES + "/");
        if (type.isPresent() && request.method().equals("GET")) {
            return Optional.of(Reply.ok(type.get().equals("FILL") ? fills(request) : none()));
        }
        return Optional.empty();
    }

    private static ArrayNode none() {
        return Json.MAPPER.createArrayNode();
    }

    private ArrayNode fills(Request request) throws Refusal {
        int limit = request.number("page_size", 1, MOST, MOST);
        boolean ascending = request.ascending("direction", false);
        Instant after = request.time("after").orElse(Instant.MIN);
        Instant until = request.time("until").orElse(Instant.MAX);
        Instant date = request.time("date").orElse(Instant.MIN);
        Instant dateEnd = date.equals(Instant.MIN) ? Instant.MAX : date.plus(Duration.ofDays(1));
        String orderId = request.parameter("order_id").orElse("");
        List<Execution> found = new ArrayList<>(exchange.books().executions());
        if (!ascending) {
            Collections.reverse(found);
        }
        Optional<String> token = request.parameter("page_token");
        if (token.isPresent()) {
            found = found.subList(indexBehind(found, token.get()), found.size());
        }
        ArrayNode page = Json.MAPPER.createArrayNode();
        found.stream()
                .filter(fill -> fill.at().isAfter(after) && fill.at().isBefore(until))
                .filter(fill -> !fill.at().isBefore(date) && fill.at().isBefore(dateEnd))
                .filter(fill -> orderId.isEmpty() || fill.orderId().equals(orderId))
                .limit(limit)
                .map(ActivitiesApi::json)
                .forEach(page::add);
        return page;
    }

    private static int indexBehind(List<Execution> fills, String token) throws Refusal {
        for (int i = 0; i < fills.size(); i++) {
            if (id(fills.get(i)).equals(token)) {
                return i + 1;
            }
        }
        throw Refusal.invalid("invalid page_token");
    }

    private static String id(Execution fill) {
        return STAMP.format(fill.at()) + "::" + fill.executionId();
    }

    private static ObjectNode json(Execution fill) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", id(fill));
        json.put("activity_type", "FILL");
        json.put("type", fill.completes() ? "fill" : "partial_fill");
        json.put("transaction_time", fill.at().toString());
        json.put("price", Decimals.text(fill.price()));
        json.put("qty", Decimals.text(fill.quantity()));
        json.put("side", fill.side().word());
        json.put("symbol", fill.symbol());
        json.put("leaves_qty", Decimals.text(fill.leaves()));
        json.put("order_id", fill.orderId());
        json.put("cum_qty", Decimals.text(fill.cumulative()));
        json.put("order_status", fill.completes() ? "filled" : "partially_filled");
        return json;
    }
}
