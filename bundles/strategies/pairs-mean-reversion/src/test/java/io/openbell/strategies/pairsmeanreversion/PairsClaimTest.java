package io.openbell.strategies.pairsmeanreversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.strategy.Opportunity;
import io.openbell.api.value.Symbol;
import io.openbell.strategies.pairsmeanreversion.PairsMeanReversion.Parameters;
import io.openbell.testkit.FakeStrategyContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairsClaimTest {

    private static final Symbol KO = Symbol.of("KO");
    private static final Symbol PEP = Symbol.of("PEP");

    /** The claim of the Javadoc, on pairs like those of the built-in exchange: 20 bps, half-life 60 s, spreads of 2 bps. */
    @Test
    void shouldFindSomethingSoonAndPromiseNoMoreThanComes() {
        int soon = 0;
        double promisedBps = 0;
        double cameBps = 0;
        for (int seed = 1; seed <= 40; seed++) {
            FakeStrategyContext own = new FakeStrategyContext("pairs", KO, PEP);
            List<Double> ratiosBps = simulate(own, new Random(seed), 1_800);
            List<Opportunity> bets = own.opportunities();
            Instant start = Instant.parse("2025-01-15T14:30:00Z");
            if (!bets.isEmpty() && bets.get(0).at().isBefore(start.plusSeconds(90))) {
                soon++;
            }
            for (int i = 0; i + 1 < bets.size(); i += 2) {
                int in = (int) Duration.between(start, bets.get(i).at()).toSeconds();
                int out = (int) Duration.between(start, bets.get(i + 1).at()).toSeconds();
                double side = Math.signum(bets.get(i).legs().get(0).weight());
                promisedBps += bets.get(i).expectedEdgeBps();
                cameBps += side * (ratiosBps.get(out) - ratiosBps.get(in)) / 2 - 2;
            }
        }

        assertThat(soon).as("of 40 pairs, within 90 seconds").isGreaterThan(30);
        assertThat(cameBps).isPositive();
        assertThat(promisedBps).isBetween(cameBps * 0.85, cameBps * 1.15);
    }

    private static List<Double> simulate(FakeStrategyContext own, Random random, int seconds) {
        PairsMeanReversion strategy =
                new PairsMeanReversion(new Parameters("KO/PEP", 600, 20, 1.5, 0.25, 5, 1));
        strategy.onStart(own);
        Instant at = Instant.parse("2025-01-15T14:30:00Z");
        double kept = Math.pow(0.5, 1 / 60.0);
        double bps = 20 * random.nextGaussian();
        List<Double> ratiosBps = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            bps = bps * kept + 20 * Math.sqrt(1 - kept * kept) * random.nextGaussian();
            ratiosBps.add(bps);
            double ko = 60 * Math.exp(bps / 10_000);
            own.quote(PairsMarket.quoteAt(KO, ko * 0.9999, ko * 1.0001, at));
            own.quote(PairsMarket.quoteAt(PEP, 160 * 0.9999, 160 * 1.0001, at));
            strategy.onTimer(at);
            PairsMarket.fill(own);
            at = at.plusSeconds(1);
        }
        return ratiosBps;
    }
}
