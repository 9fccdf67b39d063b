package io.openbell.loggingsystem;

import io.openbell.api.component.Health;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.Session;
import io.openbell.api.view.ErrorLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.logging.spi.PaxAppender;
import org.ops4j.pax.logging.spi.PaxLoggingEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts errors and watches that logs are kept. The channels themselves are Pax Logging's, in
 * {@code etc/org.ops4j.pax.logging.cfg}, whose appender {@code OpenbellErrors} brings every event here.
 *
 * <p>The thread "logging-watch" does all I/O, so that a disk that hangs holds up nobody; {@link #health} reads its
 * latest finding. A log that cannot be kept is a warning and no failure: trading goes on, and a restart mends no disk.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.logging-system",
        property = {
            SessionComponent.PROPERTY + "=" + LoggingSystem.ID,
            "org.ops4j.pax.logging.appender.name=OpenbellErrors"
        },
        service = {SessionComponent.class, ErrorLog.class, PaxAppender.class})
@Designate(ocd = LoggingConfig.class)
@SatisfyingConditionTarget(Permit.LOGGING_SYSTEM)
public final class LoggingSystem implements SessionComponent, ErrorLog, PaxAppender {

    static final String ID = "logging-system";

    private static final Logger LOG = LoggerFactory.getLogger(LoggingSystem.class);

    private final ErrorCounter errors;
    private final LostLines lost;
    private final Path folder;
    private final LogFolder logs;
    private final Duration interval;
    private final boolean debugWanted;
    private final InstantSource clock;
    private final Instant startedAt;
    private final ScheduledExecutorService watch;
    private final ScheduledFuture<?> looking;
    private final Heartbeat heart = new Heartbeat("logging-watch");
    private volatile LogFolder.@Nullable Finding finding;

    /** Lost between the latest two looks. */
    private volatile long lostLately;

    private long lostAtLook;

    /** Starts the watch; looks at nothing itself. */
    @Activate
    public LoggingSystem(
            @Reference Session session,
            @Reference SecretStore secrets,
            @Reference LostLines lost,
            LoggingConfig config) {
        this(
                session.home().resolve("logs"),
                session.debug(),
                secrets,
                lost,
                Duration.ofSeconds(config.checkIntervalSeconds()),
                config.minFreeMegabytes(),
                InstantSource.system());
    }

    LoggingSystem(
            Path folder,
            boolean debugWanted,
            SecretStore secrets,
            LostLines lost,
            Duration interval,
            long minFreeMegabytes,
            InstantSource clock) {
        this.folder = folder;
        this.debugWanted = debugWanted;
        this.errors = new ErrorCounter(secrets);
        this.lost = lost;
        this.lostAtLook = lost.count();
        this.logs = new LogFolder(folder, "openbell.log", minFreeMegabytes * 1024 * 1024);
        this.interval = interval;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.watch =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "logging-watch");
                            thread.setDaemon(true);
                            return thread;
                        });
        watch.scheduleWithFixedDelay(heart::beat, 0, 1, TimeUnit.SECONDS);
        this.looking =
                watch.scheduleWithFixedDelay(
                        heart.vital(this::lookAtTheDisk),
                        0,
                        interval.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Ends the watch; does not wait for a disk that hangs. */
    @Deactivate
    public void stop() {
        heart.end();
        watch.shutdownNow();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(heart);
    }

    @Override
    public Health health() {
        if (looking.isDone()) {
            return Health.critical("the watch over the log folder has ended");
        }
        LogFolder.@Nullable Finding latest = finding;
        Instant seen = latest == null ? startedAt : latest.at();
        long silentSeconds = Duration.between(seen, clock.instant()).toSeconds();
        if (silentSeconds > 3 * interval.toSeconds() + 5) {
            return Health.warn(
                    "the log folder does not answer: folder=%s, seconds=%d", folder, silentSeconds);
        }
        if (latest == null) {
            return Health.ok("first look at %s under way", folder);
        }
        if (!latest.healthy()) {
            return Health.warn(
                    "%s, errors=%d, lost=%d", latest.detail(), errors.count(), lost.count());
        }
        if (lostLately > 0) {
            return Health.warn(
                    "%d lines were written to no file within %d s; is the disk full or slow?"
                            + " errors=%d, lost=%d",
                    lostLately, interval.toSeconds(), errors.count(), lost.count());
        }
        if (debugWanted && !debugReached()) {
            return Health.warn(
                    "--debug was given, but io.openbell logs no DEBUG:"
                            + " start with -Dopenbell.log.level=DEBUG, or set the level in"
                            + " etc/org.ops4j.pax.logging.cfg");
        }
        return Health.ok("%s, errors=%d, lost=%d", latest.detail(), errors.count(), lost.count());
    }

    private static boolean debugReached() {
        return LoggerFactory.getLogger("io.openbell").isDebugEnabled();
    }

    /** A disk that hangs is a warning, and no restart mends it: only the thread's end counts meanwhile. */
    private void lookAtTheDisk() {
        heart.rest();
        look();
        heart.beat();
    }

    /** One look at a time: on the watch's thread, or in its place. */
    void look() {
        boolean wasHealthy = finding == null || finding.healthy();
        LogFolder.Finding now;
        try {
            now = logs.look(errors.events(), clock.instant());
        } catch (RuntimeException broken) {
            now =
                    new LogFolder.Finding(
                            false, "log folder cannot be examined: " + broken, clock.instant());
        }
        finding = now;
        long lines = lost.count();
        lostLately = lines - lostAtLook;
        lostAtLook = lines;
        if (wasHealthy && !now.healthy()) {
            LOG.warn("logs are not kept: {}", now.detail());
        } else if (!wasHealthy && now.healthy()) {
            LOG.info("logs are kept again: {}", now.detail());
        }
    }

    @Override
    public long count() {
        return errors.count();
    }

    @Override
    public List<Entry> entries() {
        return errors.entries();
    }

    @Override
    public String lastStackTrace(String component) {
        return errors.lastStackTrace(component);
    }

    @Override
    public void doAppend(PaxLoggingEvent event) {
        errors.doAppend(event);
    }
}
