package io.openbell.healthmonitor;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Supervision;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the Supervisor would know. */
final class FakeSupervision implements Supervision {

    private final Map<String, ComponentStatus> lines = new LinkedHashMap<>();
    private final Map<String, Health> health = new LinkedHashMap<>();

    FakeSupervision with(String id, ComponentState state, boolean required, String reason) {
        lines.put(
                id,
                new ComponentStatus(
                        id, state, required, reason, List.of(), List.of(), 0, Instant.EPOCH));
        return this;
    }

    FakeSupervision saying(String id, Health said) {
        health.put(id, said);
        return this;
    }

    void forget(String id) {
        lines.remove(id);
    }

    @Override
    public List<ComponentStatus> components() {
        return List.copyOf(lines.values());
    }

    @Override
    public Map<String, Health> health() {
        return Map.copyOf(health);
    }

    @Override
    public boolean sessionOpen() {
        return true;
    }

    @Override
    public List<String> startLog() {
        return List.of();
    }

    @Override
    public List<String> stopLog() {
        return List.of();
    }

    @Override
    public void shutdown(String source, int exitCode) {}

    @Override
    public boolean reset(String id, String operator) {
        return components().stream().anyMatch(line -> line.id().equals(id));
    }
}
