package io.openbell.api.view;

import java.io.IOException;
import java.util.Map;

/** How much our components log. Holds until the process ends: the next start takes the levels of the distribution. Any thread. */
public interface LogLevels {

    /** What was changed, by component id: {@code ERROR}, {@code WARN}, {@code INFO}, {@code DEBUG} or {@code TRACE}. */
    Map<String, String> changed();

    /**
     * Changes the level of one component; {@code DEFAULT} takes the change back.
     *
     * @param component its id, or {@code all}
     * @throws IllegalArgumentException naming what is allowed
     * @throws IOException              if it cannot be handed over
     */
    void set(String component, String level) throws IOException;
}
