package io.openbell.strategies.movingaveragecross;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.market.Bar;
import io.openbell.api.strategy.Signal;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.strategies.movingaveragecross.MovingAverageCross.Parameters;
import io.openbell.testkit.FakeStrategyContext;
import io.openbell.testkit.HouseRules;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovingAverageCrossTest {

    private static final Symbol AAPL = Symbol.of("AAPL");

    private final FakeStrategyContext context =
            new FakeStrategyContext("moving-average-cross", AAPL);
    private Instant at = Instant.parse("2025-01-15T14:30:00Z");

    @Test
    void shouldSaySomethingOnlyAtCrossings() {
        MovingAverageCross strategy = started(new Parameters(2, 4, 1, 0, true));

        feed(strategy, 10, 9, 8, 7, 6, 5);
        assertThat(context.signals()).as("falling all the time, nothing crossed").isEmpty();

        feed(strategy, 9, 12);
        assertThat(context.signals()).hasSize(1);
        assertThat(context.signals().get(0).strength()).isEqualTo(1);

        feed(strategy, 13, 14);
        assertThat(context.signals()).as("still above").hasSize(1);

        feed(strategy, 5, 1);
        assertThat(context.signals()).hasSize(2);
        assertThat(context.signals().get(1).strength()).isEqualTo(-1);
    }

    @Test
    void shouldOnlyGoFlatWhenItMayNotSellShort() {
        MovingAverageCross strategy = started(new Parameters(2, 4, 1, 0, false));

        feed(strategy, 10, 11, 12, 13, 4, 1);

        assertThat(context.signals()).hasSize(1);
        assertThat(context.signals().get(0).strength()).isZero();
    }

    @Test
    void shouldWaitUntilTheSlowAverageIsComplete() {
        MovingAverageCross strategy = started(new Parameters(1, 4, 1, 0, true));

        feed(strategy, 10, 20, 5);

        assertThat(context.signals()).isEmpty();
    }

    @Test
    void shouldGoOnWhereItsPredecessorWas() {
        MovingAverageCross one = started(new Parameters(2, 4, 1, 0, true));
        feed(one, 10, 9, 8, 7, 6);
        MovingAverageCross successor = new MovingAverageCross(new Parameters(2, 4, 1, 0, true));
        successor.restore(one.snapshot());
        assertThat(successor.snapshot()).isEqualTo(one.snapshot()).isNotEmpty();
        successor.onStart(context);

        feed(successor, 9, 12);
        assertThat(context.signals()).hasSize(1);

        feed(one, 9, 12);
        assertThat(context.signals().get(1).reason()).isEqualTo(context.signals().get(0).reason());
        assertThat(successor.snapshot()).isEqualTo(one.snapshot());
    }

    @Test
    void shouldKeepTheNewestClosesWhenItsWindowsBecomeShorter() {
        MovingAverageCross one = started(new Parameters(2, 6, 1, 0, true));
        feed(one, 1, 2, 10, 9, 8, 7);
        MovingAverageCross shorter = new MovingAverageCross(new Parameters(2, 4, 1, 0, true));
        shorter.restore(one.snapshot());

        assertThat(shorter.snapshot().get("AAPL")).endsWith(" 10.0 9.0 8.0 7.0");
    }

    @Test
    void shouldSignalExactlyOnTheBarThatCrosses() {
        MovingAverageCross strategy = started(new Parameters(1, 3, 1, 0, true));

        feed(strategy, 10, 9, 8);
        feed(strategy, 8.5);
        assertThat(context.signals()).as("8.5 is the mean of 9, 8 and 8.5: not above it").isEmpty();
        feed(strategy, 8.51);

        assertThat(context.signals()).hasSize(1);
        assertThat(context.signals().get(0).timeToLive()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldKnowItsAveragesFromThePastAndCallNoneOfItsCrossingsToday() {
        MovingAverageCross strategy = new MovingAverageCross(new Parameters(1, 3, 60, 0, true));
        assertThat(strategy.history())
                .containsExactlyEntriesOf(Map.of(Duration.ofMinutes(1), Duration.ofMinutes(12)));
        List<Bar> past = new ArrayList<>();
        for (double close : new double[] {10, 9, 8, 12, 7}) {
            past.add(bar(close));
        }

        strategy.onHistory(past);
        strategy.onStart(context);
        assertThat(context.signals()).isEmpty();
        feed(strategy, 20);

        assertThat(context.signals()).extracting(Signal::strength).containsExactly(1.0);
    }

    @Test
    void shouldNotAskForBarsOfSecondsThatNoVenueKeeps() {
        assertThat(new MovingAverageCross(new Parameters(1, 3, 1, 0, true)).history()).isEmpty();
        assertThat(new MovingAverageCross(new Parameters(1, 3, 90, 0, true)).history()).isEmpty();
    }

    @Test
    void shouldTakeACrossingByLittleForNoise() {
        MovingAverageCross strategy = started(new Parameters(1, 2, 1, 100, true));

        feed(strategy, 100, 100, 101, 99.9, 100.5);
        assertThat(context.signals()).as("never one percent beyond").isEmpty();

        feed(strategy, 103);
        assertThat(context.signals()).extracting(Signal::strength).containsExactly(1.0);

        feed(strategy, 102, 102.5, 103);
        assertThat(context.signals()).as("not clearly below").hasSize(1);

        feed(strategy, 100);
        assertThat(context.signals()).extracting(Signal::strength).containsExactly(1.0, -1.0);
    }

    @Test
    void shouldGetOutOfWhatAnInstanceWithoutMemoryBought() {
        MovingAverageCross strategy = new MovingAverageCross(new Parameters(2, 4, 1, 0, false));
        strategy.onStart(holding(Quantity.of(5)));

        feed(strategy, 10, 9, 8, 7);

        assertThat(context.signals()).hasSize(1);
        assertThat(context.signals().get(0).strength()).isZero();
    }

    /** The same context, with that much of AAPL. */
    private StrategyContext holding(Quantity shares) {
        return (StrategyContext)
                Proxy.newProxyInstance(
                        StrategyContext.class.getClassLoader(),
                        new Class<?>[] {StrategyContext.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("position")
                                        ? shares
                                        : method.invoke(context, arguments));
    }

    @Test
    void shouldRefuseAFastAverageThatIsNotFaster() {
        assertThatThrownBy(() -> new Parameters(20, 20, 1, 0, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fastBars = 20")
                .hasMessageContaining("slowBars = 20");
    }

    @Test
    void shouldKeepRuleThreeOfTheHouse() {
        HouseRules.checkRule3("io.openbell.strategies.movingaveragecross");
    }

    private MovingAverageCross started(Parameters parameters) {
        MovingAverageCross strategy = new MovingAverageCross(parameters);
        strategy.onStart(context);
        return strategy;
    }

    private void feed(MovingAverageCross strategy, double... prices) {
        for (double close : prices) {
            strategy.onBar(bar(close));
            at = at.plusSeconds(1);
        }
    }

    private Bar bar(double close) {
        Price price = Price.of(close);
        return new Bar(
                AAPL,
                Duration.ofSeconds(1),
                at,
                price,
                price,
                price,
                price,
                Quantity.of(100),
                price,
                1);
    }
}
