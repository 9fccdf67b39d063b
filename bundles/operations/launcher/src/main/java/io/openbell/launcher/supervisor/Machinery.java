package io.openbell.launcher.supervisor;

import java.util.Map;
import java.util.Optional;

/**
 * What the decisions act on. No method blocks: {@code grant}, {@code withdraw} and {@code probe} start something, and its
 * result comes back as a call to {@link SupervisorCore}.
 */
public interface Machinery {

    /** The graph, if it is another one than last time. */
    Optional<DependencyGraph> changedGraph();

    /** How every installed component looks now, by id. */
    Map<String, Observation> observe();

    /** Starts its bundle if that is down, and registers its permit: {@code granted} or {@code grantFailed}. */
    void grant(String id, long generation);

    /** Takes the permit back: {@code withdrawn} once it is deactivated. */
    void withdraw(String id, long generation);

    /** Its deactivation takes too long: interrupts it. {@code withdrawn} may still come. */
    void abandon(String id, long generation);

    /** Asks for its health: {@code hears} and {@code answered}. An older question that is still open is interrupted if its epoch differs. */
    void probe(String id, long epoch);

    /** Where the question for its health hangs, for people; empty if nobody can tell. */
    String whereItHangs(String id);
}
