package io.openbell.kernel.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NameChangesTest {

    private static final Instant NOW = Instant.parse("2026-02-25T14:30:00Z");
    private static final Symbol OLD = Symbol.of("SVIWF");
    private static final Symbol NEW = Symbol.of("NUCLW");

    private final PositionLedger ledger = new PositionLedger();

    private static AccountActivity half(String id, Symbol symbol, String change, String group) {
        return new AccountActivity(
                id,
                "NC",
                Optional.of(symbol),
                Optional.of(Quantity.parse(change)),
                Optional.of(Price.parse("13")),
                Money.ZERO,
                "",
                NOW,
                group);
    }

    private ActivityReading read(boolean isNew, AccountActivity... activities) {
        return ActivityReading.read(List.of(activities), any -> isNew, ledger::quantity);
    }

    private static SymbolChanged only(ActivityReading reading) {
        assertThat(reading.waiting()).isEmpty();
        assertThat(reading.events()).hasSize(1);
        return (SymbolChanged) reading.events().get(0);
    }

    private void fill(String source, Symbol symbol, Side side, String shares, String price) {
        ledger.apply(
                new OrderFilled(
                        new OrderId("o-1"),
                        "e-1",
                        source,
                        symbol,
                        side,
                        Price.parse(price),
                        Quantity.parse(shares),
                        Money.ZERO,
                        NOW));
    }

    private void adopt() {
        ledger.adopt(
                new AccountAdopted(
                        "PA1",
                        Money.parse("10000"),
                        List.of(new BrokerPosition(OLD, Quantity.of(10), Price.parse("10"))),
                        NOW));
    }

    @Test
    void shouldTakeBothHalvesForOneInEitherOrder() {
        AccountActivity gone = half("out", OLD, "-60", "g-1");
        AccountActivity come = half("in", NEW, "60", "g-1");

        SymbolChanged inOrder = only(read(true, gone, come));
        SymbolChanged reversed = only(read(true, come, gone));

        assertThat(inOrder.activityId()).isEqualTo("out+in");
        assertThat(inOrder.from()).isEqualTo(OLD);
        assertThat(inOrder.to()).isEqualTo(NEW);
        assertThat(inOrder.quantity()).isEqualTo(Quantity.of(60));
        assertThat(reversed.activityId()).isEqualTo("in+out");
        assertThat(reversed.from()).isEqualTo(OLD);
    }

    @Test
    void shouldWaitForTheOtherHalfAndForWhatFollowsIt() {
        AccountActivity gone = half("out", OLD, "-60", "g-1");
        AccountActivity other = half("x", Symbol.of("KO"), "5", "g-2");

        ActivityReading reading = read(true, gone, other);

        assertThat(reading.events()).isEmpty();
        assertThat(reading.waiting()).containsExactly(gone, other);
    }

    @Test
    void shouldKeepBothHalvesBackWhileASplitOfTheStockIsBookedByHalf() {
        AccountActivity split =
                new AccountActivity(
                        "s",
                        "SPLIT",
                        Optional.of(OLD),
                        Optional.of(Quantity.parse("-6")),
                        Optional.empty(),
                        Money.ZERO,
                        "",
                        NOW,
                        "g-0");
        AccountActivity gone = half("out", OLD, "-60", "g-1");
        AccountActivity come = half("in", NEW, "60", "g-1");

        assertThat(read(true, split, gone, come).waiting()).containsExactly(split, gone, come);
        assertThat(read(true, split, come, gone).waiting()).containsExactly(split, come, gone);
    }

    @Test
    void shouldTellTheOldNameOfAShortPositionByWhatIsHeld() {
        fill("a", OLD, Side.SELL, "60", "13");

        SymbolChanged changed =
                only(read(true, half("1", NEW, "-60", "g"), half("2", OLD, "60", "g")));

        assertThat(changed.from()).isEqualTo(OLD);
        assertThat(changed.to()).isEqualTo(NEW);
    }

    @Test
    void shouldPairByNumberOfSharesWhereOnlyTheDayIsStated() {
        Symbol ko = Symbol.of("KO");
        Symbol koke = Symbol.of("KOKE");

        ActivityReading reading =
                read(
                        true,
                        half("1", OLD, "-60", ""),
                        half("2", ko, "-5", ""),
                        half("3", koke, "5", ""),
                        half("4", NEW, "60", ""));

        assertThat(reading.events())
                .extracting(event -> ((SymbolChanged) event).to())
                .containsExactly(NEW, koke);
    }

    /** Rather nobody's than the wrong one's. */
    @Test
    void shouldGuessNothingWhereNobodySaysWhichBecameWhich() {
        ActivityReading reading =
                read(
                        true,
                        half("1", OLD, "-60", ""),
                        half("2", Symbol.of("KO"), "-60", ""),
                        half("3", Symbol.of("KOKE"), "60", ""),
                        half("4", NEW, "60", ""));

        assertThat(reading.events()).hasSize(4).allMatch(PositionAdjusted.class::isInstance);
    }

    @Test
    void shouldTakeAHalfThatStaysAloneAsATransfer() {
        ActivityReading reading = read(false, half("out", OLD, "-60", "g-1"));

        assertThat(reading.events())
                .singleElement()
                .matches(
                        event ->
                                ((PositionAdjusted) event).effect()
                                        == PositionAdjusted.Effect.TRANSFER);
    }

    /** A CUSIP may change alone. */
    @Test
    void shouldMakeNothingOfANameThatStaysTheSame() {
        ActivityReading reading = read(true, half("1", OLD, "-4", "g"), half("2", OLD, "4", "g"));

        assertThat(reading.events()).isEmpty();
        assertThat(reading.waiting()).isEmpty();
    }

    @Test
    void shouldKeepSharesCostAndProfitWithEachSource() {
        adopt();
        fill("a", OLD, Side.BUY, "30", "12");
        fill("a", OLD, Side.SELL, "10", "15");
        fill("b", OLD, Side.BUY, "20", "13");
        ledger.mark(OLD, Price.parse("14"));
        PositionLedger before = ledger.copyOfHoldings();
        Money equity = ledger.snapshot().equity();

        ledger.apply(only(read(true, half("1", OLD, "-50", "g"), half("2", NEW, "50", "g"))));

        for (String source : List.of("a", "b", PositionLedger.EXTERNAL)) {
            assertThat(ledger.holding(source, NEW)).isEqualTo(before.holding(source, OLD));
            assertThat(ledger.holding(source, OLD)).isEqualTo(Holding.NONE);
        }
        assertThat(ledger.quantity(NEW)).isEqualTo(Quantity.of(50));
        assertThat(ledger.quantity(OLD)).isEqualTo(Quantity.ZERO);
        assertThat(ledger.snapshot().equity()).isEqualTo(equity);
        assertThat(ledger.holding("a", NEW).realized()).isEqualTo(Money.parse("30"));
        ledger.mark(NEW, Price.parse("15"));
        assertThat(ledger.snapshot().equity()).isEqualTo(equity.plus(Money.parse("50")));
    }

    @Test
    void shouldPutTogetherWhatWasTradedUnderTheNewNameBefore() {
        fill("a", OLD, Side.BUY, "30", "12");
        fill("a", NEW, Side.SELL, "10", "15");
        fill("b", NEW, Side.BUY, "5", "16");

        ledger.apply(only(read(true, half("1", OLD, "-30", "g"), half("2", NEW, "30", "g"))));

        assertThat(ledger.quantity("a", NEW)).isEqualTo(Quantity.of(20));
        assertThat(ledger.holding("a", NEW).realized()).isEqualTo(Money.parse("30"));
        assertThat(ledger.quantity("b", NEW)).isEqualTo(Quantity.of(5));
        assertThat(ledger.quantity(NEW)).isEqualTo(Quantity.of(25));
    }
}
