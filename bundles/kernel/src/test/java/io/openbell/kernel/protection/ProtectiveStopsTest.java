package io.openbell.kernel.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.RiskBoard.State;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.protection.ProtectiveStops.Policy;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.Intents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtectiveStopsTest {

    private static final Symbol AAPL = Symbol.of("AAPL");

    private final FakePositionBook positions = new FakePositionBook();
    private final OrderLedger orders = new OrderLedger(100);
    private final Intents intents = new Intents(Instant.EPOCH);
    private final List<TradingEvent> said = new ArrayList<>();
    private Instant now = Instant.parse("2025-01-15T15:00:00Z");
    private ProtectiveStops stops = create(Policy.PLACE);
    private int count;

    private ProtectiveStops create(Policy policy) {
        return new ProtectiveStops(policy, 5, positions, orders);
    }

    @Test
    void shouldPlaceOneStopForALongAndForAShortPosition() {
        positions.hold("AAPL", "10", "100");
        positions.hold("KO", "-20", "50");

        look();

        assertThat(wishes())
                .extracting(
                        OrderIntent::symbol,
                        OrderIntent::side,
                        OrderIntent::quantity,
                        OrderIntent::terms,
                        OrderIntent::source)
                .containsExactlyInAnyOrder(
                        tuple(
                                AAPL,
                                Side.SELL,
                                Quantity.of(10),
                                new OrderTerms.Stop(Price.parse("95")),
                                FakePositionBook.SOURCE),
                        tuple(
                                Symbol.of("KO"),
                                Side.BUY,
                                Quantity.of(20),
                                new OrderTerms.Stop(Price.parse("52.5")),
                                FakePositionBook.SOURCE));
    }

    @Test
    void shouldNeverDoubleAStopWhileItIsAskedForAndWhileItRests() {
        positions.hold("AAPL", "10", "100");

        look();
        look();
        OrderId stop = answer();
        look();
        tell(new OrderAccepted(stop, "b1", now));
        look();

        assertThat(wishes()).hasSize(1);
        assertThat(cancels()).isEmpty();
    }

    @Test
    void shouldNotDoubleAStopAfterARestart() {
        positions.hold("AAPL", "10", "100");
        look();
        answer();

        stops = create(Policy.PLACE);
        look();

        assertThat(wishes()).hasSize(1);
    }

    @Test
    void shouldChangeItsSizeWithThePosition() {
        positions.hold("AAPL", "10", "100");
        look();
        OrderId stop = answer();

        positions.hold("AAPL", "15", "100");
        look();
        look();
        assertThat(cancels()).containsExactly(stop);
        assertThat(wishes()).hasSize(1);
        tell(new OrderCancelRequested(stop, ProtectiveStops.SOURCE, now));
        tell(new OrderCanceled(stop, now));
        look();

        assertThat(wishes())
                .last()
                .satisfies(wish -> assertThat(wish.quantity()).isEqualTo(Quantity.of(15)));
    }

    @Test
    void shouldTakeTheStopOutWhenThePositionIsFlat() {
        positions.hold("AAPL", "10", "100");
        look();
        OrderId stop = answer();

        positions.hold("AAPL", "0", "100");
        look();

        assertThat(cancels()).containsExactly(stop);
    }

    @Test
    void shouldProtectOnlyWhatNoOtherOrderCloses() {
        positions.hold("AAPL", "10", "100");
        working(intents.sell("AAPL", "4", "110"));

        look();

        assertThat(wishes())
                .singleElement()
                .satisfies(wish -> assertThat(wish.quantity()).isEqualTo(Quantity.of(6)));
    }

    @Test
    void shouldGiveWayToAnExitThatAskedForTheStopToBeTakenOut() {
        positions.hold("AAPL", "10", "100");
        look();
        OrderId stop = answer();
        tell(new OrderCancelRequested(stop, FakePositionBook.SOURCE, now));
        tell(new OrderCanceled(stop, now));

        look();
        assertThat(wishes()).hasSize(1);
        now = now.plus(Duration.ofSeconds(30));
        look();

        assertThat(wishes()).hasSize(2);
    }

    @Test
    void shouldAskAgainAfterAWhileWhenItWasDenied() {
        positions.hold("AAPL", "10", "100");
        look();
        tell(new OrderDenied(wishes().get(0), "QUOTE_STALE", "", now));

        now = now.plus(Duration.ofSeconds(29));
        look();
        assertThat(wishes()).hasSize(1);
        now = now.plus(Duration.ofSeconds(1));
        look();

        assertThat(wishes()).hasSize(2);
        assertThat(wishes().get(1).id()).isNotEqualTo(wishes().get(0).id());
    }

    @Test
    void shouldOnlyShowWhatIsUnprotectedWhereItWarns() {
        stops = create(Policy.WARN);
        positions.hold("AAPL", "10", "100");

        look();

        assertThat(said).isEmpty();
        assertThat(stops.lines(now))
                .filteredOn(line -> line.scope().equals("AAPL"))
                .singleElement()
                .satisfies(line -> assertThat(line.state()).isEqualTo(State.TRIPPED));
    }

    @Test
    void shouldDoNothingWhereItIsOff() {
        stops = create(Policy.OFF);
        positions.hold("AAPL", "10", "100");

        look();

        assertThat(said).isEmpty();
        assertThat(stops.lines(now))
                .singleElement()
                .satisfies(line -> assertThat(line.state()).isEqualTo(State.OFF));
    }

    @Test
    void shouldLeaveFractionsOfAShareOut() {
        positions.hold("AAPL", "10.75", "100");

        look();

        assertThat(wishes())
                .singleElement()
                .satisfies(wish -> assertThat(wish.quantity()).isEqualTo(Quantity.of(10)));
    }

    @Test
    void shouldProtectAdoptedPositionsInItsOwnName() {
        positions.hold("AAPL", "10", "100");
        positions.give("AAPL", "external");

        look();

        assertThat(wishes())
                .singleElement()
                .satisfies(wish -> assertThat(wish.source()).isEqualTo(ProtectiveStops.SOURCE));
    }

    @Test
    void shouldPlaceNothingMoreOnceTheStopFilled() {
        positions.hold("AAPL", "10", "100");
        look();
        OrderId stop = answer();
        tell(
                new OrderFilled(
                        stop,
                        "e1",
                        FakePositionBook.SOURCE,
                        AAPL,
                        Side.SELL,
                        Price.parse("94.9"),
                        Quantity.of(10),
                        Money.ZERO,
                        now));
        positions.hold("AAPL", "0", "100");

        look();

        assertThat(wishes()).hasSize(1);
        assertThat(cancels()).isEmpty();
    }

    private void look() {
        stops.onEvent(now, new TimerTick(now), said::add);
    }

    /** The latest wish becomes an order. */
    private OrderId answer() {
        return working(wishes().get(wishes().size() - 1));
    }

    private OrderId working(OrderIntent wish) {
        OrderId id = new OrderId("o" + ++count);
        tell(new OrderInitialized(id, wish, now));
        return id;
    }

    private void tell(OrderEvent event) {
        orders.apply(event);
        stops.onEvent(now, event, said::add);
    }

    private List<OrderIntent> wishes() {
        return said.stream()
                .filter(OrderIntent.class::isInstance)
                .map(OrderIntent.class::cast)
                .toList();
    }

    private List<OrderId> cancels() {
        return said.stream()
                .filter(CancelOrder.class::isInstance)
                .map(cancel -> ((CancelOrder) cancel).orderId())
                .toList();
    }
}
