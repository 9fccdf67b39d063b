package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Adjustment;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.BarFrame;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.market.Sessions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Everything below {@code /v2/stocks}. All feeds of the day carry the same market; those of the night and OTC nothing. */
final class StockData {

    private static final Set<String> HISTORICAL = Set.of("sip", "iex", "boats", "otc");
    private static final Set<String> LATEST =
            Set.of("sip", "iex", "delayed_sip", "boats", "overnight", "otc");
    private static final Set<String> EMPTY = Set.of("boats", "overnight", "otc");
    private static final Set<String> ADJUSTMENTS =
            Set.of("raw", "split", "dividend", "spin-off", "all");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z][A-Z0-9.]{0,11}");
    private static final int MOST_SYMBOLS = 1_000;

    private final MarketView view;
    private final History history;
    private final Snapshots newest;
    private final Auctions auctions;

    StockData(MarketView view) {
        this.view = view;
        this.history = new History(view);
        this.newest = new Snapshots(view);
        this.auctions = new Auctions(view);
    }

    /** {@code kind}, or {@code kind/latest}, of many symbols or of the one in the path. */
    Optional<JsonNode> answer(Query query) throws BadQuery {
        String rest = query.path().substring("/v2/stocks/".length());
        String[] parts = rest.split("/", -1);
        if (parts[0].equals("meta")) {
            return Conditions.stocks(query, parts);
        }
        boolean many = isKind(parts[0]) || parts[0].equals("snapshots");
        String kind = many ? rest : rest.substring(parts[0].length()).replaceFirst("^/", "");
        List<String> symbols = many ? symbols(query) : List.of(symbol(parts[0]));
        return switch (kind) {
            case "bars", "quotes", "trades", "auctions" ->
                    Optional.of(page(query, kind, symbols, many));
            case "bars/latest", "quotes/latest", "trades/latest" ->
                    Optional.of(latest(query, kind.substring(0, kind.length() - 7), symbols, many));
            case "snapshots" -> many ? Optional.of(snapshots(query, symbols)) : Optional.empty();
            case "snapshot" -> many ? Optional.empty() : Optional.of(snapshot(query, symbols));
            default -> Optional.empty();
        };
    }

    private static boolean isKind(String word) {
        return Set.of("bars", "quotes", "trades", "auctions").contains(word);
    }

    private static List<String> symbols(Query query) throws BadQuery {
        List<String> symbols = query.list("symbols");
        if (symbols.isEmpty()) {
            throw BadQuery.invalid("symbols is required");
        }
        if (symbols.size() > MOST_SYMBOLS) {
            throw BadQuery.invalid("too many symbols: at most " + MOST_SYMBOLS);
        }
        for (String symbol : symbols) {
            symbol(symbol);
        }
        return symbols;
    }

    private static String symbol(String text) throws BadQuery {
        String symbol = text.toUpperCase(java.util.Locale.ROOT);
        if (!SYMBOL.matcher(symbol).matches()) {
            throw BadQuery.invalid("invalid symbol: " + Query.echo(text));
        }
        return symbol;
    }

    private JsonNode page(Query query, String kind, List<String> symbols, boolean many)
            throws BadQuery {
        String feed =
                kind.equals("auctions")
                        ? query.word("feed", Set.of("sip"), "sip")
                        : query.word("feed", HISTORICAL, "sip");
        checkCurrency(query);
        checkAsOf(query);
        Rows rows =
                switch (kind) {
                    case "bars" -> {
                        Adjustment adjustment = adjustment(query);
                        BarFrame frame = History.frame(query);
                        yield history.bars(frame, adjustment);
                    }
                    case "quotes" -> history.quotes();
                    case "trades" -> history.trades();
                    default -> auctions;
                };
        Rows.Interval within = history.interval(query, Sessions.NEW_YORK);
        List<String> known =
                EMPTY.contains(feed) ? List.of() : symbols.stream().filter(this::isStock).toList();
        Pages.Page page = Pages.page(query, known, within, rows);
        ObjectNode json = DataJson.object();
        json.set(kind, many ? page.bySymbol() : page.of(symbols.get(0)));
        if (!many) {
            json.put("symbol", symbols.get(0));
        }
        query.text("currency").ifPresent(currency -> json.put("currency", currency));
        json.put("next_page_token", page.next());
        return json;
    }

    private boolean isStock(String symbol) {
        return stock(symbol).isPresent();
    }

    private Optional<Listing> stock(String symbol) {
        return view.tape()
                .listing(symbol)
                .filter(listing -> listing.assetClass() == AssetClass.US_EQUITY);
    }

    private JsonNode latest(Query query, String kind, List<String> symbols, boolean many)
            throws BadQuery {
        Function<Listing, Optional<ObjectNode>> writer =
                switch (kind) {
                    case "bars" -> listing -> newest.bar(listing).map(DataJson::bar);
                    case "quotes" ->
                            listing -> newest.quote(listing).map(q -> DataJson.quote(listing, q));
                    default ->
                            listing -> newest.trade(listing).map(t -> DataJson.trade(listing, t));
                };
        boolean carries = !EMPTY.contains(query.word("feed", LATEST, "sip"));
        checkCurrency(query);
        ObjectNode json = DataJson.object();
        String one = kind.substring(0, kind.length() - 1);
        if (many) {
            ObjectNode bySymbol = json.putObject(kind);
            for (String symbol : symbols) {
                stock(symbol)
                        .filter(listing -> carries)
                        .flatMap(writer)
                        .ifPresent(found -> bySymbol.set(symbol, found));
            }
        } else {
            String symbol = symbols.get(0);
            json.put("symbol", symbol);
            json.set(
                    one,
                    stock(symbol)
                            .filter(listing -> carries)
                            .flatMap(writer)
                            .orElseThrow(
                                    () -> BadQuery.notFound("no " + one + " found for " + symbol)));
        }
        query.text("currency").ifPresent(currency -> json.put("currency", currency));
        return json;
    }

    private JsonNode snapshots(Query query, List<String> symbols) throws BadQuery {
        boolean carries = !EMPTY.contains(query.word("feed", LATEST, "sip"));
        checkCurrency(query);
        ObjectNode json = DataJson.object();
        for (String symbol : symbols) {
            stock(symbol)
                    .filter(listing -> carries)
                    .ifPresent(listing -> json.set(symbol, newest.snapshot(listing)));
        }
        return json;
    }

    private JsonNode snapshot(Query query, List<String> symbols) throws BadQuery {
        query.word("feed", LATEST, "sip");
        checkCurrency(query);
        String symbol = symbols.get(0);
        ObjectNode json = DataJson.object().put("symbol", symbol);
        query.text("currency").ifPresent(currency -> json.put("currency", currency));
        json.setAll(
                newest.snapshot(
                        stock(symbol)
                                .orElseThrow(
                                        () ->
                                                BadQuery.notFound(
                                                        "no snapshot found for " + symbol))));
        return json;
    }

    /** Nothing is converted here. */
    private static void checkCurrency(Query query) throws BadQuery {
        query.word("currency", Set.of("USD"), "USD");
    }

    /** No company here ever changed its symbol: any day is as good. */
    private static void checkAsOf(Query query) throws BadQuery {
        if (!query.text("asof").orElse("-").equals("-")) {
            query.date("asof");
        }
    }

    private static Adjustment adjustment(Query query) throws BadQuery {
        String text = query.text("adjustment").orElse("raw");
        List<String> words = Arrays.asList(text.split(",", -1));
        if (!ADJUSTMENTS.containsAll(words)) {
            throw BadQuery.invalid("invalid adjustment: " + Query.echo(text));
        }
        boolean all = words.contains("all");
        return new Adjustment(all || words.contains("split"), all || words.contains("dividend"));
    }
}
