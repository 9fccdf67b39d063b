package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.engine.AppendingProcess.Build;
import io.openbell.testkit.Proof;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal 1: a process that is killed loses nothing that it acknowledged. Real processes, real files. */
class JournalKillProofTest {

    private static final long SEED = 20_260_401;
    private static final int KILLS_PER_JOURNAL = 25;
    private static final int MOST_CONTROLS = 20;

    @TempDir private Path root;
    private final Random random = new Random(SEED);
    private long acknowledgedInAll;
    private long lost;

    @Test
    void shouldHoldEveryAcknowledgedEventAfterAKill() throws Exception {
        int kills = Proof.figure(3, 500);
        for (int kill = 0; kill < kills; kill++) {
            killOnce(root.resolve("sound-" + kill / KILLS_PER_JOURNAL), Build.SOUND);
        }
        assertThat(lost).as("acknowledged and lost").isZero();
        long acknowledged = acknowledgedInAll;
        assertThat(acknowledged).isPositive();

        int controls = 0;
        while (controls < MOST_CONTROLS && (lost == 0 || controls < Proof.figure(1, 10))) {
            killOnce(root.resolve("early-" + controls++), Build.ACKNOWLEDGES_TOO_EARLY);
        }
        assertThat(lost).as("the test notices a journal that acknowledges too early").isPositive();
        Proof.shown(
                1,
                "kill -9 of the process that appends, " + kills + " times, seed " + SEED,
                acknowledged + " acknowledged, 0 lost, no gap",
                "acknowledging before the write lost " + lost + " in " + controls + " kills");
    }

    private void killOnce(Path journal, Build build) throws Exception {
        long before = journal.toFile().exists() ? AppendingProcess.recovered(journal) : 0;
        long acknowledged;
        try (AppendingProcess process = AppendingProcess.start(journal, build, before)) {
            process.awaitAcknowledged(before + 1);
            Thread.sleep(random.nextInt(150));
            acknowledged = process.kill();
        }
        long recovered = AppendingProcess.recovered(journal);
        acknowledgedInAll += acknowledged - before;
        lost += Math.max(0, acknowledged - recovered);
    }
}
