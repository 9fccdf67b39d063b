package io.openbell.shell;

import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Supervision;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** The components. */
@Service
@Command(
        scope = "trading",
        name = "components",
        description = "Lists the components with state, reason and what they stand on",
        detailedDescription =
                """
                Lists every component in start order. A component stops and starts with those it depends
                on, and starts after the others named. The reason says why it is in its state; the detail is
                what it last said of itself.

                  trading:components
                  trading:components order-executor
                  trading:components --tree          who stands on whom
                """)
public final class ComponentsCommand extends TradingCommand {

    @Argument(name = "component", description = "Id of a component; all if none is given")
    @Completion(ComponentCompleter.class)
    @Nullable String component;

    @Argument(
            index = 1,
            name = "more",
            description = "Options may stand here as well",
            multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"--tree", "--json", "--no-format"})
    @Nullable List<String> more;

    @Option(name = "--tree", description = "Draw who stands on whom")
    boolean tree;

    @Override
    Answer answer(Services services) throws CommandFailed {
        TrailingOptions.applyAll(this, more);
        Supervision supervision = services.require(Supervision.class, "launcher");
        List<ComponentStatus> wanted = wanted(supervision.components());
        Listing listing =
                new Listing("components", "No components")
                        .column("id", "Component")
                        .column("state", "State")
                        .column("required", "Required")
                        .number("restarts", "Restarts")
                        .column("since", "Since")
                        .column("hard", "Depends on")
                        .column("soft", "Starts after")
                        .column("reason", "Reason")
                        .detail("health")
                        .column("detail", "Detail");
        for (ComponentStatus line : wanted) {
            Health health = isUp(line) ? supervision.health().get(line.id()) : null;
            listing.row(
                    line.id(),
                    line.state(),
                    line.required(),
                    line.restarts(),
                    line.since(),
                    line.hard(),
                    line.soft(),
                    line.reason(),
                    health == null ? null : health.status(),
                    health == null ? null : health.detail());
        }
        listing.figure("sessionOpen", "Session open", supervision.sessionOpen());
        return tree ? new ComponentTree(wanted, listing) : listing;
    }

    /** What one that is down said before its fall would mislead. */
    private static boolean isUp(ComponentStatus line) {
        return switch (line.state()) {
            case STARTING, RUNNING, WARNING, SUSPECT, UNAVAILABLE -> true;
            default -> false;
        };
    }

    private List<ComponentStatus> wanted(List<ComponentStatus> all) throws CommandFailed {
        if (component == null) {
            return all;
        }
        List<ComponentStatus> one =
                all.stream().filter(line -> line.id().equals(component)).toList();
        if (one.isEmpty()) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "no component is called '"
                            + component
                            + "'; there are "
                            + Values.text(all.stream().map(ComponentStatus::id).toList()));
        }
        return one;
    }
}
