package io.openbell.arbitragescanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.component.Health;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.market.Quote;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArbitrageScannerTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);

    @Test
    void shouldTellOfATriangleThatEarnsAfterFees() {
        ArbitrageScanner scanner = scanner(Map.of());

        quote("BTC/USD", "100000", "100001");
        quote("ETH/USD", "4000", "4000.4");
        quote("ETH/BTC", "0.0390", "0.0391");

        Opportunity told = loop.delivered(Opportunity.class).get(0);
        assertThat(told.source()).isEqualTo("arbitrage-scanner");
        assertThat(told.at()).isEqualTo(clock.instant());
        assertThat(told.timeToLive()).isEqualTo(Duration.ofSeconds(2));
        assertThat(told.expectedEdgeBps()).as("230 less 75, on three legs").isBetween(50.0, 53.0);
        assertThat(scanner.health().detail()).startsWith("1 opportunities");
    }

    @Test
    void shouldNotTellOfATriangleThatTheFeesEat() {
        scanner(Map.of());

        quote("BTC/USD", "100000", "100001");
        quote("ETH/USD", "4000", "4000.4");
        quote("ETH/BTC", "0.0396", "0.0397");

        assertThat(loop.delivered(Opportunity.class)).as("75 gained, 75 paid").isEmpty();
    }

    @Test
    void shouldDemandWhatItLooksAt() {
        ArbitrageScanner scanner =
                scanner(Map.of("baskets", "XLK=0.5*AAPL+0.25*MSFT+1.20*CASH", "pairs", "KO:PEP"));

        assertThat(scanner.symbols().stream().map(Symbol::ticker))
                .containsExactly(
                        "AAPL", "BTC/USD", "ETH/BTC", "ETH/USD", "KO", "MSFT", "PEP", "XLK");
    }

    @Test
    void shouldSayWhatItHearsNothingOf() {
        ArbitrageScanner scanner = scanner(Map.of("pairs", ""));
        quote("BTC/USD", "100000", "100001");
        quote("ETH/USD", "4000", "4000.4");

        assertThat(scanner.health().status()).isEqualTo(Health.Status.WARN);
        assertThat(scanner.health().detail()).contains("1 of 3 symbols: [ETH/BTC]");

        quote("ETH/BTC", "0.0399", "0.0401");
        assertThat(scanner.health().status()).isEqualTo(Health.Status.OK);

        clock.advance(Duration.ofSeconds(31));
        assertThat(scanner.health().detail()).contains("3 of 3 symbols");
    }

    @Test
    void shouldLookAtPairsAsTimePasses() {
        ArbitrageScanner scanner =
                scanner(
                        Map.of(
                                "triangles",
                                "",
                                "pairs",
                                "KO:PEP",
                                "pairWarmUp",
                                30,
                                "pairWindow",
                                60,
                                "pairSampleSeconds",
                                1));
        for (int second = 0; second < 90; second++) {
            double wave = 0.05 * ((second * 7919) % 5 - 2);
            double walk = 0.01 * second + 0.2 * Math.sin(second / 9.0);
            quote("PEP", price(150 + walk), price(150.01 + walk));
            quote("KO", price(60 + 0.4 * walk + wave), price(60.01 + 0.4 * walk + wave));
            loop.publish(new TimerTick(clock.instant()));
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(scanner.health().detail()).contains("1 of 1 pairs related");
    }

    @Test
    void shouldStopLookingWhenDeactivated() {
        scanner(Map.of()).deactivate();

        quote("BTC/USD", "100000", "100001");
        quote("ETH/USD", "4000", "4000.4");
        quote("ETH/BTC", "0.0390", "0.0391");

        assertThat(loop.delivered(Opportunity.class)).isEmpty();
    }

    @Test
    void shouldNameKeyValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> scanner(Map.of("triangles", "BTC/USD>ETH/USD")))
                .hasMessage(
                        "openbell.arbitrage-scanner.cfg: triangles = BTC/USD>ETH/USD: needs"
                                + " A/USD>B/USD>B/A ('BTC/USD>ETH/USD' needs 2 '>')");
        assertThatThrownBy(() -> scanner(Map.of("baskets", "XLK=much*AAPL")))
                .hasMessageContaining("baskets = XLK=much*AAPL: needs FUND=SHARES*SYMBOL");
        assertThatThrownBy(() -> scanner(Map.of("pairs", "KO:KO")))
                .hasMessageContaining("pairs = KO:KO: needs SYMBOL:SYMBOL (a pair needs two");
        assertThatThrownBy(() -> scanner(Map.of("pairWarmUp", 500)))
                .hasMessageContaining("pairWarmUp = 500: must not exceed pairWindow = 360");
    }

    private ArbitrageScanner scanner(Map<String, Object> values) {
        return new ArbitrageScanner(loop, clock, config(values));
    }

    /** The configuration as shipped, but for those. */
    private static ArbitrageScannerConfig config(Map<String, Object> values) {
        return (ArbitrageScannerConfig)
                Proxy.newProxyInstance(
                        ArbitrageScannerConfig.class.getClassLoader(),
                        new Class<?>[] {ArbitrageScannerConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private static String price(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private void quote(String symbol, String bid, String ask) {
        loop.publish(
                new Quote(
                        Symbol.of(symbol),
                        Price.parse(bid),
                        Quantity.of(100),
                        Price.parse(ask),
                        Quantity.of(100),
                        clock.instant()));
    }
}
