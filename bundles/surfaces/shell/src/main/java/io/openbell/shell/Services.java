package io.openbell.shell;

import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Supervision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The services a command asks, looked up when it runs: a command is there whether or not the component is, and says
 * which one is missing.
 */
interface Services {

    /** The service, null while nobody offers it. */
    <T> @Nullable T find(Class<T> type);

    /**
     * The service.
     *
     * @param component id of the component that offers it
     * @throws CommandFailed if nobody offers it, naming the component's state and reason
     */
    default <T> T require(Class<T> type, String component) throws CommandFailed {
        T service = find(type);
        if (service == null) {
            throw missing(component);
        }
        return service;
    }

    /** Every service of that type; empty while nobody offers one. */
    <T> List<T> all(Class<T> type);

    /** The failure of a command that needs this component. */
    default CommandFailed missing(String component) {
        return new CommandFailed(
                CommandFailed.NOT_RUNNING,
                component + " is not running: " + reason(component) + ". See trading:components.");
    }

    private String reason(String component) {
        Supervision supervision = find(Supervision.class);
        if (supervision == null) {
            return "the launcher is not running either";
        }
        for (ComponentStatus line : supervision.components()) {
            if (line.id().equals(component)) {
                return "state="
                        + line.state()
                        + (line.reason().isEmpty() ? "" : ", " + line.reason());
            }
        }
        return "its bundle is not there or not started";
    }
}
