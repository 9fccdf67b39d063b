package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.Comparison;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.risk.Release;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.StillHalted;
import io.openbell.api.value.Money;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableLatchTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String FILE = "HALTED-paper-" + JournalFixture.ACCOUNT;

    @TempDir Path home;

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");

    /** One life of a process: engine, journal and latch over the same home. */
    private final class Life implements AutoCloseable {

        final JournalFixture engine;
        final KillFile killFile = new KillFile(home.resolve("KILL"));
        final DurableLatch latch;

        Life() {
            this(FileChannel::open);
        }

        Life(FileOpener opener) {
            engine = new JournalFixture(home.resolve("journal"));
            latch =
                    new DurableLatch(
                            new LatchFolder(home.resolve("latch"), JournalFixture.MODE, opener),
                            engine.journal,
                            engine.loop,
                            clock,
                            killFile::holds);
        }

        Life open() throws IOException {
            if (engine.open() == 0) {
                engine.appendAll(
                        List.of(
                                new AccountAdopted(
                                        JournalFixture.ACCOUNT,
                                        Money.ZERO,
                                        List.of(),
                                        clock.instant())));
            }
            engine.past();
            return this;
        }

        void halt() throws InterruptedException {
            latch.latch("ann", "test");
            flush();
        }

        /** Everything that was to be written down is. */
        void flush() throws InterruptedException {
            assertThat(latch.awaitDurable(SOON)).isTrue();
            await().until(() -> Files.exists(file()) || latch.describe().contains("not written"));
        }

        @Override
        public void close() {
            killFile.close();
            latch.close();
            engine.close();
        }
    }

    private Path file() {
        return home.resolve("latch").resolve(FILE);
    }

    private Release release(String reason) {
        return new Release("ann", reason, "", clock.instant(), agreed());
    }

    private List<Comparison> agreed() {
        return List.of(
                new Comparison(Comparison.ORDERS, clock.instant(), 0, List.of()),
                new Comparison(Comparison.POSITIONS, clock.instant(), 0, List.of()));
    }

    private boolean isLatchedAfterRestart() throws IOException {
        try (Life next = new Life().open()) {
            return next.latch.isLatched();
        }
    }

    @Test
    void shouldBeOpenWhereNobodyHalted() throws Exception {
        try (Life life = new Life().open()) {
            assertThat(life.latch.isLatched()).isFalse();
            assertThat(life.latch.awaitDurable(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void shouldKnowWhoseOrdersTheseAreOnceAnAccountIsAdopted() throws Exception {
        try (Life life = new Life()) {
            assertThat(life.latch.account()).isEmpty();

            life.open();

            await().until(() -> life.latch.account().equals(JournalFixture.ACCOUNT));
        }
    }

    @Test
    void shouldBeHaltedAtOnceAndTellListenersBeforeAnythingIsWritten() throws Exception {
        try (Life life = new Life().open()) {
            List<LatchedHalt> heard = new ArrayList<>();
            life.latch.onLatch(halt -> heard.add(halt));

            life.latch.latch("ann", "test");

            assertThat(life.latch.isLatched()).isTrue();
            assertThat(heard).extracting(LatchedHalt::reason).containsExactly("test");
        }
    }

    @Test
    void shouldStandInTwoPlaces() throws Exception {
        try (Life life = new Life().open()) {
            life.halt();
        }

        assertThat(file()).content().contains("source=ann", "reason=test");
        assertThat(JournalFixture.read(home.resolve("journal")))
                .hasAtLeastOneElementOfType(HaltTrading.class);
    }

    @Test
    void shouldStayHaltedWhenTheLatchFileIsDeleted() throws Exception {
        try (Life life = new Life().open()) {
            life.halt();
        }
        Files.delete(file());

        assertThat(isLatchedAfterRestart()).isTrue();
        assertThat(file()).as("written down again").exists();
    }

    @Test
    void shouldStayHaltedWhenTheJournalIsReplacedByOneWithoutTheHalt() throws Exception {
        try (Life life = new Life().open()) {
            life.halt();
        }
        delete(home.resolve("journal"));

        assertThat(isLatchedAfterRestart()).isTrue();
        assertThat(JournalFixture.read(home.resolve("journal")))
                .as("journaled again")
                .hasAtLeastOneElementOfType(HaltTrading.class);
    }

    @Test
    void shouldBeHaltedByAFileThatCannotBeRead() throws Exception {
        Files.createDirectories(file());
        assertThat(isLatchedAfterRestart()).isTrue();
    }

    @Test
    void shouldBeHaltedByAFileThatWasCutOff() throws Exception {
        Files.createDirectories(file().getParent());
        Files.createFile(file());
        assertThat(isLatchedAfterRestart()).isTrue();
    }

    @Test
    void shouldBeHaltedWhereTheFolderIsNoFolder() throws Exception {
        Files.writeString(home.resolve("latch"), "?");
        assertThat(isLatchedAfterRestart()).isTrue();
    }

    @Test
    void shouldBeHaltedBeforeTheAccountIsKnown() throws Exception {
        try (Life life = new Life().open()) {
            life.halt();
        }
        try (Life next = new Life()) {
            assertThat(next.latch.isLatched()).as("before the journal is open").isTrue();
        }
    }

    @Test
    void shouldHoldAHaltForWhicheverAccountComesWhenNoneWasKnown() throws Exception {
        try (Life life = new Life()) {
            life.latch.latch("ann", "before anything else");
            await().until(() -> Files.exists(home.resolve("latch/HALTED-paper")));
        }
        assertThat(isLatchedAfterRestart()).isTrue();
    }

    @Test
    void shouldNotHaltAnotherAccount() throws Exception {
        Files.createDirectories(home.resolve("latch"));
        Files.createFile(home.resolve("latch/HALTED-paper-OTHER"));
        Files.createFile(home.resolve("latch/HALTED-live-" + JournalFixture.ACCOUNT));

        try (Life life = new Life().open()) {
            await().until(() -> !life.latch.isLatched());
        }
    }

    @Test
    void shouldHaltWhenAnybodyJournalsAHalt() throws Exception {
        try (Life life = new Life().open()) {
            life.engine.appendAll(
                    List.of(new HaltTrading("breaker", "daily loss", clock.instant())));
            await().until(life.latch::isLatched);
            life.flush();
        }
        assertThat(file()).content().contains("source=breaker");
    }

    @Test
    void shouldHaltAlthoughTheFileCannotBeWritten() throws Exception {
        FileOpener broken =
                (path, options) -> {
                    throw new IOException("no space left on device");
                };
        try (Life life = new Life(broken).open()) {
            life.halt();
            assertThat(life.latch.describe()).contains("no space left");
        }
        assertThat(isLatchedAfterRestart()).as("by the journal alone").isTrue();
    }

    @Test
    void shouldHaltAlthoughTheJournalIsNotOpen() throws Exception {
        try (Life life = new Life()) {
            life.latch.latch("ann", "test");
            assertThat(life.latch.awaitDurable(SOON)).isTrue();
        }
    }

    @Test
    void shouldCancelProtectiveOrdersTooOnceAskedTo() throws Exception {
        try (Life life = new Life().open()) {
            List<Boolean> kept = new ArrayList<>();
            life.latch.onLatch(halt -> kept.add(halt.keepStops()));

            life.latch.latch("supervisor", "order-executor is exhausted", true);
            life.latch.latch("ann", "all of them");
            life.latch.latch("supervisor", "again", true);

            assertThat(kept).containsExactly(true, false, true);
            assertThat(life.latch.halt())
                    .hasValueSatisfying(h -> assertThat(h.keepStops()).isFalse());
        }
    }

    @Test
    void shouldSurviveAPowerCutWhichALatchThatIsNotForcedDoesNot() throws Exception {
        PowerCutDisk forced = PowerCutDisk.honest();
        haltAndCutPower(forced, forced, "forced");
        PowerCutDisk unforced = PowerCutDisk.honest();
        FileOpener lazy =
                (path, options) ->
                        new FaultyChannel(unforced.open(path, options)) {
                            @Override
                            public void force(boolean metaData) {
                                // As if nobody had written fsync.
                            }
                        };
        haltAndCutPower(unforced, lazy, "unforced");

        assertThat(home.resolve("forced/latch").resolve(FILE)).content().contains("source=ann");
        assertThat(home.resolve("unforced/latch")).doesNotExist();
    }

    private void haltAndCutPower(PowerCutDisk disk, FileOpener opener, String name)
            throws Exception {
        try (Life life = new Life(opener).open()) {
            life.halt();
            disk.cutPower(home, Files.createDirectory(home.resolve(name)));
        }
        delete(home.resolve("latch"));
        delete(home.resolve("journal"));
    }

    @Test
    void shouldEndOnAnOperatorsWordAndAFreshComparison() throws Exception {
        try (Life life = new Life().open()) {
            life.halt();
            clock.advance(Duration.ofSeconds(1));
            life.latch.release(release("mended"));
            assertThat(life.latch.isLatched()).isFalse();
        }
        assertThat(file()).doesNotExist();
        assertThat(isLatchedAfterRestart()).isFalse();
    }

    @Test
    void shouldNotEndOnAComparisonThatIsMissingOldOrDisagrees() throws Exception {
        try (Life life = new Life().open()) {
            life.halt();
            Instant before = clock.instant();
            clock.advance(Duration.ofSeconds(1));
            Comparison orders = new Comparison(Comparison.ORDERS, clock.instant(), 0, List.of());
            Comparison old = new Comparison(Comparison.POSITIONS, before, 0, List.of());
            Comparison differs =
                    new Comparison(
                            Comparison.POSITIONS,
                            clock.instant(),
                            1,
                            List.of(new Comparison.Difference("KO", "10", "12", "2")));

            assertRefused(life, List.of(orders), "positions were not compared");
            assertRefused(life, List.of(orders, old), "compare them again");
            assertRefused(life, List.of(orders, differs), "KO ours=10 venue=12");
        }
        assertThat(isLatchedAfterRestart()).isTrue();
    }

    private void assertRefused(Life life, List<Comparison> evidence, String why) {
        Release release = new Release("ann", "mended", "", clock.instant(), evidence);
        assertThatThrownBy(() -> life.latch.release(release))
                .isInstanceOf(StillHalted.class)
                .hasMessageContaining(why);
        assertThat(life.latch.isLatched()).isTrue();
    }

    @Test
    void shouldNotEndOnARequestFromBeforeTheLatestHalt() throws Exception {
        try (Life life = new Life().open()) {
            life.halt();
            clock.advance(Duration.ofSeconds(1));
            Release asked = release("mended");
            clock.advance(Duration.ofSeconds(1));

            life.latch.latch("ann", "test");

            assertThatThrownBy(() -> life.latch.release(asked)).hasMessageContaining("ask again");
            assertThat(life.latch.isLatched()).isTrue();
        }
    }

    @Test
    void shouldKeepAHaltThatCameWhileAResumeWasRunning() throws Exception {
        List<Runnable> meanwhile = new ArrayList<>();
        FileOpener opener =
                new FileOpener() {
                    @Override
                    public FileChannel open(Path path, OpenOption... options) throws IOException {
                        return FileChannel.open(path, options);
                    }

                    @Override
                    public void forceFolder(Path folder) {
                        meanwhile.forEach(Runnable::run);
                    }
                };
        try (Life life = new Life(opener).open()) {
            life.halt();
            clock.advance(Duration.ofSeconds(1));
            Release asked = release("mended");
            meanwhile.add(() -> life.latch.latch("ann", "test"));

            assertThatThrownBy(() -> life.latch.release(asked)).hasMessageContaining("meanwhile");
            meanwhile.clear();
            assertThat(life.latch.isLatched()).isTrue();
            life.flush();
        }
        assertThat(isLatchedAfterRestart()).isTrue();
    }

    @Test
    void shouldStandInTwoPlacesAgainWhenItsFileCouldNotBeRemovedForGood() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        FileOpener opener =
                new FileOpener() {
                    @Override
                    public FileChannel open(Path path, OpenOption... options) throws IOException {
                        return FileChannel.open(path, options);
                    }

                    @Override
                    public void forceFolder(Path folder) throws IOException {
                        if (broken.getAndSet(false)) {
                            throw new IOException("the disk is gone");
                        }
                    }
                };
        try (Life life = new Life(opener).open()) {
            life.halt();
            clock.advance(Duration.ofSeconds(1));
            broken.set(true);

            assertThatThrownBy(() -> life.latch.release(release("mended")))
                    .hasMessageContaining("the disk is gone");
            assertThat(life.latch.isLatched()).isTrue();
            life.flush();
        }
        assertThat(file()).content().contains("source=ann");
        delete(home.resolve("latch"));
        assertThat(isLatchedAfterRestart()).as("by the journal alone").isTrue();
    }

    @Test
    void shouldNotEndForAnotherAccountWithoutAReasonOrWhileTheKillFileIsThere() throws Exception {
        try (Life life = new Life().open()) {
            life.halt();
            clock.advance(Duration.ofSeconds(1));
            Release other = new Release("ann", "mended", "PA999", clock.instant(), agreed());
            assertThatThrownBy(() -> life.latch.release(other)).hasMessageContaining("PA999");
            assertThatThrownBy(() -> life.latch.release(release(" "))).hasMessageContaining("1 to");
            Files.createFile(home.resolve("KILL"));
            assertThatThrownBy(() -> life.latch.release(release("mended")))
                    .hasMessageContaining("remove it first");
            assertThat(life.latch.isLatched()).isTrue();
        }
    }

    @Test
    void shouldNotEndByAResumptionThatSomebodyElseJournaled() throws Exception {
        try (Life life = new Life().open()) {
            life.halt();
            life.engine.appendAll(
                    List.of(new ResumeTrading("a script", "because", clock.instant())));
            assertThat(life.latch.isLatched()).isTrue();
        }
        assertThat(isLatchedAfterRestart()).isTrue();
    }

    @Test
    void shouldStayHaltedWhenTheProcessDiesBetweenJournalAndFileOfARelease() throws Exception {
        try (Life life = new Life().open()) {
            life.halt();
            clock.advance(Duration.ofSeconds(1));
            byte[] text = Files.readAllBytes(file());
            life.latch.release(release("mended"));
            Files.write(file(), text);
        }
        assertThat(isLatchedAfterRestart()).isTrue();
    }

    @Test
    void shouldHaltWhileTheKillFileIsThere() throws Exception {
        Files.writeString(home.resolve("KILL"), "the script saw smoke\n");
        try (Life life = new Life().open()) {
            life.killFile.watch(life.latch);
            await().until(life.latch::isLatched);
            assertThat(life.latch.halt())
                    .hasValueSatisfying(
                            h -> assertThat(h.reason()).isEqualTo("the script saw smoke"));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
