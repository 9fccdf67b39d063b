package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.Intents;
import io.openbell.testkit.Proof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;

/** Goal 4: no order that breaks a rule gets through, and no rule can be taken out without being missed. */
class GateProofTest {

    private static final int THREADS = 16;
    private static final int WISHES = Proof.figure(20_000, 1_000_000);
    private static final int CONTROL_WISHES = Proof.figure(6_000, 60_000);
    private static final long MOST_NANOS = 100_000;

    @Test
    void shouldMissEveryCheckThatIsTakenOut() {
        Map<Integer, Integer> failing = new TreeMap<>();
        for (int row = 1; row <= 34; row++) {
            int taken = row;
            long changed =
                    RiskChecksTest.cases().filter(each -> passesWithout(each, taken)).count();
            failing.put(row, (int) changed);
        }
        StringBuilder table = new StringBuilder("row: scenarios that fail without it\n");
        failing.forEach((row, count) -> table.append(row).append(": ").append(count).append('\n'));
        System.out.println(table);

        assertThat(failing).hasSize(34).allSatisfy((row, count) -> assertThat(count).isPositive());
        Proof.shown(
                4,
                "each of 34 checks taken out of the gate",
                failing.size() + " of 34 are missed by a scenario",
                failing.values().stream().mapToInt(Integer::intValue).sum() + " scenarios fail");
    }

    @Test
    void shouldLetNothingThroughThatBreaksARule() throws InterruptedException {
        TradingFloor floor = new TradingFloor(4, RiskPipeline.standard());

        long[] nanos = trade(floor, WISHES, 4);

        assertThat(floor.violations).as(floor.firstViolation).isEmpty();
        assertThat(floor.approved).isGreaterThan(WISHES / 200);
        List<Integer> caught = caught();
        assertThat(caught).hasSizeGreaterThan(20).contains(1, 3, 8, 17, 18, 21, 25, 26, 34);
        // All but gross and net exposure, concentration, repetition and the count of a day: the
        // table above has these.
        assertThat(caught).hasSizeGreaterThanOrEqualTo(30);
        Arrays.sort(nanos);
        long p99 = nanos[(int) (nanos.length * 0.99)];
        if (Proof.isFull()) {
            assertThat(p99).isLessThanOrEqualTo(MOST_NANOS);
        }
        Proof.shown(
                4,
                WISHES + " random wishes of " + THREADS + " threads, seed 4",
                "0 of "
                        + floor.approved
                        + " orders break one of 34 rules"
                        + (Proof.isFull() ? ", p99 " + p99 / 1_000 + " us" : ""),
                "a gate without one check is caught for rows " + caught);
    }

    /** Rows whose absence the exchange's side notices. */
    private static List<Integer> caught() throws InterruptedException {
        List<Integer> caught = new ArrayList<>();
        for (RiskCheck check : RiskPipeline.standard().checks()) {
            List<RiskCheck> others =
                    RiskPipeline.standard().checks().stream()
                            .filter(other -> other.row() != check.row())
                            .toList();
            TradingFloor floor = new TradingFloor(5, RiskPipeline.of(others));
            trade(floor, CONTROL_WISHES, 5);
            if (floor.violations.containsKey(check.row())) {
                caught.add(check.row());
            }
        }
        return caught;
    }

    private static boolean passesWithout(RiskCase theCase, int row) {
        Scenario scenario = new Scenario();
        theCase.given().accept(scenario);
        return scenario.reviewWithout(row, theCase.wish().apply(scenario))
                instanceof RiskDecision.Approved;
    }

    /**
     * Sixteen threads wish, one thread decides: as on the loop. Whose turn it is is drawn by the seed, so that the same seed
     * gives the same decisions however the threads run. Nanoseconds of each decision.
     */
    private static long[] trade(TradingFloor floor, int wishes, long seed)
            throws InterruptedException {
        List<BlockingQueue<OrderIntent>> queues = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        List<Integer> turns = new ArrayList<>(wishes);
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            int share = wishes / THREADS + (i < wishes % THREADS ? 1 : 0);
            BlockingQueue<OrderIntent> queue = new ArrayBlockingQueue<>(64);
            queues.add(queue);
            turns.addAll(Collections.nCopies(share, number));
            Thread thread = new Thread(() -> wish(queue, number, share, seed * 100 + number));
            threads.add(thread);
            thread.start();
        }
        Collections.shuffle(turns, new Random(seed));
        long[] nanos = new long[wishes];
        for (int i = 0; i < wishes; i++) {
            nanos[i] = floor.take(queues.get(turns.get(i)).take());
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return nanos;
    }

    private static void wish(BlockingQueue<OrderIntent> queue, int number, int share, long seed) {
        Random random = new Random(seed);
        try {
            for (int i = 0; i < share; i++) {
                boolean old = i > 0 && random.nextInt(100) == 0;
                queue.put(random(random, "t" + number + "-" + (old ? i - 1 : i)));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static OrderIntent random(Random random, String name) {
        String stock = TradingFloor.STOCKS[random.nextInt(TradingFloor.STOCKS.length)];
        boolean buy = random.nextBoolean();
        String quantity =
                switch (random.nextInt(30)) {
                    case 0 -> "0";
                    case 1 -> "1." + (1 + random.nextInt(9));
                    case 2 -> "" + (990 + random.nextInt(20));
                    default -> "" + 5 * (1 + random.nextInt(11));
                };
        String price =
                "%d.%02d%s"
                        .formatted(
                                90 + random.nextInt(21),
                                random.nextInt(100),
                                random.nextInt(40) == 0 ? "5" : "");
        OrderTerms terms =
                switch (random.nextInt(20)) {
                    case 0 -> new OrderTerms.StopLimit(Price.parse(price), Price.parse(price));
                    case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> new OrderTerms.Market();
                    default -> new OrderTerms.Limit(Price.parse(price));
                };
        OrderIntent plain =
                new OrderIntent(
                        new IntentId(name),
                        Intents.SOURCE,
                        Symbol.of(stock),
                        buy ? Side.BUY : Side.SELL,
                        Quantity.parse(quantity),
                        terms,
                        random.nextInt(8) == 0 ? TimeInForce.IOC : TimeInForce.DAY,
                        "because of the test",
                        Scenario.NOW);
        return switch (random.nextInt(60)) {
            case 0 -> plain.partOf(new IntentId("nobody"));
            case 1, 2 ->
                    plain.with(
                            plain.instructions()
                                    .to(
                                            buy
                                                    ? PositionIntent.BUY_TO_CLOSE
                                                    : PositionIntent.SELL_TO_CLOSE));
            default -> plain;
        };
    }
}
