package io.openbell.shell;

import io.openbell.api.view.OrderStory;
import io.openbell.api.view.OrderStory.Story;
import java.io.IOException;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** The whole story of one order. */
@Service
@Command(
        scope = "trading",
        name = "why",
        description = "Tells the whole story of an order or of a denied intent",
        detailedDescription =
                """
                Reads the journal, however old: what the strategy saw and said, what every check of the gate
                compared, what went over the wire and how long it took, each fill against the market at the
                decision, the end, and what it did to the position. Times are relative to the decision.

                  trading:why p1x0k3zq-2-17-9b1c2d                      an order, as trading:orders shows it
                  trading:why moving-average-cross-20250115-143000-000042   an intent, denied or not
                """)
public final class WhyCommand extends TradingCommand {

    @Argument(
            name = "name",
            description = "Our name of the order, or of the intent",
            required = true)
    @Completion(RecentNameCompleter.class)
    String name = "";

    @Argument(
            index = 1,
            name = "more",
            description = "Options may stand here as well",
            multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"--json", "--no-format"})
    @Nullable List<String> more;

    @Override
    Answer answer(Services services) throws CommandFailed {
        TrailingOptions.applyAll(this, more);
        OrderStory stories = services.require(OrderStory.class, "engine");
        return new StoryAnswer(find(stories));
    }

    private Story find(OrderStory stories) throws CommandFailed {
        try {
            return stories.tell(name)
                    .orElseThrow(
                            () ->
                                    new CommandFailed(
                                            CommandFailed.NOT_POSSIBLE,
                                            "the journal of this account knows no order and no"
                                                    + " intent '"
                                                    + name
                                                    + "'. See trading:orders --all and"
                                                    + " trading:orders --denied --json."));
        } catch (IOException unreadable) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "the journal cannot be read: " + unreadable.getMessage());
        }
    }
}
