package io.openbell.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticMarketTest {

    private static final Instant BEFORE_THE_OPEN = Instant.parse("2026-03-02T08:59:00Z");

    @TempDir Path folder;

    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final List<Tick> ticks = new ArrayList<>();
    private final List<NewsItem> news = new ArrayList<>();

    @AfterEach
    void stop() {
        loop.shutdownNow();
    }

    private SyntheticMarket market(Sessions sessions) throws IOException {
        return market(sessions, Pace.STEPPED);
    }

    private SyntheticMarket market(Sessions sessions, Pace pace) throws IOException {
        TickSink sink =
                new TickSink() {
                    @Override
                    public void accept(Tick tick) {
                        ticks.add(tick);
                    }

                    @Override
                    public void accept(NewsItem item) {
                        news.add(item);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void end() {}
                };
        return new SyntheticMarket(
                MarketSettings.DEFAULTS.withPace(pace).withSessions(sessions),
                folder,
                () -> BEFORE_THE_OPEN,
                loop,
                sink);
    }

    private long of(String symbol) {
        return ticks.stream()
                .filter(tick -> tick instanceof Tick.Quote && tick.symbol().equals(symbol))
                .count();
    }

    @Test
    void shouldBeginWhenItIsTold() throws Exception {
        Instant friday = Instant.parse("2026-10-30T12:00:00Z");

        SyntheticMarket market = market(new AlwaysOpen(), Pace.STEPPED.from(friday));

        assertThat(market.now()).isEqualTo(friday);
    }

    /** What was written down before a restart would be in the future otherwise. */
    @Test
    void shouldGoOnAfterARestartWhereItWas() throws Exception {
        Instant friday = Instant.parse("2026-10-30T12:00:00Z");
        SyntheticMarket before = market(new AlwaysOpen(), Pace.STEPPED.from(friday));
        before.advance(Duration.ofHours(30));
        before.close();

        assertThat(market(new AlwaysOpen(), Pace.STEPPED.from(friday)).now())
                .isEqualTo(friday.plus(Duration.ofHours(30)));
        assertThat(market(new AlwaysOpen()).now()).isEqualTo(friday.plus(Duration.ofHours(30)));
        assertThat(market(new AlwaysOpen(), Pace.REAL).now()).isEqualTo(BEFORE_THE_OPEN);
    }

    @Test
    void shouldAdvanceOnlyWhenItIsTold() throws Exception {
        SyntheticMarket market = market(new AlwaysOpen());
        market.start();
        assertThat(market.now()).isEqualTo(BEFORE_THE_OPEN);
        ticks.clear();

        assertThat(market.advance(Duration.ofSeconds(10))).isTrue();

        assertThat(market.now()).isEqualTo(BEFORE_THE_OPEN.plusSeconds(10));
        assertThat(of("AAPL")).isEqualTo(40);
        assertThat(of("BTC/USD")).isEqualTo(40);
        assertThat(ticks.get(ticks.size() - 1).at()).isEqualTo(market.now());
    }

    @Test
    void shouldQuoteStocksInTheirHoursAndCoinsAlways() throws Exception {
        SyntheticMarket market = market(new NyseHours());
        market.start();
        assertThat(of("AAPL")).isZero();
        assertThat(of("ETH/USD")).isPositive();

        market.advance(Duration.ofMinutes(2));

        assertThat(of("AAPL")).isPositive();
        assertThat(ticks)
                .filteredOn(tick -> tick.symbol().equals("AAPL"))
                .allMatch(tick -> !tick.at().isBefore(Instant.parse("2026-03-02T09:00:00Z")));
    }

    @Test
    void shouldTakeWiderStepsOverALongTime() throws Exception {
        SyntheticMarket market = market(new NyseHours());
        market.start();

        market.advance(Duration.ofDays(3));

        assertThat(market.now()).isEqualTo(BEFORE_THE_OPEN.plus(Duration.ofDays(3)));
        assertThat(of("ETH/USD")).isLessThanOrEqualTo(14_401);
        assertThat(news).isNotEmpty();
        assertThat(news).isSortedAccordingTo(java.util.Comparator.comparingLong(NewsItem::id));
    }

    @Test
    void shouldMakeTheSameStocksWithAndWithoutCoins() throws Exception {
        SyntheticMarket market = market(new AlwaysOpen());
        market.start();
        market.advance(Duration.ofSeconds(5));
        TickMaker alone =
                new TickMaker(
                        Listing.SYNTHETIC,
                        SyntheticParameters.DEFAULTS,
                        MarketMemory.initial(Listing.SYNTHETIC).prices(),
                        1);
        List<Tick> expected = new ArrayList<>(alone.next(BEFORE_THE_OPEN));
        for (int step = 1; step <= 20; step++) {
            expected.addAll(alone.next(BEFORE_THE_OPEN.plusMillis(250L * step)));
        }

        assertThat(ticks).filteredOn(tick -> tick.symbol().indexOf('/') < 0).isEqualTo(expected);
    }
}
