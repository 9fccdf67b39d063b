package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.market.MarketView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alpaca's data API but for the streams. On the exchange's thread only. */
public final class MarketData {

    private final StockData stocks;
    private final CryptoData crypto;
    private final OptionData options;
    private final ScreenerData screener;
    private final NewsData news;
    private final CorporateActionData actions;

    /** Reads the market. */
    public MarketData(MarketView view) {
        this.stocks = new StockData(view);
        this.crypto = new CryptoData(view);
        this.options = new OptionData(view);
        this.screener = new ScreenerData(view);
        this.news = new NewsData(view);
        this.actions = new CorporateActionData(view);
    }

    /**
     * What was found, or why not.
     *
     * @param status 200, 400 or 404
     */
    public record Answer(int status, JsonNode body) {}

    /** The answer to a GET; empty when the path is none of ours. */
    public Optional<Answer> answer(String path, Map<String, List<String>> parameters) {
        try {
            return find(new Query(path, parameters)).map(json -> new Answer(200, json));
        } catch (BadQuery bad) {
            return Optional.of(
                    new Answer(bad.status(), DataJson.object().put("message", bad.message())));
        }
    }

    private Optional<JsonNode> find(Query query) throws BadQuery {
        String path = query.path();
        if (path.startsWith("/v2/stocks/")) {
            return stocks.answer(query);
        }
        if (path.startsWith("/v1beta3/crypto/")) {
            return crypto.answer(query);
        }
        if (path.startsWith("/v1beta1/options/")) {
            return options.answer(query);
        }
        if (path.startsWith("/v1beta1/screener/")) {
            return screener.answer(query);
        }
        return switch (path) {
            case "/v1beta1/news" -> Optional.of(news.answer(query));
            case "/v1/corporate-actions" -> Optional.of(actions.answer(query));
            default -> Optional.empty();
        };
    }
}
