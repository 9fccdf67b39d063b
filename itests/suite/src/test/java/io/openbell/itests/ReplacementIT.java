package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.testkit.Pauses;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A strategy of the distribution is replaced through {@code deploy/} again and again while the exchange's market comes in
 * through the sockets, now and then by a version that cannot take over. The venue numbers its trades without a gap, and a
 * witness that is never replaced sees the same quotes: so all versions together are held to have seen everything once. Their
 * orders are compared with the exchange's ledger. The control takes the old version away before the new one comes.
 */
@InSharedDistribution
class ReplacementIT {

    private static final String STOCKS = "AAPL,MSFT,NVDA,JPM,KO,PEP,XOM,CVX";
    private static final String ALL = STOCKS + ",BTC/USD,ETH/USD,ETH/BTC";

    /** Until what is used all the time has been compiled. */
    private static final long WARM_UP_SECONDS = 30;

    private static final double LIMIT_MILLIS = 10;

    @Test
    @DisabledIfSystemProperty(named = Proof.FULL, matches = "true")
    void shouldLoseNoEventAndNoOrderWhileAStrategyIsReplaced(Distribution openbell)
            throws IOException {
        openbell.awaitTrading();
        Map<String, Integer> restarts = openbell.restarts();
        try (Replacements replacements = new Replacements(openbell, 8, 2, STOCKS, 8)) {
            replacements.begin();
            replacements.make();
            show(replacements);
        }
        assertThat(openbell.restarts()).isEqualTo(restarts);
    }

    /**
     * As it is started by its users, with both compilers and its own collector. The exchange quotes eleven symbols 910 times a
     * second of its own clock, whatever the machine does, and prints a trade behind each quote: 20,020 events a second.
     */
    @Test
    @EnabledIfSystemProperty(named = Proof.FULL, matches = "true")
    void shouldLoseNoEventAndNoOrderWhileAStrategyIsReplacedUnderLoad() throws Exception {
        try (Distribution openbell = Distribution.onEmptyHome("replacement")) {
            configure(openbell);
            openbell.start();
            openbell.awaitTrading();
            try (Replacements replacements = new Replacements(openbell, 100, 5, ALL, 2_000)) {
                replacements.begin();
                awaitMarketInTime(openbell);
                TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
                replacements.make();
                show(replacements);
            }
            assertThat(openbell.restarts().values()).containsOnly(0);
        }
    }

    private static void configure(Distribution openbell) throws IOException {
        openbell.secret(
                "OPENBELL_JAVA_OPTS",
                "-Xlog:safepoint,gc:file=" + openbell.home().resolve("pauses.log"));
        openbell.configure(
                "simulator",
                Map.of(
                        "ticksPerSecond", "910",
                        "tradesPerQuotePercent", "100",
                        "clock", "scaled",
                        "newsPerHour", "0",
                        "options", "false"));
        openbell.configure("market-data-collector", Map.of("symbols", ALL));
        // The market has to make up for what the start held it up.
        openbell.configure("breakers", Map.of("maxClockOffsetMillis", "60000"));
        // A machine that does not run the loop for a second is not what is tried here.
        openbell.configure(
                "engine", Map.of("callbackBudgetMillis", "20000", "stallMillis", "60000"));
        openbell.configure("strategy-moving-average-cross", Map.of("enabled", "false"));
        openbell.configure("strategy-pairs-mean-reversion", Map.of("enabled", "false"));
    }

    /** The market has made up for what the start held it up. */
    private static void awaitMarketInTime(Distribution openbell) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> lateness(openbell).compareTo(Duration.ofMillis(500)) < 0);
    }

    private static Duration lateness(Distribution openbell) {
        JsonNode market = openbell.exchange("/openbell/control/market");
        return Duration.between(Instant.parse(market.path("time").asText()), Instant.now());
    }

    private static void show(Replacements replacements) throws IOException {
        List<SeenLine> tape = replacements.end();
        replacements.check(tape);
        List<Long> switches = SeenLine.switches(tape);
        List<Long> around = replacements.pausesAround(tape);
        List<Long> between = replacements.pausesBetween(tape);
        assertThat(switches).as("one pause a replacement").hasSize(replacements.taken());
        long lost = replacements.control(tape);
        assertThat(lost).isPositive();
        SeenLine last = tape.get(tape.size() - 1);
        String figures = Replacements.pauses(switches, around, between);
        // Where the machine pauses longer by itself, nothing is shown.
        boolean judged = Proof.isFull() && Pauses.millis(between, 0.99) < LIMIT_MILLIS;
        if (judged) {
            assertThat(Pauses.millis(switches, 0.99)).as(figures).isLessThan(LIMIT_MILLIS);
            assertThat(Pauses.millis(around, 0.99)).as(figures).isLessThan(LIMIT_MILLIS);
        }
        Proof.shown(
                5,
                replacements.counts()
                        + ", under "
                        + Replacements.rate(tape)
                        + " events a second through the sockets",
                last.quotes()
                        + " quotes and "
                        + last.trades()
                        + " trades, none lost or seen twice, orders as in the ledger; "
                        + figures
                        + (judged || !Proof.isFull()
                                ? ""
                                : " (not judged: the machine pauses as long by itself)"),
                "the old one taken away first: " + lost + " trades missed");
    }
}
