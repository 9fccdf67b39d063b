package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.Instrument;
import io.openbell.simulator.trading.LegRole;
import io.openbell.simulator.trading.OrderJson;
import io.openbell.simulator.trading.Refusal;
import io.openbell.simulator.trading.VenueOrder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Orders: /v2/orders and below. */
final class OrdersApi implements Api {

    private static final String ORDERS = "/v2/orders";
    private static final String NESTED = "nested";
    private static final int MOST = 500;
    private static final int USUAL = 50;

    private final Exchange exchange;

    OrdersApi(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal, IOException {
        if (request.path().equals(ORDERS)) {
            return all(request);
        }
        if (request.is("GET", ORDERS + ":by_client_order_id")) {
            String id = request.parameter("client_order_id").orElse("");
            VenueOrder found =
                    exchange.books()
                            .findByClientId(id)
                            .filter(exchange.interference()::isVisible)
                            .orElseThrow(() -> Refusal.notFound("order not found for " + id));
            return Optional.of(Reply.ok(OrderJson.nested(found)));
        }
        Optional<String> id = request.behind(ORDERS + "/");
        return id.isPresent() ? one(request, id.get()) : Optional.empty();
    }

    private Optional<Reply> all(Request request) throws Refusal, IOException {
        return switch (request.method()) {
            case "GET" -> Optional.of(list(request));
            case "POST" -> Optional.of(Reply.ok(exchange.submit(request.json())));
            case "DELETE" -> Optional.of(cancelAll());
            default -> Optional.empty();
        };
    }

    private Optional<Reply> one(Request request, String id) throws Refusal, IOException {
        switch (request.method()) {
            case "GET" -> {
                VenueOrder order = find(id);
                boolean nested = flag(request, NESTED);
                return Optional.of(
                        Reply.ok(nested ? OrderJson.nested(order) : OrderJson.of(order)));
            }
            case "PATCH" -> {
                return Optional.of(Reply.ok(exchange.replace(id, request.json())));
            }
            case "DELETE" -> {
                exchange.cancel(id);
                return Optional.of(new Reply(204, null));
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private static boolean flag(Request request, String name) throws Refusal {
        String text = request.parameter(name).orElse("false");
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw Refusal.invalid("invalid " + name + ": must be true or false");
        }
        return text.equalsIgnoreCase("true");
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
        int limit = request.number("limit", 1, MOST, USUAL);
        boolean ascending = request.ascending("direction", false);
        boolean nested = flag(request, NESTED);
        List<VenueOrder> found = new ArrayList<>(window(request));
        found.removeIf(filter(request).negate());
        if (nested) {
            // A leg stands under its order, or alone where that one is not shown.
            List<VenueOrder> shown = List.copyOf(found);
            found.removeIf(order -> order.parent() != null && shown.contains(order.parent()));
        }
        if (!ascending) {
            Collections.reverse(found);
        }
        ArrayNode json = Json.MAPPER.createArrayNode();
        found.stream()
                .limit(limit)
                .map(order -> nested ? OrderJson.nested(order) : OrderJson.of(order))
                .forEach(json::add);
        return Reply.ok(json);
    }

    private Predicate<VenueOrder> filter(Request request) throws Refusal {
        String status = status(request);
        Instant after = request.time("after").orElse(Instant.MIN);
        Instant until = request.time("until").orElse(Instant.MAX);
        List<String> symbols =
                Listing.symbols(request.parameter("symbols").orElse("")).stream()
                        .map(symbol -> symbol.replace("/", ""))
                        .toList();
        String side = request.parameter("side").orElse("");
        List<String> classes =
                Arrays.asList(request.parameter("asset_class").orElse("all").split(",", -1));
        return order ->
                exchange.interference().isVisible(order)
                        && order.role() != LegRole.PART
                        && (status.equals("all") || order.isOpen() == status.equals("open"))
                        && order.acceptedAt().isAfter(after)
                        && order.acceptedAt().isBefore(until)
                        && (symbols.isEmpty() || names(order).anyMatch(symbols::contains))
                        && (side.isEmpty() || side.equals(order.ticket().side().word()))
                        && (classes.contains("all") || classes.contains(assetClass(order)));
    }

    private static String status(Request request) throws Refusal {
        String status = request.parameter("status").orElse("open");
        if (!List.of("open", "closed", "all").contains(status)) {
            throw Refusal.invalid("invalid status: must be open, closed or all");
        }
        return status;
    }

    /** What a list of symbols may name it by: options by themselves and by what they are on. */
    private static Stream<String> names(VenueOrder order) {
        if (order.ticket().isMultiLeg()) {
            return order.legs().stream().flatMap(OrdersApi::names);
        }
        Instrument instrument = order.ticket().instrument();
        return Stream.concat(
                Stream.of(instrument.inPositions()),
                instrument.contract().stream().map(contract -> contract.underlying()));
    }

    private static String assetClass(VenueOrder order) {
        return order.ticket().isMultiLeg()
                ? "us_option"
                : order.ticket().instrument().assetClass().word();
    }

    /** Orders within after_order_id and before_order_id, oldest first; the few open ones without a search. */
    private List<VenueOrder> window(Request request) throws Refusal {
        Optional<String> after = request.parameter("after_order_id");
        Optional<String> before = request.parameter("before_order_id");
        if (after.isPresent() && before.isPresent()) {
            throw Refusal.invalid("before_order_id and after_order_id are mutually exclusive");
        }
        if (status(request).equals("open") && after.isEmpty() && before.isEmpty()) {
            return exchange.books().open();
        }
        List<VenueOrder> all = List.copyOf(exchange.books().orders());
        int from = after.isPresent() ? all.indexOf(find(after.get())) + 1 : 0;
        int to = before.isPresent() ? all.indexOf(find(before.get())) : all.size();
        return from < to ? all.subList(from, to) : List.of();
    }
}
