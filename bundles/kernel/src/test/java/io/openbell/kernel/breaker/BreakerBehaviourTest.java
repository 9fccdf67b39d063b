package io.openbell.kernel.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.DiskSpace;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.SymbolFrozen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerBehaviourTest {

    private final Day day = new Day();

    @Test
    void shouldKeepEntriesOffUntilTheNextTradingDayAlthoughTheLossWasMadeGood() {
        day.equity("97900");
        day.equity("100000");
        assertThat(day.said(EntriesResumed.class)).isEmpty();

        until("2025-01-16T08:59:59Z");
        day.equity("100000");
        assertThat(day.said(EntriesResumed.class)).isEmpty();
        until("2025-01-16T09:00:00Z");
        day.equity("100000");

        assertThat(day.said(EntriesResumed.class))
                .extracting(EntriesResumed::source)
                .containsExactlyInAnyOrder("daily-loss", "drawdown");
    }

    @Test
    void shouldMeasureTheNewDayAgainstTheEquityItBeganWith() {
        day.equity("98100");
        until("2025-01-16T09:00:00Z");
        day.equity("98100");

        day.equity("96138.01");
        assertThat(day.said(EntriesSuspended.class)).isEmpty();
        day.equity("96138.00");

        assertThat(day.said(EntriesSuspended.class))
                .extracting(EntriesSuspended::source)
                .contains("daily-loss");
    }

    @Test
    void shouldCountWeekendAndHolidayToTheDayBefore() {
        until("2025-01-17T20:00:00Z");
        day.equity("100000");
        day.equity("98500");
        until("2025-01-20T20:00:00Z");
        day.equity("98500");

        day.equity("98000");

        assertThat(day.said(EntriesSuspended.class)).isNotEmpty();
    }

    @Test
    void shouldNotForgetTheLossOfTheDayOverARestart() {
        day.equity("98500");
        day.restart();

        day.equity("98000");

        assertThat(day.said(EntriesSuspended.class))
                .extracting(EntriesSuspended::source)
                .contains("daily-loss");
    }

    @Test
    void shouldSuspendAgainAfterARestartAlthoughTheLossWasMadeGood() {
        day.equity("98000");
        day.equity("100000");

        day.restart();

        assertThat(day.said(EntriesSuspended.class))
                .extracting(EntriesSuspended::source)
                .containsExactlyInAnyOrder("daily-loss", "drawdown");
    }

    @Test
    void shouldRememberThePeakOfTheDayOverARestart() {
        day.equity("104000");
        day.restart();

        day.equity("100880");

        assertThat(day.halted("drawdown")).isTrue();
    }

    @Test
    void shouldForgetTheLossWithoutItsJournal() {
        day.equity("98500");
        day.journal.clear();
        day.restart();

        day.equity("98000");

        assertThat(day.said(EntriesSuspended.class)).isEmpty();
    }

    @Test
    void shouldHaltAgainAfterAResumeOnceTheLossHasGrownByTheSameStep() {
        day.equity("97000");
        day.tell(new ResumeTrading("operator", "accepted", day.now()));
        day.tell(new TimerTick(day.now()));
        day.said.clear();

        day.equity("96000.01");
        assertThat(day.said(HaltTrading.class)).isEmpty();
        day.restart();
        day.equity("96000.00");

        assertThat(day.halted("daily-loss")).isTrue();
    }

    @Test
    void shouldAcceptADepositOnceAnOperatorResumed() {
        day.venueEquity("105000");
        day.venueEquity("105000");
        assertThat(day.halted("equity-disagreement")).isTrue();

        day.tell(new ResumeTrading("operator", "deposit", day.now()));
        day.tell(new TimerTick(day.now()));
        day.said.clear();
        day.restart();
        day.venueEquity("105000");
        day.venueEquity("105000");

        assertThat(day.said(HaltTrading.class)).isEmpty();
    }

    @Test
    void shouldForgiveOneStatementThatCrossedAFill() {
        day.venueEquity("101000");
        day.venueEquity("100000");
        day.venueEquity("101000");

        assertThat(day.said(HaltTrading.class)).isEmpty();
    }

    @Test
    void shouldLeaveOurLedgerOutUntilEveryPositionHasAPrice() {
        day.book.cash("0");
        day.book.hold("AAPL", "500", "100");
        day.venueEquity("100000");
        day.quote("AAPL", "90", "110");
        day.venueEquity("100000");
        assertThat(day.said(HaltTrading.class)).as("too wide for the ledger").isEmpty();

        day.quote("AAPL", "99.99", "100.01");
        day.venueEquity("100000");

        assertThat(day.halted("daily-loss")).isTrue();
    }

    @Test
    void shouldHaltWhenALossCannotBeComputed() {
        day.book.hold("AAPL", "9000000000", "9000000000");

        assertThatEquityFails();
    }

    private void assertThatEquityFails() {
        day.quote("AAPL", "99.99", "100.01");
        day.tell(new TimerTick(day.now()));

        assertThat(day.said(HaltTrading.class))
                .singleElement()
                .satisfies(
                        halt -> {
                            assertThat(halt.source()).isEqualTo("daily-loss");
                            assertThat(halt.reason()).contains("cannot be computed");
                        });
    }

    @Test
    void shouldRebuildAFreezeFromTheJournalWithItsOwnEnd() {
        day.reject("AAPL");
        day.reject("AAPL");
        day.reject("AAPL");
        Instant until = day.said(SymbolFrozen.class).get(0).until();
        day.pass(Duration.ofMinutes(9));

        day.restart();
        assertThat(day.said(SymbolFrozen.class))
                .extracting(SymbolFrozen::until)
                .containsExactly(until);
        day.pass(Duration.ofMinutes(1));
        day.restart();

        assertThat(day.said(SymbolFrozen.class)).isEmpty();
    }

    @Test
    void shouldNotTakeForRejectionsWhatNeverReachedTheVenue() {
        for (int i = 0; i < 50; i++) {
            day.hold("AAPL");
        }
        day.rejects(9, "S");

        assertThat(day.said(HaltTrading.class)).isEmpty();
        assertThat(day.said(SymbolFrozen.class)).isEmpty();
        day.reject("S9");
        assertThat(day.halted("rejects")).isTrue();
    }

    @Test
    void shouldHaltAfterARestartWhenItDiedBeforeTheHaltWasOnTheDisk() {
        day.rejects(10, "S");
        day.journal.removeIf(HaltTrading.class::isInstance);

        day.restart();

        assertThat(day.halted("rejects")).isTrue();
    }

    @Test
    void shouldSayOneHaltAtATimeAndAnotherAfterAResume() {
        day.tell(new DiskSpace(10, day.now()));
        day.tell(new DiskSpace(10, day.now()));
        assertThat(day.said(HaltTrading.class)).hasSize(1);

        day.tell(new ResumeTrading("operator", "hopeful", day.now()));
        day.tell(new DiskSpace(10, day.now()));

        assertThat(day.said(HaltTrading.class)).hasSize(2);
    }

    @Test
    void shouldResumeEntriesOnceThereIsSpaceAndTheStreamsFlow() {
        day.tell(new DiskSpace(499, day.now()));
        day.tell(new FeedStatus(false, "test", "closed", day.now()));
        day.tell(new DiskSpace(500, day.now()));
        day.tell(new FeedStatus(true, "test", "", day.now()));

        assertThat(day.said(EntriesResumed.class))
                .extracting(EntriesResumed::source)
                .containsExactly("disk", "stream-gap");
    }

    @Test
    void shouldShowHowFarTheDiskIsFromTooFull() {
        day.tell(new DiskSpace(2000, day.now()));

        assertThat(day.lines())
                .filteredOn(line -> line.name().equals("disk"))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.distance()).isEqualTo(1500);
                            assertThat(line.usedPercent()).isEqualTo(25);
                        });
    }

    @Test
    void shouldCountOnlyOrdersThatAreStillUnknown() {
        List<OrderId> orders = List.of(day.order("A"), day.order("B"), day.order("C"));
        orders.forEach(order -> day.tell(new OrderUnknown(order, "timeout", day.now())));
        day.tell(new OrderCanceled(orders.get(0), day.now()));

        day.tell(new OrderUnknown(day.order("D"), "timeout", day.now()));

        assertThat(day.said(HaltTrading.class)).isEmpty();
    }

    @Test
    void shouldNotCompareAFillWithQuotesOfAnotherTime() {
        day.quote("AAPL", "99.00", "100.00");
        day.pass(Duration.ofSeconds(10).plusNanos(1));

        day.fill("AAPL", "150.00");

        assertThat(day.said(HaltTrading.class)).isEmpty();
    }

    private void until(String moment) {
        day.pass(Duration.between(day.now(), Instant.parse(moment)));
    }
}
