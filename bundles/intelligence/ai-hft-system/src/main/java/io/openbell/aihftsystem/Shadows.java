package io.openbell.aihftsystem;

import io.openbell.aihftsystem.Trial.TrialFailed;
import io.openbell.api.view.StrategyComparison;
import io.openbell.api.view.StrategyDeployment.State;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Versions that run beside those that trade, and send nothing. On the thread "strategy-loader", but for the comparisons. */
final class Shadows implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shadows.class);

    private record Shadow(CandidateBundle bundle, StrategyJar jar, Trial trial, String file) {}

    private final CandidateTrials trials;
    private final DeploymentLog log;
    private final Map<String, Shadow> shadows = new ConcurrentHashMap<>();

    Shadows(CandidateTrials trials, DeploymentLog log) {
        this.trials = trials;
        this.log = log;
    }

    /** How those in the shadow do, and those that trade. Any thread. */
    List<StrategyComparison> comparisons() {
        return shadows.values().stream()
                .flatMap(shadow -> shadow.trial().comparisons().stream())
                .toList();
    }

    /**
     * Begins one.
     *
     * @param beside the strategies of the same bundle that trade
     */
    void begin(StrategyJar jar, String file, List<String> beside)
            throws TrialFailed, InterruptedException {
        CandidateTrials.Passed passed = trials.pass(jar, true, beside);
        Trial trial = Objects.requireNonNull(passed.shadow());
        shadows.put(jar.bundle(), new Shadow(passed.bundle(), jar, trial, file));
        List<String> names = passed.prepared().stream().map(fresh -> fresh.type().name()).toList();
        LOG.info("strategies={} version={} run in the shadow", names, jar.version());
        log.show(State.SHADOW, jar, file, names, "");
    }

    /** Ends what runs in the shadow of that strategy. */
    void endOf(String strategy) {
        for (Shadow shadow : List.copyOf(shadows.values())) {
            if (shadow.trial().candidates().stream()
                    .anyMatch(candidate -> candidate.name().equals(strategy))) {
                end(shadow.jar().bundle(), "its shadow was ended");
            }
        }
    }

    /** Ends the one of that bundle, if there is one. */
    void end(String bundle, String reason) {
        Shadow shadow = shadows.remove(bundle);
        if (shadow != null) {
            trials.end(shadow.trial());
            shadow.bundle().uninstall();
            log.show(State.REMOVED, shadow.jar(), shadow.file(), List.of(), reason);
        }
    }

    @Override
    public void close() {
        shadows.values().forEach(shadow -> trials.end(shadow.trial()));
        shadows.clear();
    }
}
