package io.openbell.kernel.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.Asset;
import io.openbell.api.order.ExitLeg;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.protection.ProtectiveStops.Policy;
import io.openbell.testkit.FakePositionBook;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What counts as protection, and what cannot have any. */
class ProtectiveStopsCoverageTest {

    private static final Price STOP = Price.parse("95");

    private final StopScene scene = new StopScene(Policy.PLACE);

    @Test
    void shouldProtectAFractionOfACoinByAStopWithALimit() {
        scene.positions.hold("BTC/USD", "0.5", "60000");

        scene.look();

        assertThat(scene.latest().quantity()).isEqualTo(Quantity.parse("0.5"));
        assertThat(scene.latest().terms())
                .isEqualTo(new OrderTerms.StopLimit(Price.parse("57000"), Price.parse("55860")));
        assertThat(scene.latest().timeInForce()).isEqualTo(TimeInForce.GTC);
    }

    @Test
    void shouldFollowTheStepsOfACoinAndShowWhatIsSmaller() {
        scene.tell(coin("SHIB/USD", "100", "10", "0.00000001"));
        scene.positions.hold("SHIB/USD", "1234.5", "0.00002");

        scene.look();

        assertThat(scene.latest().quantity()).isEqualTo(Quantity.of(1230));
        assertThat(scene.latest().terms())
                .isEqualTo(
                        new OrderTerms.StopLimit(
                                Price.parse("0.000019"), Price.parse("0.00001862")));
        scene.rest(scene.latest());
        scene.look();
        assertThat(scene.shown("SHIB/USD"))
                .isEqualTo("4.5 cannot be protected: less than the venue takes");
    }

    @Test
    void shouldShowFractionsOfAShareThatNoStopCanBeFor() {
        scene.positions.hold("AAPL", "0.75", "100");

        scene.look();

        assertThat(scene.wishes()).isEmpty();
        assertThat(scene.shown("AAPL"))
                .isEqualTo("0.75 cannot be protected: stops are for whole shares");
    }

    @Test
    void shouldNotTryToProtectAnOptionContract() {
        scene.positions.hold("AAPL250117C00150000", "2", "5");

        scene.look();

        assertThat(scene.wishes()).isEmpty();
        assertThat(scene.shown("AAPL250117C00150000"))
                .isEqualTo("2.0 cannot be protected: option contracts take no stops");
    }

    @Test
    void shouldNotTakeALimitFarAwayForProtection() {
        scene.positions.hold("AAPL", "10", "100");
        scene.rest(scene.intents.sell("AAPL", "10", "150"));

        scene.look();

        assertThat(scene.wishes()).as("the venue has lent the shares to the limit").isEmpty();
        assertThat(scene.shown("AAPL"))
                .isEqualTo("10.0 held by a limit order: no stop can have them");
    }

    @Test
    void shouldTakeAnExitThatLeavesAtOnceForProtection() {
        scene.positions.hold("AAPL", "10", "100");
        scene.rest(scene.intents.sell("AAPL", "4"));
        scene.rest(scene.intents.sell("AAPL", "6", "99"));

        scene.look();

        assertThat(scene.wishes()).isEmpty();
        assertThat(scene.shown("AAPL")).isEmpty();
    }

    @Test
    void shouldTakeEveryKindOfStopForProtection() {
        scene.positions.hold("AAPL", "8", "100");
        scene.rest(sale("2", new OrderTerms.Stop(STOP)));
        scene.rest(sale("2", new OrderTerms.StopLimit(STOP, STOP)));
        scene.rest(sale("2", new OrderTerms.TrailingStop(Price.parse("5"))));
        scene.rest(sale("2", new OrderTerms.TrailingStopPercent(5)));

        scene.look();

        assertThat(scene.wishes()).isEmpty();
        assertThat(scene.shown("AAPL")).isEmpty();
    }

    @Test
    void shouldTakeTwoExitsForProtectionOnceWhetherNamedOrNot() {
        scene.positions.hold("AAPL", "20", "100");
        OrderIntent gain =
                scene.intents
                        .sell("AAPL", "10", "150")
                        .with(
                                OrderInstructions.PLAIN.in(
                                        new OrderClass.OneCancelsOther(
                                                new ExitLeg.StopLoss(STOP))));
        OrderId head = scene.rest(gain);

        scene.look();
        assertThat(scene.latest().quantity()).isEqualTo(Quantity.of(10));
        scene.rest(scene.latest());
        leg(head, "stop", new OrderTerms.Stop(STOP), true);
        scene.look();

        assertThat(scene.said()).hasSize(1);
        assertThat(scene.shown("AAPL")).isEmpty();
    }

    @Test
    void shouldTakeTheExitsOfABracketForProtectionOnceItsEntryIsComplete() {
        OrderIntent entry =
                scene.intents
                        .buy("AAPL", "10")
                        .with(
                                OrderInstructions.PLAIN.in(
                                        new OrderClass.Bracket(
                                                new ExitLeg.TakeProfit(Price.parse("150")),
                                                new ExitLeg.StopLoss(STOP))));
        OrderId head = scene.rest(entry);
        leg(head, "gain", new OrderTerms.Limit(Price.parse("150")), false);
        leg(head, "stop", new OrderTerms.Stop(STOP), true);
        filled(head, "10");
        scene.positions.hold("AAPL", "20", "100");

        scene.look();

        assertThat(scene.wishes())
                .singleElement()
                .satisfies(wish -> assertThat(wish.quantity()).isEqualTo(Quantity.of(10)));
    }

    @Test
    void shouldTakeAStopPlacedByHandForProtection() {
        scene.positions.hold("AAPL", "10", "100");
        scene.byHand(scene.sale("AAPL", "6", ""), scene.sale("AAPL", "4", "94"));

        scene.look();

        assertThat(scene.wishes()).isEmpty();
        assertThat(scene.shown("AAPL")).isEmpty();
    }

    @Test
    void shouldNotTakeALimitPlacedByHandForProtectionNorItsShares() {
        scene.positions.hold("AAPL", "10", "100");
        scene.byHand(scene.sale("AAPL", "4", "150"));

        scene.look();

        assertThat(scene.latest().quantity()).isEqualTo(Quantity.of(6));
        assertThat(scene.shown("AAPL")).contains("4 held by a limit order");
    }

    @Test
    void shouldShowInWarnWhatALimitHolds() {
        StopScene warned = new StopScene(Policy.WARN);
        warned.positions.hold("AAPL", "10", "100");
        warned.rest(warned.intents.sell("AAPL", "4", "150"));

        warned.look();

        assertThat(warned.said()).isEmpty();
        assertThat(warned.shown("AAPL"))
                .isEqualTo(
                        "10.0 6 no stop in the market; 4 held by a limit order: no stop can have"
                                + " them");
    }

    private OrderIntent sale(String quantity, OrderTerms terms) {
        return scene.intents.of(Side.SELL, "AAPL", quantity, terms);
    }

    private void leg(OrderId head, String name, OrderTerms terms, boolean held) {
        OrderIntent exit =
                new OrderIntent(
                        new IntentId("leg-" + name),
                        FakePositionBook.SOURCE,
                        Symbol.of("AAPL"),
                        Side.SELL,
                        Quantity.of(10),
                        terms,
                        TimeInForce.DAY,
                        "exit",
                        scene.now);
        scene.tell(new OrderLegAdded(new OrderId(name), head, name, exit, held, scene.now));
    }

    private void filled(OrderId order, String quantity) {
        scene.tell(
                new OrderFilled(
                        order,
                        "e1",
                        FakePositionBook.SOURCE,
                        Symbol.of("AAPL"),
                        Side.BUY,
                        Price.parse("100"),
                        Quantity.parse(quantity),
                        Money.ZERO,
                        scene.now));
    }

    private InstrumentStated coin(String symbol, String least, String step, String tick) {
        Symbol pair = Symbol.of(symbol);
        Asset asset =
                new Asset(
                        pair,
                        symbol,
                        "CRYPTO",
                        true,
                        true,
                        false,
                        AssetClass.CRYPTO,
                        false,
                        false,
                        Optional.of(Quantity.parse(least)),
                        Optional.of(Quantity.parse(step)),
                        Optional.of(Price.parse(tick)),
                        Set.of());
        return new InstrumentStated(pair, Optional.of(asset), Optional.empty(), scene.now);
    }
}
