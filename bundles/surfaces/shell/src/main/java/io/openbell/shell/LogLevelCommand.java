package io.openbell.shell;

import io.openbell.api.view.LogLevels;
import java.io.IOException;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** How much is logged. */
@Service
@Command(
        scope = "trading",
        name = "log-level",
        description = "Shows and changes how much a component logs",
        detailedDescription =
                """
                Without arguments, what was changed since the start. With a component (or all) and a level,
                changes it until the process ends; default takes the change back.

                  trading:log-level
                  trading:log-level order-executor debug
                  trading:log-level all default
                """)
public final class LogLevelCommand extends TradingCommand {

    @Argument(name = "COMPONENT", description = "Id of a component, or all", required = false)
    @Completion(ComponentCompleter.class)
    @Nullable String component;

    @Argument(
            index = 1,
            name = "LEVEL",
            description = "error, warn, info, debug, trace or default",
            required = false)
    @Completion(
            value = StringsCompleter.class,
            values = {"error", "warn", "info", "debug", "trace", "default"})
    @Nullable String level;

    @Override
    Answer answer(Services services) throws CommandFailed {
        LogLevels levels = services.require(LogLevels.class, "logging-system");
        if (component != null) {
            if (level == null) {
                throw new CommandFailed(
                        CommandFailed.USAGE,
                        "LEVEL is missing; allowed error, warn, info, debug, trace, default");
            }
            set(levels, component, level.toUpperCase(Locale.ROOT));
        }
        Listing listing =
                new Listing("changed", "No level was changed since the start")
                        .column("component", "Component")
                        .column("level", "Level");
        levels.changed().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(change -> listing.row(change.getKey(), change.getValue()));
        return listing;
    }

    private static void set(LogLevels levels, String component, String level) throws CommandFailed {
        try {
            levels.set(component, level);
        } catch (IllegalArgumentException refused) {
            throw new CommandFailed(CommandFailed.USAGE, String.valueOf(refused.getMessage()));
        } catch (IOException failed) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "the level cannot be handed over: " + failed + "; try again");
        }
    }
}
