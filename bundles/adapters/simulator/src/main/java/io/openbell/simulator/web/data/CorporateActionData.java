package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.CorporateActions.Dividend;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.market.Sessions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/corporate-actions}: dividends, processed on the day they are paid. */
final class CorporateActionData {

    private static final Set<String> TYPES =
            Set.of(
                    "reverse_split",
                    "forward_split",
                    "unit_split",
                    "cash_dividend",
                    "stock_dividend",
                    "spin_off",
                    "cash_merger",
                    "stock_merger",
                    "stock_and_cash_merger",
                    "redemption",
                    "name_change",
                    "worthless_removal",
                    "rights_distribution",
                    "partial_call",
                    "reorganization");
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    private final MarketView view;

    CorporateActionData(MarketView view) {
        this.view = view;
    }

    JsonNode answer(Query query) throws BadQuery {
        int limit = query.number("limit", 1, MOST, USUAL);
        boolean ascending = query.ascending(true);
        List<Dividend> found = new ArrayList<>(find(query));
        Comparator<Dividend> order =
                Comparator.comparing(Dividend::payable).thenComparing(Dividend::symbol);
        found.sort(ascending ? order : order.reversed());
        int from = place(query, found);
        ObjectNode json = DataJson.object();
        ArrayNode dividends = DataJson.object().arrayNode();
        for (int i = from; i < found.size() && dividends.size() < limit; i++) {
            dividends.add(json(found.get(i)));
        }
        ObjectNode byType = json.putObject("corporate_actions");
        if (!dividends.isEmpty()) {
            byType.set("cash_dividends", dividends);
        }
        int next = from + dividends.size();
        json.put(
                "next_page_token",
                next < found.size() && next > 0 ? found.get(next - 1).id() : null);
        return json;
    }

    private static int place(Query query, List<Dividend> found) throws BadQuery {
        Optional<String> token = query.text("page_token");
        if (token.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).id().equals(token.get())) {
                return i + 1;
            }
        }
        throw BadQuery.invalid("invalid page_token");
    }

    private List<Dividend> find(Query query) throws BadQuery {
        LocalDate today = LocalDate.ofInstant(view.source().now(), Sessions.NEW_YORK);
        String region = query.word("region", Set.of("us", "non_us", "all"), "us");
        query.word("data_quality", Set.of("complete", "all"), "complete");
        List<String> ids = lower(query.list("ids"));
        List<String> types = lower(query.list("types"));
        List<String> symbols = query.list("symbols");
        List<String> cusips = query.list("cusips");
        LocalDate start = query.date("start").orElse(today);
        LocalDate end = query.date("end").orElse(today);
        for (String type : types) {
            if (!TYPES.contains(type)) {
                throw BadQuery.invalid("invalid type: " + Query.echo(type));
            }
        }
        if (!ids.isEmpty()) {
            if (!types.isEmpty() || !symbols.isEmpty() || query.text("start").isPresent()) {
                throw BadQuery.invalid("ids is mutually exclusive with other filters");
            }
            return view.actions().dividends().stream()
                    .filter(dividend -> ids.contains(dividend.id()))
                    .toList();
        }
        if (end.isBefore(start)) {
            throw BadQuery.invalid("end should not be before start");
        }
        boolean any =
                !region.equals("non_us") && (types.isEmpty() || types.contains("cash_dividend"));
        return view.actions().dividends().stream()
                .filter(dividend -> any)
                .filter(d -> symbols.isEmpty() || symbols.contains(d.symbol()))
                .filter(d -> cusips.isEmpty() || cusips.contains(d.cusip()))
                .filter(d -> !d.payable().isBefore(start) && !d.payable().isAfter(end))
                .toList();
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    private static ObjectNode json(Dividend dividend) {
        return DataJson.object()
                .put("id", dividend.id())
                .put("symbol", dividend.symbol())
                .put("cusip", dividend.cusip())
                .put("rate", dividend.rate())
                .put("special", false)
                .put("foreign", false)
                .put("process_date", dividend.payable().toString())
                .put("ex_date", dividend.exDate().toString())
                .put("record_date", dividend.recordDate().toString())
                .put("payable_date", dividend.payable().toString());
    }
}
