package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.market.MinuteBar;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.TradingDay;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The opening and closing auctions of each day: at the open and the close of the session, at the prices of the daily bar.
 * The size is made up: a twentieth of the day's volume.
 */
final class Auctions implements Rows {

    private static final BigDecimal PARTS = new BigDecimal(20);

    private final MarketView view;

    Auctions(MarketView view) {
        this.view = view;
    }

    @Override
    public List<Row> of(String symbol, Interval within, int atMost) {
        Optional<Listing> listing = view.tape().listing(symbol);
        if (listing.isEmpty()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        for (MinuteBar bar : view.bars().days(listing.get())) {
            LocalDate date = LocalDate.ofInstant(bar.start(), Sessions.NEW_YORK);
            Optional<TradingDay> day = view.sessions().day(date);
            if (day.isPresent() && within.contains(bar.start())) {
                rows.add(new Row(bar.start(), s -> json(listing.get(), day.get(), bar)));
            }
        }
        if (!within.ascending()) {
            Collections.reverse(rows);
        }
        return rows;
    }

    private ObjectNode json(Listing listing, TradingDay day, MinuteBar bar) {
        ObjectNode json = DataJson.object();
        json.put("d", day.date().toString());
        ArrayNode opens = json.putArray("o");
        ArrayNode closes = json.putArray("c");
        Instant now = view.source().now();
        if (!day.open().isAfter(now)) {
            opens.add(auction(listing, day.open(), bar.open(), bar.volume(), "Q"));
        }
        if (!day.close().isAfter(now)) {
            closes.add(auction(listing, day.close(), bar.close(), bar.volume(), "M"));
        }
        return json;
    }

    private static ObjectNode auction(
            Listing listing, Instant at, BigDecimal price, BigDecimal volume, String condition) {
        return DataJson.object()
                .put("t", at.toString())
                .put("x", listing.exchange().equals("NYSE") ? "N" : "Q")
                .put("p", DataJson.plain(price))
                .put("s", volume.divideToIntegralValue(PARTS).longValue())
                .put("c", condition);
    }
}
