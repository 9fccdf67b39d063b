package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.testkit.Proof;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment, whatever is open, ends as one that never was. */
class RandomRestartProofTest {

    private static final long SEED = 10;

    @TempDir Path folder;

    @Test
    void shouldEndInTheSameStateAsWithoutARestart() throws Exception {
        int stands = Proof.figure(2, 8);
        int restarts = Proof.figure(10, 125);
        List<Callable<RestartStand.Result>> work = new ArrayList<>();
        for (int i = 0; i < stands; i++) {
            long seed = SEED + i;
            Path own = folder.resolve("stand-" + i);
            work.add(
                    () -> {
                        try (RestartStand stand = new RestartStand(own, seed)) {
                            return stand.play(restarts);
                        }
                    });
        }
        ExecutorService threads = Executors.newFixedThreadPool(stands);
        RestartStand.Result all = new RestartStand.Result(0, 0, 0, 0, 0, 0);
        try {
            for (Future<RestartStand.Result> one : threads.invokeAll(work)) {
                all = all.plus(one.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(all.stale()).describedAs("control").isPositive();
        Proof.shown(
                10,
                ("%d restarts at random moments x open, partial, bracket, replaced, filled while"
                                + " down, external; seeds %d to %d")
                        .formatted(all.restarts(), SEED, SEED + stands - 1),
                "%d orders and %d fills as in the ledger, %d of others untouched, none twice"
                        .formatted(all.orders(), all.fills(), all.external()),
                "the journal alone, before the venue was asked: %d orders otherwise"
                        .formatted(all.stale()));
    }
}
