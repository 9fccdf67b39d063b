package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.OrderJson;
import io.openbell.simulator.trading.Refusal;
import io.openbell.simulator.trading.VenueOrder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Orders: /v2/orders and below. */
final class OrdersApi implements Api {

    private static final String ORDERS = "/v2/orders";
    private static final int MOST = 500;
    private static final int USUAL = 50;

    private final Exchange exchange;

    OrdersApi(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal, IOException {
        if (request.is("GET", ORDERS)) {
            return Optional.of(list(request));
        }
        if (request.is("POST", ORDERS)) {
            return Optional.of(Reply.ok(exchange.submit(request.json())));
        }
        if (request.is("DELETE", ORDERS)) {
            return Optional.of(cancelAll());
        }
        if (request.is("GET", ORDERS + ":by_client_order_id")) {
            String id = request.parameter("client_order_id").orElse("");
            VenueOrder found =
                    exchange.books()
                            .findByClientId(id)
                            .filter(exchange.interference()::isVisible)
                            .orElseThrow(() -> Refusal.notFound("order not found for " + id));
            return Optional.of(Reply.ok(OrderJson.of(found)));
        }
        Optional<String> id = request.behind(ORDERS + "/");
        if (id.isPresent() && request.method().equals("GET")) {
            return Optional.of(Reply.ok(OrderJson.of(find(id.get()))));
        }
        if (id.isPresent() && request.method().equals("DELETE")) {
            exchange.cancel(id.get());
            return Optional.of(new Reply(204, null));
        }
        return Optional.empty();
    }

    private VenueOrder find(String id) throws Refusal {
        return exchange.books()
                .find(id)
                .filter(exchange.interference()::isVisible)
                .orElseThrow(() -> Refusal.notFound("order not found for " + id));
    }

    private Reply cancelAll() throws Refusal, IOException {
        ArrayNode answers = Json.MAPPER.createArrayNode();
        for (VenueOrder order : exchange.cancelAll()) {
            answers.addObject()
                    .put("id", order.id())
                    .put("status", 200)
                    .set("body", OrderJson.of(order));
        }
        return new Reply(207, answers);
    }

    private Reply list(Request request) throws Refusal {
        String status = request.parameter("status").orElse("open");
        if (!List.of("open", "closed", "all").contains(status)) {
            throw Refusal.invalid("invalid status: must be open, closed or all");
        }
        int limit = request.number("limit", 1, MOST, USUAL);
        boolean ascending = request.ascending("direction", false);
        Instant after = request.time("after").orElse(Instant.MIN);
        Instant until = request.time("until").orElse(Instant.MAX);
        List<String> symbols = Listing.symbols(request.parameter("symbols").orElse(""));
        String side = request.parameter("side").orElse("");
        List<VenueOrder> found = new ArrayList<>(window(request, status));
        found.removeIf(
                order ->
                        !exchange.interference().isVisible(order)
                                || (!status.equals("all")
                                        && order.isOpen() != status.equals("open"))
                                || !order.acceptedAt().isAfter(after)
                                || !order.acceptedAt().isBefore(until)
                                || (!symbols.isEmpty()
                                        && !symbols.contains(order.ticket().symbol()))
                                || (!side.isEmpty() && !side.equals(order.ticket().side().word())));
        if (!ascending) {
            Collections.reverse(found);
        }
        ArrayNode json = Json.MAPPER.createArrayNode();
        found.stream().limit(limit).map(OrderJson::of).forEach(json::add);
        return Reply.ok(json);
    }

    /** Orders within after_order_id and before_order_id, oldest first; the few open ones without a search. */
    private List<VenueOrder> window(Request request, String status) throws Refusal {
        Optional<String> after = request.parameter("after_order_id");
        Optional<String> before = request.parameter("before_order_id");
        if (status.equals("open") && after.isEmpty() && before.isEmpty()) {
            return exchange.books().open();
        }
        List<VenueOrder> all = List.copyOf(exchange.books().orders());
        int from = after.isPresent() ? all.indexOf(find(after.get())) + 1 : 0;
        int to = before.isPresent() ? all.indexOf(find(before.get())) : all.size();
        return from < to ? all.subList(from, to) : List.of();
    }
}
