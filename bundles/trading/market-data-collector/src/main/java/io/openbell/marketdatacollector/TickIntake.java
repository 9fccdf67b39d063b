package io.openbell.marketdatacollector;

import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.Bar;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataListener;
import io.openbell.api.market.MarketDataRecovered;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the feed to the loop, on the feed's thread: ticks are screened and published, which blocks while the loop is behind;
 * what an interruption swallowed is asked for before anything live goes on. Figures may be read on any thread.
 */
final class TickIntake {

    private static final Logger LOG = LoggerFactory.getLogger(TickIntake.class);
    private static final int REMEMBERED_TICKS = 8_192;

    private final TickScreen screen;
    private final Backfill backfill;
    private final TradingLoop loop;
    private final TradingClock clock;
    private final CollectorSettings settings;
    private final RecentTicks recent = new RecentTicks(REMEMBERED_TICKS);
    private final QuoteOrder order = new QuoteOrder();
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private volatile @Nullable Instant lastTickAt;

    TickIntake(
            TickScreen screen,
            Backfill backfill,
            TradingLoop loop,
            TradingClock clock,
            CollectorSettings settings) {
        this.screen = screen;
        this.backfill = backfill;
        this.loop = loop;
        this.clock = clock;
        this.settings = settings;
    }

    /** Takes what comes of the configured symbols, with the feed's status and its gaps. */
    MarketDataListener ofConfigured() {
        return new FeedListener();
    }

    /** Takes what comes of symbols that somebody demanded. */
    MarketDataListener ofDemanded() {
        return new DemandListener();
    }

    /** These, demanded before, are strangers again. */
    void dismiss(Set<Symbol> symbols) {
        screen.dismiss(symbols);
        order.forget(symbols);
    }

    /** Quotes and trades that came, good or bad. */
    long ticks() {
        return ticks.get();
    }

    /** Interruptions of the feed. */
    long gaps() {
        return gaps.get();
    }

    /** When the newest good tick came; null if none has. */
    @Nullable Instant lastTickAt() {
        return lastTickAt;
    }

    private void take(MarketEvent event) {
        Instant now = clock.instant();
        boolean tick = TickScreen.isTick(event);
        if (tick) {
            ticks.incrementAndGet();
        }
        if (screen.passes(event, now) && recent.isNew(event, now) && isInOrder(event)) {
            if (tick) {
                // A clock of events stands still until the loop has taken this one in.
                lastTickAt = clock.isEventTime() ? event.at() : now;
            }
            loop.publish(event);
        }
    }

    private boolean isInOrder(MarketEvent event) {
        if (event instanceof Quote quote && !order.accepts(quote)) {
            screen.reject(event, TickFault.OVERTAKEN);
            return false;
        }
        return true;
    }

    /** Status and gaps are told by the other one; what is only demanded is not filled up. */
    private final class DemandListener implements MarketDataListener {

        @Override
        public void onMarketEvent(MarketEvent event) {
            take(event);
        }

        @Override
        public void onStatus(FeedStatus status) {}

        @Override
        public void onGap(MarketDataGap gap) {}
    }

    private final class FeedListener implements MarketDataListener {

        @Override
        public void onMarketEvent(MarketEvent event) {
            take(event);
        }

        @Override
        public void onStatus(FeedStatus status) {
            if (status.connected()) {
                LOG.info("Feed is up: source={}", status.source());
            } else {
                LOG.warn("Feed is down: source={}, detail={}", status.source(), status.detail());
            }
            loop.publishFirst(status);
        }

        @Override
        public void onGap(MarketDataGap gap) {
            gaps.incrementAndGet();
            LOG.warn(
                    "Market data may be missing: from={}, to={}, seconds={}",
                    gap.from(),
                    gap.to(),
                    CollectorHealth.seconds(Duration.between(gap.from(), gap.to())));
            // Ahead of the ticks that follow it, so that nobody takes them for a continuation.
            loop.publishFirst(gap);
            if (!settings.backfillLimit().isZero()) {
                recover(gap);
            }
        }

        private void recover(MarketDataGap gap) {
            Set<Symbol> concerned = new HashSet<>(settings.symbols());
            if (!gap.symbols().isEmpty()) {
                concerned.retainAll(gap.symbols());
            }
            Backfill.Found found = backfill.find(gap, concerned, clock.instant());
            Instant now = clock.instant();
            List<MarketEvent> events = found.events();
            recent.removeSeen(events, gap.from());
            events.removeIf(event -> !(event instanceof Bar) && !screen.passes(event, now));
            // What comes live stays the newest, however many old ones were found.
            events.removeIf(event -> event instanceof Quote quote && order.isOvertaken(quote));
            recent.recovered(events, now);
            events.removeIf(event -> !isInOrder(event));
            events.forEach(loop::publish);
            tell(
                    new MarketDataRecovered(
                            gap,
                            found.count(Trade.class),
                            found.count(Quote.class),
                            found.count(Bar.class),
                            found.missing(),
                            found.detail(),
                            now));
        }

        private void tell(MarketDataRecovered recovered) {
            if (recovered.isComplete()) {
                LOG.info(
                        "Gap closed: trades={}, quotes={}", recovered.trades(), recovered.quotes());
            } else {
                LOG.warn(
                        "Gap not closed: trades={}, quotes={}, bars={}, symbolsMissing={}, reason=\"{}\"",
                        recovered.trades(),
                        recovered.quotes(),
                        recovered.bars(),
                        recovered.missing().size(),
                        recovered.detail());
            }
            loop.publish(recovered);
        }
    }
}
