package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.testkit.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that breaks, loses, repeats and reorders: in the end our fills are the exchange's, each once. */
class StreamGapProofTest {

    private static final long SEED = 9;

    @TempDir Path folder;

    @Test
    void shouldCountEveryFillOnceWhateverTheStreamDoes() throws Exception {
        int stands = Proof.figure(1, 10);
        int cuts = Proof.figure(2, 100);
        int losses = Proof.figure(5, 100);
        List<Callable<GapStand.Result>> work = new ArrayList<>();
        for (int i = 0; i < stands; i++) {
            long seed = SEED + i;
            Path own = folder.resolve("stand-" + i);
            work.add(
                    () -> {
                        try (GapStand stand = new GapStand(own, seed)) {
                            return stand.play(cuts, losses);
                        }
                    });
        }
        ExecutorService threads = Executors.newFixedThreadPool(stands);
        GapStand.Result all = new GapStand.Result(0, 0, 0, 0, Duration.ZERO, Duration.ZERO);
        try {
            for (Future<GapStand.Result> one : threads.invokeAll(work)) {
                all = all.plus(one.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(all.lost()).describedAs("control").isPositive();
        Proof.shown(
                9,
                "%d disconnects, %d dropped frames, duplicates and reordered ones, seeds %d to %d"
                        .formatted(all.cuts(), all.dropped(), SEED, SEED + stands - 1),
                ("%d fills, 0 missed, 0 twice; slowest after a disconnect %d ms, after a loss"
                                + " %d ms with a poll of %d ms")
                        .formatted(
                                all.fills(),
                                all.slowestCut().toMillis(),
                                all.slowestLoss().toMillis(),
                                10_000 / GapStand.SPEED),
                "the stream alone: %d fills missed".formatted(all.lost()));
    }
}
