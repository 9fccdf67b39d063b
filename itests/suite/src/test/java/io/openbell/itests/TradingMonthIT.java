package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Goal 15: a month of the exchange's hours without a restart, on the market's clock, which the test moves: the end of
 * daylight saving, weekends, a holiday, an early close. The days' counters begin anew on trading days alone, orders go out in
 * sessions alone, and what the process holds does not grow.
 */
class TradingMonthIT {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** A Friday; on Sunday the clocks go back. */
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 30);

    /** The Monday behind Thanksgiving, and the Friday of which the afternoon is off. */
    private static final LocalDate LAST = LocalDate.of(2026, 11, 30);

    private static final LocalDate THANKSGIVING = LocalDate.of(2026, 11, 26);
    private static final LocalDate EARLY_CLOSE = LocalDate.of(2026, 11, 27);

    /** When the first session of a trading day begins. */
    private static final LocalTime BEGINS = LocalTime.of(4, 0);

    /** Minutes behind the open in which the market goes a second at a time, so that quotes are fresh. */
    private static final int BUSY_MINUTES = 2;

    private final Distribution openbell = Distribution.onEmptyHome("month");
    private final List<Sample> samples = new ArrayList<>();
    private ZonedDateTime now = FIRST.atTime(8, 0).atZone(NEW_YORK);

    /** What the process holds at the end of a day. */
    private record Sample(int threads, int handles, long liveBytes) {}

    @AfterEach
    void close() {
        openbell.close();
    }

    @Test
    void shouldTradeAMonthWithoutARestart() throws Exception {
        assumeThat(Proof.isFull()).as("SKIPPED: a month takes minutes, -Pproof runs it").isTrue();
        prepare();
        openTheSession();
        Map<String, Integer> restarts = openbell.restarts();

        goTo(FIRST.atTime(16, 30));
        int trades = 0;
        for (LocalDate day = FIRST.plusDays(1); !day.isAfter(LAST); day = day.plusDays(1)) {
            goTo(day.atTime(BEGINS).minusMinutes(2));
            int before = ordersOfTheDay();
            goTo(day.atTime(BEGINS).plusMinutes(2));
            int after = ordersOfTheDay();
            if (isTradingDay(day)) {
                assertThat(before).as("orders of the day before %s", day).isPositive();
                assertThat(after).as("orders of %s", day).isLessThan(before);
                goThroughTheOpen(day);
                trades++;
            } else {
                assertThat(after).as("orders while %s is off", day).isEqualTo(before);
            }
            goTo(day.atTime(16, 30));
            sample(day);
        }

        assertOrdersInSessionsAlone();
        assertThat(openbell.restarts()).isEqualTo(restarts);
        assertThat(openbell.json("trading:status").path("gate").asText()).isEqualTo("ACTIVE");
        assertNothingGrew();
        assertThat(openbell.stop().exitCode()).isZero();
        report(trades);
    }

    private void prepare() throws IOException {
        openbell.configure(
                "simulator",
                Map.of(
                        "clock", "stepped",
                        "clockStart", now.toInstant().toString(),
                        "sessions", "nyse",
                        "ticksPerSecond", "1",
                        "requestsPerMinute", "0"));
        openbell.configure("engine", Map.of("clock", "event"));
        // Coins are traded around the clock: time passes while the exchange is closed.
        openbell.configure(
                "market-data-collector",
                Map.of("symbols", "AAPL, MSFT, NVDA, JPM, XOM, CVX, KO, PEP, BTC/USD"));
        // Their limits are those of a machine's minute, not of the market's.
        openbell.configure("alpaca-client", Map.of("requestsPerMinute", "10000"));
        openbell.configure(
                "breakers",
                Map.of(
                        "dailyLossReducePercent", "98",
                        "dailyLossHaltPercent", "99",
                        "drawdownReducePercent", "98",
                        "drawdownHaltPercent", "99"));
    }

    /** It opens once there are prices, for which the market has to move. */
    private void openTheSession() throws InterruptedException {
        CompletableFuture<Void> start = CompletableFuture.runAsync(openbell::start);
        while (!start.isDone()) {
            try {
                advance(1);
            } catch (RuntimeException | AssertionError notYet) {
                // The exchange is not there.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        start.join();
    }

    private void advance(int seconds) {
        JsonNode market =
                openbell.exchangePost(
                        "/openbell/control/market",
                        "{\"action\": \"advance\", \"seconds\": " + seconds + "}");
        now = Instant.parse(market.path("time").asText()).atZone(NEW_YORK);
    }

    /** A minute at a time. */
    private void goTo(java.time.LocalDateTime moment) throws InterruptedException {
        ZonedDateTime end = moment.atZone(NEW_YORK);
        while (now.isBefore(end)) {
            advance((int) Math.min(60, Math.max(1, Duration.between(now, end).toSeconds())));
            TimeUnit.MILLISECONDS.sleep(3);
        }
    }

    /** A second at a time. */
    private void goThroughTheOpen(LocalDate day) throws InterruptedException {
        goTo(day.atTime(9, 30));
        for (int second = 0; second < BUSY_MINUTES * 60; second++) {
            advance(1);
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    private static boolean isTradingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !day.equals(THANKSGIVING);
    }

    private int ordersOfTheDay() {
        // What the market said is told on another thread.
        await().atMost(Duration.ofSeconds(60)).until(this::isTold);
        return StreamSupport.stream(risk().path("lines").spliterator(), false)
                .filter(line -> line.path("name").asText().equals("orders-per-day"))
                .mapToInt(line -> line.path("use").asInt())
                .findFirst()
                .orElseThrow();
    }

    private boolean isTold() {
        return !Instant.parse(risk().path("at").asText())
                .isBefore(now.toInstant().minusSeconds(70));
    }

    private JsonNode risk() {
        return openbell.json("trading:risk");
    }

    private void sample(LocalDate day) throws IOException {
        // What waits for the loop is no part of what is held.
        await().atMost(Duration.ofSeconds(60)).until(() -> isTold());
        RunningProcess process = new RunningProcess(openbell.process());
        samples.add(new Sample(process.threads(), process.handles(), process.liveBytes()));
        System.out.println(day + " " + samples.get(samples.size() - 1));
    }

    private void assertOrdersInSessionsAlone() {
        JsonNode orders = openbell.ledger().path("orders");
        assertThat(orders.size()).isGreaterThan(20);
        for (JsonNode order : orders) {
            ZonedDateTime at = Instant.parse(order.path("submitted_at").asText()).atZone(NEW_YORK);
            LocalTime ends =
                    at.toLocalDate().equals(EARLY_CLOSE)
                            ? LocalTime.of(17, 0)
                            : LocalTime.of(20, 0);
            assertThat(isTradingDay(at.toLocalDate())).as("%s", order).isTrue();
            assertThat(at.toLocalTime()).as("%s", order).isBetween(BEGINS, ends);
        }
    }

    /** The last five days hold what five days held once the market kept as much of the past as it does. */
    private void assertNothingGrew() {
        List<Sample> first = earlier();
        List<Sample> last = latest();
        assertThat(mean(last, Sample::threads))
                .as("threads %s", samples)
                .isLessThan(mean(first, Sample::threads) * 1.1);
        assertThat(mean(last, Sample::handles))
                .as("handles %s", samples)
                .isLessThan(mean(first, Sample::handles) + 5);
        assertThat(mean(last, Sample::liveBytes))
                .as("live heap %s", samples)
                .isLessThan(mean(first, Sample::liveBytes) * 1.15);
    }

    /** The synthetic market keeps the minutes of nine days. */
    private List<Sample> earlier() {
        return samples.subList(10, 15);
    }

    private List<Sample> latest() {
        return samples.subList(samples.size() - 5, samples.size());
    }

    private static double mean(
            List<Sample> of, java.util.function.ToDoubleFunction<Sample> figure) {
        return of.stream().mapToDouble(figure).average().orElseThrow();
    }

    private void report(int tradingDays) {
        Proof.shown(
                15,
                samples.size()
                        + " days from "
                        + FIRST
                        + " on the market's clock in a distribution, "
                        + tradingDays
                        + " of them trading days; the clocks change, a holiday, an early close",
                "the day's orders counted anew on trading days alone, no order outside of sessions, nobody restarted; threads, handles and live MB in the mean of five days: "
                        + figures(earlier())
                        + " at first, "
                        + figures(latest())
                        + " at last",
                "the count does not begin anew on "
                        + (samples.size() - tradingDays)
                        + " days that are off");
    }

    private static String figures(List<Sample> of) {
        return "%.1f, %.1f, %.1f"
                .formatted(
                        mean(of, Sample::threads),
                        mean(of, Sample::handles),
                        mean(of, Sample::liveBytes) / 1e6);
    }
}
