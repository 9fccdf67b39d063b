package io.openbell.launcher;

import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.broker.VenueComparer;
import io.openbell.api.component.Supervision;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.WindDown;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.LimitsInForce;
import io.openbell.api.session.AllowedBundles;
import io.openbell.api.session.Backups;
import io.openbell.api.session.SecretStore;
import io.openbell.api.session.Session;
import io.openbell.api.view.Preflight;
import io.openbell.api.view.StatusBoard;
import io.openbell.launcher.backup.RestoreAtStart;
import io.openbell.launcher.bundles.NotSigned;
import io.openbell.launcher.bundles.SignedBundles;
import io.openbell.launcher.config.Configurations;
import io.openbell.launcher.config.Problem;
import io.openbell.launcher.status.ConsoleOutput;
import io.openbell.launcher.supervisor.Catalogue;
import io.openbell.launcher.supervisor.DependencyGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the session once Karaf has booted, on the thread "launcher": home folder, secrets, configuration, services, and at
 * last the Supervisor, which starts the components. If anything is wrong the process ends before a component lives.
 */
@Component(
        immediate = true,
        service = {})
public final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    private static final Duration BOOT_TIMEOUT = Duration.ofMinutes(5);

    private final BundleContext context;
    private final ServiceComponentRuntime scr;
    private final ConfigurationAdmin configurationAdmin;
    private final ConsoleOutput output;
    private final Termination termination;
    private final Thread thread = new Thread(this::run, "launcher");

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable TradingLoop loop;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable HaltLatch latch;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable StatusBoard board;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable WindDown windDown;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<VenueComparer> comparers = List.of();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Backups backups;

    private volatile @Nullable ExchangeEndpoint exchange;
    private volatile @Nullable HomeFolder home;
    private volatile @Nullable SessionSupervision supervision;
    private volatile @Nullable PreflightDesk preflight;
    private volatile @Nullable HeartbeatFile heartbeat;
    private final Object opening = new Object();
    private boolean closing;
    private volatile boolean begun;
    private volatile boolean deactivated;
    private volatile @Nullable LaunchSettings settings;
    private final HttpPresence http = new HttpPresence(this::writePorts);

    /** Begins on a thread of its own. */
    @Activate
    public Launcher(
            BundleContext context,
            @Reference ServiceComponentRuntime scr,
            @Reference ConfigurationAdmin configurationAdmin,
            @Reference ConsoleOutput output) {
        this.context = context;
        this.scr = scr;
        this.configurationAdmin = configurationAdmin;
        this.output = output;
        this.termination = new Termination(context, this::close);
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void deactivate() {
        deactivated = true;
        thread.interrupt();
        if (begun) {
            termination.launcherStopped();
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindExchange(ExchangeEndpoint endpoint) {
        exchange = endpoint;
        writePorts();
    }

    void unbindExchange(ExchangeEndpoint endpoint) {
        if (endpoint.equals(exchange)) {
            exchange = null;
        }
    }

    private void run() {
        try {
            if (!new Boot(context).await(BOOT_TIMEOUT)) {
                throw new StartException(
                        ExitCode.INTERNAL,
                        "Karaf has not finished its boot within five minutes; see logs/");
            }
            begun = true;
            termination.install();
            begin();
        } catch (InterruptedException stopped) {
            LOG.info("the launcher was stopped before the session began");
        } catch (StartException wrong) {
            refuse(wrong.exitCode(), String.valueOf(wrong.getMessage()));
        } catch (IOException failed) {
            LOG.error("the session could not start", failed);
            refuse(ExitCode.DISK, "the home folder cannot be used: " + failed);
        } catch (GeneralSecurityException | RuntimeException failed) {
            if (deactivated || termination.isFrameworkStopping()) {
                LOG.info("the process was stopped while the session began", failed);
            } else {
                LOG.error("the session could not start", failed);
                refuse(ExitCode.INTERNAL, "the session could not start: " + failed);
            }
        }
    }

    private void begin()
            throws StartException, IOException, GeneralSecurityException, InterruptedException {
        LaunchSettings settings = LaunchSettings.from(System.getProperties());
        HomeFolder folder = new HomeFolder(settings.home());
        folder.open();
        home = folder;
        if (!settings.preflightOnly()) {
            restore(folder);
        }
        Secrets secrets = new Secrets(readSecrets(settings));
        openShell(settings, folder);
        String hostKey = ShellKey.fingerprint(folder.run().resolve("host.key"));

        HeartbeatFile beats =
                new HeartbeatFile(
                        folder.run(),
                        settings.mode().token(),
                        Instant.now(),
                        new SystemVitals(context, System::nanoTime));
        heartbeat = beats;
        SessionSupervision supervised =
                new SessionSupervision(
                        context,
                        scr,
                        settings,
                        folder,
                        termination,
                        () -> loop,
                        () -> latch,
                        this::preflightPassed,
                        beats,
                        secrets::redact);
        supervised.warnOf(this::backupProblem);
        DependencyGraph graph = supervised.graph();
        Configurations configurations =
                new Configurations(
                        context,
                        configurationAdmin,
                        folder.etc(),
                        settings.shippedEtc(),
                        secrets::redact,
                        supervised::components);
        List<Problem> problems = configurations.load();
        Session session =
                new Session(
                        settings.mode(),
                        settings.home(),
                        version(),
                        Instant.now(),
                        settings.debug());
        if (!settings.preflightOnly()) {
            output.print(Banner.of(session, settings.sshPort(), hostKey, settings.colour()));
        }
        PreflightDesk desk =
                new PreflightDesk(
                        context,
                        settings,
                        secrets,
                        configurations,
                        () -> supervised.isOpen() ? configurations.problems() : problems,
                        supervised,
                        output::print);
        preflight = desk;
        desk.beforeComponents(problems);
        AllowedBundles allowed = allowedBundles(settings, folder, configurations);
        context.registerService(SecretStore.class, secrets, null);
        context.registerService(Session.class, session, null);
        context.registerService(LimitsInForce.class, new RememberedLimits(), null);
        context.registerService(AllowedBundles.class, allowed, null);
        if (settings.preflightOnly()) {
            desk.onlyCheck(this::endPreflight);
            return;
        }
        supervision = supervised;
        context.registerService(Supervision.class, supervised.board(), null);
        context.registerService(Preflight.class, desk.service(), null);
        synchronized (opening) {
            if (!closing) {
                supervised.open(graph, configurations);
                desk.open(folder, this::refuse);
            }
        }
    }

    private AllowedBundles allowedBundles(
            LaunchSettings settings, HomeFolder folder, Configurations configurations)
            throws StartException, IOException {
        String configured = configurations.value(Catalogue.LAUNCHER, "signedBundlesOnly", "false");
        if (!SignedBundles.areRequired(settings.mode(), configured)) {
            return AllowedBundles.any();
        }
        try {
            Path system = Path.of(context.getProperty("karaf.home"), "system");
            return SignedBundles.open(context, folder.etc(), system);
        } catch (NotSigned refused) {
            throw new StartException(ExitCode.CONFIGURATION, String.valueOf(refused.getMessage()));
        }
    }

    private boolean preflightPassed() {
        PreflightDesk desk = preflight;
        return desk != null && desk.hasPassed();
    }

    private void endPreflight(int exitCode, String message) {
        if (exitCode != ExitCode.CLEAN) {
            refuse(exitCode, message);
        } else {
            termination.shutdown("pre-flight only", exitCode);
        }
    }

    private void restore(HomeFolder folder) throws StartException {
        try {
            new RestoreAtStart(folder.path())
                    .apply(Instant.now())
                    .ifPresent(
                            done -> {
                                LOG.warn("restore=done {}", done);
                                output.print("Restore: " + done + "\n");
                            });
        } catch (IOException refused) {
            LOG.error("restore=refused", refused);
            throw new StartException(
                    ExitCode.DISK, "the backup was not restored: " + refused.getMessage());
        }
    }

    private static Map<String, byte[]> readSecrets(LaunchSettings settings)
            throws IOException, StartException {
        return settings.secretsFd() < 0
                ? Map.of()
                : SecretReader.fromDescriptor(settings.secretsFd());
    }

    private void openShell(LaunchSettings read, HomeFolder folder)
            throws IOException, GeneralSecurityException {
        String user = ShellKey.ensure(folder.run().resolve("shell.key"));
        Files.writeString(read.karafEtc().resolve("keys.properties"), user);
        settings = read;
        http.watch(context);
        writePorts();
    }

    private synchronized void writePorts() {
        HomeFolder folder = home;
        LaunchSettings known = settings;
        if (folder == null || known == null) {
            return;
        }
        try {
            Ports.write(folder, known.sshPort(), http.isServed() ? known.httpPort() : 0, exchange);
        } catch (IOException unwritable) {
            LOG.error("file=run/ports.properties cannot be written", unwritable);
        }
    }

    private String version() {
        var version = FrameworkUtil.getBundle(Launcher.class).getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }

    private void refuse(int exitCode, String message) {
        message.lines().forEach(line -> LOG.error("start refused: {}", line));
        System.err.println(message);
        System.err.flush();
        termination.shutdown("start refused", exitCode);
    }

    /** Called once, by whatever ends the process first. */
    private void close(String source, IntSupplier exitCode) {
        synchronized (opening) {
            closing = true;
        }
        PreflightDesk desk = preflight;
        if (desk != null) {
            desk.close();
        }
        // Stands until the session is closed: if that hangs, the process is ended from outside of
        // it.
        writeExitCode(ExitCode.INTERNAL);
        LOG.info("session=closing source=\"{}\" exitCode={}", source, exitCode.getAsInt());
        SessionSupervision running = supervision;
        HeartbeatFile beats = heartbeat;
        if (running != null && beats != null) {
            beats.closing();
            OrderlyEnd.Summary summary =
                    new OrderlyEnd(around(running, source), OrderlyEnd.LIMIT).run(source);
            LastWords.say(summary, source, running.stopOrder(), output);
            beats.ended(exitCode.getAsInt() == ExitCode.CLEAN, running.wasReady());
        }
        writeExitCode(exitCode.getAsInt());
        LOG.info("session=closed");
    }

    private OrderlyEnd.Surroundings around(SessionSupervision running, String source) {
        return new OrderlyEnd.Surroundings() {

            @Override
            public void closeGate() {
                running.closeGate();
            }

            @Override
            public @Nullable WindDown windDown() {
                return windDown;
            }

            @Override
            public List<VenueComparer> comparers() {
                return comparers;
            }

            @Override
            public StatusBoard.@Nullable Report report() {
                StatusBoard last = board;
                return last == null ? null : last.report();
            }

            @Override
            public List<String> stopComponents(Duration limit) {
                return running.close(limit);
            }

            @Override
            public String backUp() throws IOException {
                Backups present = backups;
                if (present == null) {
                    return "";
                }
                Backups.Backup made = present.backUp("end of the session: " + source);
                return made.name()
                        + ", "
                        + made.records()
                        + " journal entries, restored and compared";
            }
        };
    }

    private String backupProblem() {
        Backups present = backups;
        return present == null ? "" : present.state().problem();
    }

    private void writeExitCode(int code) {
        HomeFolder folder = home;
        if (folder != null) {
            try {
                folder.write("exit-code", code + "\n");
            } catch (IOException unwritable) {
                LOG.error("file=run/exit-code cannot be written", unwritable);
            }
        }
    }
}
