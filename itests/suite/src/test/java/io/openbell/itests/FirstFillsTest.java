package io.openbell.itests;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Money;
import io.openbell.kernel.sizing.SizingRules;
import io.openbell.strategies.movingaveragecross.MovingAverageCross;
import io.openbell.strategies.pairsmeanreversion.PairsMeanReversion;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How soon somebody who starts Openbell sees fills, over many markets, with the configuration as it is shipped. */
class FirstFillsTest {

    private static final int SEEDS = Integer.getInteger("openbell.seeds", 40);
    private static final String AVERAGES = "moving-average-cross";
    private static final String PAIRS = "pairs-mean-reversion";
    private static final Path ETC = Path.of(System.getProperty("openbell.root", "../.."), "etc");

    @Test
    void shouldFillBothStrategiesSoonAfterTheOpenWhateverTheMarket() throws IOException {
        List<Double> averages = new ArrayList<>();
        List<Double> pairs = new ArrayList<>();
        int trades = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            SeededSession session = session(seed);
            session.trade(Duration.ofSeconds(120));
            assertThat(session.suspended()).isEmpty();
            averages.add(seconds(session, AVERAGES));
            pairs.add(seconds(session, PAIRS));
            trades += session.fills().values().stream().mapToInt(Integer::intValue).sum();
        }
        List<Double> first = new ArrayList<>();
        List<Double> both = new ArrayList<>();
        for (int i = 0; i < SEEDS; i++) {
            first.add(Math.min(averages.get(i), pairs.get(i)));
            both.add(Math.max(averages.get(i), pairs.get(i)));
        }
        System.out.println("seconds from the open to the first fill, seeds 1 to " + SEEDS + ":");
        System.out.println("  " + AVERAGES + " " + spread(averages));
        System.out.println("  " + PAIRS + " " + spread(pairs));
        System.out.println("  the sooner " + spread(first));
        System.out.println("  both " + spread(both));
        System.out.println("  fills in two minutes: " + trades / SEEDS);

        assertThat(first).allSatisfy(seconds -> assertThat(seconds).isLessThanOrEqualTo(40));
        assertThat(both).allSatisfy(seconds -> assertThat(seconds).isLessThanOrEqualTo(50));
    }

    private static SeededSession session(long seed) throws IOException {
        Map<String, String> engine = shipped("ai-hft-system");
        Map<String, String> collector = shipped("market-data-collector");
        SeededSession session =
                new SeededSession(
                        seed,
                        new SizingRules(
                                Money.parse(value(engine, "signalNotional")),
                                Money.parse(value(engine, "opportunityNotional")),
                                Double.parseDouble(value(engine, "minimumConfidence")),
                                Double.parseDouble(value(engine, "minimumEdgeBps")),
                                Double.parseDouble(value(engine, "minimumChangePercent")),
                                Duration.ofSeconds(
                                        Long.parseLong(value(engine, "retryPauseSeconds")))),
                        Arrays.stream(value(collector, "barSeconds").split(",", -1))
                                .map(width -> Duration.ofSeconds(Long.parseLong(width.strip())))
                                .toList(),
                        Duration.ofMillis(Long.parseLong(value(collector, "barLatenessMillis"))));
        start(session, MovingAverageCross.class, AVERAGES);
        start(session, PairsMeanReversion.class, PAIRS);
        return session;
    }

    private static void start(SeededSession session, Class<? extends Strategy> type, String name)
            throws IOException {
        session.start(type, shipped("strategy-" + name));
    }

    private static Map<String, String> shipped(String id) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(ETC.resolve("openbell." + id + ".cfg"))) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    private static String value(Map<String, String> configuration, String key) {
        return requireNonNull(configuration.get(key), key);
    }

    private static double seconds(SeededSession session, String strategy) {
        Duration first = session.firstFills().get(strategy);
        return first == null ? Double.POSITIVE_INFINITY : first.toMillis() / 1000.0;
    }

    private static String spread(List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "min %.1f, median %.1f, 90%% %.1f, max %.1f",
                sorted.get(0),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 9 / 10),
                sorted.get(sorted.size() - 1));
    }
}
