package io.openbell.riskmanagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.MarketClock;
import io.openbell.api.broker.OptionContract;
import io.openbell.api.broker.OptionContractQuery;
import io.openbell.api.broker.TradingSession;
import io.openbell.api.broker.VenueDirectory;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketSnapshot;
import io.openbell.api.market.Quote;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Page;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.FakeMarketHistory;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FactsDeskTest {

    private static final Symbol AAPL = Symbol.of("AAPL");

    private final ManualClock clock = ManualClock.at("2025-01-15T15:00:00Z");
    private final FakeMarketHistory history = new FakeMarketHistory();
    private final List<TradingEvent> told = new CopyOnWriteArrayList<>();
    private final Directory directory = new Directory();
    private final AtomicLong nanos = new AtomicLong();
    private Instant wall = Instant.parse("2025-01-15T15:00:00Z");
    private final FactsDesk desk =
            new FactsDesk(
                    () -> directory,
                    () -> history,
                    clock,
                    new ClockWatch(() -> wall, () -> 0),
                    told::add,
                    nanos::get);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void shouldTellHoursAndWhatItWasAskedAboutOnce() {
        history.add(day(clock.instant().minus(Duration.ofDays(3)), 100));
        history.add(day(clock.instant().minus(Duration.ofDays(2)), 300));
        desk.start();
        desk.want(AAPL);
        desk.want(AAPL);

        await().until(() -> told(VolumeStated.class).size() == 1);

        assertThat(told(SessionsStated.class)).hasSize(1);
        assertThat(told(InstrumentStated.class))
                .singleElement()
                .satisfies(stated -> assertThat(stated.asset()).isPresent());
        assertThat(told(VolumeStated.class).get(0).averageDaily()).isEqualTo(Quantity.of(200));
        assertThat(told(VolumeStated.class).get(0).days()).isEqualTo(2);
    }

    @Test
    void shouldBeatBetweenTheQuestionsToTheVenue() {
        List<Long> beats = new CopyOnWriteArrayList<>();
        directory.whenAsked = () -> beats.add(desk.heart().beats());
        desk.start();
        desk.want(AAPL);

        await().until(() -> told(InstrumentStated.class).size() == 1);

        assertThat(beats).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    }

    @Test
    void shouldShowThatAQuestionDoesNotReturn() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        directory.whenAsked =
                () -> {
                    asked.countDown();
                    awaitQuietly(answer);
                };
        desk.start();
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(desk.silentFor()).isEqualTo(Duration.ofSeconds(61));

        answer.countDown();
        await().until(() -> desk.silentFor().isZero());
    }

    private static void awaitQuietly(CountDownLatch answer) {
        try {
            answer.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldAskAgainAfterTheVenueDidNotAnswer() {
        directory.failing = true;
        desk.start();
        desk.want(AAPL);
        await().until(() -> directory.questions > 1);
        assertThat(told).isEmpty();

        directory.failing = false;
        clock.advance(Duration.ofSeconds(6));

        await().until(() -> told(VolumeStated.class).size() == 1);
        assertThat(told(SessionsStated.class)).hasSize(1);
    }

    @Test
    void shouldTellHowFarTheVenuesClockIsAhead() {
        directory.ahead = Duration.ofSeconds(7);
        desk.askAll();

        assertThat(told(SessionsStated.class).get(0).venueAhead()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void shouldAskForTheVenuesClockAtOnceWhenOursWasPutBack() {
        desk.askAll();
        desk.askAll();
        assertThat(told(SessionsStated.class)).hasSize(1);

        wall = wall.minus(Duration.ofHours(1));
        desk.askAll();

        assertThat(told(SessionsStated.class)).hasSize(2);
    }

    @Test
    void shouldKeepTheClockItKnewWhenAnAnswerTookLong() {
        directory.ahead = Duration.ofSeconds(1);
        desk.askAll();
        clock.advance(Duration.ofHours(1));
        directory.ahead = Duration.ofSeconds(4);
        directory.takes = Duration.ofSeconds(3);
        desk.askAll();
        assertThat(told(SessionsStated.class).get(1).venueAhead()).isEqualTo(Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(5));
        directory.takes = Duration.ZERO;
        desk.askAll();

        assertThat(told(SessionsStated.class).get(2).venueAhead()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void shouldAskTheClockEveryMinuteAndTheSessionsEveryHour() {
        desk.askAll();
        clock.advance(Duration.ofSeconds(59));
        desk.askAll();
        assertThat(told(SessionsStated.class)).hasSize(1);

        directory.ahead = Duration.ofSeconds(3);
        clock.advance(Duration.ofSeconds(1));
        desk.askAll();
        assertThat(told(SessionsStated.class).get(1).venueAhead()).isEqualTo(Duration.ofSeconds(3));
        assertThat(directory.sessionQuestions).isEqualTo(1);

        clock.advance(Duration.ofHours(1));
        desk.askAll();
        assertThat(directory.sessionQuestions).isEqualTo(2);
    }

    @Test
    void shouldAskTheSessionsAnewWhenTheDayOfTheVenueChanges() {
        clock.advance(Duration.between(clock.instant(), Instant.parse("2025-01-16T04:59:30Z")));
        desk.askAll();
        clock.advance(Duration.ofMinutes(1));
        desk.askAll();

        assertThat(directory.sessionQuestions).isEqualTo(2);
    }

    @Test
    void shouldAverageVolumesWhoseSumDoesNotFit() {
        history.add(day(clock.instant().minus(Duration.ofDays(3)), 9_000_000_000L));
        history.add(day(clock.instant().minus(Duration.ofDays(2)), 8_000_000_000L));
        desk.start();
        desk.want(AAPL);

        await().until(() -> told(VolumeStated.class).size() == 1);

        assertThat(told(VolumeStated.class).get(0).averageDaily())
                .isEqualTo(Quantity.of(8_500_000_000L));
    }

    @Test
    void shouldAskAboutTheOthersAlthoughOneAnswerMakesNoSense() {
        directory.unfit = AAPL;
        desk.start();
        desk.want(AAPL);
        for (String other : List.of("A", "B", "C", "D", "E", "F", "G", "H")) {
            desk.want(Symbol.of(other));
        }

        await().until(() -> told(VolumeStated.class).size() == 8);
    }

    @Test
    void shouldTellThatAnOldQuoteStillStands() {
        Quote old =
                new Quote(
                        AAPL,
                        Price.parse("100"),
                        Quantity.of(1),
                        Price.parse("101"),
                        Quantity.of(1),
                        clock.instant().minus(Duration.ofMinutes(3)));
        history.add(
                new MarketSnapshot(
                        AAPL,
                        Optional.empty(),
                        Optional.of(old),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));

        desk.wantQuote(AAPL);
        desk.askAll();
        desk.wantQuote(AAPL);
        desk.askAll();

        assertThat(told(QuoteSnapshot.class))
                .as("one question a second")
                .containsExactly(new QuoteSnapshot(old, clock.instant()));
    }

    private <T> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Bar day(Instant start, long volume) {
        Price price = Price.parse("100");
        return new Bar(
                AAPL,
                Duration.ofDays(1),
                start,
                price,
                price,
                price,
                price,
                Quantity.of(volume),
                price,
                1);
    }

    /** Knows every symbol, and is open today. */
    private final class Directory implements VenueDirectory {

        private volatile boolean failing;
        private volatile Runnable whenAsked = () -> {};
        private volatile int questions;
        private volatile int sessionQuestions;
        private volatile Duration ahead = Duration.ZERO;
        private volatile Duration takes = Duration.ZERO;
        private volatile Symbol unfit = Symbol.of("NONE");

        private void ask() throws BrokerException {
            questions++;
            whenAsked.run();
            if (failing) {
                throw new BrokerException("no answer", new IOException("a test"));
            }
        }

        @Override
        public MarketClock clock() throws BrokerException {
            ask();
            clock.advance(takes.dividedBy(2));
            Instant now = clock.instant().plus(ahead);
            clock.advance(takes.dividedBy(2));
            return new MarketClock(now, true, now, now);
        }

        @Override
        public List<TradingSession> sessions(LocalDate from, LocalDate to) {
            sessionQuestions++;
            return List.of();
        }

        @Override
        public Optional<Asset> asset(Symbol symbol) throws BrokerException {
            ask();
            if (symbol.equals(unfit)) {
                throw new ArithmeticException("does not fit");
            }
            return Optional.of(new Asset(symbol, "a test", "NYSE", true, true, true));
        }

        @Override
        public List<Asset> assets(AssetClass assetClass) {
            return List.of();
        }

        @Override
        public Optional<OptionContract> optionContract(Symbol symbol) {
            return Optional.empty();
        }

        @Override
        public Page<OptionContract> optionContracts(OptionContractQuery query, String resume) {
            return new Page<>(List.of(), "");
        }
    }
}
