package io.openbell.positionmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.order.Order;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.kernel.position.PositionSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisagreementsTest {

    private static final Symbol KO = Symbol.of("KO");

    private final Disagreements disagreements = new Disagreements();

    @Test
    void shouldStandOnlyOnceADifferenceWasSeenTwice() {
        compare("10", "12");
        assertThat(disagreements.standing()).isEmpty();

        compare("10", "12");
        assertThat(disagreements.standing()).isEqualTo("KO ours=10 venue=12 unexplained=2");
    }

    @Test
    void shouldForgetADifferenceThatWentAway() {
        compare("10", "12");
        compare("12", "12");
        compare("12", "13");

        assertThat(disagreements.standing()).isEmpty();
    }

    @Test
    void shouldSeeWhatOnlyOneOfTheTwoHolds() {
        for (int i = 0; i < 2; i++) {
            disagreements.compare(
                    ours("10"),
                    ours("10"),
                    PendingShares.NONE,
                    List.of(
                            new BrokerPosition(
                                    Symbol.of("PEP"), Quantity.of(-3), Price.parse("150"))));
        }

        assertThat(disagreements.standing())
                .isEqualTo(
                        "KO ours=10 venue=0 unexplained=-10; PEP ours=0 venue=-3 unexplained=-3");
    }

    @Test
    void shouldLeaveASymbolAloneWhoseOrderExplainsTheDifference() {
        for (int i = 0; i < 3; i++) {
            disagreements.compare(ours("10"), ours("10"), pending(Side.BUY, 2), venue("12"));
        }

        assertThat(disagreements.standing()).isEmpty();
    }

    @Test
    void shouldSeeADifferenceThatIsLargerThanOpenOrdersExplain() {
        for (int i = 0; i < 2; i++) {
            disagreements.compare(ours("10"), ours("10"), pending(Side.BUY, 1), venue("12"));
        }

        assertThat(disagreements.standing())
                .isEqualTo("KO ours=10 venue=12 unexplained=1 pendingBuys=1");
    }

    @Test
    void shouldSeeADifferenceOnTheSideThatNoOrderExplains() {
        for (int i = 0; i < 2; i++) {
            disagreements.compare(ours("10"), ours("10"), pending(Side.BUY, 5), venue("9"));
        }

        assertThat(disagreements.standing())
                .isEqualTo("KO ours=10 venue=9 unexplained=-1 pendingBuys=5");
    }

    @Test
    void shouldExplainBySellsWhatIsMissingAtTheVenueAndNoMore() {
        disagreements.compare(ours("10"), ours("10"), pending(Side.SELL, 3), venue("7"));
        assertThat(disagreements.isEmpty()).isTrue();

        disagreements.compare(ours("10"), ours("10"), pending(Side.SELL, 3), venue("6"));
        assertThat(disagreements.isEmpty()).isFalse();
    }

    @Test
    void shouldEndASingleDifferenceOnceBothHoldTheSameThoughAnOrderRests() {
        compare("10", "12");

        disagreements.compare(ours("12"), ours("12"), pending(Side.SELL, 12), venue("12"));

        assertThat(disagreements.isEmpty()).isTrue();
    }

    @Test
    void shouldEndAStandingDifferenceOnceBothHeldTheSameTwiceThoughAnOrderRests() {
        compare("10", "12");
        compare("10", "12");
        for (String venue : List.of("12", "11", "12")) {
            disagreements.compare(ours("12"), ours("12"), pending(Side.SELL, 12), venue(venue));
        }
        assertThat(disagreements.standing()).isNotEmpty();

        disagreements.compare(ours("12"), ours("12"), pending(Side.SELL, 12), venue("12"));

        assertThat(disagreements.isEmpty()).isTrue();
    }

    @Test
    void shouldLeaveASymbolAloneThatMovedWhileTheVenueWasAsked() {
        for (int i = 0; i < 3; i++) {
            disagreements.compare(ours("10"), ours("12"), PendingShares.NONE, venue("10"));
        }

        assertThat(disagreements.standing()).isEmpty();
    }

    @Test
    void shouldKeepAStandingDifferenceWhileItsSymbolIsBusy() {
        compare("10", "12");
        compare("10", "12");

        disagreements.compare(ours("10"), ours("10"), pending(Side.BUY, 2), venue("10"));

        assertThat(disagreements.standing()).isEqualTo("KO ours=10 venue=12 unexplained=2");
    }

    @Test
    void shouldEndADifferenceOverASymbolThatNobodyHoldsAnyMore() {
        compare("10", "12");
        compare("10", "12");

        disagreements.compare(
                PositionSnapshot.EMPTY, PositionSnapshot.EMPTY, PendingShares.NONE, List.of());

        assertThat(disagreements.standing()).isEmpty();
    }

    private static PendingShares pending(Side side, long shares) {
        List<Order> open = List.of(PendingSharesTest.order("o-1", side, shares, 0));
        return PendingShares.of(open, open);
    }

    private void compare(String ours, String venue) {
        disagreements.compare(ours(ours), ours(ours), PendingShares.NONE, venue(venue));
    }

    private static List<BrokerPosition> venue(String quantity) {
        return List.of(new BrokerPosition(KO, Quantity.parse(quantity), Price.parse("60")));
    }

    private static PositionSnapshot ours(String quantity) {
        Position position =
                new Position(
                        KO,
                        Quantity.parse(quantity),
                        Price.parse("60"),
                        Price.parse("60"),
                        Money.ZERO,
                        Money.ZERO);
        return new PositionSnapshot(
                List.of(position), Map.of(), Money.ZERO, Money.ZERO, Money.ZERO);
    }
}
