package io.openbell.launcher.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.market.MarketDataFeed;
import io.openbell.api.view.Preflight.Report;
import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeMarketDataFeed;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarketDataCheckTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T15:00:00Z");
    private final FakeMarketDataFeed feed = new FakeMarketDataFeed(clock);
    private final FakeBroker broker = new FakeBroker(clock);

    @Test
    void shouldNameTheHostThatAnswers() throws Exception {
        feed.quote("AAPL", "230.00", "230.01");

        assertThat(row(feed).verdict()).isEqualTo(Verdict.PASS);
        assertThat(row(feed).reason()).startsWith("fake feed answers within").endsWith("ms");
    }

    @Test
    void shouldTakeAnAnswerWithoutAQuoteForAnAnswer() throws Exception {
        assertThat(row(feed).verdict()).isEqualTo(Verdict.PASS);
        assertThat(row(feed).reason()).endsWith("without a quote of AAPL");
    }

    @Test
    void shouldOnlyWarnWhereItDoesNotAnswer() throws Exception {
        feed.failQuestions(new IOException("data.alpaca.markets: connect timed out"));

        Row row = row(feed);

        assertThat(row.verdict()).isEqualTo(Verdict.WARN);
        assertThat(row.exitCode()).isZero();
        assertThat(row.reason()).contains("data.alpaca.markets: connect timed out");
        assertThat(row.remedy()).contains("entries are denied");
        assertThat(row(null).verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void shouldAskForMarketDataOnceTheVenueAnswersAndUntilThenLeaveTheVenueTheFirstFailure()
            throws Exception {
        AtomicInteger asked = new AtomicInteger();
        SessionPreflight preflight =
                preflight(
                        broker,
                        () -> {
                            asked.incrementAndGet();
                            return feed;
                        });
        broker.failQuestions(new BrokerException("connect timed out", 0));

        Report unanswered = preflight.withVenue();

        assertThat(asked).hasValue(0);
        assertThat(unanswered.exitCode()).isEqualTo(69);
        assertThat(unanswered.rows())
                .filteredOn(row -> row.verdict() == Verdict.FAIL)
                .extracting(Row::check)
                .containsExactly("venue", "exchange");

        broker.failQuestions(null);
        Report answered = preflight.withVenue();
        preflight.withVenue();

        assertThat(asked).hasValue(1);
        assertThat(answered.rows())
                .extracting(Row::check)
                .containsSubsequence("venue", "market-hours", "exchange", "market-data", "remote");
        assertThat(preflight.latest().rows()).hasSameSizeAs(preflight.run().rows());
    }

    private SessionPreflight preflight(Broker asked, Supplier<@Nullable MarketDataFeed> feeds) {
        return new SessionPreflight(
                List.of(),
                List.of(new Check("remote", 0, () -> Check.Finding.pass("well"))),
                new ExchangeCheck(() -> true, () -> null).check(),
                new MarketDataCheck(feeds).check(),
                new VenueChecks(clock, text -> text, Optional::empty),
                () -> asked,
                () -> "",
                text -> text,
                clock);
    }

    private static Row row(@Nullable MarketDataFeed feed) throws InterruptedException {
        Check check = new MarketDataCheck(() -> feed).check();
        return new Checks(text -> text).run(List.of(check), Duration.ofMinutes(1)).get(0);
    }
}
