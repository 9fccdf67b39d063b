package io.openbell.aihftsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.api.view.StrategyDeployment.State;
import io.openbell.itests.proof.ProofExchange;
import io.openbell.orderexecutor.Life;
import io.openbell.testkit.Pauses;
import io.openbell.testkit.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A strategy is replaced again and again while 20,000 quotes a second come in, now and then by a version that cannot take
 * over. Beside it runs a witness that is never replaced: whenever both say what they have seen, they must have seen the same
 * quotes in the same order. Its orders are compared with the exchange's ledger. The control takes the old version away before
 * the new one comes.
 */
class ReplacementProofTest {

    private static final int REPLACEMENTS = Proof.figure(10, 100);

    /** The last of so many is one that cannot take over. */
    private static final int ONE_BROKEN_IN = Proof.figure(2, 5);

    private static final String FILE = "tape.jar";
    private static final double LIMIT_MILLIS = 10;

    @TempDir Path folder;

    /** What belongs to a replacement once it is decided: the old version goes, its place is written down. */
    private static final long AFTERWARDS_NANOS = 100_000_000;

    private final List<Pauses.Window> replacements = new ArrayList<>();

    /** Of the same lengths, each behind its replacement, with nothing in them: what the machine does by itself. */
    private final List<Pauses.Window> quiet = new ArrayList<>();

    private int taken;
    private int refused;

    @Test
    void shouldLoseNothingAndDoubleNothingOverReplacements() throws Exception {
        List<byte[]> versions = versions();
        try (ProofExchange exchange =
                        new ProofExchange(folder.resolve("exchange"), ProofExchange.rich(0));
                ProofExchange.Connected connected = exchange.connect(Duration.ofSeconds(10), 1);
                Life life =
                        new Life(
                                folder.resolve("home"),
                                connected.broker(),
                                1,
                                (sequence, now, event) -> {})) {
            await().atMost(Duration.ofSeconds(60)).until(life::isReady);
            try (ReplacementStand stand =
                    new ReplacementStand(folder.resolve("home"), life.loop())) {
                assertThat(stand.drop("witness.jar", TapeStrategies.witness()).state())
                        .isEqualTo(State.ACTIVE);
                assertThat(stand.drop(FILE, TapeStrategies.tape("1.0.0")).state())
                        .isEqualTo(State.ACTIVE);
                // The first orders of a process load what every order goes through.
                await().atMost(Duration.ofSeconds(60)).until(() -> intents(stand).size() > 20);
                replace(stand, versions);
                stand.endMarket();
                compareTapes(stand);
                compareOrders(stand, life, exchange);
                report(stand, control());
            }
        }
    }

    /** Made before the market begins, so that the compiler is no part of what is measured. */
    private static List<byte[]> versions() {
        List<byte[]> versions = new ArrayList<>();
        for (int number = 1; number <= REPLACEMENTS; number++) {
            versions.add(
                    isBroken(number)
                            ? TapeStrategies.broken(number / ONE_BROKEN_IN).jar()
                            : TapeStrategies.tape("1.0." + number).jar());
        }
        return versions;
    }

    private void replace(ReplacementStand stand, List<byte[]> versions) throws Exception {
        for (int number = 1; number <= REPLACEMENTS; number++) {
            boolean broken = isBroken(number);
            long begun = System.nanoTime();
            StrategyDeployment outcome = stand.drop(FILE, versions.get(number - 1));
            stand.rest(AFTERWARDS_NANOS);
            Pauses.Window around = new Pauses.Window(begun, System.nanoTime());
            stand.rest(around.length());
            replacements.add(around);
            quiet.add(new Pauses.Window(around.toNanos(), around.toNanos() + around.length()));
            assertThat(outcome.state())
                    .as("replacement %d: %s", number, outcome)
                    .isEqualTo(broken ? State.REFUSED : State.ACTIVE);
            taken += broken ? 0 : 1;
            refused += broken ? 1 : 0;
        }
    }

    private static boolean isBroken(int number) {
        return number % ONE_BROKEN_IN == 0;
    }

    /** Of two strategies that begin at different quotes the growth since the first common moment is the same. */
    private static long compareTapes(ReplacementStand stand) {
        synchronized (stand.heard) {
            Map<Instant, String> witness = stand.heard.tape("witness");
            List<Instant> common = new ArrayList<>(stand.heard.tape("tape").keySet());
            common.retainAll(witness.keySet());
            Collections.sort(common);
            assertThat(common).as("moments at which both spoke").hasSizeGreaterThan(2);
            Tape tape = new Tape(stand.heard.tape("tape"), common);
            Tape seen = new Tape(witness, common);
            assertThat(tape.differences(seen)).as("moments at which they differ").isZero();
            return common.size();
        }
    }

    private static void compareOrders(ReplacementStand stand, Life life, ProofExchange exchange) {
        List<OrderIntent> intents = intents(stand);
        await().atMost(Duration.ofSeconds(60)).until(() -> life.backlog() == 0);
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            // The last of them are on their way.
                            exchange.readLedger();
                            return exchange.clientIds().size() >= intents.size();
                        });
        assertThat(intents).isNotEmpty();
        assertThat(intents)
                .extracting(OrderIntent::reason)
                .as("one wish for each of those quotes, and no other")
                .isEqualTo(
                        java.util.stream.IntStream.rangeClosed(1, intents.size())
                                .mapToObj(n -> "quote " + n * ReplacementStand.QUOTES_PER_ORDER)
                                .toList());
        for (OrderIntent intent : intents) {
            Order ours = life.order(intent).orElseThrow();
            assertThat(exchange.placed(ours.id().value())).as("%s", ours).hasSize(1);
        }
        assertThat(exchange.clientIds()).hasSize(intents.size());
    }

    private static List<OrderIntent> intents(ReplacementStand stand) {
        synchronized (stand.heard) {
            return stand.heard.intents.stream()
                    .filter(intent -> intent.source().equals("tape"))
                    .toList();
        }
    }

    /** The old version ends, then the new one comes: what a folder does without a trial and a switch. */
    private long control() throws Exception {
        try (ProofExchange exchange =
                        new ProofExchange(folder.resolve("control"), ProofExchange.rich(0));
                ProofExchange.Connected connected = exchange.connect(Duration.ofSeconds(10), 2);
                Life life =
                        new Life(
                                folder.resolve("control-home"),
                                connected.broker(),
                                1,
                                (sequence, now, event) -> {})) {
            await().atMost(Duration.ofSeconds(60)).until(life::isReady);
            try (ReplacementStand stand =
                    new ReplacementStand(folder.resolve("control-home"), life.loop())) {
                stand.drop("witness.jar", TapeStrategies.witness());
                stand.drop(FILE, TapeStrategies.tape("1.0.0"));
                awaitMoments(stand, 2);
                stand.takeAway(FILE);
                stand.drop(FILE, TapeStrategies.tape("1.0.1"));
                stand.endMarket();
                synchronized (stand.heard) {
                    Map<Instant, String> tape = stand.heard.tape("tape");
                    List<Instant> common = new ArrayList<>(tape.keySet());
                    common.retainAll(stand.heard.tape("witness").keySet());
                    Collections.sort(common);
                    return new Tape(tape, common)
                            .missing(new Tape(stand.heard.tape("witness"), common));
                }
            }
        }
    }

    private static void awaitMoments(ReplacementStand stand, int count) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            synchronized (stand.heard) {
                                return stand.heard.tapes.getOrDefault("tape", Map.of()).size()
                                        >= count;
                            }
                        });
    }

    private void report(ReplacementStand stand, long lostByControl) {
        List<Long> pauses;
        List<Long> around;
        List<Long> without;
        int orders = intents(stand).size();
        synchronized (stand.heard) {
            pauses = new ArrayList<>(stand.heard.pausesNanos);
            around = stand.heard.pauses.longestIn(replacements);
            without = stand.heard.pauses.longestIn(quiet);
        }
        Collections.sort(pauses);
        assertThat(pauses).as("one pause a replacement").hasSize(taken);
        assertThat(lostByControl).isPositive();
        String figures =
                "at the switch %s; longest around a replacement or refusal %s; longest in as long a time without one %s"
                        .formatted(
                                Pauses.figures(pauses),
                                Pauses.figures(around),
                                Pauses.figures(without));
        // Where the machine pauses longer by itself, nothing is shown.
        boolean judged = Proof.isFull() && Pauses.millis(without, 0.99) < LIMIT_MILLIS;
        if (judged) {
            assertThat(Pauses.millis(pauses, 0.99)).as(figures).isLessThan(LIMIT_MILLIS);
            assertThat(Pauses.millis(around, 0.99)).as(figures).isLessThan(LIMIT_MILLIS);
        }
        Proof.shown(
                5,
                taken
                        + " replacements of a strategy under "
                        + ReplacementStand.QUOTES_PER_SECOND
                        + " quotes a second, "
                        + refused
                        + " versions that do not resolve, throw, restore badly or loop",
                stand.published()
                        + " quotes, none lost or seen twice, "
                        + orders
                        + " orders as in the ledger; pause between two quotes (p50, p99, longest): "
                        + figures
                        + (judged || !Proof.isFull()
                                ? ""
                                : " (not judged: the machine pauses as long by itself)"),
                "the old one taken away first: " + lostByControl + " quotes missed");
    }
}
