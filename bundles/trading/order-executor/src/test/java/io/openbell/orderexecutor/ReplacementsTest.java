package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.ReplaceOutcome;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderChange;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.ReplaceOrder;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplacementsTest {

    private final Desk desk = Desk.open();
    private final OrderIntent wish = desk.intents.buy("AAPL", "10", "100");
    private final IntentId changed = new IntentId("changed");

    @Test
    void shouldPutANewOrderInThePlaceOfTheOldOne() throws InterruptedException {
        Order old = desk.send(wish);

        replace(old, OrderChange.toLimit(Price.parse("101")));

        Order next = desk.executor.order(changed).orElseThrow();
        assertThat(next.status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(next.links().replaces()).contains(old.id());
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.REPLACED);
        assertThat(desk.executor.open()).containsExactly(next);
        assertThat(desk.broker.replacements()).hasSize(1);
        assertThat(desk.story(old.id()))
                .containsExactly(
                        "Initialized", "Submitted", "Accepted", "ReplaceRequested", "Replaced");
        assertThat(desk.story(next.id()))
                .as("continues twice: once the old one is gone, all of it counts in the new one")
                .containsExactly("Initialized", "Continues", "Submitted", "Continues", "Accepted");
    }

    @Test
    void shouldCountInTheNewOrderWhatTheOldOneHadFilled() throws InterruptedException {
        Order old = desk.send(wish);
        desk.broker.fill(old.id(), "4", "100");

        replace(old, OrderChange.toQuantity(Quantity.of(12)));
        Order next = desk.executor.order(changed).orElseThrow();
        assertThat(next.filled()).isEqualTo(Quantity.of(4));
        assertThat(next.remaining()).isEqualTo(Quantity.of(8));
        desk.broker.fill(next.id(), "8", "103");

        next = desk.executor.order(changed).orElseThrow();
        assertThat(next.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(next.averageFillPrice()).isEqualTo(Price.parse("102"));
        assertThat(desk.executor.recentFills(10)).hasSize(2);
        desk.stepAfter(Duration.ofSeconds(11));
        assertThat(desk.reconciled()).isTrue();
    }

    @Test
    void shouldTakeAFillOfTheOldOrderThatCameFirst() throws InterruptedException {
        Order old = desk.send(wish);
        desk.broker.mute(true);
        desk.broker.fill(old.id(), "10", "100");

        replace(old, OrderChange.toLimit(Price.parse("101")));
        desk.step();

        assertThat(desk.executor.order(changed).orElseThrow().status())
                .isEqualTo(OrderStatus.REJECTED);
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.FILLED);
        assertThat(desk.executor.open()).isEmpty();
    }

    @Test
    void shouldCountALateFillOfTheOldOrderInTheNewOne() throws InterruptedException {
        Order old = desk.send(wish);
        replace(old, OrderChange.toLimit(Price.parse("101")));

        desk.broker.fill(old.id(), "3", "100");

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.REPLACED);
        assertThat(desk.executor.order(changed).orElseThrow().filled()).isEqualTo(Quantity.of(3));
    }

    @Test
    void shouldWorkOnWithTheOldOrderWhenTheVenueRefuses() throws InterruptedException {
        Order old = desk.send(wish);
        desk.broker.answerNextReplace(new ReplaceOutcome.Rejected(422, "no"));

        replace(old, OrderChange.toLimit(Price.parse("101")));

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(desk.executor.order(changed).orElseThrow().status())
                .isEqualTo(OrderStatus.REJECTED);
        replaceAs("again", old, OrderChange.toLimit(Price.parse("102")));
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.REPLACED);
    }

    @Test
    void shouldFindOutByAskingWhatBecameOfAReplacementWithoutAnAnswer()
            throws InterruptedException {
        Order old = desk.send(wish);
        desk.broker.mute(true);
        desk.broker.loseNextReplaceAnswer();

        replace(old, OrderChange.toLimit(Price.parse("101")));
        assertThat(desk.executor.order(changed).orElseThrow().status())
                .isEqualTo(OrderStatus.UNKNOWN);
        desk.step();

        assertThat(desk.executor.order(changed).orElseThrow().status())
                .isEqualTo(OrderStatus.ACCEPTED);
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.REPLACED);
        assertThat(desk.broker.replacements()).hasSize(1);
    }

    @Test
    void shouldGiveAReplacementUpOnlyWhenItIsProvenNotToHaveArrived() throws InterruptedException {
        Order old = desk.send(wish);
        desk.broker.answerNextReplace(new ReplaceOutcome.Unknown("timeout"));
        replace(old, OrderChange.toQuantity(Quantity.of(12)));
        Order next = desk.executor.order(changed).orElseThrow();
        assertThat(desk.executor.order(old.id()).orElseThrow().remaining())
                .isEqualTo(Quantity.of(10));
        assertThat(next.remaining()).isEqualTo(Quantity.of(2));

        for (int second = 0; second < 59; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
            assertThat(desk.status(wish)).isEqualTo(OrderStatus.PENDING_REPLACE);
        }
        for (int second = 0; second < 31; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }

        assertThat(desk.executor.order(changed).orElseThrow().status())
                .isEqualTo(OrderStatus.NOT_RECEIVED);
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(desk.broker.replacements()).hasSize(1);
    }

    @Test
    void shouldCountAReplacementInFullOnceTheOldOrderIsReplacedAndBeforeItHasAName()
            throws InterruptedException {
        Order old = desk.send(wish);
        desk.broker.answerNextReplace(new ReplaceOutcome.Unknown("timeout"));
        replace(old, OrderChange.toLimit(Price.parse("101")));
        assertThat(desk.executor.order(changed).orElseThrow().remaining()).isEqualTo(Quantity.ZERO);

        desk.broker.end(old.id(), BrokerOrder.Status.REPLACED, "replaced");

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.REPLACED);
        Order next = desk.executor.order(changed).orElseThrow();
        assertThat(next.brokerId()).isEmpty();
        assertThat(next.remaining()).isEqualTo(Quantity.of(10));
    }

    @Test
    void shouldNeverAskTwiceForAReplacementWhateverIsRestarted() throws InterruptedException {
        Order old = desk.send(wish);
        desk.broker.mute(true);
        desk.broker.loseNextReplaceAnswer();
        replace(old, OrderChange.toLimit(Price.parse("101")));
        desk.crash();
        desk.executor.sender.drain();
        desk.step();
        desk.step();

        assertThat(desk.executor.order(changed).orElseThrow().status())
                .isEqualTo(OrderStatus.ACCEPTED);
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.REPLACED);
        assertThat(desk.broker.replacements()).hasSize(1);
    }

    @Test
    void shouldWorkOnWithTheOldOrderWhenTheProcessDiedBeforeItAsked() throws InterruptedException {
        Order old = desk.send(wish);
        desk.loop.publishFirst(
                new ReplaceOrder(
                        old.id(), changed, OrderChange.toLimit(Price.parse("101")), "test"));
        desk.crash();
        for (int second = 0; second < 100; second++) {
            desk.executor.sender.drain();
            desk.stepAfter(Duration.ofSeconds(1));
        }

        assertThat(desk.broker.replacements()).isEmpty();
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(desk.executor.order(changed).orElseThrow().status())
                .isEqualTo(OrderStatus.NOT_RECEIVED);
    }

    @Test
    void shouldCancelWhoeverHasTakenItsPlace() throws InterruptedException {
        Order old = desk.send(wish);
        replace(old, OrderChange.toLimit(Price.parse("101")));

        desk.cancel(old.id());

        assertThat(desk.executor.order(changed).orElseThrow().status())
                .isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.executor.open()).isEmpty();
    }

    @Test
    void shouldFollowAChainOfReplacements() throws InterruptedException {
        Order old = desk.send(wish);
        desk.broker.fill(old.id(), "1", "100");
        for (int link = 1; link <= 5; link++) {
            Order last = desk.executor.open().get(0);
            replaceAs("link-" + link, last, OrderChange.toLimit(Price.of(100 + link)));
            desk.broker.fill(desk.executor.open().get(0).id(), "1", "100");
        }

        Order last = desk.executor.open().get(0);
        assertThat(desk.executor.open()).hasSize(1);
        assertThat(last.filled()).isEqualTo(Quantity.of(6));
        assertThat(desk.broker.order(last.id()).filled()).isEqualTo(Quantity.of(6));
        desk.restart();
        assertThat(desk.executor.open()).containsExactly(last);
    }

    @Test
    void shouldDenyWhatCannotBeReplaced() throws InterruptedException {
        Order old = desk.send(wish);
        desk.broker.fill(old.id(), "4", "100");

        replaceAs("stop", old, OrderChange.NOTHING.withStop(Price.parse("90")));
        replaceAs("few", old, OrderChange.toQuantity(Quantity.of(4)));
        replaceAs("same", old, OrderChange.toLimit(Price.parse("100")));

        assertThat(denial("stop")).contains("stop price=90");
        assertThat(denial("few")).contains("allowed=more than the 4");
        assertThat(denial("same")).contains("change=none");
        desk.broker.end(old.id(), BrokerOrder.Status.CANCELED, "canceled");
        replaceAs("late", old, OrderChange.toLimit(Price.parse("101")));
        assertThat(denial("late")).contains("status=CANCELED");
        assertThat(desk.broker.replacements()).isEmpty();
    }

    private String denial(String intent) {
        return desk.executor.denial(new IntentId(intent)).orElseThrow().detail();
    }

    private void replace(Order old, OrderChange change) throws InterruptedException {
        replaceAs(changed.value(), old, change);
    }

    private void replaceAs(String intent, Order old, OrderChange change)
            throws InterruptedException {
        desk.loop.publishFirst(new ReplaceOrder(old.id(), new IntentId(intent), change, "test"));
        desk.executor.sender.drain();
    }
}
