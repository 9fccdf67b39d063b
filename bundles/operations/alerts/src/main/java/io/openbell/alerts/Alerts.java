package io.openbell.alerts;

import io.openbell.alerts.Alert.Severity;
import io.openbell.api.component.Supervision;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.session.Backups;
import io.openbell.api.session.SecretStore;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.StatusBoard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings alerts to people. No component under supervision: it must be there when those fail. Nothing here is done on the
 * loop or on a thread that halts; each channel has a queue and a thread.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.alerts",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {})
@Designate(ocd = AlertsConfig.class)
public final class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final int QUEUE = 1_000;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Supervision supervision;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable StatusBoard board;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable PositionBook positions;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Backups backups;

    private final TradingLoop loop;
    private final HaltLatch latch;
    private final SecretStore secrets;
    private final InstantSource clock;
    private final Admission admission;
    private final Observed observed;
    private final ComponentAlerts components;
    private final List<Sender> senders = new ArrayList<>();
    private final @Nullable Telegram telegram;
    private final @Nullable Heartbeat heartbeat;
    private final Summary summary;
    private final ScheduledExecutorService looking = worker("alerts");
    private final ScheduledExecutorService beating = worker("alerts-heartbeat");
    private final int heartbeatSeconds;
    private String backupProblem = "";
    private @Nullable Subscription facts;
    private @Nullable Subscription halts;

    /** Prepares the channels for which there are secrets; connects to nothing. */
    @Activate
    public Alerts(
            @Reference SecretStore secrets,
            @Reference TradingLoop loop,
            @Reference HaltLatch latch,
            AlertsConfig config) {
        this(secrets, loop, latch, config, InstantSource.system(), PAUSE);
    }

    Alerts(
            SecretStore secrets,
            TradingLoop loop,
            HaltLatch latch,
            AlertsConfig config,
            InstantSource clock,
            Duration pause) {
        new AlertsCheck().require(config);
        this.loop = loop;
        this.latch = latch;
        this.secrets = secrets;
        this.clock = clock;
        this.admission =
                new Admission(
                        Severity.parse(config.leastSeverity()),
                        Duration.ofMinutes(config.repeatMinutes()),
                        config.maxPerHour(),
                        System::nanoTime);
        this.observed = new Observed(this::tell, admission::forget);
        this.components = new ComponentAlerts(this::tell, admission::forget);
        this.heartbeatSeconds = config.heartbeatSeconds();
        this.summary =
                new Summary(
                        config.summaryAt().isEmpty() ? null : LocalTime.parse(config.summaryAt()),
                        clock.instant());
        Duration timeout = Duration.ofSeconds(config.timeoutSeconds());
        Http http = new Http(timeout);
        Channels channels =
                new Channels(secrets, http, why -> LOG.warn("alerts: {}; not used", why));
        channels.posting().forEach(channel -> add(channel, pause));
        channels.mail(config).ifPresent(channel -> add(channel, pause));
        telegram =
                channels.telegram(
                                config,
                                new ChatCommands(() -> board, () -> positions, () -> latch)::answer)
                        .orElse(null);
        if (telegram != null) {
            add(telegram, pause);
        }
        heartbeat =
                channels.address(Channels.HEARTBEAT)
                        .map(address -> new Heartbeat(address, http, timeout, this::isAlive))
                        .orElse(null);
    }

    private void add(Channel channel, Duration pause) {
        senders.add(new Sender(channel, secrets::redact, pause));
    }

    /** Begins to listen, once the optional services are bound. */
    @Activate
    void start() {
        facts = loop.observe("alerts", QUEUE, observed);
        halts = latch.onLatch(this::halted);
        looking.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
        Heartbeat beats = heartbeat;
        if (beats != null) {
            beating.scheduleWithFixedDelay(
                    () -> beat(beats), 1, heartbeatSeconds, TimeUnit.SECONDS);
        }
        Telegram bot = telegram;
        if (bot != null) {
            bot.start();
        }
        LOG.info(
                "alerts channels={} heartbeat={}",
                senders.stream().map(Sender::describe).toList(),
                beats != null);
    }

    /** Ends all threads; what waits is lost, what hangs is left. */
    @Deactivate
    void stop() {
        looking.shutdownNow();
        beating.shutdownNow();
        for (Subscription subscription : new Subscription[] {facts, halts}) {
            if (subscription != null) {
                subscription.close();
            }
        }
        Telegram bot = telegram;
        if (bot != null) {
            bot.close();
        }
        senders.forEach(Sender::close);
    }

    List<Sender> senders() {
        return List.copyOf(senders);
    }

    /** On the thread that halts: puts into queues, and nothing else. */
    private void halted(LatchedHalt halt) {
        tell(
                new Alert(
                        Severity.CRITICAL,
                        "halt",
                        "halted by " + halt.source(),
                        halt.reason(),
                        clock.instant()));
    }

    private void tell(Alert alert) {
        String text = secrets.redact(alert.text()).replaceAll("\\p{Cntrl}", " ");
        admission
                .admit(new Alert(alert.severity(), alert.source(), alert.what(), text, alert.at()))
                .ifPresent(this::send);
    }

    private void send(Alert alert) {
        senders.forEach(sender -> sender.offer(alert));
    }

    private void look() {
        try {
            Instant now = clock.instant();
            Supervision known = supervision;
            if (known != null) {
                components.look(known.components(), now);
            }
            Backups kept = backups;
            if (kept != null) {
                lookAt(kept.state().problem(), now);
            }
            StatusBoard status = board;
            if (status != null) {
                // Asked for by people: neither severity nor the count of an hour holds it back.
                summary.due(now, status::report).ifPresent(this::send);
            }
        } catch (RuntimeException failed) {
            LOG.warn("alerts: one look failed", failed);
        }
    }

    private void lookAt(String problem, Instant now) {
        if (problem.equals(backupProblem)) {
            return;
        }
        backupProblem = problem;
        if (problem.isEmpty()) {
            admission.forget("backups");
            tell(new Alert(Severity.INFO, "backups", "good again", "", now));
        } else {
            tell(new Alert(Severity.WARNING, "backups", "failed", problem, now));
        }
    }

    private void beat(Heartbeat beats) {
        try {
            beats.beat();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.warn("alerts: the heartbeat failed: {}", secrets.redact(failed.toString()));
        }
    }

    private boolean isAlive() {
        Supervision known = supervision;
        return known != null && known.sessionOpen() && loop.statistics().alive();
    }

    private static ScheduledExecutorService worker(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
