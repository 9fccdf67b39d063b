package io.openbell.alerts;

import io.openbell.alerts.Alert.Severity;
import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts of the states of components, looked at once a second. A restart may begin and end between two looks, and a
 * component passes through other states on its way back: it counts as down from the first word of it until it is ready. One
 * thread.
 */
final class ComponentAlerts {

    private static final class Seen {
        private @Nullable ComponentState state;
        private int restarts;
        private boolean down;
    }

    private final Consumer<Alert> out;
    private final Consumer<String> over;
    private final Map<String, Seen> components = new HashMap<>();

    ComponentAlerts(Consumer<Alert> out, Consumer<String> over) {
        this.out = out;
        this.over = over;
    }

    /** All of them as they are now. */
    void look(List<ComponentStatus> lines, Instant now) {
        for (ComponentStatus line : lines) {
            Seen seen = components.get(line.id());
            if (seen == null) {
                seen = new Seen();
                seen.restarts = line.restarts();
                components.put(line.id(), seen);
            }
            look(line, seen, now);
            seen.state = line.state();
            seen.restarts = line.restarts();
        }
    }

    private void look(ComponentStatus line, Seen seen, Instant now) {
        boolean entered = seen.state != line.state();
        switch (line.state()) {
            case FAILED -> {
                if (entered) {
                    Severity severity = line.required() ? Severity.CRITICAL : Severity.WARNING;
                    down(severity, line, seen, "failed", now);
                }
            }
            case ABANDONED -> {
                if (entered) {
                    down(Severity.WARNING, line, seen, "abandoned", now);
                }
            }
            case BACKOFF -> {
                if (entered) {
                    down(Severity.WARNING, line, seen, "restarts", now);
                }
            }
            default -> {
                if (line.restarts() > seen.restarts && !seen.down) {
                    down(Severity.WARNING, line, seen, "restarts", now);
                }
            }
        }
        if (seen.down && line.state().isReady()) {
            seen.down = false;
            over.accept(line.id());
            out.accept(new Alert(Severity.INFO, line.id(), "runs again", "", now));
        }
    }

    private void down(
            Severity severity, ComponentStatus line, Seen seen, String what, Instant now) {
        seen.down = true;
        out.accept(new Alert(severity, line.id(), what, line.reason(), now));
    }
}
