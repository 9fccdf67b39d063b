package io.openbell.api.view;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Strategy bundles that came during the life of the home, and what runs in the shadow of others. Any thread. */
public interface StrategyDeployments {

    /** All that is known of, the latest change last. */
    List<StrategyDeployment> deployments();

    /** Who runs beside whom. */
    List<StrategyComparison> comparisons();

    /** {@code $OPENBELL_HOME/deploy}. */
    Path folder();

    /**
     * What is wrong with a change of parameters; nothing happens.
     *
     * @param strategy name of an installed strategy
     * @param values   what would change
     * @return one line each; empty if it may be done
     */
    List<String> problems(String strategy, Map<String, String> values);
}
