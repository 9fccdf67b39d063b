package io.openbell.kernel.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.CommandGiven;
import io.openbell.api.market.Trade;
import io.openbell.api.order.Algorithm.Iceberg;
import io.openbell.api.order.Algorithm.Participation;
import io.openbell.api.order.Algorithm.Twap;
import io.openbell.api.order.Algorithm.Vwap;
import io.openbell.api.order.CancelExecution;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent.ExecutionStarted;
import io.openbell.api.order.ExecutionEvent.Outcome;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderExpired;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.view.Execution.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutionDeskTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Optional<Price> LIMIT = Optional.of(Price.of(100));

    private final ExecutionStage stage = new ExecutionStage();

    @Test
    void shouldTradeEqualPartsAtEqualDistances() {
        stage.tell(ExecutionStage.buy("1000", new Twap(Duration.ofMinutes(7), 7)));
        List<String> parts = new ArrayList<>();
        List<Long> minutes = new ArrayList<>();
        for (int second = 0; second < 480; second++) {
            if (!stage.wishes().isEmpty()) {
                minutes.add(second / 60L);
                parts.add(stage.fillNext().toString());
            }
            stage.pass(Duration.ofSeconds(1));
        }

        assertThat(parts).containsExactly("143", "143", "143", "142", "143", "143", "143");
        assertThat(minutes).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(stage.execution().state()).isEqualTo(State.ENDED);
        assertThat(stage.execution().outcome()).contains(Outcome.COMPLETED);
        assertThat(stage.execution().averageFillPrice()).isEqualTo(Price.of(100));
    }

    @Test
    void shouldWishForOrdinaryOrdersThatNameTheirParent() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(10), 2), LIMIT));

        OrderIntent part = stage.takeWish();
        assertThat(part.parent()).contains(ExecutionStage.ID);
        assertThat(part.id().value()).isEqualTo("large-1.1");
        assertThat(part.source()).isEqualTo("test");
        assertThat(part.terms()).isEqualTo(new OrderTerms.Limit(Price.of(100)));
    }

    @Test
    void shouldFollowTheProfileOfTheMarketsVolumeWithinALot() {
        stage.tell(ExecutionStage.buy("1000", new Vwap(Duration.ofMinutes(4), 4)));
        assertThat(stage.wishes()).isEmpty();

        stage.desk.onProfile(stage.now, ExecutionStage.ID, List.of(30L, 10L, 10L, 50L), "two days");
        List<String> parts = new ArrayList<>();
        for (int minute = 0; minute < 4; minute++) {
            stage.pass(minute == 0 ? Duration.ofSeconds(1) : MINUTE);
            parts.add(stage.fillNext().toString());
        }

        assertThat(parts).containsExactly("300", "100", "100", "500");
        assertThat(stage.execution().profile()).isEqualTo("two days");
    }

    @Test
    void shouldUseTheUsualShapeOfADayWhereThereIsNoHistory() {
        stage.tell(ExecutionStage.buy("1000", new Vwap(Duration.ofMinutes(60), 6)));
        stage.desk.onProfile(stage.now, ExecutionStage.ID, List.of(), "nothing");
        stage.pass(Duration.ofSeconds(1));

        ExecutionStarted started = (ExecutionStarted) stage.journaled().get(0);
        assertThat(started.profile()).isEqualTo("usual shape of a day");
        assertThat(started.weights()).hasSize(6).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void shouldTradeItsShareOfWhatTheMarketTrades() {
        stage.tell(ExecutionStage.buy("500", new Participation(10, Duration.ofHours(1))));
        stage.pass(Duration.ofSeconds(1));
        assertThat(stage.wishes()).isEmpty();

        print(1_234);
        stage.pass(Duration.ofSeconds(1));
        assertThat(stage.fillNext()).isEqualTo(Quantity.of(123));
        print(100_000);
        stage.pass(Duration.ofSeconds(5));
        assertThat(stage.wishes()).describedAs("not within twelve seconds").isEmpty();
        stage.pass(Duration.ofSeconds(8));
        assertThat(stage.fillNext()).isEqualTo(Quantity.of(377));
        assertThat(stage.execution().outcome()).contains(Outcome.COMPLETED);
    }

    @Test
    void shouldShowOnePartOfAnIcebergAtATime() {
        stage.tell(
                ExecutionStage.buy("25", new Iceberg(Quantity.of(10), Duration.ofHours(1)), LIMIT));
        OrderId first = stage.accept(stage.takeWish());
        stage.fill(first, Quantity.of(4));
        stage.pass(MINUTE);
        assertThat(stage.wishes()).isEmpty();

        stage.fill(first, Quantity.of(6));
        stage.pass(MINUTE);
        assertThat(stage.fillNext()).isEqualTo(Quantity.of(10));
        stage.pass(MINUTE);
        assertThat(stage.fillNext()).isEqualTo(Quantity.of(5));
        assertThat(stage.execution().outcome()).contains(Outcome.COMPLETED);
    }

    @Test
    void shouldTryADeniedPartAgainAndFailAfterTooManySetbacks() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofHours(1), 2)));
        stage.deny(stage.takeWish());
        assertThat(stage.execution().detail()).isEqualTo("PRICE_COLLAR: limit=1");
        stage.pass(Duration.ofSeconds(13));
        assertThat(stage.wishes().get(0).id().value()).isEqualTo("large-1.2");
        stage.deny(stage.takeWish());
        for (int i = 3; i <= 8; i++) {
            stage.pass(MINUTE);
            stage.deny(stage.takeWish());
        }
        stage.pass(MINUTE);

        assertThat(stage.wishes()).isEmpty();
        assertThat(stage.execution().outcome()).contains(Outcome.FAILED);
        assertThat(stage.execution().setbacks()).isEqualTo(8);
        assertThat(stage.execution().detail()).contains("8 setbacks in a row", "PRICE_COLLAR");
    }

    @Test
    void shouldWaitAMomentForTheQuoteThatADeniedPartHadAskedFor() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofHours(1), 2)));
        for (int i = 1; i <= 3; i++) {
            stage.denyForAStaleQuote(stage.takeWish());
            assertThat(stage.wishes()).isEmpty();
            stage.pass(Duration.ofSeconds(2));
        }
        assertThat(stage.execution().setbacks()).isZero();
        assertThat(stage.execution().detail()).contains("QUOTE_STALE");

        stage.denyForAStaleQuote(stage.takeWish());
        assertThat(stage.execution().setbacks()).isEqualTo(1);
    }

    @Test
    void shouldWaitWhileTheFateOfAPartIsUnknown() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4)));
        OrderId lost = stage.begin(stage.takeWish());
        stage.tell(new OrderUnknown(lost, "timeout", stage.now));
        stage.pass(MINUTE);
        stage.pass(MINUTE);

        assertThat(stage.wishes()).isEmpty();
        assertThat(stage.execution().open()).isEqualTo(Quantity.of(25));
    }

    @Test
    void shouldNeverReplaceAPartThatWentOutAndMayTurnUpAfterAll() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4)));
        OrderId lost = stage.begin(stage.takeWish());
        stage.tell(new OrderUnknown(lost, "timeout", stage.now));
        stage.tell(new OrderNotReceived(lost, "asked for 60 s", stage.now));
        Quantity wished = Quantity.ZERO;
        for (int minute = 0; minute < 4; minute++) {
            stage.pass(MINUTE);
            if (!stage.wishes().isEmpty()) {
                wished = wished.plus(stage.fillNext());
            }
        }

        assertThat(wished).isEqualTo(Quantity.of(75));
        stage.pass(MINUTE);
        assertThat(stage.execution().outcome()).contains(Outcome.EXPIRED);
        assertThat(stage.execution().open()).isEqualTo(Quantity.of(25));
    }

    @Test
    void shouldCancelItsPartsWhenItIsCanceled() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4), LIMIT));
        OrderId part = stage.accept(stage.takeWish());
        stage.tell(new CancelExecution(ExecutionStage.ID, "operator"));

        assertThat(stage.execution().state()).isEqualTo(State.STOPPING);
        assertThat(stage.cancels()).containsExactly(part);
        stage.fill(part, Quantity.of(3));
        stage.tell(new OrderCanceled(part, stage.now));
        assertThat(stage.execution().outcome()).contains(Outcome.CANCELED);
        assertThat(stage.execution().filled()).isEqualTo(Quantity.of(3));
        assertThat(stage.wishes()).isEmpty();
    }

    @Test
    void shouldBeStoppedByItsSourceAndByNoOtherStrategy() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4)));
        stage.tell(new CancelExecution(ExecutionStage.ID, "another"));
        assertThat(stage.execution().state()).isEqualTo(State.RUNNING);

        stage.tell(new CancelExecution(ExecutionStage.ID, "test"));
        assertThat(stage.execution().state()).isEqualTo(State.STOPPING);
    }

    @Test
    void shouldCancelAPartThatBecomesAnOrderOnlyAfterwards() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4), LIMIT));
        OrderIntent wish = stage.takeWish();
        stage.tell(new CancelExecution(ExecutionStage.ID, "operator"));
        assertThat(stage.execution().state()).isEqualTo(State.STOPPING);

        OrderId part = stage.accept(wish);
        assertThat(stage.cancels()).containsExactly(part);
    }

    @Test
    void shouldEndWithItsTimeAndTakeItsPartsOutOfTheMarket() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(1), 1), LIMIT));
        OrderId part = stage.accept(stage.takeWish());
        stage.pass(MINUTE);

        assertThat(stage.cancels()).containsExactly(part);
        stage.tell(new OrderCanceled(part, stage.now));
        assertThat(stage.execution().outcome()).contains(Outcome.EXPIRED);
    }

    @Test
    void shouldEndWhenTheVenueLetsAPartExpire() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofHours(4), 4), LIMIT));
        OrderId part = stage.accept(stage.takeWish());
        stage.tell(new OrderExpired(part, stage.now));

        assertThat(stage.execution().outcome()).contains(Outcome.EXPIRED);
    }

    @Test
    void shouldStopWhenTradingIsHalted() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4)));
        stage.fillNext();
        stage.tell(new HaltTrading("operator", "drill", stage.now));
        stage.pass(MINUTE);

        assertThat(stage.wishes()).isEmpty();
        assertThat(stage.execution().outcome()).contains(Outcome.CANCELED);
    }

    @Test
    void shouldStopWhenItIsCanceledBeforeTheJournalHasItsBeginning() {
        stage.tellBeforeJournal(
                ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4)),
                new CancelExecution(ExecutionStage.ID, "operator"));

        assertThat(stage.wishes()).isEmpty();
        assertThat(stage.execution().outcome()).contains(Outcome.CANCELED);
    }

    @Test
    void shouldStopWhenTradingIsHaltedBeforeTheJournalHasItsBeginning() {
        stage.tellBeforeJournal(
                ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4)),
                new HaltTrading("operator", "drill", stage.now));

        assertThat(stage.wishes()).isEmpty();
        assertThat(stage.execution().outcome()).contains(Outcome.CANCELED);
    }

    @Test
    void shouldStopAfterARestartWhenTheProcessDiedRightAfterAHalt() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4)));
        stage.fillNext();
        stage.dieAfter(new HaltTrading("operator", "drill", stage.now));
        stage.pass(MINUTE);

        assertThat(stage.wishes()).isEmpty();
        assertThat(stage.execution().outcome()).contains(Outcome.CANCELED);
    }

    @Test
    void shouldStopAfterARestartWhatBeganAfterAHaltAndStayStoppedAfterTheNextResumption() {
        ExecuteOrder wish = ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4));
        stage.dieAfter(
                new HaltTrading("operator", "drill", stage.now),
                new ExecutionStarted(wish, List.of(), "", stage.now),
                new ResumeTrading("operator", "over", stage.now));
        stage.pass(MINUTE);

        assertThat(stage.wishes()).isEmpty();
        assertThat(stage.execution().outcome()).contains(Outcome.CANCELED);
    }

    @Test
    void shouldBeginAfterAHaltThatWasResumedFrom() {
        stage.tell(new HaltTrading("operator", "drill", stage.now));
        stage.tell(new ResumeTrading("operator", "over", stage.now));
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4)));

        assertThat(stage.wishes()).hasSize(1);
    }

    @Test
    void shouldStopAfterARestartWhenTheProcessDiedRightAfterACancel() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4)));
        stage.fillNext();
        stage.dieAfter(canceledBy("operator"));
        stage.pass(MINUTE);

        assertThat(stage.wishes()).isEmpty();
        assertThat(stage.execution().outcome()).contains(Outcome.CANCELED);
    }

    @Test
    void shouldStopAfterARestartWhatWasCanceledBeforeTheJournalHadItsBeginning() {
        ExecuteOrder wish = ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4));
        stage.dieAfter(canceledBy("test"), new ExecutionStarted(wish, List.of(), "", stage.now));
        stage.pass(MINUTE);

        assertThat(stage.wishes()).isEmpty();
        assertThat(stage.execution().outcome()).contains(Outcome.CANCELED);
    }

    @Test
    void shouldGoOnAfterARestartWhenSomebodyElseCanceled() {
        stage.tell(ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4)));
        stage.fillNext();
        stage.dieAfter(canceledBy("somebody-else"));
        stage.pass(MINUTE);

        assertThat(stage.wishes()).hasSize(1);
    }

    private CommandGiven canceledBy(String who) {
        return new CommandGiven(new CancelExecution(ExecutionStage.ID, who), stage.now);
    }

    @Test
    void shouldGoOnAfterARestartWhereItStopped() {
        stage.tell(ExecutionStage.buy("1000", new Twap(Duration.ofMinutes(10), 10)));
        stage.fillNext();
        stage.pass(MINUTE);
        OrderId working = stage.accept(stage.takeWish());
        stage.fill(working, Quantity.of(40));
        stage.restart();

        assertThat(stage.execution().filled()).isEqualTo(Quantity.of(140));
        assertThat(stage.execution().open()).isEqualTo(Quantity.of(60));
        stage.pass(MINUTE);
        OrderIntent next = stage.takeWish();
        assertThat(next.id().value()).isEqualTo("large-1.3");
        assertThat(next.quantity()).isEqualTo(Quantity.of(100));
    }

    @Test
    void shouldCatchUpInStepsAfterALongPause() {
        stage.tell(ExecutionStage.buy("1000", new Twap(Duration.ofMinutes(10), 10)));
        stage.fillNext();
        stage.pass(Duration.ofMinutes(5));

        assertThat(stage.fillNext()).isEqualTo(Quantity.of(200));
        stage.pass(Duration.ofSeconds(12));
        assertThat(stage.fillNext()).isEqualTo(Quantity.of(200));
        stage.pass(Duration.ofSeconds(12));
        assertThat(stage.fillNext()).isEqualTo(Quantity.of(100));
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        refused(ExecutionStage.buy("100", new Twap(MINUTE, 6)), "slices must be 1 to 5");
        refused(ExecutionStage.buy("0", new Twap(MINUTE, 1)), "quantity must be above zero");
        refused(ExecutionStage.buy("1", new Twap(Duration.ofDays(2), 1)), "at most 1440 minutes");
        refused(ExecutionStage.buy("1", new Participation(51, MINUTE)), "at most 50 percent");
        refused(
                ExecutionStage.buy("1", new Iceberg(Quantity.of(1), MINUTE)),
                "needs a limit price");
        refused(
                ExecutionStage.buy("1", new Iceberg(Quantity.of(2), MINUTE), LIMIT),
                "shown must be above zero and at most 1");
    }

    private static void refused(ExecuteOrder wish, String why) {
        ExecutionStage fresh = new ExecutionStage();
        fresh.tell(wish);
        assertThat(fresh.execution().outcome()).contains(Outcome.REFUSED);
        assertThat(fresh.execution().detail()).contains(why);
        assertThat(fresh.wishes()).isEmpty();
        fresh.restart();
        assertThat(fresh.execution().outcome()).contains(Outcome.REFUSED);
    }

    @Test
    void shouldUseANameOnce() {
        ExecuteOrder wish = ExecutionStage.buy("100", new Twap(Duration.ofMinutes(4), 4));
        stage.tell(wish);
        stage.tell(wish);

        assertThat(stage.wishes()).hasSize(1);
        assertThat(stage.desk.recent(10)).hasSize(1);
    }

    private void print(long size) {
        stage.tell(
                new Trade(
                        ExecutionStage.AAPL, Price.of(100), Quantity.of(size), 1, "V", stage.now));
    }
}
