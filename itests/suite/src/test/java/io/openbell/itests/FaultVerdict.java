package io.openbell.itests;

import io.openbell.itests.Timeline.Change;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Judges what came of a fault, against how it was before: made before it is done. */
final class FaultVerdict {

    /** Found at once: no question for the component's health is needed. */
    private static final Set<String> AT_ONCE = Set.of("thread-death", "bundle-stop");

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
                            + "|deadlock-|Keep-Alive-Timer|Attach|C1 |C2 |process reaper|qtp|pool-"
                            + "|fileinstall-|FileSystemWatchService");

    /** Who waits for one of these has a limit (docs/supervision.md). */
    private static final Set<String> WITH_ONE_WORK =
            Set.of(
                    "alpaca-connect",
                    "alpaca-lookup",
                    "volume-profiles",
                    "order-emergency",
                    "strategy-trial",
                    "strategy-shadow");

    private static final Set<String> RESTARTED =
            Set.of("STOPPING", "STOPPED", "BACKOFF", "STARTING", "FAILED", "ABANDONED");

    private final RunningComponents components;
    private final Distribution openbell;
    private final Sabotage sabotage;
    private final Timeline timeline;
    private final String id;
    private final List<String> dependents;
    private final List<String> problems = new ArrayList<>();
    private final long latestBefore;
    private final int startedBefore;
    private final int stoppedBefore;
    private final Map<String, Integer> restartsBefore;
    private final Map<String, Integer> failuresBefore = new TreeMap<>();
    private final Set<String> threadsBefore;

    FaultVerdict(Distribution openbell, Sabotage sabotage, String id) throws IOException {
        this.openbell = openbell;
        this.sabotage = sabotage;
        this.id = id;
        components = new RunningComponents(openbell);
        timeline = new Timeline(openbell.home());
        dependents = components.dependentsInOrder(id);
        latestBefore = timeline.latest();
        startedBefore = components.startOrder().size();
        stoppedBefore = components.stopOrder().size();
        restartsBefore = openbell.restarts();
        for (String each : restartsBefore.keySet()) {
            failuresBefore.put(each, timeline.failures(each).size());
        }
        threadsBefore = sabotage.allThreads();
    }

    /** While it is down nothing new is bought. */
    static boolean isTradingCritical(String id) {
        return TRADING_CRITICAL.contains(id);
    }

    /** What stands on it, in the order in which it starts. */
    List<String> dependents() {
        return dependents;
    }

    /** What happened since. */
    List<Change> changes() {
        return timeline.changesAfter(latestBefore);
    }

    /** The failure that it was charged for since. */
    Optional<Timeline.Failure> failure() {
        return timeline.failures(id).stream().skip(failuresBefore(id)).findFirst();
    }

    private int failuresBefore(String each) {
        return failuresBefore.getOrDefault(each, 0);
    }

    /** What is not as it must be. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Found and ready again in time. */
    void times(String fault, Duration found, Duration ready) {
        String kind = fault.split(" ")[0];
        Duration limit = Duration.ofSeconds(AT_ONCE.contains(kind) ? 1 : 20);
        if (found.compareTo(limit) > 0) {
            problems.add("found later than " + limit.toMillis() + " ms");
        }
        if (ready.compareTo(READY) > 0) {
            problems.add("ready later than " + READY.toMillis() + " ms");
        }
    }

    /** Until the others go on without it. */
    Duration stop(Instant begin, List<Change> changes) {
        Optional<Change> abandoned = Timeline.first(changes, id, begin, "ABANDONED");
        boolean mayTakeLonger = id.equals("order-executor");
        if (abandoned.isPresent() == mayTakeLonger) {
            problems.add(
                    mayTakeLonger
                            ? "was given up although it has fifteen seconds"
                            : "was not given up after five seconds");
        }
        return abandoned.map(change -> Duration.between(begin, change.at())).orElse(Duration.ZERO);
    }

    /** What stands on it in order, and nobody else; and nobody but it is charged. */
    void others(List<Change> changes) throws IOException {
        List<String> started = components.startOrder();
        List<String> expected = new ArrayList<>(List.of(id));
        expected.addAll(dependents);
        List<String> again = started.subList(startedBefore, started.size());
        if (!again.equals(expected)) {
            problems.add("started " + again + " instead of " + expected);
        }
        List<String> stopped = new ArrayList<>(components.stopOrder());
        // The latest to start stops first; one may have been restarted alone since the session
        // began.
        List<String> before = started.subList(0, startedBefore);
        List<String> reversed = new ArrayList<>(dependents);
        reversed.sort(Comparator.comparing(before::lastIndexOf).reversed());
        List<String> ended = new ArrayList<>(stopped.subList(stoppedBefore, stopped.size()));
        ended.remove(id);
        if (!ended.equals(reversed)) {
            problems.add("stopped " + ended + " instead of " + reversed);
        }
        Map<String, Integer> restarts = openbell.restarts();
        for (Map.Entry<String, Integer> other : restartsBefore.entrySet()) {
            String its = other.getKey();
            if (!its.equals(id) && !other.getValue().equals(restarts.get(its))) {
                problems.add(its + " was restarted on its own account");
            }
            if (!its.equals(id) && timeline.failures(its).size() != failuresBefore(its)) {
                problems.add(its + " was charged");
            }
        }
        changes.stream()
                .filter(c -> !c.id().equals(id) && !dependents.contains(c.id()))
                .filter(c -> RESTARTED.contains(c.to()))
                .forEach(c -> problems.add("sibling " + c.id() + " became " + c.to()));
    }

    /** Nothing is bought while it is down; how often that was looked at. */
    long entries(Instant down, Instant up, EntryWatch entries) {
        if (!isTradingCritical(id)) {
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

    /** Every thread that came with the new instances has a heartbeat, or comes and goes with one piece of work. */
    void threads() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String thread : sabotage.allThreads()) {
            String name = thread.substring(thread.indexOf(':') + 1);
            if (!threadsBefore.contains(thread) && !OF_OTHERS.matcher(name).lookingAt()) {
                names.add(name);
            }
        }
        names.removeAll(WITH_ONE_WORK);
        names.removeAll(sabotage.threads(id));
        for (String dependent : dependents) {
            names.removeAll(sabotage.threads(dependent));
        }
        names.forEach(name -> problems.add("thread " + name + " has no heartbeat"));
    }
}
