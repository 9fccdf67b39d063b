package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.risk.TradeSuspension.Step;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.Proof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal 5: after a kill nothing leaves, and everything is canceled. Times are taken at the sender's socket, by a wiretap that
 * shares no code with what it listens to.
 */
class KillSwitchProofTest {

    private static final long SEED = 20261128;
    private static final int KILLS = Proof.figure(8, 1_000);
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final Duration HIDDEN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String POST = "POST /v2/orders";
    private static final String SUSPEND = "PATCH /v2/account/configurations HTTP";
    private static final String CANCEL_ALL = "DELETE /v2/orders HTTP";

    @TempDir Path folder;

    private final List<Double> lastPosts = new ArrayList<>();
    private final List<Double> firstCancels = new ArrayList<>();
    private final List<Double> verified = new ArrayList<>();
    private long posts;

    @Test
    void shouldLetNothingLeaveAndCancelEverythingUnderLoad() throws Exception {
        try (KillStand stand = new KillStand(folder.resolve("fenced"), null)) {
            Random random = new Random(SEED);
            for (int number = 0; number < KILLS; number++) {
                kill(stand, "kill " + number, random.nextInt(20_000));
            }
        }
        double control = lastPostOfASenderWithoutAFence();
        double lastPost = percentile(lastPosts);
        if (Proof.isFull()) {
            assertThat(lastPost).as("p99 of the last POST, ms").isLessThanOrEqualTo(50);
            assertThat(max(firstCancels)).as("first cancel-all, ms").isLessThanOrEqualTo(1_000);
        }
        assertThat(max(verified)).as("verified empty, ms").isLessThanOrEqualTo(10_000);
        assertThat(control).as("last POST without a fence, ms").isGreaterThan(200);
        Proof.shown(
                5,
                KILLS + " kills while " + posts + " orders were sent, seed " + SEED,
                "last POST p99 %.1f ms, max %.1f ms; cancel-all sent max %.0f ms; 0 open verified max %.0f ms"
                        .formatted(lastPost, max(lastPosts), max(firstCancels), max(verified)),
                "a sender that does not ask the latch still sent after %.0f ms".formatted(control));
    }

    private void kill(KillStand stand, String name, int microsOfLoad) throws Exception {
        stand.wire.forget();
        long loadedAt = System.nanoTime();
        stand.load(true);
        await().pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> stand.wire.after(loadedAt, POST).size() > 3);
        TimeUnit.MICROSECONDS.sleep(microsOfLoad);

        Instant begun = stand.engine.clock().instant();
        long trigger = System.nanoTime();
        stand.engine.latch().latch("proof", name);

        await().pollInterval(Duration.ofMillis(2))
                .atMost(PATIENCE)
                .until(() -> stand.isVerifiedSince(begun));
        verified.add((System.nanoTime() - trigger) / NANOS_PER_MILLI);
        posts += stand.wire.after(loadedAt, POST).size();
        lastPosts.add(last(stand.wire.after(trigger, POST)));
        firstCancels.add(first(stand.wire.after(trigger, CANCEL_ALL)));
        assertThat(stand.broker.openOrders()).isEmpty();
        stand.load(false);
        await().atMost(PATIENCE).until(() -> stand.executor.open().isEmpty());
        stand.resume();
    }

    /** The control: everything as before, but the executor never hears of the halt. */
    private double lastPostOfASenderWithoutAFence() throws Exception {
        HaltLatch deaf = new FakeHaltLatch(InstantSource.system());
        try (KillStand stand = new KillStand(folder.resolve("unfenced"), deaf)) {
            stand.load(true);
            long loadedAt = System.nanoTime();
            await().atMost(PATIENCE).until(() -> stand.wire.after(loadedAt, POST).size() > 3);
            long trigger = System.nanoTime();
            Thread.sleep(500);
            return last(stand.wire.after(trigger, POST));
        }
    }

    @Test
    void shouldNotCallTheMarketFreeWhileTheVenueHidesAnOrder() throws Exception {
        try (KillStand stand = new KillStand(folder, null)) {
            stand.hideNext(HIDDEN);
            OrderIntent wish = stand.wishOnce();
            await().atMost(PATIENCE).until(() -> isAccepted(stand, wish));
            OrderId hidden = stand.executor.order(wish.id()).orElseThrow().id();
            // The control: by the venue's list alone the market is free.
            assertThat(stand.broker.openOrders()).as("listed").isEmpty();
            assertThat(stand.broker.findOrder(hidden)).as("found by name").isEmpty();

            Instant begun = stand.engine.clock().instant();
            stand.engine.latch().latch("proof", "an order is hidden", true);
            await().atMost(PATIENCE).until(() -> stand.isVerifiedSince(begun));

            assertThat(stand.broker.findOrder(hidden))
                    .hasValueSatisfying(order -> assertThat(order.isOpen()).isFalse());
        }
    }

    @Test
    void shouldHaveTheVenueRefuseWhatAnotherProgramSendsUntilTheHaltIsEnded() throws Exception {
        int afterAResume;
        int refused;
        try (KillStand stand = new KillStand(folder.resolve("suspended"), null)) {
            assertThat(stand.orderOfAStranger()).as("before the halt").isEqualTo(200);
            long trigger = System.nanoTime();
            stand.engine.latch().latch("proof", "another program trades");
            await().atMost(PATIENCE).until(() -> step(stand) == Step.CONFIRMED);

            assertThat(stand.broker.openOrders()).isEmpty();
            assertThat(first(stand.wire.after(trigger, SUSPEND)))
                    .as("told after everything was canceled")
                    .isGreaterThan(first(stand.wire.after(trigger, CANCEL_ALL)));
            refused = stand.orderOfAStranger();
            assertThat(stand.cancelOfAStranger()).as("canceling").isEqualTo(207);
            stand.resume();
            afterAResume = stand.orderOfAStranger();
            assertThat(step(stand)).isEqualTo(Step.LIFTED);
        }
        int control;
        Map<String, Object> never = Map.of("suspendTradeAfterHalt", "never");
        try (KillStand stand = new KillStand(folder.resolve("not"), null, never)) {
            Instant begun = stand.engine.clock().instant();
            stand.engine.latch().latch("proof", "another program trades");
            await().atMost(PATIENCE).until(() -> stand.isVerifiedSince(begun));
            control = stand.orderOfAStranger();
        }
        assertThat(refused).as("during the halt").isEqualTo(403);
        assertThat(afterAResume).as("after the resumption").isEqualTo(200);
        assertThat(control).as("where the venue is not told").isEqualTo(200);
        Proof.shown(
                5,
                "orders that another program with the same keys sends during a halt, past all of ours",
                "refused by the venue (HTTP "
                        + refused
                        + "), which cancels all the same; taken again after the resumption",
                "where the venue is not told, it took them");
    }

    private static @Nullable Step step(KillStand stand) {
        return stand.executor.suspension().map(TradeSuspension::step).orElse(null);
    }

    private static boolean isAccepted(KillStand stand, OrderIntent wish) {
        return stand.executor
                .order(wish.id())
                .filter(order -> order.status() == OrderStatus.ACCEPTED)
                .isPresent();
    }

    @Test
    void shouldCancelEverythingByTheKillFileWhileTheLoopIsStuck() throws Exception {
        try (KillStand stand = new KillStand(folder, null)) {
            stand.load(true);
            await().atMost(PATIENCE).until(() -> stand.broker.openOrders().size() > 5);
            CountDownLatch freed = new CountDownLatch(1);
            Subscription culprit = stickTheLoop(stand, freed);
            long trigger = System.nanoTime();
            Path file = folder.resolve("home").resolve("etc").resolve("KILL");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "proof\n");

            await().pollInterval(Duration.ofMillis(5))
                    .atMost(PATIENCE)
                    .until(() -> stand.broker.openOrders().isEmpty());
            double empty = (System.nanoTime() - trigger) / NANOS_PER_MILLI;
            double lastPost = last(stand.wire.after(trigger, POST));
            double cancel = first(stand.wire.after(trigger, CANCEL_ALL));
            freed.countDown();
            culprit.close();

            assertThat(stand.engine.latch().isLatched()).isTrue();
            assertThat(empty).isLessThanOrEqualTo(10_000);
            Proof.shown(
                    5,
                    "the file etc/KILL while the loop is stuck in a subscriber",
                    "last POST after %.0f ms, cancel-all after %.0f ms, 0 open after %.0f ms (the file is looked for every 100 ms)"
                            .formatted(lastPost, cancel, empty),
                    "of the loop itself nothing is to be had before it is freed");
        }
    }

    private static Subscription stickTheLoop(KillStand stand, CountDownLatch freed)
            throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        Subscription culprit =
                stand.engine
                        .loop()
                        .subscribe(
                                "culprit",
                                Stage.STRATEGIES,
                                false,
                                (sequence, now, event) -> {
                                    if (event instanceof TimerTick) {
                                        stuck.countDown();
                                        awaitQuietly(freed);
                                    }
                                });
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
        return culprit;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody freed the loop");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds; zero if there was none. */
    private static double last(List<Long> nanos) {
        return nanos.isEmpty() ? 0 : nanos.get(nanos.size() - 1) / NANOS_PER_MILLI;
    }

    private static double first(List<Long> nanos) {
        assertThat(nanos).as("nothing was sent").isNotEmpty();
        return nanos.get(0) / NANOS_PER_MILLI;
    }

    private static double max(List<Double> values) {
        return Collections.max(values);
    }

    private static double percentile(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1);
    }
}
