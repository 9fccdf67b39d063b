package io.openbell.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.session.Backups.Backup;
import io.openbell.api.session.Credentials;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.testkit.ManualClock;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupServiceTest {

    private static final String JOURNAL = "journal/paper-PA1/" + FakeJournals.SEGMENT;

    @TempDir private Path home;
    @TempDir private Path elsewhere;
    private final ManualClock clock = ManualClock.at("2026-11-28T15:00:00Z");
    private final FakeJournals journals = new FakeJournals();
    private final Map<String, Object> config = new HashMap<>(Map.of("minFreeMegabytes", 0));

    @BeforeEach
    void aHomeInUse() throws IOException {
        write(JOURNAL, "one\ntwo\nthree\n");
        write("journal/paper-PA1/writer.lock", "pid 1");
        write("latch/HALTED-paper-PA1", "source=test\n");
        write("supervision/restarts", "none");
        write("etc/openbell.engine.cfg", "segmentMegabytes = 64\n");
        write("etc/KILL", "by hand");
        write("run/shell.key", "a key");
        write("simulator/ledger", "the venue's");
        write("deploy/mine.jar", "a strategy");
        write("deploy/.versions/0a1b.jar", "the strategy of before");
        write("deploy/.versions/record.tsv", "rolled back");
        write("deploy/.versions/0a1c.new", "half of one");
    }

    @Test
    void shouldBringBackWhatWasThereAndHoldNothingThatMustNotTravel() throws IOException {
        Backup made = service().backUp("test");
        Path out = elsewhere.resolve("out");

        List<String> names = BackupArchive.extract(file(made), out);

        assertThat(names)
                .containsExactly(
                        "deploy/.versions/0a1b.jar",
                        "deploy/.versions/record.tsv",
                        "deploy/mine.jar",
                        "etc/openbell.engine.cfg",
                        JOURNAL,
                        "latch/HALTED-paper-PA1",
                        "supervision/restarts");
        assertThat(out.resolve(JOURNAL)).hasSameTextualContentAs(home.resolve(JOURNAL));
        assertThat(made.records()).isEqualTo(3);
        assertThat(made.files()).isEqualTo(7);
        assertThat(made.name()).isEqualTo("openbell-20261128T150000Z.zip");
        assertThat(scratch()).isEmpty();
    }

    @Test
    void shouldLeaveOutAConfigurationThatHoldsASecret() throws IOException {
        write("etc/openbell.alpaca-client.cfg", "key = S3CRET-CANARY\n");

        Backup made = service().backUp("test");

        Path out = elsewhere.resolve("out");
        assertThat(BackupArchive.extract(file(made), out))
                .doesNotContain("etc/openbell.alpaca-client.cfg");
    }

    @Test
    void shouldNotCountABackupThatRestoresToFewerEntries() {
        journals.loses = 1;
        BackupService service = service();

        assertThatThrownBy(() -> service.backUp("test"))
                .hasMessageContaining("records={paper-PA1=2} expected={paper-PA1=3}");

        assertThat(service.state().failed()).isEqualTo(1);
        assertThat(service.state().problem()).contains("the backup failed");
        assertThat(scratch()).isEmpty();
    }

    @Test
    void shouldNotCountABackupOfADamagedJournalAndSayWhatIsDamaged() throws IOException {
        write(JOURNAL, "one\nDAMAGED\n");

        assertThatThrownBy(() -> service().backUp("test"))
                .hasMessageContaining("journal=paper-PA1")
                .hasMessageContaining("offset=512 is no record");
    }

    @Test
    void shouldNotCountABackupWhoseBooksAreOthersThanTheJournalsAndKeepTheOneBefore()
            throws IOException {
        BackupService service = service();
        Backup good = service.backUp("test");
        clock.advance(Duration.ofHours(1));
        journals.deceives = true;

        assertThatThrownBy(() -> service.backUp("test"))
                .hasMessageContaining("backup=openbell-20261128T160000Z.zip replays to another")
                .hasMessageContaining("journal=paper-PA1");

        assertThat(service.state().problem()).contains("openbell-20261128T160000Z.zip");
        assertThat(service.list()).containsExactly(good);
        assertThat(service.state().lastGood()).isEqualTo(good.at());
        assertThat(scratch()).isEmpty();

        journals.deceives = false;
        assertThat(service.backUp("test").records()).as("the control").isEqualTo(3);
        assertThat(service.state().problem()).isEmpty();
    }

    @Test
    void shouldNotCountABackupThatHoldsARecordWhichCannotBe() throws IOException {
        BackupService service = service();
        Backup good = service.backUp("test");
        clock.advance(Duration.ofHours(1));
        write(JOURNAL, "one\ntwo\nNONSENSE\n");

        assertThatThrownBy(() -> service.backUp("test"))
                .hasMessageContaining("backup=openbell-20261128T160000Z.zip cannot be replayed")
                .hasMessageContaining("record 3 cannot be");

        assertThat(service.list()).containsExactly(good);
        assertThat(service.state().failed()).isEqualTo(1);
    }

    @Test
    void shouldCompareABackupWithTheJournalAsItWasThen() throws IOException {
        journals.meanwhile = () -> append("four\n");

        assertThat(service().backUp("test").records()).isEqualTo(3);
    }

    @Test
    void shouldReplayAnOldBackupToWhatItCameToWhenItWasMade() throws IOException {
        BackupService service = service();
        Backup made = service.backUp("test");
        write(JOURNAL, "another\n");
        assertThat(service.verify(made.name())).isEqualTo(made);

        journals.deceives = true;

        assertThatThrownBy(() -> service.verify(made.name()))
                .hasMessageContaining("replays to another state than when it was made");
    }

    @Test
    void shouldCountAFullDiskAndGoOnWithTheNextBackup() throws IOException {
        BackupService service = service();
        journals.refuses = "No space left on device";
        assertThatThrownBy(() -> service.backUp("test")).hasMessageContaining("No space left");

        journals.refuses = "";
        clock.advance(Duration.ofMinutes(1));
        service.backUp("test");

        assertThat(service.state().made()).isEqualTo(1);
        assertThat(service.state().failed()).isEqualTo(1);
        assertThat(service.state().problem()).isEmpty();
    }

    @Test
    void shouldMakeNoneWhereItWouldTakeTheRoomOfTheJournal() {
        config.put("minFreeMegabytes", Integer.MAX_VALUE);

        assertThatThrownBy(() -> service().backUp("test"))
                .hasMessageContaining("no room for a backup: freeMegabytes=")
                .hasMessageContaining("minFreeMegabytes=");
    }

    @Test
    void shouldNotLetOneDamagedChecksumHideTheOthersOrKeepTheOldOnes() throws IOException {
        config.put("keepCount", 2);
        BackupService service = service();
        Backup damaged = service.backUp("test");
        Files.writeString(Path.of(file(damaged) + ".sha256"), "");

        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofHours(1));
            service.backUp("test");
        }

        assertThat(service.state().failed()).isZero();
        assertThat(service.list()).hasSize(2).doesNotContain(damaged);
    }

    @Test
    void shouldKeepTheBackupThoughTheSecondTargetIsMissing() throws IOException {
        config.put("secondTarget", elsewhere.resolve("gone").toString());
        BackupService service = service();

        service.backUp("test");

        assertThat(service.list()).hasSize(1);
        assertThat(service.state().targetFailed()).isEqualTo(1);
        assertThat(service.state().problem())
                .contains("the second target did not get it")
                .contains("is not there");
    }

    @Test
    void shouldBringEachBackupToTheSecondTargetWithItsChecksum() throws IOException {
        config.put("secondTarget", elsewhere.toString());

        Backup made = service().backUp("test");

        assertThat(new BackupStore(elsewhere).list()).containsExactly(made);
        assertThat(new BackupStore(elsewhere).checked(made.name())).exists();
    }

    @Test
    void shouldKeepSoManyAndForSoLongAndTheNewestAlways() throws IOException {
        config.put("keepCount", 3);
        config.put("keepDays", 2);
        BackupService service = service();
        for (int i = 0; i < 5; i++) {
            service.backUp("test");
            clock.advance(Duration.ofHours(1));
        }
        assertThat(service.list()).hasSize(3);

        clock.advance(Duration.ofDays(3));
        service.backUp("test");
        assertThat(service.list()).hasSize(1);

        clock.advance(Duration.ofDays(30));
        assertThat(service.list()).as("nothing is deleted without a newer one").hasSize(1);
    }

    /** Days of hourly backups: as many as are to be kept, at both places, and no file or handle more. */
    @Test
    void shouldRotateOverDaysWithoutLeavingAnythingBehind() throws IOException {
        int days = Proof.figure(2, 8);
        config.put("keepDays", days - 1);
        config.put("secondTarget", elsewhere.toString());
        BackupService service = service();
        service.backUp("test");
        long handles = handles();
        for (int hour = 1; hour <= days * 24; hour++) {
            clock.advance(Duration.ofHours(1));
            assertThat(service.isDue(clock.instant())).isTrue();
            service.backUp("test");
        }

        int kept = (days - 1) * 24 + 1;
        assertThat(service.list()).hasSize(kept);
        assertThat(new BackupStore(elsewhere).list()).hasSize(kept);
        assertThat(Trees.files(home.resolve("backups")))
                .as("and a checksum each")
                .hasSize(2 * kept);
        assertThat(scratch()).isEmpty();
        assertThat(handles()).as("file handles").isLessThanOrEqualTo(handles + 2);
    }

    /** Open files of this process; 0 where that cannot be asked. */
    private static long handles() throws IOException {
        Path own = Path.of("/proc/self/fd");
        if (!Files.isDirectory(own)) {
            return 0;
        }
        try (java.util.stream.Stream<Path> open = Files.list(own)) {
            return open.count();
        }
    }

    @Test
    void shouldFindEveryBitThatFlipsInABackup() throws IOException {
        BackupService service = service();
        Backup made = service.backUp("test");
        byte[] good = Files.readAllBytes(file(made));
        Random random = new Random(7);
        int flips = Proof.figure(100, 1_000);
        for (int i = 0; i < flips; i++) {
            byte[] bad = good.clone();
            int at = random.nextInt(bad.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(made), bad);
            assertThatThrownBy(() -> service.verify(made.name()))
                    .as("byte %d", at)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is damaged");
        }
        Files.write(file(made), good);

        assertThat(service.verify(made.name())).as("the control").isEqualTo(made);
        Proof.shown(
                15,
                "backups with one flipped bit each, seed 7: " + flips,
                flips + " found",
                "the unchanged one is good");
    }

    @Test
    void shouldNotCountWhatAnEarlierProcessLeftUnfinished() throws IOException {
        write("backups/openbell-20261128T140000Z.zip.new", "half");
        write("backups/openbell-20261128T130000Z.zip", "without a checksum");
        write("backups/.making/journal/x", "half");
        BackupService service = service();

        service.backUp("test");

        assertThat(service.list()).hasSize(1);
        assertThat(scratch()).isEmpty();
        assertThatThrownBy(() -> service.verify("openbell-20261128T130000Z.zip"))
                .hasMessageContaining("never counted as good");
    }

    @Test
    void shouldRefuseANameThatLeadsOutOfTheFolder() {
        assertThatThrownBy(() -> service().verify("../openbell-20261128T130000Z.zip"))
                .hasMessageContaining("is no name of a backup");
    }

    @Test
    void shouldAskForARestoreOnlyOfAGoodBackup() throws IOException {
        BackupService service = service();
        Backup made = service.backUp("test");

        service.restoreAtNextStart(made.name());

        assertThat(home.resolve("backups/RESTORE")).hasContent(made.name());
        assertThatThrownBy(() -> service.restoreAtNextStart("openbell-20200101T000000Z.zip"))
                .hasMessageContaining("is not there");
    }

    @Test
    void shouldMakeTheNextOneAnIntervalAfterTheLatestEvenOverARestart() throws IOException {
        assertThat(service().isDue(clock.instant())).as("there is none yet").isTrue();
        service().backUp("test");

        clock.advance(Duration.ofMinutes(59));
        assertThat(service().isDue(clock.instant())).isFalse();

        clock.advance(Duration.ofMinutes(1));
        assertThat(service().isDue(clock.instant())).isTrue();

        clock.advance(Duration.ofHours(-9));
        assertThat(service().isDue(clock.instant())).as("the clock was set back").isTrue();
    }

    @Test
    void shouldTryAgainAQuarterOfTheIntervalAfterAFailure() {
        BackupService service = service();
        journals.refuses = "No space left on device";
        assertThatThrownBy(() -> service.backUp("test")).isInstanceOf(IOException.class);

        clock.advance(Duration.ofMinutes(14));
        assertThat(service.isDue(clock.instant())).isFalse();

        clock.advance(Duration.ofMinutes(1));
        assertThat(service.isDue(clock.instant())).isTrue();
    }

    @Test
    void shouldHoldTheJournalAsItWasAtOneMomentThoughItIsWrittenMeanwhile() throws IOException {
        journals.meanwhile =
                () -> {
                    try {
                        write(JOURNAL, "one\ntwo\nthree\nfour\n");
                    } catch (IOException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                };

        assertThat(service().backUp("test").records()).isEqualTo(3);
    }

    @Test
    void shouldRefuseATargetThatDependsOnTheWorkingFolder() {
        config.put("secondTarget", "backup");

        assertThatThrownBy(this::service)
                .hasMessage(
                        "openbell.backups.cfg: secondTarget = backup: not allowed; allowed an absolute path, or nothing; name the folder from the root, such as /mnt/backup/openbell");
    }

    private BackupService service() {
        Session session = new Session(TradingMode.PAPER, home, "test", clock.instant(), false);
        BackupService service = new BackupService(session, new Canary(), configuration(), clock);
        service.inspector = journals;
        return service;
    }

    private BackupConfig configuration() {
        Map<String, Object> values = Map.copyOf(config);
        return (BackupConfig)
                Proxy.newProxyInstance(
                        BackupServiceTest.class.getClassLoader(),
                        new Class<?>[] {BackupConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private Path file(Backup backup) {
        return home.resolve("backups").resolve(backup.name());
    }

    private void append(String lines) {
        try {
            Files.writeString(home.resolve(JOURNAL), lines, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<Path> scratch() {
        try {
            return Trees.folders(home.resolve("backups"));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static final class Canary implements SecretStore {

        @Override
        public Optional<Credentials> alpaca(TradingMode mode) {
            return Optional.empty();
        }

        @Override
        public String redact(String text) {
            return text.replace("S3CRET-CANARY", "[redacted]");
        }
    }
}
