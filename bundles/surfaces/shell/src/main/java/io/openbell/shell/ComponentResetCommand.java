package io.openbell.shell;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Supervision;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Gives a component that stays down another chance. */
@Service
@Command(
        scope = "trading",
        name = "component-reset",
        description = "Starts a component again that stays down, and gives it its restarts back",
        detailedDescription =
                """
                A component that failed more often than maxRestarts within ten minutes, or in a way that no
                restart mends, stays down. Remove the cause, then reset it. One that runs is not restarted:
                only its failures so far do not count any more. A halt stays: end it with trading:resume.

                  trading:component-reset performance-tracker
                """)
public final class ComponentResetCommand extends TradingCommand {

    private static final String LAUNCHER = "launcher";

    @Argument(name = "component", description = "Id of a component", required = true)
    @Completion(ComponentCompleter.class)
    String component = "";

    @Argument(
            index = 1,
            name = "more",
            description = "Options may stand here as well",
            multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"--json", "--no-format"})
    @Nullable List<String> more;

    @Reference @Nullable Session session;

    @Override
    Answer answer(Services services) throws CommandFailed {
        TrailingOptions.applyAll(this, more);
        Supervision supervision = services.require(Supervision.class, LAUNCHER);
        if (!supervision.reset(component, Operator.of(session))) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "component '"
                            + component
                            + "' is not supervised here; these are: "
                            + Values.text(
                                    supervision.components().stream()
                                            .filter(ComponentResetCommand::isSupervised)
                                            .map(ComponentStatus::id)
                                            .toList()));
        }
        return new Facts()
                .fact("component", "Component", component)
                .fact("reset", "Reset", true)
                .sentence(
                        "Reset "
                                + component
                                + ": its failures so far do not count; trading:components shows how"
                                + " it starts.");
    }

    /** The launcher supervises the others, and nobody it. */
    private static boolean isSupervised(ComponentStatus line) {
        return !line.id().equals(LAUNCHER)
                && line.state() != ComponentState.NOT_INSTALLED
                && line.state() != ComponentState.NOT_IN_THIS_MODE;
    }
}
