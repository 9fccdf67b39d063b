package io.openbell.shell;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Supervision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Components as the test puts them there. */
final class FakeSupervision implements Supervision {

    final List<String> resets = new ArrayList<>();
    final List<String> shutdowns = new ArrayList<>();
    private final List<ComponentStatus> lines = new ArrayList<>();

    FakeSupervision with(
            String id,
            ComponentState state,
            boolean required,
            String reason,
            List<String> hard,
            List<String> soft) {
        lines.add(
                new ComponentStatus(
                        id,
                        state,
                        required,
                        reason,
                        hard,
                        soft,
                        0,
                        Instant.parse("2025-01-15T14:30:00Z")));
        return this;
    }

    @Override
    public List<ComponentStatus> components() {
        return List.copyOf(lines);
    }

    @Override
    public Map<String, Health> health() {
        return Map.of("alpaca-client", Health.ok("connected"));
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
    public void shutdown(String source, int exitCode) {
        shutdowns.add(source + " " + exitCode);
    }

    @Override
    public boolean reset(String id, String operator) {
        resets.add(id + " by " + operator);
        return components().stream().anyMatch(line -> line.id().equals(id));
    }
}
