package io.openbell.alpacaclient.account;

import io.openbell.alpacaclient.connection.Deadline;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.decode.VenueOrderJson;
import io.openbell.alpacaclient.rest.VenueRest;
import io.openbell.alpacaclient.stream.ConnectedVenue;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.OrderQuery;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The lists that come in pages. All pages or an error: half a list would look like a disagreement with the venue. */
public final class AccountHistory {

    private static final int ORDERS_PER_PAGE = 500;
    private static final int FILLS_PER_PAGE = 100;
    private static final int MOST_PAGES = 100;
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    private final ConnectedVenue client;

    public AccountHistory(ConnectedVenue client) {
        this.client = client;
    }

    public List<BrokerOrder> openOrders(Deadline deadline) throws BrokerException {
        String source = "GET /v2/orders";
        String question =
                "/v2/orders?status=open&direction=asc&nested=false&limit=" + ORDERS_PER_PAGE;
        Map<String, BrokerOrder> orders = new LinkedHashMap<>();
        String page = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            List<Fields> items =
                    Fields.list(source, client.rest().askTrading(question + page, deadline));
            String last = "";
            for (Fields item : items) {
                BrokerOrder order = VenueOrderJson.order(item);
                if (orders.putIfAbsent(order.brokerId(), order) == null) {
                    last = order.brokerId();
                }
            }
            if (items.size() < ORDERS_PER_PAGE) {
                return new ArrayList<>(orders.values());
            }
            if (last.isEmpty()) {
                throw repeats(source);
            }
            page = "&after_order_id=" + VenueRest.encoded(last);
        }
        throw tooMany(source);
    }

    public List<BrokerFill> fillsSince(Instant since, Deadline deadline) throws BrokerException {
        String source = "GET /v2/account/activities/FILL";
        String question =
                "/v2/account/activities/FILL?direction=asc&page_size="
                        + FILLS_PER_PAGE
                        + "&after="
                        + VenueRest.encoded(since.minus(OVERLAP).toString());
        List<Listed> fills = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String page = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            List<Fields> items =
                    Fields.list(source, client.rest().askTrading(question + page, deadline));
            String last = "";
            for (Fields item : items) {
                if (seen.add(item.text("id"))) {
                    last = item.text("id");
                    fills.add(new Listed(VenueOrderJson.fill(item), item.decimalOrZero("cum_qty")));
                }
            }
            if (items.size() < FILLS_PER_PAGE) {
                return inOrder(fills, since);
            }
            if (last.isEmpty()) {
                throw repeats(source);
            }
            page = "&page_token=" + VenueRest.encoded(last);
        }
        throw tooMany(source);
    }

    /** One page of orders, oldest first, legs inside their groups. */
    public Page<BrokerOrder> orders(OrderQuery query, String resume, Deadline deadline)
            throws BrokerException {
        String source = "GET /v2/orders";
        StringBuilder question = new StringBuilder("/v2/orders?status=");
        question.append(query.status().name().toLowerCase(Locale.ROOT));
        question.append("&direction=asc&nested=true&limit=").append(ORDERS_PER_PAGE);
        query.after().ifPresent(after -> append(question, "after", after.toString()));
        query.until().ifPresent(until -> append(question, "until", until.toString()));
        if (!query.symbols().isEmpty()) {
            String symbols =
                    query.symbols().stream()
                            .map(Symbol::ticker)
                            .sorted()
                            .collect(Collectors.joining(","));
            append(question, "symbols", symbols);
        }
        if (!resume.isEmpty()) {
            append(question, "after_order_id", resume);
        }
        List<BrokerOrder> orders = new ArrayList<>();
        for (Fields item :
                Fields.list(source, client.rest().askTrading(question.toString(), deadline))) {
            orders.add(VenueOrderJson.order(item));
        }
        String last =
                orders.size() < ORDERS_PER_PAGE ? "" : orders.get(orders.size() - 1).brokerId();
        return new Page<>(orders, notAgain(source, resume, last));
    }

    /** One page of fills, oldest first. */
    public Page<BrokerFill> fills(Instant since, String resume, Deadline deadline)
            throws BrokerException {
        String source = "GET /v2/account/activities/FILL";
        StringBuilder question = new StringBuilder("/v2/account/activities/FILL?direction=asc");
        question.append("&page_size=").append(FILLS_PER_PAGE);
        append(question, "after", since.minus(OVERLAP).toString());
        if (!resume.isEmpty()) {
            append(question, "page_token", resume);
        }
        List<Listed> fills = new ArrayList<>();
        String last = "";
        List<Fields> items =
                Fields.list(source, client.rest().askTrading(question.toString(), deadline));
        for (Fields item : items) {
            last = item.text("id");
            fills.add(new Listed(VenueOrderJson.fill(item), item.decimalOrZero("cum_qty")));
        }
        String next = items.size() < FILLS_PER_PAGE ? "" : last;
        return new Page<>(inOrder(fills, since), notAgain(source, resume, next));
    }

    private static void append(StringBuilder question, String name, String value) {
        question.append('&').append(name).append('=').append(VenueRest.encoded(value));
    }

    private static String notAgain(String source, String resume, String next)
            throws BrokerException {
        if (!next.isEmpty() && next.equals(resume)) {
            throw repeats(source);
        }
        return next;
    }

    private record Listed(BrokerFill fill, long cumulative) {}

    /** Alpaca may list fills of one millisecond in any order; the cumulative quantity tells. */
    private static List<BrokerFill> inOrder(List<Listed> fills, Instant since) {
        fills.sort(
                Comparator.comparing((Listed listed) -> listed.fill().at())
                        .thenComparing(listed -> listed.fill().brokerId())
                        .thenComparing(Listed::cumulative));
        return fills.stream().map(Listed::fill).filter(fill -> !fill.at().isBefore(since)).toList();
    }

    private static BrokerException repeats(String source) {
        return new BrokerException(source + ": a page repeats what was already listed", 0);
    }

    private static BrokerException tooMany(String source) {
        return new BrokerException(source + ": more than " + MOST_PAGES + " pages", 0);
    }
}
