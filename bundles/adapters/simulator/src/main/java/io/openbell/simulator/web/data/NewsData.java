package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.market.NewsItem;
import io.openbell.simulator.market.Sessions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** {@code /v1beta1/news}: articles by time, newest first unless the query says otherwise. */
final class NewsData {

    private static final int MOST = 50;
    private static final int USUAL = 10;

    private final MarketView view;

    NewsData(MarketView view) {
        this.view = view;
    }

    JsonNode answer(Query query) throws BadQuery {
        int limit = query.number("limit", 1, MOST, USUAL);
        boolean content = query.flag("include_content", false);
        query.flag("exclude_contentless", false);
        Instant from = query.time("start", Sessions.NEW_YORK).orElse(Instant.MIN);
        Instant to = query.time("end", Sessions.NEW_YORK).orElse(Instant.MAX);
        boolean ascending = query.ascending(false);
        long after = after(query);
        List<String> symbols = query.list("symbols");
        List<NewsItem> items = new ArrayList<>(view.tape().news());
        if (!ascending) {
            Collections.reverse(items);
        }
        ObjectNode json = DataJson.object();
        ArrayNode list = json.putArray("news");
        json.putNull("next_page_token");
        long last = 0;
        for (NewsItem item : items) {
            boolean behind = after < 0 || (ascending ? item.id() > after : item.id() < after);
            boolean within = !item.at().isBefore(from) && !item.at().isAfter(to);
            if (!behind || !within || !isAbout(item, symbols)) {
                continue;
            }
            if (list.size() == limit) {
                json.put("next_page_token", String.valueOf(last));
                break;
            }
            list.add(json(item, content));
            last = item.id();
        }
        return json;
    }

    private static long after(Query query) throws BadQuery {
        Optional<String> token = query.text("page_token");
        try {
            return token.map(Long::parseLong).orElse(-1L);
        } catch (NumberFormatException foreign) {
            throw BadQuery.invalid("invalid page_token");
        }
    }

    private static boolean isAbout(NewsItem item, List<String> symbols) {
        return symbols.isEmpty()
                || symbols.stream()
                        .anyMatch(symbol -> item.symbols().contains(symbol.replace("/", "")));
    }

    private static ObjectNode json(NewsItem item, boolean content) {
        ObjectNode json = DataJson.object();
        json.put("id", item.id());
        json.put("headline", item.headline());
        json.put("author", item.author());
        json.put("created_at", item.at().toString());
        json.put("updated_at", item.at().toString());
        json.put("summary", item.summary());
        json.put("content", content ? "<p>" + item.summary() + "</p>" : "");
        json.putNull("url");
        json.putArray("images");
        ArrayNode symbols = json.putArray("symbols");
        item.symbols().forEach(symbols::add);
        json.put("source", item.source());
        return json;
    }
}
