package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.trading.Exchange;
import io.openbell.simulator.trading.Instrument;
import io.openbell.simulator.trading.Refusal;
import io.openbell.simulator.trading.Watchlist;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Watchlists, by id and by name. */
final class WatchlistsApi implements Api {

    private static final String WATCHLISTS = "/v2/watchlists";
    private static final String BY_NAME = WATCHLISTS + ":by_name";
    private static final int LONGEST_NAME = 64;

    private final Exchange exchange;
    private final Tape tape;

    WatchlistsApi(Exchange exchange, Tape tape) {
        this.exchange = exchange;
        this.tape = tape;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal, IOException {
        if (request.is("GET", WATCHLISTS)) {
            ArrayNode all = Json.MAPPER.createArrayNode();
            exchange.books().watchlists().forEach(list -> all.add(plain(list)));
            return Optional.of(Reply.ok(all));
        }
        if (request.is("POST", WATCHLISTS)) {
            return Optional.of(create(request.json()));
        }
        if (request.path().equals(BY_NAME)) {
            String name = request.parameter("name").orElse("");
            return one(request, findByName(name));
        }
        Optional<String> id = request.behind(WATCHLISTS + "/");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        int slash = id.get().indexOf('/');
        if (slash > 0 && request.method().equals("DELETE")) {
            return Optional.of(
                    remove(find(id.get().substring(0, slash)), id.get().substring(slash + 1)));
        }
        return one(request, find(id.get()));
    }

    private Optional<Reply> one(Request request, Watchlist list) throws Refusal, IOException {
        switch (request.method()) {
            case "GET" -> {
                return Optional.of(Reply.ok(full(list)));
            }
            case "POST" -> {
                return Optional.of(add(list, request.json()));
            }
            case "PUT" -> {
                return Optional.of(change(list, request.json()));
            }
            case "DELETE" -> {
                exchange.deleteWatchlist(list.id());
                return Optional.of(new Reply(204, null));
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private Watchlist find(String id) throws Refusal {
        return exchange.books().watchlists().stream()
                .filter(list -> list.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("watchlist not found"));
    }

    private Watchlist findByName(String name) throws Refusal {
        return exchange.books().watchlists().stream()
                .filter(list -> list.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("watchlist not found"));
    }

    private Reply create(JsonNode body) throws Refusal, IOException {
        String name = name(body, "");
        return Reply.ok(full(keep(UUID.randomUUID().toString(), name, symbols(body, List.of()))));
    }

    private Reply add(Watchlist list, JsonNode body) throws Refusal, IOException {
        String symbol = symbol(body.path("symbol").asText(""));
        if (list.symbols().contains(symbol)) {
            throw Refusal.unprocessable("duplicate symbol in watchlist: " + symbol);
        }
        List<String> symbols = new ArrayList<>(list.symbols());
        symbols.add(symbol);
        return Reply.ok(full(keep(list.id(), list.name(), symbols)));
    }

    private Reply change(Watchlist list, JsonNode body) throws Refusal, IOException {
        if (!body.hasNonNull("name") && !body.hasNonNull("symbols")) {
            throw Refusal.invalid("name or symbols is required");
        }
        return Reply.ok(
                full(keep(list.id(), name(body, list.name()), symbols(body, list.symbols()))));
    }

    private Reply remove(Watchlist list, String given) throws Refusal, IOException {
        String symbol = symbol(given);
        if (!list.symbols().contains(symbol)) {
            throw Refusal.notFound("symbol not found in watchlist: " + symbol);
        }
        List<String> symbols = new ArrayList<>(list.symbols());
        symbols.remove(symbol);
        return Reply.ok(full(keep(list.id(), list.name(), symbols)));
    }

    private Watchlist keep(String id, String name, List<String> symbols)
            throws Refusal, IOException {
        for (Watchlist other : exchange.books().watchlists()) {
            if (other.name().equals(name) && !other.id().equals(id)) {
                throw Refusal.unprocessable("watchlist name must be unique");
            }
        }
        return exchange.keepWatchlist(id, name, symbols);
    }

    private static String name(JsonNode body, String otherwise) throws Refusal {
        String name = body.path("name").asText(otherwise).strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid("watchlist name must be 1 to 64 characters");
        }
        return name;
    }

    private List<String> symbols(JsonNode body, List<String> otherwise) throws Refusal {
        if (!body.hasNonNull("symbols")) {
            return otherwise;
        }
        List<String> symbols = new ArrayList<>();
        for (JsonNode given : body.path("symbols")) {
            String symbol = given.isNull() ? "" : symbol(given.asText());
            if (!symbol.isEmpty() && !symbols.contains(symbol)) {
                symbols.add(symbol);
            }
        }
        return symbols;
    }

    private String symbol(String given) throws Refusal {
        String symbol = Instrument.canonical(given, tape);
        if (tape.listing(symbol).isEmpty()) {
            throw Refusal.unprocessable("asset not found for " + given);
        }
        return symbol;
    }

    private ObjectNode plain(Watchlist list) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", list.id());
        json.put("account_id", exchange.books().accountId());
        json.put("created_at", list.createdAt().toString());
        json.put("updated_at", list.updatedAt().toString());
        json.put("name", list.name());
        return json;
    }

    private ObjectNode full(Watchlist list) {
        ObjectNode json = plain(list);
        ArrayNode assets = json.putArray("assets");
        for (String symbol : list.symbols()) {
            tape.listing(symbol).map(AssetsApi::json).ifPresent(assets::add);
        }
        return json;
    }
}
