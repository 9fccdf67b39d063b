package io.openbell.strategies.pairsmeanreversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.market.Quote;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.strategies.pairsmeanreversion.PairsMeanReversion.Parameters;
import io.openbell.testkit.FakeStrategyContext;
import io.openbell.testkit.HouseRules;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PairsMeanReversionTest {

    private static final Symbol KO = Symbol.of("KO");
    private static final Symbol PEP = Symbol.of("PEP");
    private static final Parameters PARAMETERS = new Parameters("KO/PEP", 60, 10, 2, 0.5, 6);

    private final FakeStrategyContext context =
            new FakeStrategyContext("pairs-mean-reversion", KO, PEP);
    private Instant at = Instant.parse("2025-01-15T14:30:00Z");

    @Test
    void shouldSellTheDearOneAndBuyTheCheapOneUntilTheyAreBack() {
        PairsMeanReversion strategy = started(PARAMETERS);
        settle(strategy, 20);
        assertThat(context.opportunities()).as("nothing unusual yet").isEmpty();

        tick(strategy, 60.30, 160.00);

        assertThat(context.opportunities()).hasSize(1);
        Opportunity bet = context.opportunities().get(0);
        assertThat(bet.legs())
                .containsExactly(new Opportunity.Leg(KO, -0.5), new Opportunity.Leg(PEP, 0.5));
        assertThat(bet.expectedEdgeBps()).isPositive();

        tick(strategy, 60.30, 160.00);
        assertThat(context.opportunities()).as("one bet at a time").hasSize(1);

        tick(strategy, 60.00, 160.00);
        assertThat(context.opportunities()).hasSize(2);
        assertThat(context.opportunities().get(1).legs())
                .allSatisfy(leg -> assertThat(leg.weight()).isZero());
    }

    @Test
    void shouldBuyTheFirstWhenItIsTheCheapOne() {
        PairsMeanReversion strategy = started(PARAMETERS);
        settle(strategy, 20);

        tick(strategy, 59.70, 160.00);

        assertThat(context.opportunities().get(0).legs().get(0))
                .isEqualTo(new Opportunity.Leg(KO, 0.5));
    }

    @Test
    void shouldWaitUntilItHasSeenEnough() {
        PairsMeanReversion strategy = started(PARAMETERS);
        settle(strategy, 5);

        tick(strategy, 61.00, 160.00);

        assertThat(context.opportunities()).isEmpty();
    }

    @Test
    void shouldStayAwayFromAPairThatHasComeApart() {
        PairsMeanReversion strategy = started(new Parameters("KO/PEP", 60, 10, 2, 0.5, 3));
        settle(strategy, 20);

        tick(strategy, 66.00, 160.00);

        assertThat(context.opportunities()).isEmpty();
    }

    @Test
    void shouldNotBetOnQuotesThatCross() {
        PairsMeanReversion strategy = started(PARAMETERS);
        settle(strategy, 20);
        at = at.plusSeconds(1);
        context.quote(quote(KO, 61.00, 60.00));
        strategy.onTimer(at);

        assertThat(context.opportunities()).isEmpty();
    }

    @Test
    void shouldGoOnWhereItsPredecessorWas() {
        PairsMeanReversion one = started(PARAMETERS);
        settle(one, 20);
        tick(one, 60.30, 160.00);
        PairsMeanReversion successor = new PairsMeanReversion(PARAMETERS);
        successor.restore(one.snapshot());
        assertThat(successor.snapshot()).isEqualTo(one.snapshot());
        successor.onStart(context);

        tick(successor, 60.00, 160.00);

        assertThat(context.opportunities()).hasSize(2);
    }

    @Test
    void shouldRefusePairsAndThresholdsThatMakeNoSense() {
        assertThatThrownBy(() -> new Parameters("KO", 60, 10, 2, 0.5, 4))
                .hasMessageContaining("'KO' is no SYMBOL/SYMBOL");
        assertThatThrownBy(() -> new Parameters("KO/PEP", 60, 10, 2, 2, 4))
                .hasMessageContaining("exitDeviations < entryDeviations < stopDeviations");
        assertThatThrownBy(() -> new Parameters("KO/PEP", 60, 61, 2, 1, 4))
                .hasMessageContaining("warmUpSeconds = 61");
    }

    @Test
    void shouldKeepRuleThreeOfTheHouse() {
        HouseRules.checkRule3("io.openbell.strategies.pairsmeanreversion");
    }

    private PairsMeanReversion started(Parameters parameters) {
        PairsMeanReversion strategy = new PairsMeanReversion(parameters);
        strategy.onStart(context);
        return strategy;
    }

    /** Two prices that stay together but for a cent. */
    private void settle(PairsMeanReversion strategy, int seconds) {
        for (int i = 0; i < seconds; i++) {
            tick(strategy, i % 2 == 0 ? 60.04 : 59.96, 160.00);
        }
    }

    private void tick(PairsMeanReversion strategy, double ko, double pep) {
        at = at.plusSeconds(1);
        context.quote(quote(KO, ko - 0.005, ko + 0.005));
        context.quote(quote(PEP, pep - 0.01, pep + 0.01));
        strategy.onTimer(at);
    }

    private Quote quote(Symbol symbol, double bid, double ask) {
        return new Quote(
                symbol, Price.of(bid), Quantity.of(100), Price.of(ask), Quantity.of(100), at);
    }
}
