package io.openbell.launcher.supervisor;

import io.openbell.api.component.ComponentStatus;
import java.util.List;

/** Hears what the Supervisor decided and saw; called on its thread. */
public interface SupervisorListener {

    /** The state or reason of at least one component is another one. */
    void changed(List<ComponentStatus> components);

    /** Became ready. */
    void started(String id);

    /** Was ready, and is deactivated. */
    void stopped(String id);

    /** Failed and is started again, or stays down. */
    void failed(String id, String reason, boolean staysDown, boolean required);
}
