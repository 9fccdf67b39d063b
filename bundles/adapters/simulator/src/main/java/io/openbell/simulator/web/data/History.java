package io.openbell.simulator.web.data;

import io.openbell.simulator.market.Adjustment;
import io.openbell.simulator.market.BarFrame;
import io.openbell.simulator.market.BarHistory;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.MarketView;
import io.openbell.simulator.market.OptionContract;
import io.openbell.simulator.market.Tick;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Bars, quotes and trades of the past, as rows. */
final class History {

    private final MarketView view;

    History(MarketView view) {
        this.view = view;
    }

    /** From the beginning of the present day to now, unless the query says otherwise; its end is inclusive. */
    Rows.Interval interval(Query query, ZoneId zone) throws BadQuery {
        Instant now = view.source().now();
        Instant today = now.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
        Instant from = query.time("start", zone).orElse(today);
        Instant to = query.time("end", zone).orElse(now);
        if (query.text("end").isPresent() && to.isBefore(from)) {
            throw BadQuery.invalid("end should not be before start");
        }
        return new Rows.Interval(from, to.plusNanos(1), query.ascending(true));
    }

    static BarFrame frame(Query query) throws BadQuery {
        Optional<String> text = query.text("timeframe");
        if (text.isEmpty()) {
            throw BadQuery.invalid("timeframe is required");
        }
        return BarFrame.parse(text.get())
                .orElseThrow(
                        () -> BadQuery.invalid("invalid timeframe: " + Query.echo(text.get())));
    }

    Rows bars(BarFrame frame) {
        return bars(frame, Adjustment.RAW);
    }

    Rows bars(BarFrame frame, Adjustment adjustment) {
        return (symbol, within, atMost) -> {
            Optional<Listing> listing = view.tape().listing(symbol);
            if (listing.isEmpty()) {
                return List.of();
            }
            List<Rows.Row> rows = new ArrayList<>();
            BarHistory history = view.bars();
            history.bars(
                            listing.get(),
                            frame,
                            within.from(),
                            within.to(),
                            within.ascending(),
                            atMost,
                            adjustment)
                    .forEach(bar -> rows.add(new Rows.Row(bar.start(), s -> DataJson.bar(bar))));
            return rows;
        };
    }

    Rows trades() {
        return (symbol, within, atMost) -> {
            Optional<Listing> listing = view.tape().listing(symbol);
            if (listing.isEmpty()) {
                return List.of();
            }
            Optional<OptionContract> contract = listing.get().contract();
            List<Tick.Trade> trades =
                    contract.isPresent()
                            ? view.options().trades(contract.get())
                            : view.tape().trades(symbol);
            return rows(listing.get(), trades, within);
        };
    }

    Rows quotes() {
        return (symbol, within, atMost) -> {
            Optional<Listing> listing = view.tape().listing(symbol);
            return listing.isEmpty()
                    ? List.of()
                    : rows(listing.get(), view.tape().quotes(symbol), within);
        };
    }

    private static List<Rows.Row> rows(
            Listing listing, List<? extends Tick> ticks, Rows.Interval within) {
        List<Rows.Row> rows = new ArrayList<>();
        for (Tick tick : ticks) {
            if (!within.contains(tick.at())) {
                continue;
            }
            if (tick instanceof Tick.Quote quote) {
                rows.add(new Rows.Row(tick.at(), s -> DataJson.quote(listing, quote)));
            } else if (tick instanceof Tick.Trade trade) {
                rows.add(new Rows.Row(tick.at(), s -> DataJson.trade(listing, trade)));
            }
        }
        if (!within.ascending()) {
            Collections.reverse(rows);
        }
        return rows;
    }
}
