package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.market.OrderBook;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Everything below {@code /v1beta3/crypto/{loc}}. The one location that has a market is {@code us}. */
final class CryptoData {

    private static final Set<String> PLACES = Set.of("us", "us-1", "us-2", "eu-1", "bs-1");
    private static final String OURS = "us";
    private static final Pattern PAIR = Pattern.compile("[A-Z0-9]+/[A-Z]+");

    private final MarketView view;
    private final History history;
    private final Snapshots newest;

    CryptoData(MarketView view) {
        this.view = view;
        this.history = new History(view);
        this.newest = new Snapshots(view);
    }

    Optional<JsonNode> answer(Query query) throws BadQuery {
        String place = query.part(2);
        if (!PLACES.contains(place)) {
            throw BadQuery.invalid("invalid location: " + Query.echo(place));
        }
        String kind = query.path().substring("/v1beta3/crypto/".length() + place.length());
        return switch (kind) {
            case "/bars" -> {
                Rows bars = history.bars(History.frame(query));
                yield Optional.of(page(query, "bars", bars));
            }
            case "/quotes" -> Optional.of(page(query, "quotes", history.quotes()));
            case "/trades" -> Optional.of(page(query, "trades", history.trades()));
            case "/latest/bars" ->
                    Optional.of(latest(query, "bars", l -> newest.bar(l).map(DataJson::bar)));
            case "/latest/quotes" ->
                    Optional.of(
                            latest(
                                    query,
                                    "quotes",
                                    l -> newest.quote(l).map(q -> DataJson.quote(l, q))));
            case "/latest/trades" ->
                    Optional.of(
                            latest(
                                    query,
                                    "trades",
                                    l -> newest.trade(l).map(t -> DataJson.trade(l, t))));
            case "/latest/orderbooks" -> Optional.of(latest(query, "orderbooks", this::book));
            case "/snapshots" ->
                    Optional.of(latest(query, "snapshots", l -> Optional.of(newest.snapshot(l))));
            default -> Optional.empty();
        };
    }

    private Optional<ObjectNode> book(Listing listing) {
        return newest.quote(listing)
                .map(quote -> OrderBook.of(quote, listing.terms().priceIncrement()))
                .map(DataJson::book);
    }

    /** Those asked for that are traded here. */
    private List<String> symbols(Query query) throws BadQuery {
        List<String> symbols = query.list("symbols");
        if (symbols.isEmpty()) {
            throw BadQuery.invalid("symbols is required");
        }
        for (String symbol : symbols) {
            if (!PAIR.matcher(symbol).matches()) {
                throw BadQuery.invalid(
                        "invalid symbol: " + Query.echo(symbol) + " does not match " + PAIR);
            }
        }
        boolean ours = query.part(2).equals(OURS);
        return symbols.stream().filter(symbol -> ours && isCoin(symbol)).toList();
    }

    private boolean isCoin(String symbol) {
        return view.tape()
                .listing(symbol)
                .filter(listing -> listing.assetClass() == AssetClass.CRYPTO)
                .isPresent();
    }

    private JsonNode page(Query query, String kind, Rows rows) throws BadQuery {
        Pages.Page page =
                Pages.page(query, symbols(query), history.interval(query, ZoneOffset.UTC), rows);
        ObjectNode json = DataJson.object();
        json.set(kind, page.bySymbol());
        json.put("next_page_token", page.next());
        return json;
    }

    private JsonNode latest(
            Query query, String kind, Function<Listing, Optional<ObjectNode>> writer)
            throws BadQuery {
        ObjectNode json = DataJson.object();
        ObjectNode bySymbol = json.putObject(kind);
        for (String symbol : symbols(query)) {
            view.tape()
                    .listing(symbol)
                    .flatMap(writer)
                    .ifPresent(found -> bySymbol.set(symbol, found));
        }
        return json;
    }
}
