package io.openbell.simulator.web;

import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.web.data.MarketData;
import java.util.Optional;

/** Market data by request. */
final class MarketDataApi implements Api {

    private final MarketData data;

    MarketDataApi(MarketView view) {
        this.data = new MarketData(view);
    }

    @Override
    public Optional<Reply> handle(Request request) {
        return request.method().equals("GET")
                ? data.answer(request.path(), request.query())
                        .map(answer -> new Reply(answer.status(), answer.body()))
                : Optional.empty();
    }
}
