package io.openbell.kernel.replay;

import io.openbell.api.strategy.Strategy;
import io.openbell.kernel.strategy.StrategyChange;

/** Makes strategies anew. */
@FunctionalInterface
public interface StrategySource extends AutoCloseable {

    /**
     * One that has seen nothing.
     *
     * @param start which one the session ran: name, version, digest, parameters
     * @throws MissingStrategy if there is no such here
     */
    Strategy construct(StrategyChange.Started start);

    /** No more are wanted, and those that were made are not called any more. */
    @Override
    default void close() {}

    /** It cannot be made here, so that nothing can be said about the session. */
    final class MissingStrategy extends RuntimeException {

        private static final long serialVersionUID = 1;

        /** @param message names the strategy and what to do */
        public MissingStrategy(String message) {
            super(message);
        }
    }
}
