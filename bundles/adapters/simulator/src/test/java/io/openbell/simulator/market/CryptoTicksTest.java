package io.openbell.simulator.market;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CryptoTicksTest {

    private static final Instant SATURDAY = Instant.parse("2026-03-07T12:00:00Z");
    private static final double[] START = MarketMemory.initial(CryptoModel.LISTINGS).prices();

    private static List<Tick> ticks(CryptoParameters parameters, int steps) {
        CryptoTicks coins = new CryptoTicks(parameters, 50, 7, START, 1);
        List<Tick> ticks = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            ticks.addAll(coins.next(SATURDAY.plusMillis(250L * step), 0.25));
        }
        return ticks;
    }

    /** By how much a round through the three pairs gains, in basis points, at each step. */
    private static List<Double> rounds(CryptoParameters parameters) {
        Map<String, Tick.Quote> quotes = new HashMap<>();
        List<Double> rounds = new ArrayList<>();
        for (Tick tick : ticks(parameters, 40_000)) {
            if (tick instanceof Tick.Quote quote) {
                quotes.put(quote.symbol(), quote);
                if (quote.symbol().equals("ETH/BTC")) {
                    rounds.add(Math.max(gain(quotes, true), gain(quotes, false)));
                }
            }
        }
        return rounds;
    }

    private static double gain(Map<String, Tick.Quote> quotes, boolean buysRatio) {
        Tick.Quote bitcoin = requireNonNull(quotes.get("BTC/USD"));
        Tick.Quote ether = requireNonNull(quotes.get("ETH/USD"));
        Tick.Quote ratio = requireNonNull(quotes.get("ETH/BTC"));
        double round =
                buysRatio
                        ? ether.bid().doubleValue()
                                / bitcoin.ask().doubleValue()
                                / ratio.ask().doubleValue()
                        : ratio.bid().doubleValue()
                                * bitcoin.bid().doubleValue()
                                / ether.ask().doubleValue();
        return (round - 1) * 10_000;
    }

    @Test
    void shouldMakeTheSameTicksFromTheSameSeed() {
        assertThat(ticks(CryptoParameters.DEFAULTS, 200))
                .isEqualTo(ticks(CryptoParameters.DEFAULTS, 200));
    }

    @Test
    void shouldOfferNoGainAroundTheTriangleWithoutJumps() {
        CryptoParameters calm = new CryptoParameters(true, 60, 4, 0, 60);

        assertThat(rounds(calm)).allMatch(gain -> gain < 0);
    }

    @Test
    void shouldOfferASmallGainNowAndThen() {
        List<Double> rounds = rounds(CryptoParameters.DEFAULTS);

        double part = rounds.stream().filter(gain -> gain > 0).count() / (double) rounds.size();
        assertThat(part).isBetween(0.001, 0.05);
        assertThat(rounds).allMatch(gain -> gain < 120);
    }

    @Test
    void shouldTradeFractionsAtBidOrAskAndSayWhoTook() {
        Map<String, Tick.Quote> quotes = new HashMap<>();
        int trades = 0;
        for (Tick tick : ticks(CryptoParameters.DEFAULTS, 2_000)) {
            if (tick instanceof Tick.Quote quote) {
                quotes.put(quote.symbol(), quote);
                assertThat(quote.bid()).isPositive().isLessThan(quote.ask());
            } else if (tick instanceof Tick.Trade trade) {
                trades++;
                Tick.Quote quote = requireNonNull(quotes.get(trade.symbol()));
                assertThat(trade.price())
                        .isEqualTo(trade.taker() == Tick.Taker.SELLER ? quote.bid() : quote.ask());
                assertThat(trade.size()).isPositive();
                assertThat(trade.size().scale()).isEqualTo(6);
            }
        }
        assertThat(trades / 6_000.0).isCloseTo(0.5, within(0.03));
    }

    @Test
    void shouldStackTheBookBehindTheQuote() {
        Tick.Quote quote = (Tick.Quote) ticks(CryptoParameters.DEFAULTS, 1).get(0);

        OrderBook book = OrderBook.of(quote, CryptoModel.LISTINGS.get(0).terms().priceIncrement());

        assertThat(book.bids().get(0).price()).isEqualByComparingTo(quote.bid());
        assertThat(book.asks().get(0).size()).isEqualByComparingTo(quote.askSize());
        for (int i = 1; i < book.bids().size(); i++) {
            assertThat(book.bids().get(i).price()).isLessThan(book.bids().get(i - 1).price());
            assertThat(book.asks().get(i).price()).isGreaterThan(book.asks().get(i - 1).price());
        }
    }
}
