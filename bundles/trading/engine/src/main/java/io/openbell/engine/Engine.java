package io.openbell.engine;

import io.openbell.api.component.Supervision;
import io.openbell.api.engine.JournalInspector;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingClock;
import io.openbell.api.view.OrderStory;
import io.openbell.engine.recording.LoopTape;
import io.openbell.engine.recording.RecorderSettings;
import io.openbell.engine.recording.SessionRecorder;
import io.openbell.engine.recording.StoredRecordings;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
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
 * Brings the loop, its clock, the journal and the latch into the framework: one life, four services. They appear when the launcher
 * has given a valid configuration, and disappear together before any of them ends.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.engine",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EngineConfig.class)
public final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final String RECORDINGS = "sessions";
    private static final int MEBIBYTE = 1 << 20;

    /** After a failure of the journal; a cancellation of everything takes the venue well below a second. */
    private static final Duration CANCEL_TIME = Duration.ofSeconds(5);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Supervision supervision;

    private final @Nullable SessionRecorder recorder;
    private final EventLoop loop;
    private final SegmentedJournal journal;
    private final DurableLatch latch;
    private final KillFile killFile;
    private final List<ServiceRegistration<?>> registrations;

    /** Called by the framework. */
    @Activate
    public Engine(BundleContext context, @Reference Session session, EngineConfig config) {
        new EngineCheck().require(config);
        LoopSettings settings =
                new LoopSettings(
                        config.queueCapacity(),
                        Duration.ofMillis(config.callbackBudgetMillis()),
                        Duration.ofMillis(config.stallMillis()));
        LoopClock clock = clock(config.clock());
        SessionRecorder tape = config.recordSessions() ? recorder(session, config) : null;
        recorder = tape;
        loop = new EventLoop(settings, clock, tape == null ? LoopTape.NONE : tape).start();
        int segmentBytes = config.segmentMegabytes() * MEBIBYTE;
        journal =
                new SegmentedJournal(
                        session.home().resolve("journal"),
                        segmentBytes,
                        clock,
                        loop,
                        FileChannel::open,
                        Duration.ofMinutes(config.snapshotMinutes()));
        loop.subscribe("commands", Stage.ORDERS, false, new CommandRecorder(journal));
        killFile = new KillFile(session.home().resolve("etc").resolve("KILL"));
        latch =
                new DurableLatch(
                        new LatchFolder(
                                session.home().resolve("latch"), session.mode(), FileChannel::open),
                        journal,
                        loop,
                        clock,
                        killFile::holds);
        killFile.watch(latch);
        if (tape != null) {
            tape.start(journal::folder);
        }
        journal.onFailure(new JournalGuard(latch, this::endProcess, CANCEL_TIME));
        registrations =
                List.of(
                        context.registerService(
                                JournalInspector.class,
                                new JournalWorkshop(journal::folder, segmentBytes, clock),
                                null),
                        context.registerService(
                                SessionRecordings.class,
                                new StoredRecordings(
                                        session.home().resolve(RECORDINGS),
                                        session.home().resolve("journal"),
                                        tape == null ? StoredRecordings.Running.NONE : tape,
                                        new JournalBeginning()),
                                null),
                        context.registerService(HaltLatch.class, latch, null),
                        context.registerService(TradingClock.class, clock, null),
                        context.registerService(OrderJournal.class, journal, null),
                        context.registerService(
                                OrderStory.class, new JournalStory(journal::folder), null),
                        context.registerService(TradingLoop.class, loop, null));
    }

    private static SessionRecorder recorder(Session session, EngineConfig config) {
        return new SessionRecorder(
                new SessionRecorder.Place(
                        session.home().resolve(RECORDINGS),
                        session.mode().token(),
                        session.version(),
                        Instant.now()),
                new RecorderSettings(
                        config.recordingQueueCapacity(),
                        (long) config.recordingFileMegabytes() * MEBIBYTE,
                        (long) config.recordingMegabytes() * MEBIBYTE,
                        Duration.ofDays(config.recordingDays()),
                        (long) config.recordingFreeMegabytes() * MEBIBYTE));
    }

    private void endProcess(String source, int exitCode) {
        Supervision present = supervision;
        if (present == null) {
            LOG.error(
                    "nobody can end the process in order: source={} exitCode={}", source, exitCode);
        } else {
            present.shutdown(source, exitCode);
        }
    }

    private static LoopClock clock(String name) {
        return switch (name) {
            case "system" -> LoopClock.system();
            case "event" -> LoopClock.ofEvents();
            default ->
                    throw new IllegalArgumentException(
                            "openbell.engine: clock must be system or event, was '" + name + "'");
        };
    }

    /** A loop is not exchanged under those who trade on it. */
    @Modified
    public void changed() {
        LOG.warn("openbell.engine: new values take effect at the next start of the session");
    }

    /** Those who use the services go first, then what they still appended is written. */
    @Deactivate
    public void stop() {
        registrations.forEach(ServiceRegistration::unregister);
        killFile.close();
        latch.close();
        journal.close();
        loop.close();
        SessionRecorder tape = recorder;
        if (tape != null) {
            tape.close(loop.hasEnded());
        }
    }
}
