package io.openbell.launcher.supervisor;

import java.time.Instant;

/** Hears what the Supervisor decided and saw; called on its thread. */
public interface SupervisorListener {

    /** A component is in another state. */
    void changed(Transition transition);

    /** Became ready. */
    void started(String id);

    /** Was ready, and is deactivated. */
    void stopped(String id);

    /** Failed and is started again, or stays down. */
    void failed(String id, String reason, boolean staysDown, boolean required);

    /** A failure counts against the restarts of the component from this time on. */
    void charged(String id, Instant at, String reason);

    /** The latest failure of the component does not count: it was the fault of what it stands on. */
    void refunded(String id);

    /** No failure of the component counts any more. */
    void forgiven(String id);

    /** No new risk may be taken any more, whoever failed. */
    void halted(String reason);

    /** Too much was left behind that does not stop: only a new process gets rid of it. */
    void unstoppable(String reason);
}
