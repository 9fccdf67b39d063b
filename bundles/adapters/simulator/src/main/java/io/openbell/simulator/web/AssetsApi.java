package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.CorporateActions;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.TradingTerms;
import io.openbell.simulator.trading.Decimals;
import io.openbell.simulator.trading.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is traded, options aside. */
final class AssetsApi implements Api {

    private static final String ASSETS = "/v2/assets";
    private static final Set<String> STATUSES = Set.of("active", "inactive");
    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "ptp_no_exception",
                    "ptp_with_exception",
                    "ipo",
                    "has_options",
                    "options_late_close",
                    "fractional_eh_enabled",
                    "overnight_tradable",
                    "overnight_halted");

    private final Tape tape;

    AssetsApi(Tape tape) {
        this.tape = tape;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", ASSETS)) {
            return Optional.of(Reply.ok(list(request)));
        }
        Optional<String> name = request.behind(ASSETS + "/");
        if (name.isPresent() && request.method().equals("GET")) {
            String wanted = name.get();
            Listing found =
                    Stream.concat(tape.listings().stream(), tape.formerListings().stream())
                            .filter(listing -> isCalled(listing, wanted))
                            .findFirst()
                            .orElseThrow(() -> Refusal.notFound("asset not found for " + wanted));
            boolean active = tape.listing(found.symbol()).isPresent();
            return Optional.of(Reply.ok(json(found, active)));
        }
        return Optional.empty();
    }

    /** By its symbol, its old symbol without the slash, or its identity. */
    private static boolean isCalled(Listing listing, String wanted) {
        String upper = wanted.toUpperCase(Locale.ROOT);
        return listing.symbol().equals(upper)
                || listing.symbol().replace("/", "").equals(upper)
                || listing.id().equals(wanted.toLowerCase(Locale.ROOT));
    }

    private ArrayNode list(Request request) throws Refusal {
        String status = request.parameter("status").orElse("active");
        String assetClass = request.parameter("asset_class").orElse("us_equity");
        String exchange = request.parameter("exchange").orElse("");
        List<String> wanted = attributes(request);
        if (!STATUSES.contains(status)) {
            throw Refusal.invalid("invalid status: must be active or inactive");
        }
        ArrayNode all = Json.MAPPER.createArrayNode();
        boolean active = status.equals("active");
        (active ? tape.listings() : tape.formerListings())
                .stream()
                        .filter(l -> l.assetClass().word().equals(assetClass))
                        .filter(l -> exchange.isEmpty() || exchange.equals(l.exchange()))
                        .filter(
                                l ->
                                        wanted.isEmpty()
                                                || attributes(l).stream()
                                                        .anyMatch(wanted::contains))
                        .sorted(
                                Comparator.comparing(Listing::exchange)
                                        .thenComparing(Listing::symbol))
                        .map(listing -> json(listing, active))
                        .forEach(all::add);
        return all;
    }

    private static List<String> attributes(Request request) throws Refusal {
        List<String> wanted =
                Arrays.stream(request.parameter("attributes").orElse("").split(",", -1))
                        .filter(word -> !word.isEmpty())
                        .toList();
        for (String word : wanted) {
            if (!ATTRIBUTES.contains(word)) {
                throw Refusal.invalid("invalid attributes: " + Request.echo(word));
            }
        }
        return wanted;
    }

    private static List<String> attributes(Listing listing) {
        List<String> attributes = new ArrayList<>();
        if (listing.assetClass() == AssetClass.US_EQUITY) {
            attributes.add("fractional_eh_enabled");
            if (listing.terms().optionsEnabled()) {
                attributes.add("has_options");
            }
        }
        return attributes;
    }

    /** An asset as it is listed. */
    static ObjectNode json(Listing listing) {
        return json(listing, true);
    }

    private static ObjectNode json(Listing listing, boolean active) {
        TradingTerms terms = listing.terms();
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", listing.id());
        json.put("class", listing.assetClass().word());
        json.put("exchange", listing.exchange());
        json.put("symbol", listing.symbol());
        json.put("name", listing.name());
        json.put("status", active ? "active" : "inactive");
        json.put("tradable", active);
        json.put("marginable", terms.marginable());
        json.put("shortable", terms.shortable());
        json.put("easy_to_borrow", terms.easyToBorrow());
        json.put("fractionable", terms.fractionable());
        if (listing.assetClass() == AssetClass.CRYPTO) {
            json.put("min_order_size", Decimals.text(terms.minimumQuantity()));
            json.put("min_trade_increment", Decimals.text(terms.quantityIncrement()));
            json.put("price_increment", Decimals.text(terms.priceIncrement()));
        } else {
            json.put("cusip", CorporateActions.cusip(listing.symbol()));
            json.put("borrow_status", terms.easyToBorrow() ? "easy_to_borrow" : "hard_to_borrow");
            json.put("maintenance_margin_requirement", 30);
            json.put("margin_requirement_long", "30");
            json.put("margin_requirement_short", "30");
        }
        ArrayNode attributes = json.putArray("attributes");
        attributes(listing).forEach(attributes::add);
        return json;
    }
}
