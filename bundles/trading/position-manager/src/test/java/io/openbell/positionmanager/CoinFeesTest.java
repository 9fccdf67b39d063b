package io.openbell.positionmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.CoinFeeSettled;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.position.PositionLedger;
import io.openbell.kernel.position.PositionSnapshot;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A venue that keeps a quarter of a percent of the coins it sells, says so of the position at once, and books it later. */
class CoinFeesTest {

    private static final Symbol BTC = Symbol.of("BTC/USD");

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final StubOrderBook orders = new StubOrderBook();
    private final FakeBroker broker = new FakeBroker(clock);
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final List<PositionManager> started = new ArrayList<>();
    private PositionManager manager = start();
    private int fills;

    @BeforeEach
    void adopt() {
        loop.append(new AccountAdopted("PA1", Money.parse("100000"), List.of(), clock.instant()));
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        started.forEach(PositionManager::deactivate);
    }

    @Test
    void shouldHoldWhatTheVenueSaysIsThereOnceTwoComparisonsFoundIt() {
        fill(Side.BUY, "2");
        held("1.995");

        manager.compareWithVenue();
        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("2"));
        manager.compareWithVenue();

        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("1.995"));
        assertThat(manager.quantity("cross", BTC)).isEqualTo(Quantity.parse("1.995"));
        assertAgrees();
    }

    @Test
    void shouldNotTakeItOffAgainWhenItIsBooked() {
        buyAndFindTheFee();
        book("fee-1", "-0.005");

        manager.compareWithVenue();

        assertThat(manager.quantity("cross", BTC)).isEqualTo(Quantity.parse("1.995"));
        assertThat(loop.delivered(CoinFeeSettled.class))
                .extracting(CoinFeeSettled::coins)
                .containsExactly(Quantity.parse("0.005"));
        assertAgrees();
    }

    @Test
    void shouldSettleTwoFeesThatAreBookedTogetherEachByItsOwnPart() {
        fill(Side.BUY, "2");
        held("1.996");
        manager.compareWithVenue();
        manager.compareWithVenue();
        book("fee-1", "-0.003");
        book("fee-2", "-0.002");
        held("1.995");

        manager.compareWithVenue();

        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("1.995"));
        assertThat(loop.delivered(CoinFeeSettled.class))
                .extracting(CoinFeeSettled::coins)
                .containsExactly(Quantity.parse("0.003"), Quantity.parse("0.001"));
        assertAgrees();
    }

    @Test
    void shouldKnowAfterARestartWhatIsNotBookedYet() {
        buyAndFindTheFee();

        manager = start();
        book("fee-1", "-0.005");
        manager.compareWithVenue();

        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("1.995"));
        assertAgrees();
        manager = start();
        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("1.995"));
        assertAgrees();
    }

    @Test
    void shouldTakeItOffByTheBookingWhereThatComesFirst() {
        fill(Side.BUY, "2");
        held("1.995");
        book("fee-1", "-0.005");

        manager.compareWithVenue();

        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("1.995"));
        assertThat(loop.delivered(CoinFeeSettled.class)).isEmpty();
        assertAgrees();
    }

    @Test
    void shouldPutBackWhatWasNoFeeAfterAll() {
        buyAndFindTheFee();
        held("1.997");

        manager.compareWithVenue();
        manager.compareWithVenue();

        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("1.997"));
        assertAgrees();
    }

    @Test
    void shouldStillExplainTheFeeOfCoinsThatWereSoldAgain() {
        fill(Side.BUY, "2");
        fill(Side.SELL, "1.5");
        held("0.495");

        manager.compareWithVenue();
        manager.compareWithVenue();

        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("0.495"));
        assertAgrees();
    }

    @Test
    void shouldHaltForMoreThanAnyFee() {
        fill(Side.BUY, "2");
        held("1.9949");

        manager.compareWithVenue();
        manager.compareWithVenue();

        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("2"));
        assertThat(latch.isLatched()).isTrue();
    }

    @Test
    void shouldHaltForCoinsThatNobodyBoughtOfLate() {
        fill(Side.BUY, "2");
        clock.advance(Duration.ofHours(49));
        held("1.999");

        manager.compareWithVenue();
        manager.compareWithVenue();

        assertThat(latch.isLatched()).isTrue();
    }

    @Test
    void shouldHaltForSharesWhateverWasBought() {
        loop.append(fill(Symbol.of("KO"), Side.BUY, "1000"));
        broker.setPosition("KO", "999", "60");

        manager.compareWithVenue();
        manager.compareWithVenue();

        assertThat(latch.isLatched()).isTrue();
    }

    @Test
    void shouldFindTheRestOfABookingThatWasCutOffInTheMiddle() {
        fill(Side.BUY, "2");
        held("1.996");
        manager.compareWithVenue();
        manager.compareWithVenue();
        loop.append(new CoinFeeSettled("fee-1", BTC, Quantity.parse("0.004"), clock.instant()));
        book("fee-1", "-0.005");
        held("1.995");
        manager = start();

        manager.compareWithVenue();

        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("1.995"));
        assertThat(loop.delivered(CoinFeeSettled.class)).hasSize(1);
        assertAgrees();
    }

    @Test
    void shouldNotTakeOffWhatWasGoneBeforeTheAccountWasAdopted() {
        book("fee-1", "-0.003");
        fill(Side.BUY, "2");
        held("1.995");
        book("fee-2", "-0.005");

        manager.compareWithVenue();

        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("1.995"));
        assertAgrees();
    }

    @Test
    void shouldNotTakeOffTwiceWhatIsStillOnItsWayThroughTheJournal() {
        CoinFees fees = new CoinFees();
        fees.note(fill(BTC, Side.BUY, "2"));
        PositionSnapshot ours = snapshot("2");

        assertThat(found(fees, ours)).isEmpty();
        assertThat(found(fees, ours)).hasSize(1);
        assertThat(found(fees, ours)).isEmpty();
        assertThat(found(fees, ours)).isEmpty();
    }

    private List<PositionAdjusted> found(CoinFees fees, PositionSnapshot ours) {
        PendingShares pending =
                PendingShares.of(
                        List.of(), List.of(), fees.possible(clock.instant()), fees.accrued());
        BrokerPosition there = new BrokerPosition(BTC, Quantity.parse("1.995"), Price.parse("60"));
        return fees.found(ours, ours, pending, List.of(there), clock.instant());
    }

    private PositionSnapshot snapshot(String coins) {
        PositionLedger ledger = new PositionLedger();
        ledger.apply(fill(BTC, Side.BUY, coins));
        return ledger.snapshot();
    }

    private void buyAndFindTheFee() {
        fill(Side.BUY, "2");
        held("1.995");
        manager.compareWithVenue();
        manager.compareWithVenue();
        assertThat(manager.quantity(BTC)).isEqualTo(Quantity.parse("1.995"));
    }

    /** And neither takes nor gives anything more. */
    private void assertAgrees() {
        int adjusted = loop.delivered(PositionAdjusted.class).size();
        assertThat(manager.compareWithVenue()).isTrue();
        assertThat(manager.compareWithVenue()).isTrue();
        assertThat(loop.delivered(PositionAdjusted.class)).hasSize(adjusted);
        assertThat(latch.isLatched()).isFalse();
    }

    private PositionManager start() {
        PositionManager starting = Managers.start(orders, loop, clock, latch, broker);
        started.forEach(PositionManager::deactivate);
        started.clear();
        started.add(starting);
        return starting;
    }

    private void fill(Side side, String coins) {
        loop.append(fill(BTC, side, coins));
        clock.advance(Duration.ofSeconds(1));
    }

    private OrderFilled fill(Symbol symbol, Side side, String quantity) {
        fills++;
        return new OrderFilled(
                new OrderId("o-" + fills),
                "e-" + fills,
                "cross",
                symbol,
                side,
                Price.parse("60"),
                Quantity.parse(quantity),
                Money.ZERO,
                clock.instant());
    }

    private void held(String coins) {
        broker.setPosition("BTC/USD", coins, "60");
    }

    private void book(String id, String coins) {
        broker.book(
                new AccountActivity(
                        id,
                        "CFEE",
                        Optional.of(BTC),
                        Optional.of(Quantity.parse(coins)),
                        Optional.empty(),
                        Money.ZERO,
                        "Coin Pair Transaction Fee (Non USD)",
                        clock.instant()));
    }
}
