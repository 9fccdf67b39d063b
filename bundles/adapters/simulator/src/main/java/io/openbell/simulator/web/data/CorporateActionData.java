package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.CorporateAction;
import io.openbell.simulator.market.CorporateActions;
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

/** {@code /v1/corporate-actions}: dividends, splits and new names, processed on the day they are paid or carried out. */
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
    private static final String DIVIDEND = "cash_dividend";
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    /** One of any type, with what is asked for. */
    private record Item(
            String id, String type, List<String> symbols, LocalDate day, ObjectNode json) {

        boolean isOf(List<String> wanted) {
            return symbols.stream().anyMatch(wanted::contains);
        }

        boolean hasCusip(List<String> wanted) {
            return symbols.stream().map(CorporateActions::cusip).anyMatch(wanted::contains);
        }
    }

    private final MarketView view;

    CorporateActionData(MarketView view) {
        this.view = view;
    }

    JsonNode answer(Query query) throws BadQuery {
        int limit = query.number("limit", 1, MOST, USUAL);
        boolean ascending = query.ascending(true);
        List<Item> found = new ArrayList<>(find(query));
        Comparator<Item> order =
                Comparator.comparing(Item::day).thenComparing(item -> item.symbols().get(0));
        found.sort(ascending ? order : order.reversed());
        int from = place(query, found);
        int next = Math.min(found.size(), from + limit);
        ObjectNode json = DataJson.object();
        ObjectNode byType = json.putObject("corporate_actions");
        found.subList(from, next)
                .forEach(item -> byType.withArray("/" + item.type() + "s").add(item.json()));
        json.put(
                "next_page_token",
                next < found.size() && next > 0 ? found.get(next - 1).id() : null);
        return json;
    }

    private static int place(Query query, List<Item> found) throws BadQuery {
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

    private List<Item> find(Query query) throws BadQuery {
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
            return all().stream().filter(item -> ids.contains(item.id())).toList();
        }
        if (end.isBefore(start)) {
            throw BadQuery.invalid("end should not be before start");
        }
        return all().stream()
                .filter(item -> !region.equals("non_us"))
                .filter(item -> types.isEmpty() || types.contains(item.type()))
                .filter(item -> symbols.isEmpty() || item.isOf(symbols))
                .filter(item -> cusips.isEmpty() || item.hasCusip(cusips))
                .filter(item -> !item.day().isBefore(start) && !item.day().isAfter(end))
                .toList();
    }

    private List<Item> all() {
        List<Item> all = new ArrayList<>();
        for (Dividend dividend : view.actions().dividends()) {
            all.add(
                    new Item(
                            dividend.id(),
                            DIVIDEND,
                            List.of(dividend.symbol()),
                            dividend.payable(),
                            json(dividend)));
        }
        for (CorporateAction split : view.actions().splits()) {
            all.add(
                    new Item(
                            split.id(),
                            split.kind().word(),
                            List.of(split.symbol()),
                            split.day(),
                            json(split)));
        }
        for (CorporateAction change : view.actions().nameChanges()) {
            all.add(
                    new Item(
                            change.id(),
                            change.kind().word(),
                            List.of(change.symbol(), change.requireNewSymbol()),
                            change.day(),
                            nameChange(change)));
        }
        return all;
    }

    private static ObjectNode nameChange(CorporateAction change) {
        String to = change.requireNewSymbol();
        return DataJson.object()
                .put("id", change.id())
                .put("old_symbol", change.symbol())
                .put("old_cusip", CorporateActions.cusip(change.symbol()))
                .put("new_symbol", to)
                .put("new_cusip", CorporateActions.cusip(to))
                .put("process_date", change.day().toString());
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    private static ObjectNode json(CorporateAction split) {
        String cusip = CorporateActions.cusip(split.symbol());
        ObjectNode json = DataJson.object().put("id", split.id()).put("symbol", split.symbol());
        if (split.kind() == CorporateAction.Kind.REVERSE_SPLIT) {
            json.put("old_cusip", cusip).put("new_cusip", cusip);
        } else {
            json.put("cusip", cusip);
        }
        return json.put("new_rate", split.newRate())
                .put("old_rate", split.oldRate())
                .put("process_date", split.day().toString())
                .put("ex_date", split.day().toString())
                .put("record_date", split.day().toString())
                .put("payable_date", split.day().toString());
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
