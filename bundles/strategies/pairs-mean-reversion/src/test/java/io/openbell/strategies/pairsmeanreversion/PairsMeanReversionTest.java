package io.openbell.strategies.pairsmeanreversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.openbell.api.market.Bar;
import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.strategies.pairsmeanreversion.PairsMeanReversion.Parameters;
import io.openbell.testkit.FakeStrategyContext;
import io.openbell.testkit.HouseRules;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairsMeanReversionTest {

    private static final Symbol KO = Symbol.of("KO");
    private static final Symbol PEP = Symbol.of("PEP");
    private static final Parameters PARAMETERS = new Parameters("KO/PEP", 60, 10, 2, 0.5, 6, 1);

    private static final Parameters PATIENT = new Parameters("KO/PEP", 600, 10, 1, 0.5, 9, 1);

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
        PairsMeanReversion strategy = started(new Parameters("KO/PEP", 60, 10, 2, 0.5, 3, 1));
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
    void shouldNotBetOnADeviationThatTheSpreadsWouldEat() {
        PairsMeanReversion strategy = started(PARAMETERS);
        for (int i = 0; i < 20; i++) {
            tick(strategy, i % 2 == 0 ? 60.002 : 59.998, 160.00);
        }

        tick(strategy, 60.02, 160.00);

        assertThat(context.opportunities()).isEmpty();
    }

    @Test
    void shouldPromiseLessOfWhatItHasSeenForAShortTimeOnly() {
        Opportunity early = betAfter(20);
        Opportunity late = betAfter(59);

        assertThat(early.confidence()).isLessThan(0.3);
        assertThat(late.confidence()).isBetween(0.45, 0.55);
        assertThat(early.expectedEdgeBps()).isLessThan(late.expectedEdgeBps());
    }

    @Test
    void shouldGiveUpAPairThatComesApartAndRestUntilItIsBack() {
        PairsMeanReversion strategy = started(new Parameters("KO/PEP", 60, 10, 2, 0.5, 4.35, 1));
        settle(strategy, 40);
        tick(strategy, 60.15, 160.00);
        assertThat(context.opportunities()).hasSize(1);

        tick(strategy, 62.00, 160.00);
        assertThat(context.opportunities()).hasSize(2);
        assertThat(context.opportunities().get(1).description()).contains("is lost");

        tick(strategy, 61.00, 160.00);
        assertThat(context.opportunities()).as("rests").hasSize(2);

        settle(strategy, 10);
        tick(strategy, 61.00, 160.00);
        assertThat(context.opportunities()).as("was back, may bet again").hasSize(3);
    }

    @Test
    void shouldNotReadQuotesThatAreOld() {
        PairsMeanReversion strategy = started(PARAMETERS);
        settle(strategy, 20);
        at = at.plusSeconds(6);
        context.quote(quote(KO, 60.295, 60.305));
        strategy.onTimer(at);

        assertThat(context.opportunities()).isEmpty();
    }

    @Test
    void shouldGoOnWithABetThatAnInstanceWithoutMemoryLeft() {
        PairsMeanReversion strategy = new PairsMeanReversion(PARAMETERS);
        strategy.onStart(holding(Map.of(KO, Quantity.of(-30), PEP, Quantity.of(10))));
        assertThat(context.opportunities()).isEmpty();

        settle(strategy, 20);

        assertThat(context.opportunities()).hasSize(1);
        assertThat(context.opportunities().get(0).description()).contains("is back");
    }

    @Test
    void shouldCloseWhatIsLeftOfHalfABet() {
        new PairsMeanReversion(PARAMETERS).onStart(holding(Map.of(KO, Quantity.of(-30))));

        assertThat(context.opportunities().get(0).legs())
                .allSatisfy(leg -> assertThat(leg.weight()).isZero());
    }

    @Test
    void shouldBetAtOnceWhenItKnowsThePast() {
        PairsMeanReversion strategy =
                new PairsMeanReversion(new Parameters("KO/PEP", 600, 60, 2, 0.25, 5, 1));
        List<Bar> past = new ArrayList<>();
        for (int minute = 0; minute < 2; minute++) {
            past.add(minute(KO, minute, minute % 2 == 0 ? 60.04 : 59.96));
            past.add(minute(PEP, minute, 160.00));
        }
        past.add(minute(KO, 2, 99.00));
        strategy.onHistory(past);
        strategy.onStart(context);

        tick(strategy, 60.10, 160.00);

        assertThat(context.opportunities()).hasSize(1);
        assertThat(context.opportunities().get(0).confidence()).isCloseTo(0.67, within(0.01));
    }

    @Test
    void shouldOfferABetAgainThatNobodyTook() {
        PairsMeanReversion strategy = started(PATIENT);
        settle(strategy, 400);

        for (int second = 0; second < 20; second++) {
            tick(strategy, 60.30, 160.00);
        }

        assertThat(context.opportunities()).hasSize(2);
        assertThat(context.opportunities().get(1).legs().get(0).weight()).isNegative();
    }

    @Test
    void shouldStayInABetThatWasTaken() {
        PairsMeanReversion strategy = started(PATIENT);
        settle(strategy, 400);
        tick(strategy, 60.30, 160.00);
        PairsMarket.fill(context);

        for (int second = 0; second < 20; second++) {
            tick(strategy, 60.30, 160.00);
        }

        assertThat(context.opportunities()).hasSize(1);
    }

    @Test
    void shouldRestAfterABetOfWhichOneLegOnlyCouldBeHad() {
        PairsMeanReversion strategy = started(PATIENT);
        settle(strategy, 400);
        tick(strategy, 60.30, 160.00);
        strategy.onFill(
                new OrderFilled(
                        new OrderId("o"),
                        "e",
                        "pairs-mean-reversion",
                        KO,
                        Side.SELL,
                        Price.parse("60.29"),
                        Quantity.of(10),
                        Money.ZERO,
                        at));

        for (int second = 0; second < 40; second++) {
            tick(strategy, 60.30, 160.00);
        }

        assertThat(context.opportunities()).hasSize(1);
    }

    private Bar minute(Symbol symbol, int number, double close) {
        Price price = Price.of(close);
        return new Bar(
                symbol,
                Duration.ofMinutes(1),
                at.minusSeconds(600).plusSeconds(60L * number),
                price,
                price,
                price,
                price,
                Quantity.of(1),
                price,
                1);
    }

    @Test
    void shouldRefuseToStartWithoutTheSymbolsOfItsPairs() {
        PairsMeanReversion strategy =
                new PairsMeanReversion(new Parameters("KO/XOM", 60, 10, 2, 0.5, 6, 1));

        assertThatThrownBy(() -> strategy.onStart(context))
                .hasMessage("pairs = KO/XOM: both of KO/XOM must be among symbols = [KO, PEP]");
    }

    private static Opportunity betAfter(int seconds) {
        PairsMeanReversionTest fresh = new PairsMeanReversionTest();
        PairsMeanReversion strategy = fresh.started(PARAMETERS);
        fresh.settle(strategy, seconds);
        fresh.tick(strategy, 60.25, 160.00);
        return fresh.context.opportunities().get(0);
    }

    /** The same context, with these positions. */
    private StrategyContext holding(Map<Symbol, Quantity> positions) {
        return (StrategyContext)
                Proxy.newProxyInstance(
                        StrategyContext.class.getClassLoader(),
                        new Class<?>[] {StrategyContext.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("position")
                                        ? positions.getOrDefault(
                                                (Symbol) arguments[0], Quantity.ZERO)
                                        : method.invoke(context, arguments));
    }

    @Test
    void shouldRefusePairsAndThresholdsThatMakeNoSense() {
        assertThatThrownBy(() -> new Parameters("KO/PEP,PEP/XOM", 60, 10, 2, 0.5, 4, 1))
                .hasMessageContaining("PEP stands there twice");
        assertThatThrownBy(() -> new Parameters("KO", 60, 10, 2, 0.5, 4, 1))
                .hasMessageContaining("'KO' is no SYMBOL/SYMBOL");
        assertThatThrownBy(() -> new Parameters("KO/PEP", 60, 10, 2, 2, 4, 1))
                .hasMessageContaining("exitDeviations < entryDeviations < stopDeviations");
        assertThatThrownBy(() -> new Parameters("KO/PEP", 60, 61, 2, 1, 4, 1))
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
        return PairsMarket.quoteAt(symbol, bid, ask, at);
    }
}
