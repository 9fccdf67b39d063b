package io.openbell.api.component;

import java.util.List;
import java.util.Map;

/** What the Supervisor tells others. Any thread. */
public interface Supervision {

    /** All components that Openbell knows and any others that registered, in start order. */
    List<ComponentStatus> components();

    /** Latest health of those that answered, by id. */
    Map<String, Health> health();

    /** Every required component of this mode is ready. */
    boolean sessionOpen();

    /** Ids of optional components that stay down until somebody acts; the session goes on without them. */
    default List<String> degraded() {
        return components().stream()
                .filter(line -> line.state() == ComponentState.FAILED && !line.required())
                .map(ComponentStatus::id)
                .toList();
    }

    /**
     * Gives a component its restarts back, and starts it again if it stays down. Returns at once.
     *
     * @param operator who asks, for the record
     * @return false if no component of that id is installed
     */
    boolean reset(String id, String operator);

    /** Ids in the order in which they became ready, restarts included; the newest last. */
    List<String> startLog();

    /** Ids in the order in which they stopped; the newest last. */
    List<String> stopLog();

    /**
     * Ends the session in order, and then the process. Returns at once; again has no effect.
     *
     * @param source who asks, for the log
     */
    void shutdown(String source, int exitCode);
}
