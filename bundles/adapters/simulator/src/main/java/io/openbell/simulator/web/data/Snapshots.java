package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.market.MinuteBar;
import io.openbell.simulator.market.OptionContract;
import io.openbell.simulator.market.Tick;
import java.util.List;
import java.util.Optional;

/** What is newest about an instrument. */
final class Snapshots {

    private final MarketView view;

    Snapshots(MarketView view) {
        this.view = view;
    }

    Optional<Tick.Quote> quote(Listing listing) {
        Optional<OptionContract> contract = listing.contract();
        return contract.isPresent()
                ? view.options().peek(contract.get())
                : view.tape().quote(listing.symbol());
    }

    Optional<Tick.Trade> trade(Listing listing) {
        Optional<OptionContract> contract = listing.contract();
        if (contract.isEmpty()) {
            return view.tape().trade(listing.symbol());
        }
        return view.options().lastTrade(contract.get());
    }

    /** The newest complete minute; the present one where there is none. */
    Optional<MinuteBar> bar(Listing listing) {
        String symbol = listing.contract().map(OptionContract::underlying).orElse(listing.symbol());
        List<MinuteBar> minutes = view.tape().lastMinutes(symbol);
        for (int i = minutes.size() - 1; i >= 0; i--) {
            Optional<MinuteBar> bar =
                    listing.contract().isPresent()
                            ? view.options().bar(listing.contract().get(), minutes.get(i))
                            : Optional.of(minutes.get(i));
            if (bar.isPresent()) {
                return bar;
            }
        }
        return Optional.empty();
    }

    /** Newest trade and quote, minute, day, and the day before, each where there is one. */
    ObjectNode snapshot(Listing listing) {
        ObjectNode json = DataJson.object();
        trade(listing).ifPresent(t -> json.set("latestTrade", DataJson.trade(listing, t)));
        quote(listing).ifPresent(q -> json.set("latestQuote", DataJson.quote(listing, q)));
        bar(listing).ifPresent(b -> json.set("minuteBar", DataJson.bar(b)));
        List<MinuteBar> days = view.bars().lastDays(listing);
        if (!days.isEmpty()) {
            json.set("dailyBar", DataJson.bar(days.get(0)));
        }
        if (days.size() > 1) {
            json.set("prevDailyBar", DataJson.bar(days.get(1)));
        }
        listing.contract()
                .flatMap(view.options()::value)
                .ifPresent(
                        value -> {
                            json.set("greeks", DataJson.greeks(value));
                            json.put(
                                    "impliedVolatility",
                                    DataJson.rounded(value.impliedVolatility()));
                        });
        return json;
    }
}
