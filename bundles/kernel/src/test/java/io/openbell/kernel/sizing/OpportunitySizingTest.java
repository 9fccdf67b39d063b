package io.openbell.kernel.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import org.junit.jupiter.api.Test;

/** From opportunities to orders of several legs. */
class OpportunitySizingTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol KO = Symbol.of("KO");
    private static final Symbol PEP = Symbol.of("PEP");

    private final SizerDesk desk = new SizerDesk();

    @Test
    void shouldTakeAnOpportunityThatPromisesEnough() {
        desk.opportunity(10, 0.8, 0.5, -0.5);

        assertThat(desk.intents())
                .extracting(
                        OrderIntent::symbol,
                        OrderIntent::side,
                        intent -> intent.quantity().toString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(KO, Side.BUY, "16"),
                        org.assertj.core.groups.Tuple.tuple(PEP, Side.SELL, "6"));
    }

    @Test
    void shouldPassOnOpportunitiesThatPromiseTooLittle() {
        desk.opportunity(2.9, 0.8, 0.5, -0.5);
        desk.opportunity(10, 0.19, 0.5, -0.5);

        assertThat(desk.out).isEmpty();
        assertThat(desk.notes)
                .containsExactly(
                        "trend: passes on 'KO below PEP': expectedEdgeBps=2.9, min=3.0",
                        "trend: passes on 'KO below PEP': confidence=0.19, min=0.2");
    }

    @Test
    void shouldNeverPutMoreThanItsCapitalIntoAnOpportunity() {
        desk.opportunity(10, 0.8, 5, -5);

        assertThat(desk.intents())
                .extracting(intent -> intent.quantity().toString())
                .containsExactly("16", "6");
    }

    @Test
    void shouldCloseWhateverItPromises() {
        desk.hold(KO, 16);

        desk.opportunity(0, 0, 0, 0);

        assertThat(desk.theIntent().symbol()).isEqualTo(KO);
        assertThat(desk.theIntent().side()).isEqualTo(Side.SELL);
    }

    @Test
    void shouldUnwindTheOtherLegWhenOneIsRefused() {
        desk.opportunity(10, 0.8, 0.5, -0.5);
        desk.fill(desk.initialize(desk.intents().get(0)), KO, Side.BUY, 16);
        desk.deny(desk.intents().get(1));

        assertThat(desk.intents()).hasSize(3);
        assertThat(desk.intents().get(2).symbol()).isEqualTo(KO);
        assertThat(desk.intents().get(2).side()).isEqualTo(Side.SELL);
        assertThat(desk.intents().get(2).quantity()).isEqualTo(Quantity.of(16));
        assertThat(desk.notes).singleElement().asString().contains("PEP was refused: RATE_SYMBOL");

        desk.fill(desk.initialize(desk.intents().get(2)), KO, Side.SELL, 16);
        desk.tick(60);
        assertThat(desk.intents()).hasSize(3);
    }

    @Test
    void shouldUnwindTheOtherLegWhenTheVenueRejectsOne() {
        desk.opportunity(10, 0.8, 0.5, -0.5);
        desk.fill(desk.initialize(desk.intents().get(0)), KO, Side.BUY, 16);
        OrderId rejected = desk.initialize(desk.intents().get(1));
        desk.apply(new OrderSubmitted(rejected, desk.now()));
        desk.apply(new OrderRejected(rejected, "not shortable", desk.now()));

        assertThat(desk.intents()).hasSize(3);
        assertThat(desk.intents().get(2).symbol()).isEqualTo(KO);
        assertThat(desk.intents().get(2).side()).isEqualTo(Side.SELL);
    }

    @Test
    void shouldNotTakeHalfAnOpportunityWhenOneLegHasNoPrice() {
        desk.quote(PEP, "0", "0");
        desk.opportunity(10, 0.8, 0.5, -0.5);
        assertThat(desk.out).isEmpty();

        desk.quote(PEP, "149.99", "150.01");
        assertThat(desk.intents()).hasSize(2);
    }

    @Test
    void shouldPassOnWhatOneShareOfIsTooExpensive() {
        desk.quote(PEP, "4999", "5001");
        desk.opportunity(10, 0.8, 0.5, -0.5);
        desk.quote(AAPL, "4999", "5001");
        desk.signal(AAPL, 1);
        desk.tick(1);

        assertThat(desk.out).isEmpty();
        assertThat(desk.notes).hasSize(2).allMatch(note -> note.contains("costs more"));
    }
}
