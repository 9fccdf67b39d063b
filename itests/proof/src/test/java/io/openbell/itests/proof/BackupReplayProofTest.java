package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.engine.JournalInspector;
import io.openbell.api.session.Backups;
import io.openbell.api.session.Backups.Backup;
import io.openbell.engine.TradedJournal;
import io.openbell.launcher.backup.HomeBackups;
import io.openbell.launcher.backup.RestoreAtStart;
import io.openbell.testkit.ManualClock;
import io.openbell.testkit.Proof;
import io.openbell.testkit.TradedDays;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal 15: a backup of a long life is made, replayed, restored on a fresh machine, and comes to what the journal came to. */
class BackupReplayProofTest {

    private static final Duration LONGEST_RESTORE = Duration.ofSeconds(30);

    @TempDir private Path home;
    @TempDir private Path fresh;
    private final ManualClock clock = ManualClock.at("2026-11-30T15:00:00Z");
    private final JournalInspector journals = TradedJournal.inspector();

    @Test
    void shouldRestoreWhatComesToTheSameAndRefuseWhatComesToSomethingElse() throws Exception {
        int orders = Proof.figure(4_000, 200_000);
        long records = 1 + (long) orders * TradedDays.EVENTS_OF_AN_ORDER;
        Path journal = TradedJournal.write(home, orders);
        Backups backups = HomeBackups.of(home, journals, clock);

        long begun = System.nanoTime();
        Backup made = backups.backUp("proof");
        double making = seconds(begun);
        assertThat(made.records()).isEqualTo(records);

        Files.createDirectories(fresh.resolve("backups"));
        for (String name : new String[] {made.name(), made.name() + ".sha256"}) {
            Files.copy(home.resolve("backups").resolve(name), fresh.resolve("backups/" + name));
        }
        Files.writeString(fresh.resolve("backups/" + Backups.RESTORE_REQUEST), made.name());
        begun = System.nanoTime();
        long spentBefore = processNanos();
        new RestoreAtStart(fresh).apply(Instant.parse("2026-11-30T16:00:00Z"));
        double restoring = seconds(begun);
        Path restored = fresh.resolve("journal").resolve(journal.getFileName());
        JournalInspector.DerivedState there = journals.replay(restored, Long.MAX_VALUE);
        double restoringAndReplaying = seconds(begun);
        double processor = (processNanos() - spentBefore) / 1e9;
        assertThat(there).isEqualTo(journals.replay(journal, Long.MAX_VALUE));
        assertThat(there.lastSequence()).isEqualTo(records);

        clock.advance(Duration.ofHours(1));
        Backups forged = HomeBackups.of(home, forging(), clock);
        assertThatThrownBy(() -> forged.backUp("proof"))
                .hasMessageContaining("replays to another state than the journal");
        assertThat(forged.list()).containsExactly(made);

        // Of the processor, since others may have work for it, too.
        assertThat(processor).isLessThan(LONGEST_RESTORE.toSeconds());
        Proof.shown(
                15,
                "a backup of a journal of %d records made, restored on a fresh machine and replayed"
                        .formatted(records),
                "the same orders, positions and halt; made and proven in %.1f s; restored in %.1f s, restored and replayed in %.1f s, with %.1f s of processor time, which is %.2f of the 30 s that are allowed"
                        .formatted(
                                making,
                                restoring,
                                restoringAndReplaying,
                                processor,
                                processor / LONGEST_RESTORE.toSeconds()),
                "a fill a cent dearer in the copy, with a checksum that fits: not good, the one before stays");
    }

    private static long processNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double seconds(long begunNanos) {
        return (System.nanoTime() - begunNanos) / 1e9;
    }

    /** Copies as the engine does, and then changes what it copied. */
    private JournalInspector forging() {
        return (JournalInspector)
                Proxy.newProxyInstance(
                        JournalInspector.class.getClassLoader(),
                        new Class<?>[] {JournalInspector.class},
                        (proxy, method, arguments) -> {
                            try {
                                Object answer = method.invoke(journals, arguments);
                                if (method.getName().equals("copy")) {
                                    TradedJournal.forge((Path) arguments[1]);
                                }
                                return answer;
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }
}
