package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.alpacaclient.AlpacaClient;
import io.openbell.alpacaclient.AlpacaMarketData;
import io.openbell.api.engine.Subscription;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataListener;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.arbitrage.ArbitrageScan;
import io.openbell.kernel.arbitrage.Finding;
import io.openbell.kernel.arbitrage.TradingFees;
import io.openbell.kernel.arbitrage.Triangle;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.SimulatedExchange;
import io.openbell.simulator.market.CryptoParameters;
import io.openbell.simulator.market.MarketSettings;
import io.openbell.simulator.market.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triangles at the built-in exchange, through its stream and our client: found where they were planted, and only there. */
class TriangleArbitrageTest {

    private static final Triangle TRIANGLE =
            new Triangle(Symbol.of("BTC/USD"), Symbol.of("ETH/USD"), Symbol.of("ETH/BTC"));
    private static final TradingFees ALPACA = new TradingFees(0, 25);
    private static final double JUMPS_PER_HOUR = 1_200;
    private static final int QUOTES = 3_000;

    @TempDir Path folder;

    @Test
    void shouldFindWhatWasPlantedAndNothingWithoutIt() throws Exception {
        List<Finding> planted = found("planted", 300);
        List<Finding> without = found("without", 0);

        assertThat(planted).isNotEmpty();
        assertThat(planted)
                .allSatisfy(
                        finding -> {
                            assertThat(finding.edgeBps()).isGreaterThanOrEqualTo(1);
                            assertThat(finding.depthDollars()).isGreaterThanOrEqualTo(100);
                        });
        assertThat(without).isEmpty();
    }

    /** What the scan tells while three thousand quotes come in. */
    private List<Finding> found(String name, double jumpBps) throws Exception {
        List<Finding> findings = new CopyOnWriteArrayList<>();
        try (SimulatedExchange exchange =
                new SimulatedExchange(
                        settings(jumpBps), folder.resolve(name), InstantSource.system())) {
            exchange.start();
            AlpacaClient client =
                    AlpacaClient.of(
                            TradingMode.PAPER,
                            new NoSecrets(),
                            InstantSource.system(),
                            KillStand.settings());
            client.bindExchange(exchange.endpoint().get(20, TimeUnit.SECONDS));
            AlpacaMarketData feed = new AlpacaMarketData(client);
            Scanning scanning = new Scanning(findings);
            Subscription subscription = feed.subscribe(Set.copyOf(TRIANGLE.symbols()), scanning);
            await().atMost(Duration.ofMinutes(2)).until(() -> scanning.quotes.get() >= QUOTES);
            subscription.close();
            feed.close();
            client.close();
        }
        return findings;
    }

    private static ExchangeSettings settings(double jumpBps) {
        CryptoParameters usual = CryptoParameters.DEFAULTS;
        return ExchangeSettings.onAnyPort()
                .withMarket(
                        MarketSettings.DEFAULTS
                                .withCrypto(
                                        new CryptoParameters(
                                                true,
                                                usual.volatilityPercentPerYear(),
                                                usual.spreadBps(),
                                                JUMPS_PER_HOUR,
                                                jumpBps))
                                .withPace(Pace.scaled(20)));
    }

    /** On the feed's thread; time is that of the quotes. */
    private static final class Scanning implements MarketDataListener {

        private final AtomicLong quotes = new AtomicLong();
        private final ArbitrageScan scan;

        Scanning(List<Finding> findings) {
            scan =
                    new ArbitrageScan(
                            new ArbitrageScan.Watched(List.of(TRIANGLE), List.of(), List.of()),
                            new ArbitrageScan.Rules(
                                    ALPACA, Duration.ofSeconds(5), Duration.ofSeconds(2), 1, 100),
                            (at, finding) -> findings.add(finding));
        }

        @Override
        public void onMarketEvent(MarketEvent event) {
            if (event instanceof Quote quote) {
                scan.onQuote(quote.at(), quote);
                quotes.incrementAndGet();
            }
        }

        @Override
        public void onStatus(FeedStatus status) {}

        @Override
        public void onGap(MarketDataGap gap) {}
    }
}
