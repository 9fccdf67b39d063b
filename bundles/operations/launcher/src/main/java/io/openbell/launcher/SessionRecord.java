package io.openbell.launcher;

import io.openbell.launcher.supervisor.Escalation;
import io.openbell.launcher.supervisor.FailureLog;
import io.openbell.launcher.supervisor.Supervisor;
import io.openbell.launcher.supervisor.SupervisorListener;
import io.openbell.launcher.supervisor.Transition;
import java.io.IOException;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in the log and in {@code run/} what the Supervisor did, so that people and scripts can check it: start-order.txt,
 * stop-order.txt, session.state. Exceptions of components may quote secrets: those are taken out. On the Supervisor's thread.
 */
final class SessionRecord implements SupervisorListener {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRecord.class);

    private final HomeFolder home;
    private final Supervisor supervisor;
    private final FailureLog failures;
    private final SessionHalt halt;
    private final boolean exitOnHalt;
    private final UnaryOperator<String> redact;
    private final Escalation escalation = new Escalation();

    SessionRecord(
            HomeFolder home,
            Supervisor supervisor,
            FailureLog failures,
            SessionHalt halt,
            boolean exitOnHalt,
            UnaryOperator<String> redact) {
        this.home = home;
        this.supervisor = supervisor;
        this.failures = failures;
        this.halt = halt;
        this.exitOnHalt = exitOnHalt;
        this.redact = redact;
    }

    @Override
    public void changed(Transition now) {
        LOG.info(
                "transition={} component={} generation={} from={} to={} cause=\"{}\"",
                now.sequence(),
                now.id(),
                now.generation(),
                now.from(),
                now.to(),
                redact.apply(now.cause()));
    }

    @Override
    public void charged(String id, Instant at, String reason) {
        failures.failed(id, at, redact.apply(reason));
    }

    @Override
    public void refunded(String id) {
        failures.refunded(id);
    }

    @Override
    public void forgiven(String id) {
        failures.forgiven(id);
    }

    @Override
    public void halted(String reason) {
        halt.because(reason);
        exitIfWanted(reason);
    }

    @Override
    public void unstoppable(String reason) {
        LOG.error("session=ends exitCode={} reason=\"{}\"", ExitCode.COMPONENT_EXHAUSTED, reason);
        halt.because(reason);
        supervisor.shutdown(reason, ExitCode.COMPONENT_EXHAUSTED);
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
    public void failed(String id, String thrown, boolean staysDown, boolean required) {
        String reason = redact.apply(thrown);
        LOG.error("component={} state=failed restart={} reason=\"{}\"", id, !staysDown, reason);
        String what = "required component " + id + " stays down: " + reason;
        switch (escalation.after(staysDown, required)) {
            case NONE -> {}
            case NO_SESSION -> {
                state("failed " + id + ": " + reason);
                exitIfWanted(what);
            }
            case HALT -> {
                halt.because(what);
                exitIfWanted(what);
            }
        }
    }

    private void exitIfWanted(String reason) {
        if (exitOnHalt) {
            supervisor.shutdown(
                    reason,
                    escalation.everOpen()
                            ? ExitCode.COMPONENT_EXHAUSTED
                            : ExitCode.COMPONENT_FAILED);
        }
    }

    /** After every look of the Supervisor. */
    void looked() {
        halt.look();
        if (escalation.looked(supervisor.sessionOpen())) {
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
