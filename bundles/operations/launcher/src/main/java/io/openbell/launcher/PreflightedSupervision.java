package io.openbell.launcher;

import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Supervision;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What the Supervisor tells, but that the session is open only once the pre-flight has passed. */
final class PreflightedSupervision implements Supervision {

    private final Supervision supervisor;
    private final BooleanSupplier passed;

    PreflightedSupervision(Supervision supervisor, BooleanSupplier passed) {
        this.supervisor = supervisor;
        this.passed = passed;
    }

    @Override
    public boolean sessionOpen() {
        return passed.getAsBoolean() && supervisor.sessionOpen();
    }

    @Override
    public List<ComponentStatus> components() {
        return supervisor.components();
    }

    @Override
    public Map<String, Health> health() {
        return supervisor.health();
    }

    @Override
    public List<String> startLog() {
        return supervisor.startLog();
    }

    @Override
    public List<String> stopLog() {
        return supervisor.stopLog();
    }

    @Override
    public boolean reset(String id, String operator) {
        return supervisor.reset(id, operator);
    }

    @Override
    public void shutdown(String source, int exitCode) {
        supervisor.shutdown(source, exitCode);
    }
}
