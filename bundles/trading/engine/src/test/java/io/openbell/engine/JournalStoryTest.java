package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.engine.Explanation;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.Stage;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderContinues;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.VenueAnswered;
import io.openbell.api.risk.CheckResult;
import io.openbell.api.risk.IntentReviewed;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderStory.Effect;
import io.openbell.api.view.OrderStory.Entry;
import io.openbell.api.view.OrderStory.Story;
import io.openbell.testkit.Intents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalStoryTest {

    private static final Instant AT = Instant.parse("2025-01-15T14:30:00Z");

    private final Intents intents = new Intents(AT);

    @TempDir Path root;
    private JournalFixture fixture;
    private JournalStory stories;

    @BeforeEach
    void open() throws IOException {
        fixture = new JournalFixture(root);
        fixture.open();
        stories = new JournalStory(fixture.journal::folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldTellOfAnOrderByEitherOfItsNames() throws IOException {
        OrderIntent intent = intents.buy("AAPL", "10");
        List<Journaled> written = order("p1-1", intent);
        fixture.appendAll(Samples.halts(20));
        fixture.appendAll(written);
        fixture.appendAll(order("p1-2", intents.sell("AAPL", "3")));

        Story story = stories.tell("p1-1").orElseThrow();

        assertThat(story.entries()).extracting(Entry::event).isEqualTo(written);
        assertThat(story.entries().get(0).sequence()).isEqualTo(21);
        assertThat(story.order().orElseThrow().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(story.review().orElseThrow().checks()).hasSize(1);
        assertThat(stories.tell(intent.id().value())).contains(story);
    }

    @Test
    void shouldSayWhatTheFillsDidToThePositionOfTheirSource() throws IOException {
        fixture.appendAll(order("p1-1", intents.buy("AAPL", "10"), "100"));
        fixture.appendAll(order("p1-2", intents.buy("MSFT", "10"), "50"));
        fixture.appendAll(order("p1-3", intents.sell("AAPL", "4"), "101.50"));

        assertThat(stories.tell("p1-3").orElseThrow().effect())
                .contains(new Effect(Quantity.of(10), Quantity.of(6), Money.parse("6")));
    }

    @Test
    void shouldCountAContractAsAHundredShares() throws IOException {
        String call = "AAPL250221C00100000";
        fixture.appendAll(order("p1-1", intents.buy(call, "2"), "5"));
        fixture.appendAll(order("p1-2", intents.sell(call, "1"), "5.50"));

        assertThat(stories.tell("p1-2").orElseThrow().effect())
                .contains(new Effect(Quantity.of(2), Quantity.of(1), Money.parse("50")));
    }

    @Test
    void shouldTakeSplitsAndFeesIntoThePosition() throws IOException {
        fixture.appendAll(order("p1-1", intents.buy("AAPL", "10"), "100"));
        fixture.appendAll(List.of(adjusted("AAPL", "10", PositionAdjusted.Effect.SPLIT)));
        fixture.appendAll(order("p1-2", intents.sell("AAPL", "4"), "51"));
        fixture.appendAll(order("p1-3", intents.buy("BTC/USD", "2"), "50000"));
        fixture.appendAll(List.of(adjusted("BTC/USD", "-0.5", PositionAdjusted.Effect.TRADE)));
        fixture.appendAll(order("p1-4", intents.sell("BTC/USD", "1"), "50000"));

        assertThat(stories.tell("p1-2").orElseThrow().effect())
                .contains(new Effect(Quantity.of(20), Quantity.of(16), Money.parse("4")));
        assertThat(stories.tell("p1-4").orElseThrow().effect())
                .contains(new Effect(Quantity.parse("1.5"), Quantity.parse("0.5"), Money.ZERO));
    }

    private static PositionAdjusted adjusted(
            String symbol, String change, PositionAdjusted.Effect effect) {
        return new PositionAdjusted(
                "a-" + symbol,
                effect.name(),
                Symbol.of(symbol),
                Quantity.parse(change),
                effect,
                Money.ZERO,
                Money.ZERO,
                "",
                AT);
    }

    @Test
    void shouldTellOfAnExitByTheNameThatTheVenueGaveIt() throws IOException {
        OrderIntent exit = intents.sell("AAPL", "10", "110");
        OrderLegAdded named = leg("v-1", "p1-1", exit);
        fixture.appendAll(order("p1-1", intents.buy("AAPL", "10")));
        fixture.appendAll(List.of(named, fill("v-1", exit, "110")));

        Story story = stories.tell("v-1").orElseThrow();

        assertThat(story.intent()).isEqualTo(exit);
        assertThat(story.entries())
                .extracting(Entry::event)
                .containsExactly(named, fill("v-1", exit, "110"));
        assertThat(story.order().orElseThrow().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(story.effect())
                .contains(new Effect(Quantity.of(10), Quantity.ZERO, Money.parse("100")));
        assertThat(stories.tell(exit.id().value())).contains(story);
    }

    @Test
    void shouldTellOfTheFillsOfExitsAndLegsWithTheOrderTheyBelongTo() throws IOException {
        OrderIntent gain = intents.sell("AAPL", "10", "110");
        OrderIntent loss = intents.sell("AAPL", "10", "90");
        fixture.appendAll(order("p1-1", intents.buy("AAPL", "10")));
        fixture.appendAll(List.of(leg("v-1", "p1-1", gain), leg("v-2", "p1-1", loss)));
        fixture.appendAll(List.of(fill("v-1", gain, "110"), new OrderCanceled(id("v-2"), AT)));
        fixture.appendAll(order("p1-2", intents.buy("MSFT", "10")));

        Story story = stories.tell("p1-1").orElseThrow();

        assertThat(story.entries())
                .extracting(Entry::event)
                .endsWith(fill("v-1", gain, "110"), new OrderCanceled(id("v-2"), AT));
        assertThat(story.order().orElseThrow().status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void shouldTellOfTheFillsOfWhatTookTheirPlace() throws IOException {
        OrderIntent loss = intents.sell("AAPL", "10", "90");
        OrderIntent closer = intents.sell("AAPL", "10", "95");
        fixture.appendAll(order("p1-1", intents.buy("AAPL", "10")));
        fixture.appendAll(
                List.of(
                        leg("v-1", "p1-1", loss),
                        new OrderInitialized(id("p1-2"), closer, AT),
                        new OrderContinues(
                                id("p1-2"),
                                id("v-1"),
                                Optional.of(id("p1-1")),
                                Quantity.of(10),
                                Quantity.ZERO,
                                Price.ZERO,
                                AT),
                        fill("p1-2", closer, "95")));

        assertThat(stories.tell("p1-1").orElseThrow().entries())
                .extracting(Entry::event)
                .endsWith(fill("p1-2", closer, "95"));
    }

    @Test
    void shouldTellOfADeniedIntent() throws IOException {
        OrderIntent intent = intents.buy("AAPL", "10");
        IntentReviewed review = review(intent, false);
        fixture.appendAll(List.of(new OrderDenied(intent, "MAX_ORDER_QTY", "qty=10", AT), review));

        Story story = stories.tell(intent.id().value()).orElseThrow();

        assertThat(story.intent()).isEqualTo(intent);
        assertThat(story.order()).isEmpty();
        assertThat(story.review()).contains(review);
    }

    @Test
    void shouldTellOfOrdersOfEarlierSessionsAndSegments() throws IOException {
        fixture.appendAll(order("p1-1", intents.buy("AAPL", "10")));
        fixture.appendOneByOne(Samples.halts(600));
        fixture.close();
        open();

        assertThat(fixture.journal.folder().orElseThrow().resolve("journal-00000002.log")).exists();
        assertThat(stories.tell("p1-1").orElseThrow().entries()).hasSize(6);
    }

    @Test
    void shouldNotGiveExplanationsToThoseWhoTakeThePast() throws IOException {
        List<Journaled> written = order("p1-1", intents.buy("AAPL", "10"));
        fixture.appendAll(written);
        List<Journaled> changes =
                written.stream().filter(e -> !(e instanceof Explanation)).toList();
        fixture.close();
        open();

        Recording recording = new Recording();
        fixture.loop.subscribe("past", Stage.OBSERVERS, true, recording);
        assertThat(recording.replayed()).isEqualTo(changes);
    }

    @Test
    void shouldKnowNothingOfStrangersAndSayWhenNoJournalIsOpen() throws IOException {
        fixture.appendAll(order("p1-10", intents.buy("AAPL", "10")));

        assertThat(stories.tell("p1-1")).isEmpty();
        assertThatThrownBy(() -> new JournalStory(Optional::empty).tell("p1-1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no journal is open");
    }

    private static List<Journaled> order(String name, OrderIntent intent) {
        return order(name, intent, "100");
    }

    private static List<Journaled> order(String name, OrderIntent intent, String price) {
        OrderId id = new OrderId(name);
        return List.of(
                new OrderInitialized(id, intent, AT),
                review(intent, true),
                new OrderSubmitted(id, AT),
                new VenueAnswered(id, VenueAnswered.Request.SUBMIT, "ACCEPTED", "", AT, AT),
                new OrderAccepted(id, "b-" + name, AT),
                fill(name, intent, price));
    }

    private static OrderLegAdded leg(String name, String parent, OrderIntent intent) {
        return new OrderLegAdded(id(name), id(parent), "b-" + name, intent, false, AT);
    }

    private static OrderFilled fill(String name, OrderIntent intent, String price) {
        return new OrderFilled(
                id(name),
                "e-" + name,
                intent.source(),
                intent.symbol(),
                intent.side(),
                Price.parse(price),
                intent.quantity(),
                Money.ZERO,
                AT);
    }

    private static OrderId id(String name) {
        return new OrderId(name);
    }

    private static IntentReviewed review(OrderIntent intent, boolean approved) {
        return new IntentReviewed(
                new IntentId(intent.id().value()),
                approved,
                Optional.of(Samples.quote()),
                List.of(new CheckResult(17, "OrderSize", approved, "qty=10, max=100")),
                AT);
    }
}
