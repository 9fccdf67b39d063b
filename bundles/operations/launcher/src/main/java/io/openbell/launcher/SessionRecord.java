package io.openbell.launcher;

import io.openbell.api.component.ComponentStatus;
import io.openbell.launcher.supervisor.Supervisor;
import io.openbell.launcher.supervisor.SupervisorListener;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in the log and in {@code run/} what the Supervisor did, so that people and scripts can check it: start-order.txt,
 * stop-order.txt, session.state. On the Supervisor's thread.
 */
final class SessionRecord implements SupervisorListener {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRecord.class);

    private final HomeFolder home;
    private final Supervisor supervisor;
    private final boolean exitOnHalt;
    private boolean everOpen;

    SessionRecord(HomeFolder home, Supervisor supervisor, boolean exitOnHalt) {
        this.home = home;
        this.supervisor = supervisor;
        this.exitOnHalt = exitOnHalt;
    }

    @Override
    public void changed(List<ComponentStatus> components) {
        LOG.debug("components={}", components);
    }

    @Override
    public void started(String id) {
        LOG.info("component={} state=ready", id);
        supervisor.started(id);
        append("start-order.txt", id);
    }

    @Override
    public void stopped(String id) {
        LOG.info("component={} state=stopped", id);
        supervisor.stopped(id);
        append("stop-order.txt", id);
    }

    @Override
    public void failed(String id, String reason, boolean staysDown, boolean required) {
        if (!staysDown) {
            LOG.error("component={} state=failed restart=true reason=\"{}\"", id, reason);
            return;
        }
        LOG.error("component={} state=failed restart=false reason=\"{}\"", id, reason);
        if (required) {
            if (!everOpen) {
                state("failed " + id + ": " + reason);
            }
            if (exitOnHalt) {
                supervisor.shutdown(
                        "required component " + id + " failed: " + reason,
                        everOpen ? ExitCode.COMPONENT_EXHAUSTED : ExitCode.COMPONENT_FAILED);
            }
        }
    }

    /** After every look of the Supervisor. */
    void looked() {
        if (!everOpen && supervisor.sessionOpen()) {
            everOpen = true;
            LOG.info("session=open");
            state("open");
        }
    }

    private void state(String text) {
        try {
            home.write("session.state", text + "\n");
        } catch (IOException unwritable) {
            LOG.error("file=run/session.state cannot be written", unwritable);
        }
    }

    private void append(String file, String line) {
        try {
            home.append(file, line);
        } catch (IOException unwritable) {
            LOG.error("file=run/{} cannot be written", file, unwritable);
        }
    }
}
