package io.openbell.launcher;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.component.Health;
import io.openbell.api.component.Permit;
import io.openbell.api.component.Supervision;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.market.MarketDataFeed;
import io.openbell.api.session.TradingClock;
import io.openbell.api.view.Preflight;
import io.openbell.api.view.Preflight.Report;
import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import io.openbell.launcher.config.Configurations;
import io.openbell.launcher.config.Problem;
import io.openbell.launcher.preflight.PreflightOfProcess;
import io.openbell.launcher.preflight.PreflightTable;
import io.openbell.launcher.preflight.SessionPreflight;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pre-flight in this framework: looks up whom it asks, and says what comes of it. */
final class PreflightDesk {

    /** How the process ends. */
    @FunctionalInterface
    interface Refusal {
        void refuse(int exitCode, String message);
    }

    private static final Logger LOG = LoggerFactory.getLogger(PreflightDesk.class);
    private static final String CLIENT = "alpaca-client";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final BundleContext context;
    private final LaunchSettings settings;
    private final Consumer<String> output;
    private final SessionPreflight preflight;
    private volatile boolean closed;
    private volatile @Nullable Thread asking;

    PreflightDesk(
            BundleContext context,
            LaunchSettings settings,
            Secrets secrets,
            Configurations configurations,
            Supplier<List<Problem>> problems,
            SessionSupervision supervised,
            Consumer<String> output) {
        this.context = context;
        this.settings = settings;
        this.output = output;
        this.preflight =
                new PreflightOfProcess(
                                context,
                                settings.home(),
                                settings.mode(),
                                settings.sshPort(),
                                secrets,
                                () -> find(OrderJournal.class) != null && supervised.isOpen(),
                                supervised::components,
                                problems,
                                () ->
                                        URI.create(
                                                configurations.value(
                                                        "launcher",
                                                        "openRouterEndpoint",
                                                        "https://openrouter.ai/api/v1")),
                                key -> configurations.value("alerts", key, alertsDefault(key)),
                                () -> find(ExchangeEndpoint.class),
                                () -> find(MarketDataFeed.class),
                                () -> find(Broker.class),
                                this::whyNoBroker,
                                this::now)
                        .preflight();
    }

    private static String alertsDefault(String key) {
        return key.equals("telegramEndpoint") ? "https://api.telegram.org" : "";
    }

    boolean hasPassed() {
        return preflight.hasPassed();
    }

    Preflight service() {
        return preflight;
    }

    /**
     * The first half.
     *
     * @throws StartException with every row that failed
     */
    void beforeComponents(List<Problem> problems) throws StartException, InterruptedException {
        Report report = preflight.beforeComponents();
        if (!report.passed()) {
            output.accept(PreflightTable.render(report));
            throw new StartException(report.exitCode(), failures(report, problems));
        }
    }

    /** The second half, on a thread of its own. */
    void open(HomeFolder home, Refusal refusal) {
        run(
                () -> {
                    Report report =
                            new Opening(preflight, output, PATIENCE)
                                    .await(row -> unanswered(home, row));
                    log(report);
                    if (!report.passed() && !closed) {
                        refusal.refuse(report.exitCode(), failures(report, List.of()));
                    }
                },
                refusal);
    }

    /** The second half with nothing but the client; then the process ends. */
    void onlyCheck(Refusal end) {
        Hashtable<String, Object> permit = new Hashtable<>();
        permit.put(Condition.CONDITION_ID, Permit.CONDITION_PREFIX + CLIENT);
        permit.put("mode", settings.mode().token());
        context.registerService(Condition.class, Condition.INSTANCE, permit);
        run(
                () -> {
                    long deadline = System.nanoTime() + PATIENCE.toNanos();
                    Report report = preflight.withVenue();
                    while (report.rows().stream().anyMatch(PreflightDesk::isUnanswered)
                            && System.nanoTime() - deadline < 0) {
                        Thread.sleep(100);
                        report = preflight.withVenue();
                    }
                    output.accept(PreflightTable.render(report));
                    end.refuse(report.exitCode(), failures(report, List.of()));
                },
                end);
    }

    private static boolean isUnanswered(Row row) {
        return row.check().equals("venue") && row.verdict() == Verdict.FAIL;
    }

    private void unanswered(HomeFolder home, Row row) {
        LOG.warn(
                "pre-flight check={} reason=\"{}\", asked again until it passes",
                row.check(),
                row.reason());
        try {
            home.write("session.state", "failed " + row.check() + ": " + row.reason() + "\n");
        } catch (java.io.IOException unwritable) {
            LOG.error("file=run/session.state cannot be written", unwritable);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private void run(Work work, Refusal refusal) {
        Thread thread = new Thread(() -> attempt(work, refusal), "preflight");
        thread.setDaemon(true);
        asking = thread;
        thread.start();
    }

    private void attempt(Work work, Refusal refusal) {
        try {
            work.run();
        } catch (InterruptedException stopped) {
            LOG.info("the pre-flight was stopped");
        } catch (Exception failed) {
            if (closed) {
                LOG.info("the pre-flight was stopped", failed);
                return;
            }
            LOG.error("the pre-flight failed", failed);
            refusal.refuse(ExitCode.INTERNAL, "the pre-flight failed: " + failed);
        }
    }

    /** The session ends: whatever is found from now on says nothing of the start. */
    void close() {
        closed = true;
        Thread thread = asking;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private static void log(Report report) {
        for (Row row : report.rows()) {
            if (row.verdict() == Verdict.WARN || row.verdict() == Verdict.FAIL) {
                LOG.warn(
                        "pre-flight check={} verdict={} reason=\"{}\" remedy=\"{}\"",
                        row.check(),
                        row.verdict(),
                        row.reason(),
                        row.remedy());
            } else {
                LOG.info(
                        "pre-flight check={} verdict={} reason=\"{}\"",
                        row.check(),
                        row.verdict(),
                        row.reason());
            }
        }
    }

    private static String failures(Report report, List<Problem> problems) {
        String rows =
                report.rows().stream()
                        .filter(row -> row.verdict() == Verdict.FAIL)
                        .filter(row -> problems.isEmpty() || !row.check().equals("configuration"))
                        .map(row -> row.check() + ": " + row.reason() + "; " + row.remedy())
                        .collect(Collectors.joining("\n"));
        String details = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        return rows.isEmpty() || details.isEmpty() ? rows + details : rows + "\n" + details;
    }

    private Instant now() {
        TradingClock clock = find(TradingClock.class);
        return clock == null ? Instant.now() : clock.instant();
    }

    private String whyNoBroker() {
        Supervision known = find(Supervision.class);
        Health health = known == null ? null : known.health().get(CLIENT);
        return CLIENT + " is not ready" + (health == null ? "" : ": " + health.detail());
    }

    /** For one question; nobody holds on to it. */
    private <T> @Nullable T find(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        if (reference == null) {
            return null;
        }
        T service = context.getService(reference);
        if (service != null) {
            context.ungetService(reference);
        }
        return service;
    }
}
