package io.openbell.shell;

import io.openbell.api.component.Supervision;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Ends the session. */
@Service
@Command(
        scope = "trading",
        name = "shutdown",
        description = "Stops every component in order and ends the process",
        detailedDescription =
                """
                Stops the components in the reverse of their start order and ends the process with exit
                code 0. Returns at once and does not ask; this shell closes when the process ends. Unlike
                system:shutdown it lets the journal record a clean end.
                """)
public final class ShutdownCommand extends TradingCommand {

    @Override
    Answer answer(Services services) throws CommandFailed {
        services.require(Supervision.class, "launcher").shutdown("shell", 0);
        return new Facts()
                .fact("shutdown", "Shutdown", "requested")
                .sentence("Shutting down: components stop in order, then the process ends.");
    }
}
