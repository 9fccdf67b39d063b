package io.openbell.marketdatacollector;

import io.openbell.api.component.Health;
import io.openbell.api.market.FeedStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the age of the newest tick says of market data. Any thread, but for what is told on the loop. */
final class CollectorHealth {

    private static final Logger LOG = LoggerFactory.getLogger(MarketDataCollector.class);

    private final Duration staleAfter;
    private final SessionHours hours;
    private boolean staleTold;

    CollectorHealth(Duration staleAfter, SessionHours hours) {
        this.staleAfter = staleAfter;
        this.hours = hours;
    }

    /**
     * Of a feed that is up.
     *
     * @param age     of the newest tick that was good; null before the first one
     * @param anyCame some ticks came, though none was good
     */
    Health of(
            FeedStatus feed, @Nullable Duration age, boolean anyCame, Instant now, String figures) {
        Optional<String> closed = hours.closedAt(now);
        if (age == null) {
            return beforeTheFirst(feed, anyCame, closed.orElse(""), now, figures);
        }
        if (!isStale(age)) {
            return Health.ok("Newest tick is %.1f s old; %s", seconds(age), figures);
        }
        return closed.isPresent()
                ? Health.ok(
                        "%s; newest tick is %.1f s old; %s", closed.get(), seconds(age), figures)
                : Health.warn(
                        "Stale: newest tick is %.1f s old, limit %d s; %s",
                        seconds(age), staleAfter.toSeconds(), figures);
    }

    /** A market that is closed keeps no session from being open; until its hours are known, silence for a while will do. */
    private Health beforeTheFirst(
            FeedStatus feed, boolean anyCame, String closed, Instant now, String figures) {
        if (!closed.isEmpty()) {
            return Health.ok("%s; no tick yet from %s; %s", closed, feed.source(), figures);
        }
        Duration waited = Duration.between(feed.at(), now);
        return isStale(waited) && !anyCame
                ? Health.warn(
                        "No tick for %d s from %s, though it is connected; %s",
                        waited.toSeconds(), feed.source(), figures)
                : Health.unavailable("No tick yet from %s; %s", feed.source(), figures);
    }

    /** On the loop, as time goes by. */
    void tell(Duration age, Instant now, String figures) {
        boolean stale = isStale(age) && hours.closedAt(now).isEmpty();
        if (stale && !staleTold) {
            LOG.warn("Market data is stale: ageSeconds={}, {}", seconds(age), figures);
        } else if (!stale && staleTold) {
            LOG.info(
                    "Market data {}: {}",
                    isStale(age) ? "ends with the session" : "flows again",
                    figures);
        }
        staleTold = stale;
    }

    private boolean isStale(Duration age) {
        return age.compareTo(staleAfter) > 0;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
