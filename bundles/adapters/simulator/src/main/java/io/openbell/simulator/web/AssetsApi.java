package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.trading.OrderJson;
import io.openbell.simulator.trading.Refusal;
import java.util.Locale;
import java.util.Optional;

/** What is traded. */
final class AssetsApi implements Api {

    private static final String ASSETS = "/v2/assets";

    private final Tape tape;

    AssetsApi(Tape tape) {
        this.tape = tape;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", ASSETS)) {
            boolean ours =
                    request.parameter("status").orElse("active").equals("active")
                            && request.parameter("asset_class")
                                    .orElse("us_equity")
                                    .equals("us_equity");
            String exchange = request.parameter("exchange").orElse("");
            ArrayNode all = Json.MAPPER.createArrayNode();
            tape.listings().stream()
                    .filter(l -> ours && (exchange.isEmpty() || exchange.equals(l.exchange())))
                    .map(AssetsApi::json)
                    .forEach(all::add);
            return Optional.of(Reply.ok(all));
        }
        Optional<String> name = request.behind(ASSETS + "/");
        if (name.isPresent() && request.method().equals("GET")) {
            String wanted = name.get();
            Listing found =
                    tape.listings().stream()
                            .filter(
                                    l ->
                                            l.symbol().equals(wanted.toUpperCase(Locale.ROOT))
                                                    || OrderJson.assetId(l.symbol()).equals(wanted))
                            .findFirst()
                            .orElseThrow(() -> Refusal.notFound("asset not found for " + wanted));
            return Optional.of(Reply.ok(json(found)));
        }
        return Optional.empty();
    }

    /** An asset. */
    static ObjectNode json(Listing listing) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", OrderJson.assetId(listing.symbol()));
        json.put("class", "us_equity");
        json.put("exchange", listing.exchange());
        json.put("symbol", listing.symbol());
        json.put("name", listing.name());
        json.put("status", "active");
        json.put("tradable", true);
        json.put("marginable", true);
        json.put("shortable", true);
        json.put("easy_to_borrow", true);
        json.put("borrow_status", "easy_to_borrow");
        json.put("fractionable", true);
        json.put("maintenance_margin_requirement", 30);
        json.put("margin_requirement_long", "30");
        json.put("margin_requirement_short", "30");
        json.putArray("attributes");
        return json;
    }
}
