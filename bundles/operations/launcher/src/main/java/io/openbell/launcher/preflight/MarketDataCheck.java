package io.openbell.launcher.preflight;

import static io.openbell.launcher.preflight.Check.Finding.pass;
import static io.openbell.launcher.preflight.Check.Finding.warn;

import io.openbell.api.market.MarketDataFeed;
import io.openbell.api.value.Symbol;
import io.openbell.launcher.preflight.Check.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The host that quotes come from answers, through the client that trades. It is another one than that of orders. */
final class MarketDataCheck {

    /** A share that every feed has; one without a quote is an answer, too. */
    private static final Set<Symbol> ASKED = Set.of(Symbol.of("AAPL"));

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String REMEDY =
            "check network, proxy and name server; entries are denied while no fresh quotes come";

    private final Supplier<@Nullable MarketDataFeed> feeds;

    MarketDataCheck(Supplier<@Nullable MarketDataFeed> feeds) {
        this.feeds = feeds;
    }

    Check check() {
        return new Check("market-data", 0, this::look);
    }

    private Finding look() throws InterruptedException {
        MarketDataFeed feed = present();
        if (feed == null) {
            return warn("nobody serves market data", REMEDY);
        }
        long asked = System.nanoTime();
        try {
            boolean quoted = !feed.latestQuotes(ASKED).isEmpty();
            return pass(
                    feed.status().source()
                            + " answers within "
                            + Duration.ofNanos(System.nanoTime() - asked).toMillis()
                            + " ms"
                            + (quoted ? "" : ", without a quote of AAPL"));
        } catch (IOException | RuntimeException unanswered) {
            return warn("no answer: " + unanswered.getMessage(), REMEDY);
        }
    }

    /** It may come a moment after the client that answers for orders. */
    private @Nullable MarketDataFeed present() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        MarketDataFeed feed = feeds.get();
        while (feed == null && System.nanoTime() - until < 0) {
            Thread.sleep(50);
            feed = feeds.get();
        }
        return feed;
    }
}
