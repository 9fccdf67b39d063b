package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.market.OptionContract;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Everything below {@code /v1beta1/options}. Both feeds carry the same quotes. */
final class OptionData {

    private static final String PREFIX = "/v1beta1/options/";
    private static final Set<String> FEEDS = Set.of("opra", "indicative");
    private static final int MOST_SYMBOLS = 100;
    private static final int MOST_SNAPSHOTS = 1_000;
    private static final int USUAL_SNAPSHOTS = 100;

    private final MarketView view;
    private final History history;
    private final Snapshots newest;

    OptionData(MarketView view) {
        this.view = view;
        this.history = new History(view);
        this.newest = new Snapshots(view);
    }

    Optional<JsonNode> answer(Query query) throws BadQuery {
        String kind = query.path().substring(PREFIX.length());
        if (kind.startsWith("meta/")) {
            return Conditions.options(kind);
        }
        if (kind.startsWith("snapshots/")) {
            return Optional.of(chain(query, kind.substring("snapshots/".length())));
        }
        return switch (kind) {
            case "bars" -> {
                Rows bars = history.bars(History.frame(query));
                yield Optional.of(page(query, "bars", bars));
            }
            case "trades" -> Optional.of(page(query, "trades", history.trades()));
            case "quotes/latest" ->
                    Optional.of(
                            latest(
                                    query,
                                    "quotes",
                                    l -> newest.quote(l).map(q -> DataJson.quote(l, q))));
            case "trades/latest" ->
                    Optional.of(
                            latest(
                                    query,
                                    "trades",
                                    l -> newest.trade(l).map(t -> DataJson.trade(l, t))));
            case "snapshots" -> Optional.of(snapshots(query, known(query)));
            default -> Optional.empty();
        };
    }

    private List<String> known(Query query) throws BadQuery {
        List<String> symbols = query.list("symbols");
        if (symbols.isEmpty()) {
            throw BadQuery.invalid("symbols is required");
        }
        if (symbols.size() > MOST_SYMBOLS) {
            throw BadQuery.invalid("too many symbols: at most " + MOST_SYMBOLS);
        }
        for (String symbol : symbols) {
            if (OptionContract.parse(symbol).isEmpty()) {
                throw BadQuery.invalid("invalid symbol: " + Query.echo(symbol));
            }
        }
        return symbols.stream().filter(symbol -> contract(symbol).isPresent()).toList();
    }

    private Optional<Listing> contract(String symbol) {
        return view.tape()
                .listing(symbol)
                .filter(listing -> listing.assetClass() == AssetClass.US_OPTION);
    }

    private JsonNode page(Query query, String kind, Rows rows) throws BadQuery {
        Pages.Page page =
                Pages.page(query, known(query), history.interval(query, Sessions.NEW_YORK), rows);
        ObjectNode json = DataJson.object();
        json.set(kind, page.bySymbol());
        json.put("next_page_token", page.next());
        return json;
    }

    private JsonNode latest(
            Query query, String kind, Function<Listing, Optional<ObjectNode>> writer)
            throws BadQuery {
        query.word("feed", FEEDS, "opra");
        ObjectNode json = DataJson.object();
        ObjectNode bySymbol = json.putObject(kind);
        for (String symbol : known(query)) {
            contract(symbol).flatMap(writer).ifPresent(found -> bySymbol.set(symbol, found));
        }
        return json;
    }

    private JsonNode chain(Query query, String underlying) throws BadQuery {
        String root = underlying.toUpperCase(Locale.ROOT);
        Predicate<OptionContract> wanted = filter(query);
        return snapshots(
                query,
                view.options().chain(root).stream()
                        .filter(wanted)
                        .map(OptionContract::symbol)
                        .sorted()
                        .toList());
    }

    private static Predicate<OptionContract> filter(Query query) throws BadQuery {
        String type = query.word("type", Set.of("call", "put", ""), "");
        Optional<BigDecimal> lowest = query.decimal("strike_price_gte");
        Optional<BigDecimal> highest = query.decimal("strike_price_lte");
        Optional<LocalDate> on = query.date("expiration_date");
        Optional<LocalDate> first = query.date("expiration_date_gte");
        Optional<LocalDate> last = query.date("expiration_date_lte");
        String root = query.text("root_symbol").orElse("");
        return contract ->
                (type.isEmpty() || contract.call() == type.equals("call"))
                        && lowest.filter(l -> contract.strike().compareTo(l) < 0).isEmpty()
                        && highest.filter(h -> contract.strike().compareTo(h) > 0).isEmpty()
                        && on.filter(day -> !contract.expiration().equals(day)).isEmpty()
                        && first.filter(day -> contract.expiration().isBefore(day)).isEmpty()
                        && last.filter(day -> contract.expiration().isAfter(day)).isEmpty()
                        && (root.isEmpty() || contract.underlying().equals(root));
    }

    /** A page of snapshots; its token is the last symbol given. */
    private JsonNode snapshots(Query query, List<String> symbols) throws BadQuery {
        query.word("feed", FEEDS, "opra");
        int limit = query.number("limit", 1, MOST_SNAPSHOTS, USUAL_SNAPSHOTS);
        Optional<Instant> since = query.time("updated_since", Sessions.NEW_YORK);
        String after = query.text("page_token").orElse("");
        if (!after.isEmpty() && OptionContract.parse(after).isEmpty()) {
            throw BadQuery.invalid("invalid page_token");
        }
        ObjectNode json = DataJson.object();
        ObjectNode bySymbol = json.putObject("snapshots");
        json.putNull("next_page_token");
        String last = "";
        for (String symbol : symbols) {
            Optional<Listing> listing = contract(symbol);
            if (symbol.compareTo(after) <= 0
                    || listing.isEmpty()
                    || since.isPresent() && !isNewer(listing.get(), since.get())) {
                continue;
            }
            if (bySymbol.size() == limit) {
                json.put("next_page_token", last);
                break;
            }
            bySymbol.set(symbol, newest.snapshot(listing.get()));
            last = symbol;
        }
        return json;
    }

    private boolean isNewer(Listing listing, Instant since) {
        return newest.quote(listing)
                .map(Tick.Quote::at)
                .filter(at -> !at.isBefore(since))
                .isPresent();
    }
}
