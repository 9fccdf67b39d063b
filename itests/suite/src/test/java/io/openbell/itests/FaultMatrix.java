package io.openbell.itests;

import static org.awaitility.Awaitility.await;

import io.openbell.itests.Timeline.Change;
import io.openbell.itests.Timeline.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;

/** Does faults to the real components of a running distribution, one at a time, and judges what comes of each. */
final class FaultMatrix implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration CONTROL = Duration.ofSeconds(3);

    private final Distribution openbell;
    private final Sabotage sabotage;
    private final RunningComponents components;
    private final List<String> real;
    private final Map<String, SwitchableEndpoint> endpoints = new HashMap<>();

    FaultMatrix(Distribution openbell) throws IOException {
        this.openbell = openbell;
        this.sabotage = new Sabotage(openbell);
        this.components = new RunningComponents(openbell);
        this.real = components.installed();
        FaultyComponents.install(openbell);
        await().atMost(PATIENCE).until(() -> components.running().contains("bystander"));
    }

    /** Those that are under supervision, as the status lists them, but for the ones of the tests. */
    List<String> real() {
        return real;
    }

    /** The threads that the component names. */
    List<String> threads(String id) throws IOException {
        return sabotage.threads(id);
    }

    /** From now on it is also asked for its health over HTTP. */
    void withEndpoint(String id) throws IOException {
        SwitchableEndpoint endpoint = new SwitchableEndpoint();
        endpoints.put(id, endpoint);
        openbell.configure(id, Map.of("healthCheckEndpoint", endpoint.address()));
    }

    /** The control: while nothing is down, the same looks see an open gate and an entry that goes through. */
    String entriesWhileAllIsWell() throws InterruptedException {
        openbell.awaitTrading();
        Instant from = Instant.now();
        EntryWatch entries = new EntryWatch(openbell);
        entries.begin();
        Thread.sleep(CONTROL.toMillis());
        entries.close();
        Instant to = Instant.now();
        return entries.open(from, to) > 0 ? entries.wish(from, to) : "gate closed";
    }

    /** Does it, waits until all is well again, and judges. The words of a fault are its kind and what it is done to. */
    FaultRow run(String id, String fault) throws Exception {
        settle(id);
        FaultVerdict verdict = new FaultVerdict(openbell, sabotage, id);
        sabotage.forget("survived");
        try (EntryWatch entries = new EntryWatch(openbell)) {
            Sabotage.Answer done = begin(id, fault);
            if (!done.done()) {
                return FaultRow.impossible(id, fault, done.detail());
            }
            try {
                return mended(id, fault, done, verdict, entries);
            } catch (ConditionTimeoutException never) {
                return new FaultRow(
                        id,
                        fault,
                        done.detail(),
                        "",
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        0,
                        "",
                        List.of(String.valueOf(never.getMessage())));
            }
        } finally {
            endpoints.values().forEach(endpoint -> endpoint.answers(200));
            sabotage.order("resume");
        }
    }

    private FaultRow mended(
            String id, String fault, Sabotage.Answer done, FaultVerdict verdict, EntryWatch entries)
            throws Exception {
        await().alias(fault + " of " + id + " is found")
                .pollInterval(Duration.ofMillis(50))
                .atMost(PATIENCE)
                .until(
                        () ->
                                verdict.failure().isPresent()
                                        || sabotage.note("survived").isPresent());
        Optional<Failure> charged = verdict.failure();
        if (charged.isEmpty()) {
            return FaultRow.impossible(id, fault, "it goes on after an error in its work");
        }
        if (FaultVerdict.isTradingCritical(id)) {
            entries.begin();
        }
        endpoints.values().forEach(endpoint -> endpoint.answers(200));
        Instant down = charged.get().at();
        await().alias(fault + " of " + id + " is mended")
                .pollInterval(Duration.ofMillis(100))
                .atMost(PATIENCE)
                .until(() -> areReadyAgain(id, verdict, down));
        entries.close();
        List<Change> changes = verdict.changes();
        Instant since = down;
        String where = done.detail();
        Duration found = Duration.between(done.at(), down);
        if (fault.equals("slow-stop")) {
            Stop stop = slowStop();
            since = stop.end();
            found = verdict.stop(stop.begin(), changes);
            where = stop.where();
        }
        Instant ready = readyAt(changes, id, down);
        Instant all = ready;
        for (String dependent : verdict.dependents()) {
            Instant its = readyAt(changes, dependent, down);
            all = its.isAfter(all) ? its : all;
        }
        verdict.times(fault, found, Duration.between(since, ready));
        verdict.others(changes);
        if (fault.equals("bundle-stop")) {
            verdict.threads();
        }
        long looks = verdict.entries(down, ready, entries);
        return new FaultRow(
                id,
                fault,
                where,
                "",
                found,
                Duration.between(since, ready),
                Duration.between(since, all),
                looks,
                entries.wish(down, ready),
                verdict.problems());
    }

    /** No earlier failure counts, and everything runs. */
    private void settle(String id) {
        openbell.shell("trading:component-reset " + id);
        await().alias("all well before a fault of " + id).atMost(PATIENCE).until(this::allRun);
        openbell.awaitTrading();
    }

    private Sabotage.Answer begin(String id, String fault) throws IOException {
        Instant now = Instant.now();
        switch (fault.split(" ")[0]) {
            case "bundle-stop" -> {
                String[] bundle = sabotage.order("bundle-stop " + id).detail().split(" ");
                return new Sabotage.Answer(true, Instant.parse(bundle[1]), bundle[0]);
            }
            case "endpoint-500" -> {
                endpoint(id).answers(500);
                return new Sabotage.Answer(true, now, "healthCheckEndpoint");
            }
            case "endpoint-hang" -> {
                endpoint(id).answers(SwitchableEndpoint.HANG);
                return new Sabotage.Answer(true, now, "healthCheckEndpoint");
            }
            case "slow-stop" -> {
                return beginSlowStop(id);
            }
            default -> {
                String[] words = fault.split(" ");
                return sabotage.order(
                        words[0] + " " + id + (words.length > 1 ? " " + words[1] : ""));
            }
        }
    }

    private SwitchableEndpoint endpoint(String id) {
        return Objects.requireNonNull(endpoints.get(id), id);
    }

    /** A stop of eight seconds, of which five are allowed; the order-executor may take fifteen. */
    private Sabotage.Answer beginSlowStop(String id) throws IOException {
        sabotage.forget("slow-stop");
        sabotage.order("slow-stop " + id + " 8000");
        Sabotage.Answer cause = sabotage.order("exception " + id);
        return new Sabotage.Answer(cause.done(), cause.at(), "after an exception");
    }

    /** What its deactivation was held up at. */
    private record Stop(String where, Instant begin, Instant end) {}

    private Stop slowStop() throws IOException {
        String[] words =
                sabotage.note("slow-stop")
                        .orElseThrow(
                                () -> new IllegalStateException("its deactivation was not held up"))
                        .split(" ");
        return new Stop(words[0], Instant.parse(words[1]), Instant.parse(words[2]));
    }

    private boolean areReadyAgain(String id, FaultVerdict verdict, Instant found) {
        List<Change> changes = verdict.changes();
        return has(changes, id, found)
                && verdict.dependents().stream()
                        .allMatch(dependent -> has(changes, dependent, found))
                && allRun();
    }

    private static boolean has(List<Change> changes, String id, Instant found) {
        return Timeline.first(changes, id, found, "STARTING").isPresent()
                && changes.stream()
                        .anyMatch(c -> c.id().equals(id) && c.isReady() && c.at().isAfter(found));
    }

    private static Instant readyAt(List<Change> changes, String id, Instant found) {
        Instant started =
                Timeline.first(changes, id, found.minusMillis(1), "STARTING").orElseThrow().at();
        return changes.stream()
                .filter(c -> c.id().equals(id) && c.isReady() && !c.at().isBefore(started))
                .findFirst()
                .orElseThrow()
                .at();
    }

    private boolean allRun() {
        return components.running().containsAll(real);
    }

    @Override
    public void close() throws IOException {
        endpoints.values().forEach(SwitchableEndpoint::close);
        for (String id : endpoints.keySet()) {
            openbell.configure(id, Map.of("healthCheckEndpoint", ""));
        }
        openbell.shell("bundle:uninstall " + FaultyComponents.BUNDLE);
    }
}
