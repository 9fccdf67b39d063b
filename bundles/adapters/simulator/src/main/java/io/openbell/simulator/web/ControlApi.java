package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.CorporateAction;
import io.openbell.simulator.market.MarketSource;
import io.openbell.simulator.trading.Books;
import io.openbell.simulator.trading.Decimals;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.OrderJson;
import io.openbell.simulator.trading.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What Alpaca does not have: the whole ledger to check others against, and a hand on the market. */
final class ControlApi implements Api {

    private static final String ENTRIES = "/openbell/control/ledger/entries";
    private static final String MARKET = "/openbell/control/market";
    private static final String ACTIONS = "/openbell/control/corporate-actions";
    private static final int MOST_ENTRIES = 10_000;

    private static final long MOST_SECONDS = 366L * 24 * 3600;

    private final Exchange exchange;
    private final MarketSource market;
    private final MarketStreams streams;

    ControlApi(Exchange exchange, MarketSource market, MarketStreams streams) {
        this.exchange = exchange;
        this.market = market;
        this.streams = streams;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal, IOException {
        if (request.is("GET", "/openbell/control/ledger")) {
            return Optional.of(Reply.ok(ledger()));
        }
        if (request.is("GET", ENTRIES)) {
            return Optional.of(Reply.ok(entries(request)));
        }
        if (request.is("GET", MARKET)) {
            return Optional.of(Reply.ok(status()));
        }
        if (request.is("GET", ACTIONS)) {
            ArrayNode all = Json.MAPPER.createArrayNode();
            exchange.books().actions().forEach(action -> all.add(json(action)));
            return Optional.of(Reply.ok(all));
        }
        if (request.is("POST", ACTIONS)) {
            return Optional.of(Reply.ok(json(exchange.carryOut(request.json()))));
        }
        if (request.is("POST", MARKET)) {
            JsonNode body = request.json();
            if (body.path("action").asText().equals("advance")) {
                advance(body.path("seconds"));
            } else {
                act(body.path("action").asText());
            }
            return Optional.of(Reply.ok(status()));
        }
        return Optional.empty();
    }

    private void advance(JsonNode seconds) throws Refusal {
        if (!seconds.isNumber() || !(seconds.asDouble() > 0) || seconds.asDouble() > MOST_SECONDS) {
            throw Refusal.invalid(
                    "invalid seconds: must be a number above 0, at most " + MOST_SECONDS);
        }
        if (!market.advance(Duration.ofNanos((long) (seconds.asDouble() * 1e9)))) {
            throw Refusal.unprocessable(
                    "this clock runs by itself; set clock = stepped to advance it by hand");
        }
    }

    private void act(String action) throws Refusal, IOException {
        switch (action) {
            case "pause" -> market.pause();
            case "resume" -> market.resume();
            case "end-day" -> exchange.endDay();
            default ->
                    throw Refusal.invalid(
                            "invalid action: must be pause, resume, advance or end-day");
        }
    }

    private static ObjectNode json(CorporateAction action) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", action.id());
        json.put("type", action.kind().word());
        json.put("symbol", action.symbol());
        if (action.newSymbol() != null) {
            json.put("new_symbol", action.newSymbol());
        }
        json.put("new_rate", Decimals.text(action.newRate()));
        json.put("old_rate", Decimals.text(action.oldRate()));
        json.put("rate", Decimals.text(action.rate()));
        json.put("price", Decimals.text(action.price()));
        json.put("at", action.at().toString());
        return json;
    }

    private ObjectNode status() {
        MarketSource.Status status = market.status();
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("source", status.source());
        json.put("state", status.state());
        json.put("detail", status.detail());
        json.put("time", market.now().toString());
        json.put("quotes", status.quotes());
        json.put("trades", status.trades());
        json.put("rows", status.quotes() + status.trades());
        json.put("finished", status.finished());
        json.put("subscribers", streams.subscribers());
        return json;
    }

    /** The ledger's own lines behind the one named, oldest first. */
    private ObjectNode entries(Request request) throws Refusal, IOException {
        int since = request.number("since", 0, Integer.MAX_VALUE, 0);
        int limit = request.number("limit", 1, MOST_ENTRIES, MOST_ENTRIES);
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode entries = json.putArray("entries");
        exchange.ledger().since(since, limit).forEach(entries::add);
        json.put("next", since + entries.size());
        json.put("lines", exchange.ledgerLines());
        return json;
    }

    private ObjectNode ledger() {
        Books books = exchange.books();
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("account_number", books.accountNumber());
        json.put("entries", exchange.ledgerLines());
        json.put("starting_cash", Decimals.text(books.startingCash()));
        json.put("cash", Decimals.text(books.cash()));
        json.put("equity", Decimals.text(exchange.valuation().equity()));
        json.put("equity_at_middle", Decimals.text(exchange.valuation().equityAtMiddle()));
        json.put("realized_profit", Decimals.text(books.realized()));
        json.put("dividends", Decimals.text(books.dividends()));
        json.put("rejected", books.rejected());
        ArrayNode positions = json.putArray("positions");
        books.holdings()
                .forEach(
                        holding ->
                                positions
                                        .addObject()
                                        .put("symbol", holding.symbol())
                                        .put("qty", Decimals.text(holding.quantity()))
                                        .put(
                                                "avg_entry_price",
                                                Decimals.text(holding.averagePrice()))
                                        .put("cost_basis", Decimals.text(holding.cost())));
        ArrayNode orders = json.putArray("orders");
        books.orders().forEach(order -> orders.add(OrderJson.of(order)));
        ArrayNode fills = json.putArray("fills");
        books.executions()
                .forEach(
                        fill ->
                                fills.addObject()
                                        .put("execution_id", fill.executionId())
                                        .put("order_id", fill.orderId())
                                        .put("client_order_id", clientId(books, fill.orderId()))
                                        .put("symbol", fill.symbol())
                                        .put("side", fill.side().word())
                                        .put("price", Decimals.text(fill.price()))
                                        .put("qty", Decimals.text(fill.quantity()))
                                        .put("position_qty", Decimals.text(fill.positionAfter()))
                                        .put("at", fill.at().toString()));
        FaultsApi.put(json.putArray("faults"), streams.faults().strikes(0));
        return json;
    }

    private static String clientId(Books books, String orderId) {
        return books.find(orderId).map(order -> order.ticket().clientOrderId()).orElse("");
    }
}
