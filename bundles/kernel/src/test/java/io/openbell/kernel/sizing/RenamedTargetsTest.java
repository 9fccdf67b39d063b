package io.openbell.kernel.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import org.junit.jupiter.api.Test;

/** A stock that gets another name while a source is on its way. */
class RenamedTargetsTest {

    private static final Symbol OLD = Symbol.of("KO");
    private static final Symbol NEW = Symbol.of("KOKE");
    private static final Symbol PEP = Symbol.of("PEP");

    private final SizerDesk desk = new SizerDesk();

    @Test
    void shouldGoOnWithAnExitUnderTheNewName() {
        desk.hold(OLD, 16);
        desk.signal(OLD, 0);
        OrderId exit = desk.initialize(desk.theIntent());
        desk.apply(new OrderCanceled(exit, desk.now()));
        desk.out.clear();

        desk.rename(OLD, NEW);
        desk.tick(1);

        assertThat(desk.theIntent().symbol()).isEqualTo(NEW);
        assertThat(desk.theIntent().side()).isEqualTo(Side.SELL);
        assertThat(desk.theIntent().quantity()).isEqualTo(Quantity.of(16));
    }

    @Test
    void shouldGiveUpAnEntryThatWasWorkedOutBefore() {
        desk.signal(OLD, 1);
        OrderId entry = desk.initialize(desk.theIntent());
        desk.fill(entry, OLD, Side.BUY, 4);
        desk.out.clear();

        desk.rename(OLD, NEW);
        desk.apply(new OrderCanceled(entry, desk.now()));
        desk.tick(1);

        assertThat(desk.intents()).isEmpty();
        assertThat(desk.ledger.position("trend", NEW)).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldUnwindUnderTheNewNameWhenTheOtherLegIsRefused() {
        desk.opportunity(10, 0.8, 0.5, -0.5);
        OrderIntent other = desk.intents().get(1);
        desk.fill(desk.initialize(desk.intents().get(0)), OLD, Side.BUY, 16);
        desk.out.clear();

        desk.rename(OLD, NEW);
        desk.deny(other);

        assertThat(desk.theIntent().symbol()).isEqualTo(NEW);
        assertThat(desk.theIntent().side()).isEqualTo(Side.SELL);
        assertThat(desk.theIntent().quantity()).isEqualTo(Quantity.of(16));
    }

    @Test
    void shouldUnwindWhatIsHeldWhenALegIsRenamedOnItsWay() {
        desk.opportunity(10, 0.8, 0.5, -0.5);
        desk.fill(desk.initialize(desk.intents().get(0)), OLD, Side.BUY, 5);
        desk.fill(desk.initialize(desk.intents().get(1)), PEP, Side.SELL, 6);
        desk.out.clear();

        desk.rename(OLD, NEW);

        assertThat(desk.intents())
                .extracting(intent -> intent.symbol() + " " + intent.side())
                .containsExactlyInAnyOrder("KOKE SELL", "PEP BUY");
    }
}
