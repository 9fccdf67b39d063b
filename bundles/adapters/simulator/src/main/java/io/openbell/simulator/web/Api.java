package io.openbell.simulator.web;

import io.openbell.simulator.trading.Refusal;
import java.io.IOException;
import java.util.Optional;

/** Some of the paths. */
interface Api {

    /**
     * Answers, or leaves it to others.
     *
     * @throws Refusal     if it is not done
     * @throws IOException if it cannot be done
     */
    Optional<Reply> handle(Request request) throws Refusal, IOException;
}
