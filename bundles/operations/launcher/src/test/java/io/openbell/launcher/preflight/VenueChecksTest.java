package io.openbell.launcher.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.session.Credentials;
import io.openbell.api.value.Money;
import io.openbell.api.view.Preflight.Report;
import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VenueChecksTest {

    private final ManualClock ours = ManualClock.at("2025-01-15T15:00:00Z");
    private final ManualClock venues = ManualClock.at("2025-01-15T15:00:00Z");
    private final FakeBroker broker = new FakeBroker(venues);
    private final VenueChecks checks = checks(Optional.of(new Credentials("PKTEST", "s3cret")));

    private VenueChecks checks(Optional<Credentials> outside) {
        return new VenueChecks(ours, text -> text.replace("s3cret", "[redacted]"), () -> outside);
    }

    @Test
    void shouldPassWhereTheVenueKnowsUsAndAgreesAboutTheTime() {
        List<Row> rows = checks.rows(broker, "");

        assertThat(rows)
                .extracting(Row::check)
                .containsExactly("venue", "credentials", "account", "clock-offset", "market-hours");
        assertThat(new Report(rows, Instant.EPOCH).passed()).isTrue();
        assertThat(row(rows, "account").reason()).contains(FakeBroker.ACCOUNT, "active");
        assertThat(row(rows, "clock-offset").verdict()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void shouldEndWith77WhereTheKeyIsRefused(int status) {
        broker.failQuestions(new BrokerException("GET /v2/clock: HTTP " + status, status));

        List<Row> rows = checks.rows(broker, "");

        assertThat(new Report(rows, Instant.EPOCH).exitCode()).isEqualTo(77);
        assertThat(row(rows, "credentials").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(row(rows, "credentials").remedy())
                .contains("ALPACA_API_KEY", "paper account", "keys of a live account do not work");
        assertThat(row(rows, "venue").verdict()).isEqualTo(Verdict.PASS);
        assertThat(row(rows, "market-hours").verdict()).isEqualTo(Verdict.SKIPPED);
    }

    /** Only once the venue has refused it: no form of a key is promised. */
    @Test
    void shouldSayOfARefusedKeyThatItLooksLikeALiveOneAndNothingOfAnAcceptedOne() {
        VenueChecks live = checks(Optional.of(new Credentials("AKCANARY", "s3cret")));

        assertThat(new Report(live.rows(broker, ""), Instant.EPOCH).passed()).isTrue();

        broker.failQuestions(new BrokerException("GET /v2/clock: HTTP 401", 401));
        Row refused = row(live.rows(broker, ""), "credentials");

        assertThat(refused.exitCode()).isEqualTo(77);
        assertThat(refused.remedy())
                .contains("ALPACA_API_KEY begins as keys of live accounts do")
                .doesNotContain("CANARY");
    }

    @Test
    void shouldAskNobodyToChangeAKeyThatWasNotGiven() {
        broker.failQuestions(new BrokerException("GET /v2/clock: HTTP 401", 401));

        assertThat(row(checks(Optional.empty()).rows(broker, ""), "credentials").remedy())
                .contains("built-in exchange")
                .doesNotContain("ALPACA");
    }

    @Test
    void shouldFailWhereTheVenueDoesNotAnswerAndTellNoSecret() {
        broker.failQuestions(new BrokerException("connect timed out with s3cret", 0));

        List<Row> rows = checks.rows(broker, "");

        assertThat(row(rows, "venue").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(row(rows, "venue").exitCode()).isEqualTo(69);
        assertThat(row(rows, "venue").reason()).isEqualTo("connect timed out with [redacted]");
        assertThat(row(rows, "credentials").verdict()).isEqualTo(Verdict.SKIPPED);
    }

    @Test
    void shouldSayWhyThereIsNobodyToAsk() {
        List<Row> rows = checks.rows(null, "waiting for the built-in exchange");

        assertThat(row(rows, "venue").reason()).isEqualTo("waiting for the built-in exchange");
        assertThat(row(rows, "venue").verdict()).isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"-1500, WARN, 1500 ms behind", "1500, WARN, 1500 ms ahead", "900, PASS, 900 ms"})
    void shouldWarnOfAClockThatIsOff(long millis, Verdict verdict, String reason) {
        ours.advance(Duration.ofMillis(3_000 + millis));
        venues.advance(Duration.ofMillis(3_000));

        Row offset = row(checks.rows(broker, ""), "clock-offset");

        assertThat(offset.verdict()).isEqualTo(verdict);
        assertThat(offset.reason()).contains(reason);
    }

    @Test
    void shouldWarnOfAClosedMarketWithTheNextOpenAndLetTheSessionBe() {
        ManualClock saturday = ManualClock.at("2025-01-18T15:00:00Z");
        Broker closed =
                with(
                        "clock",
                        new io.openbell.api.broker.MarketClock(
                                ours.instant(),
                                false,
                                Instant.parse("2025-01-21T14:30:00Z"),
                                saturday.instant()));

        List<Row> rows = checks.rows(closed, "");

        assertThat(row(rows, "market-hours").verdict()).isEqualTo(Verdict.WARN);
        assertThat(row(rows, "market-hours").reason()).contains("opens 2025-01-21T14:30:00Z");
        assertThat(new Report(rows, Instant.EPOCH).passed()).isTrue();
    }

    @Test
    void shouldFailOnAnAccountThatMustNotTrade() {
        Broker blocked =
                with(
                        "account",
                        new BrokerAccount(
                                "PA9",
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                false,
                                "trading_blocked",
                                ours.instant()));

        List<Row> rows = checks.rows(blocked, "");

        assertThat(row(rows, "account").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(row(rows, "account").reason()).contains("PA9", "trading_blocked");
        assertThat(new Report(rows, Instant.EPOCH).exitCode()).isEqualTo(77);
    }

    @Test
    void shouldWarnOfAnAccountThatAHaltMayHaveSuspended() {
        Broker suspended =
                with(
                        "account",
                        new BrokerAccount(
                                "PA9",
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                false,
                                "trade_suspended_by_user",
                                ours.instant()));

        List<Row> rows = checks.rows(suspended, "");

        assertThat(row(rows, "account").verdict()).isEqualTo(Verdict.WARN);
        assertThat(row(rows, "account").remedy()).contains("trading:resume");
    }

    /** The broker, but that this question has that answer. */
    private Broker with(String question, Object answer) {
        return (Broker)
                Proxy.newProxyInstance(
                        Broker.class.getClassLoader(),
                        new Class<?>[] {Broker.class},
                        (proxy, method, arguments) ->
                                method.getName().equals(question)
                                        ? answer
                                        : method.invoke(broker, arguments));
    }

    private static Row row(List<Row> rows, String check) {
        return rows.stream().filter(row -> row.check().equals(check)).findFirst().orElseThrow();
    }
}
