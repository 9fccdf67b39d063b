package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.market.OptionContract;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.trading.Decimals;
import io.openbell.simulator.trading.Refusal;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which options there are. */
final class OptionContractsApi implements Api {

    private static final String CONTRACTS = "/v2/options/contracts";
    private static final int MOST = 10_000;
    private static final int USUAL = 100;

    private final MarketView view;

    OptionContractsApi(MarketView view) {
        this.view = view;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", CONTRACTS)) {
            return Optional.of(Reply.ok(list(request)));
        }
        Optional<String> name = request.behind(CONTRACTS + "/");
        if (name.isPresent() && request.method().equals("GET")) {
            OptionContract found =
                    find(name.get())
                            .orElseThrow(
                                    () ->
                                            Refusal.notFound(
                                                    "option contract not found for "
                                                            + Request.echo(name.get())));
            return Optional.of(Reply.ok(json(found, true)));
        }
        return Optional.empty();
    }

    private Optional<OptionContract> find(String symbolOrId) {
        return view.tape()
                .listing(symbolOrId)
                .flatMap(Listing::contract)
                .or(
                        () ->
                                stocks().stream()
                                        .flatMap(stock -> view.options().chain(stock).stream())
                                        .filter(c -> Listing.id(c.symbol()).equals(symbolOrId))
                                        .findFirst());
    }

    private List<String> stocks() {
        return view.tape().listings().stream()
                .filter(listing -> listing.assetClass() == AssetClass.US_EQUITY)
                .map(Listing::symbol)
                .sorted()
                .toList();
    }

    private ObjectNode list(Request request) throws Refusal {
        int limit = request.number("limit", 1, MOST, USUAL);
        boolean deliverables = flag(request, "show_deliverables");
        Predicate<OptionContract> wanted = filter(request);
        List<String> underlyings =
                request.parameter("underlying_symbols").map(Listing::symbols).orElse(stocks());
        boolean active =
                word(request, "status", Set.of("active", "inactive"), "active").equals("active");
        List<OptionContract> found =
                underlyings.stream()
                        .filter(symbol -> active)
                        .flatMap(symbol -> view.options().chain(symbol).stream())
                        .filter(contract -> !view.options().isExpired(contract))
                        .filter(wanted)
                        .sorted(Comparator.comparing(OptionContract::symbol))
                        .toList();
        String after = request.parameter("page_token").orElse("");
        if (!after.isEmpty() && OptionContract.parse(after).isEmpty()) {
            throw Refusal.invalid("invalid page_token");
        }
        ObjectNode json = Json.MAPPER.createObjectNode();
        ArrayNode list = json.putArray("option_contracts");
        json.putNull("next_page_token");
        String last = "";
        for (OptionContract contract : found) {
            if (contract.symbol().compareTo(after) <= 0) {
                continue;
            }
            if (list.size() == limit) {
                json.put("next_page_token", last);
                break;
            }
            list.add(json(contract, deliverables));
            last = contract.symbol();
        }
        return json;
    }

    private Predicate<OptionContract> filter(Request request) throws Refusal {
        Optional<LocalDate> on = request.date("expiration_date");
        Optional<LocalDate> first = request.date("expiration_date_gte");
        Optional<LocalDate> last = request.date("expiration_date_lte");
        String type = word(request, "type", Set.of("call", "put", ""), "");
        boolean american =
                word(request, "style", Set.of("american", "european"), "american")
                        .equals("american");
        boolean penny = !request.parameter("ppind").orElse("true").equals("false");
        Optional<BigDecimal> lowest = request.decimal("strike_price_gte");
        Optional<BigDecimal> highest = request.decimal("strike_price_lte");
        String root = request.parameter("root_symbol").orElse("");
        // As at Alpaca, what expires behind the next weekend must be asked for.
        LocalDate latest =
                last.orElse(on.isPresent() || first.isPresent() ? LocalDate.MAX : nextWeekend());
        return contract ->
                american
                        && penny
                        && (type.isEmpty() || contract.call() == type.equals("call"))
                        && on.filter(day -> !contract.expiration().equals(day)).isEmpty()
                        && first.filter(day -> contract.expiration().isBefore(day)).isEmpty()
                        && !contract.expiration().isAfter(latest)
                        && lowest.filter(l -> contract.strike().compareTo(l) < 0).isEmpty()
                        && highest.filter(h -> contract.strike().compareTo(h) > 0).isEmpty()
                        && (root.isEmpty() || contract.underlying().equals(root));
    }

    private LocalDate nextWeekend() {
        return nextWeekend(today());
    }

    /** On a weekend the one after it: contracts end on days of trading. */
    static LocalDate nextWeekend(LocalDate today) {
        LocalDate day = today.getDayOfWeek() == DayOfWeek.SATURDAY ? today.plusDays(1) : today;
        return day.with(TemporalAdjusters.next(DayOfWeek.SUNDAY));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(view.source().now(), Sessions.NEW_YORK);
    }

    private static boolean flag(Request request, String name) throws Refusal {
        return word(request, name, Set.of("true", "false"), "false").equals("true");
    }

    private static String word(Request request, String name, Set<String> words, String otherwise)
            throws Refusal {
        String word = request.parameter(name).orElse(otherwise);
        if (!words.contains(word)) {
            throw Refusal.invalid("invalid " + name + ": " + Request.echo(word));
        }
        return word;
    }

    private ObjectNode json(OptionContract contract, boolean deliverables) {
        boolean active = !view.options().isExpired(contract);
        LocalDate today = today();
        String yesterday = view.sessions().previous(today).date().toString();
        String underlyingId = Listing.id(contract.underlying());
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", Listing.id(contract.symbol()));
        json.put("symbol", contract.symbol());
        json.put("name", contract.name());
        json.put("status", active ? "active" : "inactive");
        json.put("tradable", active);
        json.put("expiration_date", contract.expiration().toString());
        json.put("root_symbol", contract.underlying());
        json.put("underlying_symbol", contract.underlying());
        json.put("underlying_asset_id", underlyingId);
        json.put("type", contract.call() ? "call" : "put");
        json.put("style", "american");
        json.put("strike_price", Decimals.text(contract.strike()));
        json.put("multiplier", "100");
        json.put("size", "100");
        json.put("open_interest", String.valueOf(view.options().openInterest(contract)));
        json.put("open_interest_date", yesterday);
        view.options()
                .lastDayClose(contract, today)
                .ifPresent(
                        close -> {
                            json.put("close_price", Decimals.text(close));
                            json.put("close_price_date", yesterday);
                        });
        json.put("ppind", true);
        if (deliverables) {
            json.putArray("deliverables")
                    .addObject()
                    .put("type", "equity")
                    .put("symbol", contract.underlying())
                    .put("asset_id", underlyingId)
                    .put("amount", "100")
                    .put("allocation_percentage", "100")
                    .put("settlement_type", "T+1")
                    .put("settlement_method", "CCC")
                    .put("delayed_settlement", false);
        }
        return json;
    }
}
