package io.openbell.api.component;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What must hold between the keys of one configuration, and whatever else their types and ranges cannot say. The launcher
 * asks before a configuration takes effect; the component asks the same class in its constructor.
 *
 * <p>Name the implementation in the bundle's manifest header {@link #HEADER}. It is public and has a public constructor
 * without parameters.
 *
 * @param <C> the component's configuration interface ({@code @ObjectClassDefinition}); its keys are of the types {@code
 *            boolean}, {@code int}, {@code long}, {@code double} and {@code String}
 */
public interface ConfigurationCheck<C> {

    /** Manifest header that names a bundle's checks, separated by commas. */
    String HEADER = "Openbell-Configuration-Check";

    /** The PID, for example {@code openbell.order-executor}. */
    String pid();

    /** The configuration interface. */
    Class<C> type();

    /**
     * Everything that is wrong; empty if the component will take it. Asked only once each key by itself is within its range.
     * The same values give the same answer; no I/O, any thread.
     */
    List<ConfigurationProblem> problems(C configuration);

    /**
     * For the component's constructor.
     *
     * @throws IllegalArgumentException with all {@link #problems}, one line each, if there are any
     */
    default void require(C configuration) {
        List<ConfigurationProblem> problems = problems(configuration);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.stream()
                            .map(problem -> pid() + ".cfg: " + problem)
                            .collect(Collectors.joining("\n")));
        }
    }
}
