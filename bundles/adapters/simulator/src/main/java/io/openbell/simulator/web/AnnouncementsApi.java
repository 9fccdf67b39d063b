package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.CorporateAction;
import io.openbell.simulator.market.CorporateActions;
import io.openbell.simulator.market.CorporateActions.Dividend;
import io.openbell.simulator.trading.Decimals;
import io.openbell.simulator.trading.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Corporate actions as the trading API announces them: dividends and splits. */
final class AnnouncementsApi implements Api {

    private static final String ANNOUNCEMENTS = "/v2/corporate_actions/announcements";
    private static final Set<String> TYPES =
            Set.of("dividend", "merger", "spinoff", "split", "reorg");
    private static final int MOST_DAYS = 90;

    private final CorporateActions actions;

    AnnouncementsApi(CorporateActions actions) {
        this.actions = actions;
    }

    @Override
    public Optional<Reply> handle(Request request) throws Refusal {
        if (request.is("GET", ANNOUNCEMENTS)) {
            return Optional.of(Reply.ok(list(request)));
        }
        Optional<String> id = request.behind(ANNOUNCEMENTS + "/");
        if (id.isPresent() && request.method().equals("GET")) {
            return Optional.of(
                    Reply.ok(
                            find(id.get())
                                    .orElseThrow(
                                            () ->
                                                    Refusal.notFound(
                                                            "announcement not found for "
                                                                    + Request.echo(id.get())))));
        }
        return Optional.empty();
    }

    private Optional<ObjectNode> find(String id) {
        return actions.dividend(id)
                .map(AnnouncementsApi::json)
                .or(() -> actions.split(id).map(AnnouncementsApi::json));
    }

    private ArrayNode list(Request request) throws Refusal {
        List<String> types =
                Arrays.stream(request.parameter("ca_types").orElse("").split(",", -1))
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .toList();
        if (!TYPES.containsAll(types)) {
            throw Refusal.invalid(
                    "ca_types is required: dividend, merger, spinoff, split or reorg");
        }
        LocalDate since = required(request, "since");
        LocalDate until = required(request, "until");
        if (until.isBefore(since) || until.isAfter(since.plusDays(MOST_DAYS))) {
            throw Refusal.invalid(
                    "invalid date range: until must be from since to " + MOST_DAYS + " days later");
        }
        Function<Dividend, LocalDate> date = date(request.parameter("date_type").orElse("ex_date"));
        String symbol = request.parameter("symbol").orElse("").toUpperCase(Locale.ROOT);
        String cusip = request.parameter("cusip").orElse("");
        ArrayNode all = Json.MAPPER.createArrayNode();
        actions.dividends().stream()
                .filter(dividend -> types.contains("dividend"))
                .filter(d -> symbol.isEmpty() || symbol.equals(d.symbol()))
                .filter(d -> cusip.isEmpty() || cusip.equals(d.cusip()))
                .filter(d -> !date.apply(d).isBefore(since) && !date.apply(d).isAfter(until))
                .sorted(Comparator.comparing(date).thenComparing(Dividend::symbol))
                .map(AnnouncementsApi::json)
                .forEach(all::add);
        // All days of a split are the one on which it was carried out.
        actions.splits().stream()
                .filter(split -> types.contains("split"))
                .filter(s -> symbol.isEmpty() || symbol.equals(s.symbol()))
                .filter(s -> cusip.isEmpty() || cusip.equals(CorporateActions.cusip(s.symbol())))
                .filter(s -> !s.day().isBefore(since) && !s.day().isAfter(until))
                .map(AnnouncementsApi::json)
                .forEach(all::add);
        return all;
    }

    private static LocalDate required(Request request, String name) throws Refusal {
        return request.date(name).orElseThrow(() -> Refusal.invalid(name + " is required"));
    }

    private static Function<Dividend, LocalDate> date(String type) throws Refusal {
        return switch (type) {
            case "declaration_date" -> Dividend::declared;
            case "ex_date" -> Dividend::exDate;
            case "record_date" -> Dividend::recordDate;
            case "payable_date" -> Dividend::payable;
            default -> throw Refusal.invalid("invalid date_type: " + Request.echo(type));
        };
    }

    private static ObjectNode json(CorporateAction split) {
        String cusip = CorporateActions.cusip(split.symbol());
        String day = split.day().toString();
        boolean forward = split.kind() == CorporateAction.Kind.FORWARD_SPLIT;
        return Json.MAPPER
                .createObjectNode()
                .put("id", split.id())
                .put("corporate_action_id", cusip + "_" + day)
                .put("ca_type", "Split")
                .put("ca_sub_type", forward ? "stock_split" : "reverse_split")
                .put("initiating_symbol", split.symbol())
                .put("initiating_original_cusip", cusip)
                .put("target_symbol", split.symbol())
                .put("target_original_cusip", cusip)
                .put("declaration_date", day)
                .put("effective_date", day)
                .put("ex_date", day)
                .put("record_date", day)
                .put("payable_date", day)
                .put("cash", "0")
                .put("old_rate", Decimals.text(split.oldRate()))
                .put("new_rate", Decimals.text(split.newRate()));
    }

    private static ObjectNode json(Dividend dividend) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", dividend.id())
                .put("corporate_action_id", dividend.cusip() + "_" + dividend.exDate())
                .put("ca_type", "Dividend")
                .put("ca_sub_type", "cash")
                .put("initiating_symbol", dividend.symbol())
                .put("initiating_original_cusip", dividend.cusip())
                .put("target_symbol", dividend.symbol())
                .put("target_original_cusip", dividend.cusip())
                .put("declaration_date", dividend.declared().toString())
                .put("effective_date", dividend.exDate().toString())
                .put("ex_date", dividend.exDate().toString())
                .put("record_date", dividend.recordDate().toString())
                .put("payable_date", dividend.payable().toString())
                .put("cash", Decimals.text(dividend.rate()))
                .put("old_rate", "1")
                .put("new_rate", "1");
    }
}
