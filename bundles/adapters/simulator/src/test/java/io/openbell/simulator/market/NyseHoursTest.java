package io.openbell.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openbell.testkit.TestData;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NyseHoursTest {

    private final Sessions hours = new NyseHours();

    @Test
    void shouldOpenAndCloseAsTheExchangeDidFor34Years() throws Exception {
        TreeMap<LocalDate, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(TestData.file("reference/xnys.csv"))) {
            String[] cell = line.split(",", -1);
            if (!cell[0].isEmpty()) {
                LocalDate date =
                        Instant.parse(cell[0]).atOffset(java.time.ZoneOffset.UTC).toLocalDate();
                expected.put(date, cell[1] + " " + cell[2]);
            }
        }
        assertThat(expected.size()).isGreaterThan(8_000);
        TreeMap<LocalDate, String> ours = new TreeMap<>();
        for (TradingDay day : hours.days(expected.firstKey(), expected.lastKey())) {
            ours.put(day.date(), day.open() + " " + day.close());
        }

        TreeMap<LocalDate, String> missing = new TreeMap<>(expected);
        missing.entrySet().removeAll(ours.entrySet());
        ours.entrySet().removeAll(expected.entrySet());
        assertThat(missing).as("expected and not ours").isEmpty();
        assertThat(ours).as("ours and not expected").isEmpty();
    }

    @Test
    void shouldKeepTheHolidaysAndEarlyClosesAnotherPlatformLists() throws Exception {
        JsonNode stocks =
                new ObjectMapper()
                        .readTree(TestData.file("lean/market-hours-subset.json").toFile())
                        .path("entries")
                        .path("Equity-usa-[*]");
        DateTimeFormatter american = DateTimeFormatter.ofPattern("M/d/uuuu");
        List<LocalDate> open = new ArrayList<>();
        for (JsonNode holiday : stocks.path("holidays")) {
            LocalDate date = LocalDate.parse(holiday.asText(), american);
            hours.day(date).ifPresent(day -> open.add(day.date()));
        }
        List<LocalDate> late = new ArrayList<>();
        stocks.path("earlyCloses")
                .properties()
                .forEach(
                        early -> {
                            LocalDate date = LocalDate.parse(early.getKey(), american);
                            LocalTime close =
                                    hours.day(date)
                                            .map(day -> TradingDay.onTheClock(day.close()))
                                            .orElse(LocalTime.MIDNIGHT);
                            if (date.getDayOfWeek().getValue() <= 5
                                    && !close.equals(LocalTime.parse(early.getValue().asText()))) {
                                late.add(date);
                            }
                        });

        assertThat(open).isEmpty();
        assertThat(late).isEmpty();
    }

    @Test
    void shouldKnowTheSessionOfAnInstant() {
        assertThat(phase("2026-03-02T08:59:59Z")).isEqualTo(Sessions.Phase.CLOSED);
        assertThat(phase("2026-03-02T09:00:00Z")).isEqualTo(Sessions.Phase.PRE_MARKET);
        assertThat(phase("2026-03-02T14:30:00Z")).isEqualTo(Sessions.Phase.REGULAR);
        assertThat(phase("2026-03-02T21:00:00Z")).isEqualTo(Sessions.Phase.AFTER_HOURS);
        assertThat(phase("2026-03-03T01:00:00Z")).isEqualTo(Sessions.Phase.CLOSED);
        assertThat(phase("2026-03-01T15:00:00Z")).isEqualTo(Sessions.Phase.CLOSED);
        assertThat(phase("2026-11-27T18:00:00Z")).isEqualTo(Sessions.Phase.AFTER_HOURS);
        assertThat(phase("2026-11-27T22:00:00Z")).isEqualTo(Sessions.Phase.CLOSED);
    }

    private Sessions.Phase phase(String at) {
        return hours.phase(Instant.parse(at));
    }

    @Test
    void shouldNameTheNextOpenAndClose() {
        Instant friday = Instant.parse("2026-07-02T20:00:00Z");

        assertThat(hours.nextClose(friday.minusNanos(1))).isEqualTo(friday);
        assertThat(hours.nextOpen(friday)).isEqualTo("2026-07-06T13:30:00Z");
        assertThat(hours.nextClose(friday)).isEqualTo("2026-07-06T20:00:00Z");
        assertThat(hours.nextOpen(Instant.parse("2026-07-06T13:30:00Z")))
                .isEqualTo("2026-07-07T13:30:00Z");
        assertThat(hours.previous(LocalDate.of(2026, 7, 6)).date()).isEqualTo("2026-07-02");
    }

    @Test
    void shouldSettleByTheRuleOfTheTime() {
        assertThat(settlement("2026-07-02")).isEqualTo("2026-07-06");
        assertThat(settlement("2024-05-24")).isEqualTo("2024-05-29");
        assertThat(settlement("2010-06-11")).isEqualTo("2010-06-16");
    }

    private LocalDate settlement(String date) {
        return hours.day(LocalDate.parse(date)).orElseThrow().settlement();
    }

    @Test
    void shouldReachFrom1970To2029() {
        assertThat(hours.days(LocalDate.of(1970, 1, 1), LocalDate.of(1970, 12, 31))).hasSize(254);
        assertThat(hours.days(LocalDate.of(2029, 1, 1), LocalDate.of(2029, 12, 31))).hasSize(251);
        assertThat(hours.day(LocalDate.of(1977, 7, 14))).isEmpty();
        assertThat(hours.day(LocalDate.of(1980, 11, 4))).isEmpty();
        assertThat(hours.day(LocalDate.of(2025, 1, 9))).isEmpty();
    }
}
