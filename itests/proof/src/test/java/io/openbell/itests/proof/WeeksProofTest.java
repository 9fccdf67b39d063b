package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.alpacaclient.AlpacaDirectory;
import io.openbell.api.broker.AccountFigures;
import io.openbell.api.broker.AccountRights;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.TradingSession;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.EquityMark;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.Money;
import io.openbell.kernel.breaker.BreakerLimits;
import io.openbell.kernel.breaker.Breakers;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.market.NyseHours;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Weeks without a restart, on a clock by hand, with the calendar that the exchange states over the wire: daylight saving ends on
 * 1 November 2026, Thanksgiving is the 26th, and the day after it is half a day.
 */
class WeeksProofTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Money START = Money.parse("100000");

    @TempDir private Path folder;
    private final Map<LocalDate, Instant> began = new LinkedHashMap<>();
    private final Map<LocalDate, Instant> suspended = new LinkedHashMap<>();
    private final List<Instant> resumed = new ArrayList<>();

    @Test
    void shouldBeginEachTradingDayWithItsPreMarketAndNeverInANightAWeekendOrAHoliday()
            throws Exception {
        LocalDate first = LocalDate.of(2026, 10, 28);
        LocalDate last = Proof.isFull() ? LocalDate.of(2027, 11, 30) : LocalDate.of(2026, 11, 30);
        List<TradingSession> calendar = calendar(first, last.plusDays(12));

        run(calendar, first, last);

        List<TradingSession> traded =
                calendar.stream().filter(day -> !day.date().isAfter(last)).toList();
        assertThat(calendar)
                .extracting(TradingSession::date)
                .doesNotContain(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 26));
        assertThat(began.keySet())
                .containsExactlyElementsOf(traded.stream().map(TradingSession::date).toList());
        for (TradingSession day : traded) {
            assertThat(began.get(day.date())).as("%s", day).isEqualTo(day.extendedOpen());
            assertThat(suspended.get(day.date())).as("%s", day).isEqualTo(day.open());
        }
        // What the day before suspended is allowed again when the next one begins, and never
        // before.
        assertThat(resumed)
                .containsExactlyElementsOf(
                        traded.stream().skip(1).map(TradingSession::extendedOpen).toList());
        assertThat(hourInUtc(LocalDate.of(2026, 10, 30))).isEqualTo(8);
        assertThat(hourInUtc(LocalDate.of(2026, 11, 2))).isEqualTo(9);
        assertThat(halfDays(traded)).contains(LocalDate.of(2026, 11, 27));
        Proof.shown(
                15,
                "trading days without a restart, a loss on each, a look every minute: "
                        + traded.size(),
                "each began with its pre-market, over daylight saving, a holiday and half days",
                "midnight in New York as the boundary is another moment on each of them");
        assertThat(traded)
                .as("the control: a boundary at midnight would be another one")
                .noneMatch(
                        day ->
                                day.date()
                                        .atStartOfDay(NEW_YORK)
                                        .toInstant()
                                        .equals(began.get(day.date())));
    }

    private void run(List<TradingSession> calendar, LocalDate first, LocalDate last) {
        Breakers breakers =
                new Breakers(Breakers.standard(BreakerLimits.standard(), new FakePositionBook()));
        Instant end = last.plusDays(1).atStartOfDay(NEW_YORK).toInstant();
        // Midnight before the first day: the market has been closed for hours.
        for (Instant now = first.atStartOfDay(NEW_YORK).toInstant();
                now.isBefore(end);
                now = now.plus(Duration.ofMinutes(1))) {
            if (now.getEpochSecond() % 3600 == 0) {
                take(breakers, now, stated(calendar, now));
            }
            take(breakers, now, new TimerTick(now));
            if (began.isEmpty() && now.isBefore(calendar.get(0).extendedOpen())) {
                continue;
            }
            take(breakers, now, account(equity(calendar, now), now));
        }
    }

    /** Each day loses 2.5 % from its open on, and begins anew with all of it. */
    private static Money equity(List<TradingSession> calendar, Instant now) {
        for (TradingSession day : calendar) {
            if (!now.isBefore(day.open()) && now.isBefore(day.extendedClose())) {
                return Money.parse("97500");
            }
        }
        return START;
    }

    private void take(Breakers breakers, Instant now, TradingEvent event) {
        for (TradingEvent said : breakers.onEvent(now, event)) {
            assertThat(said).as("%s", now).isNotInstanceOf(HaltTrading.class);
            if (said instanceof EquityMark mark) {
                began.putIfAbsent(mark.day(), now);
                // As the journal hands it back.
                breakers.onEvent(now, mark);
            } else if (said instanceof EntriesSuspended off && off.source().equals("daily-loss")) {
                suspended.putIfAbsent(off.at().atZone(NEW_YORK).toLocalDate(), now);
            } else if (said instanceof EntriesResumed on && on.source().equals("daily-loss")) {
                resumed.add(now);
            }
        }
    }

    /** As risk-management asks for it: yesterday and a week ahead, every hour. */
    private static SessionsStated stated(List<TradingSession> calendar, Instant now) {
        LocalDate today = now.atZone(NEW_YORK).toLocalDate();
        return new SessionsStated(
                calendar.stream()
                        .filter(day -> !day.date().isBefore(today.minusDays(1)))
                        .filter(day -> !day.date().isAfter(today.plusDays(7)))
                        .toList(),
                Duration.ZERO,
                now);
    }

    private List<TradingSession> calendar(LocalDate from, LocalDate to) throws Exception {
        ExchangeSettings settings = ExchangeSettings.onAnyPort();
        settings = settings.withMarket(settings.market().withSessions(new NyseHours()));
        try (ProofExchange exchange = new ProofExchange(folder, settings);
                ProofExchange.Connected connected = exchange.connect(Duration.ofSeconds(30), 1)) {
            return new AlpacaDirectory(connected.client()).sessions(from, to);
        }
    }

    private int hourInUtc(LocalDate day) {
        return java.util.Objects.requireNonNull(began.get(day))
                .atZone(java.time.ZoneOffset.UTC)
                .getHour();
    }

    private static List<LocalDate> halfDays(List<TradingSession> days) {
        return days.stream()
                .filter(
                        day ->
                                Duration.between(day.open(), day.close())
                                                .compareTo(Duration.ofHours(6))
                                        < 0)
                .map(TradingSession::date)
                .toList();
    }

    private static BrokerAccount account(Money equity, Instant now) {
        return new BrokerAccount(
                "PA1",
                equity,
                equity,
                START,
                Money.parse("200000"),
                true,
                "",
                now,
                new AccountRights(2, true, 0, 0, false, false, false, false),
                AccountFigures.UNSTATED);
    }
}
