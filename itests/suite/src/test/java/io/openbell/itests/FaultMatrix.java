package io.openbell.itests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.openbell.itests.Timeline.Change;
import io.openbell.itests.Timeline.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** Does faults to the real components of a running distribution, one at a time, and judges what comes of each. */
final class FaultMatrix implements AutoCloseable {

    /** Found at once: no question for the component's health is needed. */
    static final Set<String> AT_ONCE = Set.of("thread-death", "bundle-stop");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration CONTROL = Duration.ofSeconds(3);
    private static final Duration READY = Duration.ofSeconds(5);

    /** While one of these is down nothing new is bought. */
    private static final Set<String> TRADING_CRITICAL =
            Set.of(
                    "logging-system",
                    "alpaca-client",
                    "market-data-collector",
                    "order-executor",
                    "position-manager",
                    "risk-management");

    /** Threads of the shell, the framework, and the Supervisor's own. */
    private static final Pattern OF_OTHERS =
            Pattern.compile(
                    "sshd-|Karaf|session-|pipe-|SCR |Felix|HealthCheck|hc-thread|probe-|permit-"
                            + "|deadlock-|Attach|C1 |C2 |process reaper|qtp|pool-");

    private static final Set<String> RESTARTED =
            Set.of("STOPPING", "STOPPED", "BACKOFF", "STARTING", "FAILED", "ABANDONED");

    private final Distribution openbell;
    private final Sabotage sabotage;
    private final Timeline timeline;
    private final List<String> real;
    private final Map<String, SwitchableEndpoint> endpoints = new HashMap<>();

    FaultMatrix(Distribution openbell) throws IOException {
        this.openbell = openbell;
        this.sabotage = new Sabotage(openbell);
        this.timeline = new Timeline(openbell.home());
        this.real = installed();
        FaultyComponents.install(openbell);
        await().atMost(PATIENCE).until(() -> isRunning("bystander"));
    }

    /** Those that are under supervision, as the status lists them, but for the ones of the tests. */
    List<String> real() {
        return real;
    }

    private List<String> installed() {
        List<String> found = new ArrayList<>();
        for (JsonNode line : components()) {
            boolean there =
                    !Set.of("NOT_INSTALLED", "NOT_IN_THIS_MODE")
                            .contains(line.path("state").asText());
            if (there && !line.path("id").asText().equals("launcher")) {
                found.add(line.path("id").asText());
            }
        }
        return found;
    }

    /** The threads that the component names. */
    List<String> threads(String id) throws IOException {
        String names = sabotage.order("threads " + id).detail();
        return names.isBlank() ? List.of() : List.of(names.split(" "));
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
        List<String> dependents = dependentsInOrder(id);
        Before before = new Before();
        sabotage.forget("survived");
        try (EntryWatch entries = new EntryWatch(openbell)) {
            Sabotage.Answer done = begin(id, fault);
            if (!done.done()) {
                return FaultRow.impossible(id, fault, done.detail());
            }
            try {
                return mended(id, fault, done, dependents, before, entries);
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
            String id,
            String fault,
            Sabotage.Answer done,
            List<String> dependents,
            Before before,
            EntryWatch entries)
            throws Exception {
        await().alias(fault + " of " + id + " is found")
                .pollInterval(Duration.ofMillis(50))
                .atMost(PATIENCE)
                .until(
                        () ->
                                timeline.failures(id).size() > before.failures(id)
                                        || sabotage.note("survived").isPresent());
        if (timeline.failures(id).size() == before.failures(id)) {
            return FaultRow.impossible(id, fault, "it goes on after an error in its work");
        }
        if (TRADING_CRITICAL.contains(id)) {
            entries.begin();
        }
        endpoints.values().forEach(endpoint -> endpoint.answers(200));
        Failure failure = timeline.failures(id).get(before.failures(id));
        await().alias(fault + " of " + id + " is mended")
                .pollInterval(Duration.ofMillis(100))
                .atMost(PATIENCE)
                .until(() -> areReadyAgain(id, dependents, before, failure.at()));
        entries.close();
        List<Change> changes = timeline.changesAfter(before.latest);
        Instant since = failure.at();
        String where = done.detail();
        Duration found = Duration.between(done.at(), failure.at());
        List<String> problems = new ArrayList<>();
        if (fault.equals("slow-stop")) {
            Stop stop = slowStop();
            since = stop.end();
            found = judgeStop(id, stop, changes, problems);
            where = stop.where();
        }
        Instant ready = readyAt(changes, id, failure.at());
        Instant all = ready;
        for (String dependent : dependents) {
            Instant its = readyAt(changes, dependent, failure.at());
            all = its.isAfter(all) ? its : all;
        }
        judgeTimes(fault, found, Duration.between(since, ready), problems);
        judgeOthers(id, dependents, before, changes, problems);
        String others = threadsWithoutPulse(id, fault, dependents, before);
        long looks = judgeEntries(id, failure.at(), ready, entries, problems);
        return new FaultRow(
                id,
                fault,
                where + others,
                "",
                found,
                Duration.between(since, ready),
                Duration.between(since, all),
                looks,
                entries.wish(failure.at(), ready),
                problems);
    }

    /** No earlier failure counts, and everything runs. */
    private void settle(String id) {
        openbell.shell("trading:component-reset " + id);
        await().alias("all well before a fault of " + id)
                .atMost(PATIENCE)
                .until(() -> real.stream().allMatch(this::isRunning));
        openbell.awaitTrading();
    }

    private Sabotage.Answer begin(String id, String fault) throws IOException {
        Instant now = Instant.now();
        switch (fault.split(" ")[0]) {
            case "bundle-stop" -> {
                openbell.shell("bundle:stop io.openbell." + id);
                return new Sabotage.Answer(true, now, "io.openbell." + id);
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

    /** Until the others go on without it. */
    private static Duration judgeStop(
            String id, Stop stop, List<Change> changes, List<String> problems) {
        Optional<Change> abandoned = Timeline.first(changes, id, stop.begin(), "ABANDONED");
        boolean mayTakeLonger = id.equals("order-executor");
        if (abandoned.isPresent() == mayTakeLonger) {
            problems.add(
                    mayTakeLonger
                            ? "was given up although it has fifteen seconds"
                            : "was not given up after five seconds");
        }
        return abandoned
                .map(change -> Duration.between(stop.begin(), change.at()))
                .orElse(Duration.ZERO);
    }

    private boolean areReadyAgain(
            String id, List<String> dependents, Before before, Instant found) {
        List<Change> changes = timeline.changesAfter(before.latest);
        return has(changes, id, found)
                && dependents.stream().allMatch(dependent -> has(changes, dependent, found))
                && real.stream().allMatch(this::isRunning);
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

    private static void judgeTimes(
            String fault, Duration found, Duration ready, List<String> problems) {
        String kind = fault.split(" ")[0];
        Duration limit = Duration.ofSeconds(AT_ONCE.contains(kind) ? 1 : 20);
        if (found.compareTo(limit) > 0) {
            problems.add("found later than " + limit.toMillis() + " ms");
        }
        if (ready.compareTo(READY) > 0) {
            problems.add("ready later than " + READY.toMillis() + " ms");
        }
    }

    private void judgeOthers(
            String id,
            List<String> dependents,
            Before before,
            List<Change> changes,
            List<String> problems)
            throws IOException {
        List<String> started = openbell.lines("run/start-order.txt");
        List<String> expected = new ArrayList<>(List.of(id));
        expected.addAll(dependents);
        List<String> again = started.subList(before.started, started.size());
        if (!again.equals(expected)) {
            problems.add("started " + again + " instead of " + expected);
        }
        List<String> stopped = new ArrayList<>(stopOrder());
        List<String> reversed = new ArrayList<>(dependents);
        Collections.reverse(reversed);
        List<String> ended = new ArrayList<>(stopped.subList(before.stopped, stopped.size()));
        ended.remove(id);
        if (!ended.equals(reversed)) {
            problems.add("stopped " + ended + " instead of " + reversed);
        }
        for (Map.Entry<String, Integer> other : before.restarts.entrySet()) {
            String its = other.getKey();
            if (!its.equals(id) && component(its).path("restarts").asInt() != other.getValue()) {
                problems.add(its + " was restarted on its own account");
            }
            if (!its.equals(id) && timeline.failures(its).size() != before.failures(its)) {
                problems.add(its + " was charged");
            }
        }
        changes.stream()
                .filter(c -> !c.id().equals(id) && !dependents.contains(c.id()))
                .filter(c -> RESTARTED.contains(c.to()))
                .forEach(c -> problems.add("sibling " + c.id() + " became " + c.to()));
    }

    private long judgeEntries(
            String id, Instant down, Instant up, EntryWatch entries, List<String> problems) {
        if (!TRADING_CRITICAL.contains(id)) {
            return 0;
        }
        if (entries.open(down, up) > 0) {
            problems.add("the gate was open while it was down");
        }
        String wish = entries.wish(down, up);
        if (Set.of("FILLED", "NEW", "ACCEPTED", "PARTIALLY_FILLED", "SUBMITTED").contains(wish)) {
            problems.add("an entry went out while it was down: " + wish);
        }
        return entries.looks(down, up);
    }

    /** Which threads came with the new instances, and have no heartbeat. */
    private String threadsWithoutPulse(
            String id, String fault, List<String> dependents, Before before) throws IOException {
        if (!fault.equals("bundle-stop")) {
            return "";
        }
        Set<String> names = new TreeSet<>();
        for (String thread : allThreads()) {
            String name = thread.substring(thread.indexOf(':') + 1);
            if (!before.threads.contains(thread) && !OF_OTHERS.matcher(name).lookingAt()) {
                names.add(name);
            }
        }
        names.removeAll(threads(id));
        for (String dependent : dependents) {
            names.removeAll(threads(dependent));
        }
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }

    private Set<String> allThreads() throws IOException {
        return Set.of(sabotage.order("all-threads launcher").detail().split(";"));
    }

    /** How it was before the fault. */
    private final class Before {
        private final long latest = timeline.latest();
        private final int started = openbell.lines("run/start-order.txt").size();
        private final int stopped = stopOrder().size();
        private final Map<String, Integer> restarts = openbell.restarts();
        private final Map<String, Integer> failures = new TreeMap<>();
        private final Set<String> threads = allThreads();

        Before() throws IOException {
            for (String id : restarts.keySet()) {
                failures.put(id, timeline.failures(id).size());
            }
        }

        int failures(String id) {
            return failures.getOrDefault(id, 0);
        }
    }

    private List<String> stopOrder() throws IOException {
        return Files.exists(openbell.home().resolve("run/stop-order.txt"))
                ? openbell.lines("run/stop-order.txt")
                : List.of();
    }

    private List<String> dependentsInOrder(String id) {
        List<String> found = new ArrayList<>(List.of(id));
        for (JsonNode line : components()) {
            for (JsonNode ground : line.path("hard")) {
                if (found.contains(ground.asText()) && !found.contains(line.path("id").asText())) {
                    found.add(line.path("id").asText());
                }
            }
        }
        return List.copyOf(found.subList(1, found.size()));
    }

    private boolean isRunning(String id) {
        return Set.of("RUNNING", "WARNING").contains(component(id).path("state").asText());
    }

    private JsonNode component(String id) {
        for (JsonNode line : components()) {
            if (line.path("id").asText().equals(id)) {
                return line;
            }
        }
        return MissingNode.getInstance();
    }

    private JsonNode components() {
        return openbell.json("trading:components").path("components");
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
