package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.SettleOrder;
import io.openbell.api.value.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownOrdersTest {

    private final Desk desk = Desk.open();
    private final OrderIntent wish = desk.intents.buy("AAPL", "10", "100");

    @Test
    void shouldAdoptAnOrderWhoseAnswerWasLost() throws InterruptedException {
        desk.broker.loseNextAnswer();

        assertThat(desk.send(wish).status()).isEqualTo(OrderStatus.UNKNOWN);
        desk.step();

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(desk.broker.submissions()).hasSize(1);
    }

    @Test
    void shouldCountTheFillsOfAnOrderWhoseAnswerWasLost() throws InterruptedException {
        desk.broker.mute(true);
        desk.broker.answerNext(
                order -> {
                    desk.broker.accept(order);
                    desk.broker.fill(order.id(), "10", "100");
                    return new SubmitOutcome.Unknown("reset");
                });

        desk.send(wish);
        desk.step();

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.FILLED);
        assertThat(desk.story(desk.order(wish).id()))
                .containsExactly("Initialized", "Submitted", "Unknown", "Accepted", "Filled");
    }

    @Test
    void shouldKeepAnOrderThatTheVenueShowsOnlyAfterTwentySeconds() throws InterruptedException {
        desk.broker.answerNext(
                order -> {
                    desk.broker.accept(order);
                    desk.broker.hide(order.id());
                    return new SubmitOutcome.Unknown("504");
                });
        Order order = desk.send(wish);
        for (int second = 0; second < 20; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
            assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);
        }

        desk.broker.unhide(order.id());
        for (int second = 0; second < 16; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(desk.broker.submissions()).hasSize(1);
    }

    @Test
    void shouldGiveAnOrderUpOnlyAfterAMinuteOfNotBeingKnownAndNeverSendItAgain()
            throws InterruptedException {
        desk.broker.loseNextOrder();
        desk.send(wish);
        for (int second = 0; second < 60; second++) {
            desk.step();
            assertThat(desk.status(wish)).as("after %d s", second).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(desk.executor.open()).hasSize(1);
            desk.pass(Duration.ofSeconds(1));
        }
        for (int second = 0; second < 30; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.NOT_RECEIVED);
        assertThat(desk.order(wish).detail()).contains("asked over 60 s");
        assertThat(desk.broker.submissions()).hasSize(1);
        assertThat(desk.story(desk.order(wish).id()))
                .containsExactly("Initialized", "Submitted", "Unknown", "NotReceived");
    }

    @Test
    void shouldBelieveTheVenuesListWhenItDoesNotKnowTheNameOfAnOrder() throws InterruptedException {
        desk.broker.mute(true);
        desk.broker.answerNext(
                order -> {
                    desk.broker.hideName(order.id());
                    desk.broker.accept(order);
                    desk.broker.fill(order.id(), "10", "100");
                    return new SubmitOutcome.Unknown("504");
                });
        Order order = desk.send(wish);

        for (int second = 0; second < 100; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.FILLED);
        assertThat(desk.story(order.id())).doesNotContain("NotReceived");
    }

    @Test
    void shouldAskForTheNamesOfManyOrdersThatTheVenuesListDoesNotHave()
            throws InterruptedException {
        desk.broker.mute(true);
        List<OrderIntent> wishes = new ArrayList<>();
        for (String symbol : List.of("AAPL", "MSFT", "NVDA", "JPM", "KO", "IBM", "XOM")) {
            desk.broker.answerNext(
                    order -> {
                        desk.broker.hideFromLists(order.id());
                        desk.broker.accept(order);
                        return new SubmitOutcome.Unknown("504");
                    });
            wishes.add(desk.intents.buy(symbol, "10", "100"));
            desk.send(wishes.get(wishes.size() - 1));
        }

        for (int second = 0; second < 100; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }

        assertThat(wishes)
                .extracting(one -> desk.story(desk.order(one).id()))
                .allSatisfy(
                        story ->
                                assertThat(story)
                                        .contains("Accepted")
                                        .doesNotContain("NotReceived"));
    }

    @Test
    void shouldNotTakeSilenceOfTheVenueForAnAnswer() throws InterruptedException {
        desk.broker.loseNextOrder();
        desk.send(wish);
        desk.broker.failQuestions(new BrokerException("HTTP 503", 503));
        for (int second = 0; second < 300; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);

        desk.broker.failQuestions(null);
        desk.stepAfter(Duration.ofSeconds(31));

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void shouldReviveAnOrderThatTurnsUpAfterItWasGivenUp() throws InterruptedException {
        desk.broker.loseNextOrder();
        Order order = desk.send(wish);
        for (int second = 0; second < 100; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.NOT_RECEIVED);

        desk.broker.accept(order);
        desk.broker.fill(order.id(), "4", "100");

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(desk.executor.open()).hasSize(1);
    }

    @Test
    void shouldAdoptTheOrderThatTheVenueSaysIsAlreadyThere() throws InterruptedException {
        desk.broker.answerNext(
                order -> {
                    desk.broker.accept(order);
                    return new SubmitOutcome.AlreadyThere("must be unique");
                });

        desk.send(wish);
        desk.step();

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.ACCEPTED);
    }

    @Test
    void shouldTakeTheStreamsWordBeforeTheLookUp() throws InterruptedException {
        desk.broker.loseNextAnswer();
        Order order = desk.send(wish);

        desk.broker.end(order.id(), BrokerOrder.Status.REJECTED, "rejected");

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.REJECTED);
        desk.step();
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void shouldNotAdoptAnotherOrderOfTheSameName() throws InterruptedException {
        desk.broker.answerNext(
                order -> {
                    desk.broker.placeExternally(
                            order.id().value(), "AAPL", order.intent().side(), "999");
                    return new SubmitOutcome.AlreadyThere("must be unique");
                });

        desk.send(wish);
        desk.step();

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.order(wish).filled()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void shouldNotBeReconciledWhileTheVenueHasAnotherOrderOfTheSameName()
            throws InterruptedException {
        desk.step();
        desk.broker.answerNext(
                order -> {
                    desk.broker.placeExternally(
                            order.id().value(), "AAPL", order.intent().side(), "999");
                    return new SubmitOutcome.AlreadyThere("must be unique");
                });

        desk.send(wish);
        desk.stepAfter(Duration.ofSeconds(10));

        assertThat(desk.reconciled()).isFalse();
    }

    @Test
    void shouldNotGiveAnOrderUpWhileThePositionSaysOtherwise() throws InterruptedException {
        desk.broker.mute(true);
        desk.broker.loseNextOrder();
        desk.broker.setPosition("AAPL", "10", "100");
        Order order = desk.send(wish);

        for (int second = 0; second < 200; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.loop.delivered(Reconciliation.class))
                .last()
                .satisfies(
                        said -> {
                            assertThat(said.reconciled()).isFalse();
                            assertThat(said.detail())
                                    .contains("it holds 10 of AAPL, and our fills say 0");
                        });

        desk.broker.setPosition("AAPL", "0", "100");
        for (int second = 0; second < 100; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.NOT_RECEIVED);
        assertThat(desk.reconciled()).isTrue();
        assertThat(desk.story(order.id()))
                .containsExactly("Initialized", "Submitted", "Unknown", "NotReceived");
    }

    @Test
    void shouldLetAnOperatorSettleAnOrderThatThePositionSpeaksFor() throws InterruptedException {
        desk.broker.mute(true);
        desk.broker.loseNextOrder();
        desk.broker.setPosition("AAPL", "10", "100");
        Order order = desk.send(wish);
        for (int second = 0; second < 100; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }

        desk.loop.publishFirst(new SettleOrder(order.id(), "ann", "bought by hand"));

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.order(wish).detail()).contains("settled by ann: bought by hand");
    }

    @Test
    void shouldAskForTheNamesOfManyAcceptedOrdersThatTheListLagsOn() throws InterruptedException {
        List<Order> orders = accepted(30);
        orders.forEach(order -> desk.broker.hideFromLists(order.id()));

        desk.stepAfter(Duration.ofSeconds(11));
        assertThat(desk.reconciled()).as("ten were not asked for").isFalse();
        for (int second = 0; second < 40; second++) {
            assertThat(desk.executor.open())
                    .extracting(Order::status)
                    .containsOnly(OrderStatus.ACCEPTED);
            desk.stepAfter(Duration.ofSeconds(1));
        }

        assertThat(orders)
                .allSatisfy(
                        order ->
                                assertThat(desk.story(order.id()))
                                        .containsExactly("Initialized", "Submitted", "Accepted"));
    }

    @Test
    void shouldAskForTheNamesOfManyOrdersSlowlyEnoughForTheVenue() throws InterruptedException {
        accepted(200).forEach(order -> desk.broker.hideFromLists(order.id()));
        desk.stepAfter(Duration.ofSeconds(11));

        int before = desk.broker.questions();
        for (int second = 0; second < 60; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }

        assertThat(desk.broker.questions() - before).isLessThanOrEqualTo(150);
    }

    private List<Order> accepted(int count) throws InterruptedException {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(desk.send(desk.intents.buy("MSFT", "1", "100")));
        }
        assertThat(orders).extracting(Order::status).containsOnly(OrderStatus.ACCEPTED);
        return orders;
    }
}
