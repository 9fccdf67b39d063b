package io.openbell.simulator.market;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Made-up articles about the symbols of a market, with random numbers of their own. They move no price. */
final class NewsWire {

    private static final List<String> HEADLINES =
            List.of(
                    "%s shares %s %.2f%% as volume picks up",
                    "Options traders position for a wider range in %s, shares %s %.2f%%",
                    "%s holds its guidance, shares %s %.2f%%",
                    "Analysts see %s at a turning point, shares %s %.2f%%");

    private final List<Listing> listings;
    private final double perHour;
    private final Random random;
    private long lastId;

    NewsWire(List<Listing> listings, double perHour, long seed, long firstId) {
        this.listings = listings;
        this.perHour = perHour;
        this.random = new Random(seed * 31 + 23);
        this.lastId = firstId;
    }

    /** An article, if one appears within these seconds. */
    Optional<NewsItem> next(Instant at, double seconds) {
        return random.nextDouble() < perHour * seconds / 3600
                ? Optional.of(write(at))
                : Optional.empty();
    }

    private NewsItem write(Instant at) {
        Listing about = listings.get(random.nextInt(listings.size()));
        double percent = Math.abs(random.nextGaussian());
        String headline =
                String.format(
                        Locale.ROOT,
                        HEADLINES.get(random.nextInt(HEADLINES.size())),
                        about.name(),
                        random.nextBoolean() ? "rise" : "fall",
                        percent);
        return new NewsItem(
                ++lastId,
                at,
                headline,
                headline + ", the built-in exchange reports.",
                "Openbell Exchange",
                "openbell",
                List.of(about.symbol().replace("/", "")));
    }
}
