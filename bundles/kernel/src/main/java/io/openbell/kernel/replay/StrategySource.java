package io.openbell.kernel.replay;

import io.openbell.api.strategy.Strategy;
import io.openbell.kernel.strategy.StrategySettings;

/** Makes strategies anew. */
@FunctionalInterface
public interface StrategySource {

    /**
     * One that has seen nothing.
     *
     * @param version of the bundle that the session ran
     * @throws MissingStrategy if there is no such here
     */
    Strategy construct(String name, String version, StrategySettings settings);

    /** It cannot be made here, so that nothing can be said about the session. */
    final class MissingStrategy extends RuntimeException {

        private static final long serialVersionUID = 1;

        /** @param message names the strategy and what to do */
        public MissingStrategy(String message) {
            super(message);
        }
    }
}
