package io.openbell.launcher.backup;

import io.openbell.api.engine.JournalInspector;
import io.openbell.api.session.Backups;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes backups at intervals on the thread "backups", and whenever somebody asks. It is no component of the session: a failure
 * is counted and told, and trading goes on.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.backups",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = BackupConfig.class)
public final class BackupService implements Backups {

    private static final Logger LOG = LoggerFactory.getLogger(BackupService.class);

    /** Between two looks at whether one is due; also what a start has for itself. */
    private static final long LOOK_SECONDS = 60;

    private static final long PATIENCE_SECONDS = 120;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable JournalInspector inspector;

    private final Path folder;
    private final BackupStore store;
    private final BackupMaker maker;
    private final InstantSource clock;
    private final ReentrantLock making = new ReentrantLock();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong targetFailed = new AtomicLong();
    private final Thread thread = new Thread(this::run, "backups");
    private volatile BackupConfig config;
    private volatile Instant lastGood = Instant.EPOCH;
    private volatile Instant lastAttempt = Instant.EPOCH;
    private volatile String problem = "";
    private volatile String targetProblem = "";
    private volatile boolean closed;

    /** Begins to count the time. */
    @Activate
    public BackupService(
            @Reference Session session, @Reference SecretStore secrets, BackupConfig config) {
        this(session, secrets, config, InstantSource.system());
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** One without a thread. */
    BackupService(Session session, SecretStore secrets, BackupConfig config, InstantSource clock) {
        new BackupCheck().require(config);
        this.folder = session.home().resolve("backups");
        this.store = new BackupStore(folder);
        this.maker = new BackupMaker(store, new BackupContents(session.home(), secrets::redact));
        this.clock = clock;
        this.config = config;
        try {
            store.newest().ifPresent(newest -> lastGood = newest.at());
        } catch (IOException unreadable) {
            problem = "the backups cannot be listed: " + unreadable;
        }
    }

    @Modified
    void configure(BackupConfig changed) {
        new BackupCheck().require(changed);
        config = changed;
    }

    @Deactivate
    void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                TimeUnit.SECONDS.sleep(LOOK_SECONDS);
                if (!closed && isDue(clock.instant())) {
                    backUp("at the interval");
                }
            } catch (InterruptedException ended) {
                LOG.debug("no more backups at intervals");
            } catch (IOException told) {
                LOG.debug("the next attempt is in a while", told);
            } catch (RuntimeException unexpected) {
                LOG.error("backup=failed", unexpected);
            }
        }
    }

    /** An interval after the latest good one; a quarter of it after an attempt that failed. */
    boolean isDue(Instant now) {
        Duration interval = Duration.ofMinutes(config.intervalMinutes());
        return isOlder(lastGood, interval, now) && isOlder(lastAttempt, interval.dividedBy(4), now);
    }

    /** A time ahead of the clock is of no use: the clock was set back. */
    private static boolean isOlder(Instant then, Duration age, Instant now) {
        return then.isAfter(now) || !then.plus(age).isAfter(now);
    }

    @Override
    public Backup backUp(String reason) throws IOException {
        lock();
        try {
            Instant now = clock.instant();
            lastAttempt = now;
            Backup backup = maker.make(journals(), now, reason, config.minFreeMegabytes());
            made.incrementAndGet();
            lastGood = backup.at();
            problem = "";
            LOG.info(
                    "backup={} reason=\"{}\" bytes={} files={} records={}",
                    backup.name(),
                    reason,
                    backup.bytes(),
                    backup.files(),
                    backup.records());
            copy(backup.name(), now);
            store.retain(config.keepCount(), Duration.ofDays(config.keepDays()), now);
            return backup;
        } catch (IOException | RuntimeException failure) {
            failed.incrementAndGet();
            problem = "the backup failed: " + message(failure);
            LOG.error("backup=failed reason=\"{}\"", reason, failure);
            throw failure;
        } finally {
            making.unlock();
        }
    }

    private void copy(String name, Instant now) {
        String target = config.secondTarget();
        targetProblem = "";
        if (target.isEmpty()) {
            return;
        }
        try {
            BackupStore other = new BackupStore(Path.of(target));
            store.copyTo(other, name);
            other.retain(config.keepCount(), Duration.ofDays(config.keepDays()), now);
        } catch (IOException | RuntimeException failure) {
            targetFailed.incrementAndGet();
            targetProblem = "the second target did not get it: " + message(failure);
            LOG.error("backup={} secondTarget={} failed", name, target, failure);
        }
    }

    @Override
    public List<Backup> list() throws IOException {
        return store.list();
    }

    @Override
    public Backup verify(String name) throws IOException {
        lock();
        try {
            return maker.verify(name, journals());
        } finally {
            making.unlock();
        }
    }

    @Override
    public Backup restoreAtNextStart(String name) throws IOException {
        Backup backup = verify(name);
        Path fresh = folder.resolve(RESTORE_REQUEST + ".part");
        Files.writeString(fresh, name + "\n", StandardCharsets.UTF_8);
        BackupArchive.force(fresh);
        Files.move(
                fresh,
                folder.resolve(RESTORE_REQUEST),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        BackupArchive.forceFolder(folder);
        LOG.warn("restore={} at the next start", name);
        return backup;
    }

    @Override
    public State state() {
        String told = problem.isEmpty() ? targetProblem : problem;
        return new State(made.get(), failed.get(), targetFailed.get(), lastGood, told);
    }

    private JournalInspector journals() throws IOException {
        JournalInspector present = inspector;
        if (present == null) {
            throw new IOException("journals cannot be read yet: the engine is not running");
        }
        return present;
    }

    private void lock() throws IOException {
        try {
            if (!making.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("another backup is being made for two minutes already");
            }
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another backup was being made");
        }
    }

    private static String message(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
