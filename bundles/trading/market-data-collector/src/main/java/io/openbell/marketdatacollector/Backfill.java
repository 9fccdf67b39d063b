package io.openbell.marketdatacollector;

import io.openbell.api.market.Bar;
import io.openbell.api.market.HistoryQuery;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.MarketHistory;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Asks the venue's history for what a gap has swallowed: trades and quotes after a short gap, bars after a long one. Blocks
 * the feed's thread on purpose: what comes live waits in the socket, so that the order stays right and nothing is mixed.
 */
final class Backfill {

    /** Clocks differ, and messages take time. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final MarketHistory history;
    private final CollectorSettings settings;

    Backfill(MarketHistory history, CollectorSettings settings) {
        this.history = history;
        this.settings = settings;
    }

    /**
     * What came of it.
     *
     * @param events  oldest first, some of them known already
     * @param missing symbols of which something could not be had
     * @param detail  why not; empty if nothing is missing
     */
    record Found(List<MarketEvent> events, Set<Symbol> missing, String detail) {

        long count(Class<? extends MarketEvent> type) {
            return events.stream().filter(type::isInstance).count();
        }
    }

    /** One question, asked page by page. */
    private interface Asker {
        Page<? extends MarketEvent> ask(HistoryQuery query, String resume) throws IOException;
    }

    Found find(MarketDataGap gap, Set<Symbol> concerned, Instant now) {
        Search search = new Search();
        boolean asTicks =
                Duration.between(gap.from(), gap.to()).compareTo(settings.backfillTicksMax()) <= 0;
        byKind(concerned)
                .forEach(
                        (kind, symbols) -> {
                            if (asTicks) {
                                ticks(gap, kind, symbols, now, search);
                            } else {
                                bars(gap, symbols, search);
                                search.missing(
                                        symbols,
                                        "ticks not asked for, the gap is longer than "
                                                + settings.backfillTicksMax().toSeconds()
                                                + " s");
                            }
                        });
        search.events.sort(Comparator.comparing(MarketEvent::at));
        return new Found(search.events, search.missing, search.detail);
    }

    private void ticks(
            MarketDataGap gap, AssetClass kind, Set<Symbol> symbols, Instant now, Search search) {
        Instant until = (now.isAfter(gap.to()) ? now : gap.to()).plus(MARGIN);
        HistoryQuery query =
                new HistoryQuery(
                        symbols, gap.from().minus(MARGIN), until, settings.backfillMaxTicks());
        search.all(query, history::trades, Trade.class);
        if (kind != AssetClass.US_OPTION) {
            search.all(query, history::quotes, Quote.class);
        }
    }

    /** Whole bars inside the gap; those at its ends are built from what the stream brought. */
    private void bars(MarketDataGap gap, Set<Symbol> symbols, Search search) {
        for (Duration width : settings.barWidths()) {
            boolean venueHasIt = width.toSeconds() % 60 == 0 && width.toMinutes() < 60;
            Instant first = floor(gap.from(), width).plus(width);
            Instant end = floor(gap.to(), width);
            if (venueHasIt && first.isBefore(end)) {
                search.all(
                        new HistoryQuery(symbols, first, end, settings.backfillMaxTicks()),
                        (query, resume) -> history.bars(query, width, resume),
                        Bar.class);
            }
        }
    }

    private static Instant floor(Instant at, Duration width) {
        long seconds = at.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, width.toSeconds()));
    }

    private static Map<AssetClass, Set<Symbol>> byKind(Set<Symbol> symbols) {
        return symbols.stream()
                .collect(Collectors.groupingBy(Symbol::assetClass, Collectors.toSet()));
    }

    /** The questions of one gap; they share a time limit. */
    private final class Search {

        private final long endNanos = System.nanoTime() + settings.backfillLimit().toNanos();
        private final List<MarketEvent> events = new ArrayList<>();
        private final Set<Symbol> missing = new HashSet<>();
        private String detail = "";

        void all(HistoryQuery query, Asker asker, Class<? extends MarketEvent> what) {
            String kind = what.getSimpleName().toLowerCase(Locale.ROOT) + "s";
            int found = 0;
            String resume = "";
            try {
                do {
                    if (System.nanoTime() - endNanos > 0) {
                        missing(query.symbols(), kind + " cut off after " + limit());
                        return;
                    }
                    Page<? extends MarketEvent> page = asker.ask(query, resume);
                    events.addAll(page.items());
                    found += page.items().size();
                    resume = page.next();
                } while (!resume.isEmpty() && found < settings.backfillMaxTicks());
                if (!resume.isEmpty()) {
                    missing(query.symbols(), kind + " cut off after " + found);
                }
            } catch (IOException failed) {
                missing(query.symbols(), kind + " not answered: " + failed.getMessage());
            }
        }

        private String limit() {
            return TimeUnit.MILLISECONDS.toSeconds(settings.backfillLimit().toMillis()) + " s";
        }

        void missing(Set<Symbol> symbols, String why) {
            missing.addAll(symbols);
            if (detail.isEmpty()) {
                detail = why;
            }
        }
    }
}
