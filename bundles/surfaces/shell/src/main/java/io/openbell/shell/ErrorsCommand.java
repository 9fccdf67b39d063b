package io.openbell.shell;

import io.openbell.api.view.ErrorLog;
import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** The errors that were logged. */
@Service
@Command(
        scope = "trading",
        name = "errors",
        description = "Counts the logged errors of each component, with the latest one",
        detailedDescription =
                """
                Lists who has logged errors since the start, how many, and the latest. With the name of one,
                the stack trace of its latest error as well. logs/error.log has them all.

                  trading:errors
                  trading:errors alpaca-client
                  trading:errors --json
                """)
public final class ErrorsCommand extends TradingCommand {

    @Argument(
            name = "COMPONENT",
            description = "Show this one with its stack trace",
            required = false)
    @Completion(ComponentCompleter.class)
    @Nullable String component;

    @Override
    Answer answer(Services services) throws CommandFailed {
        ErrorLog log = services.require(ErrorLog.class, "logging-system");
        List<ErrorLog.Entry> entries =
                log.entries().stream()
                        .filter(entry -> component == null || entry.component().equals(component))
                        .toList();
        Listing listing =
                new Listing("errors", "No errors were logged")
                        .column("component", "Component")
                        .number("count", "Errors")
                        .column("lastAt", "Latest")
                        .column("lastMessage", "Message")
                        .detail("lastStackTrace");
        for (ErrorLog.Entry entry : entries) {
            listing.row(
                    entry.component(),
                    entry.count(),
                    entry.lastAt(),
                    entry.lastMessage(),
                    log.lastStackTrace(entry.component()));
        }
        listing.figure("count", "In all", log.count());
        String trace = component == null ? "" : log.lastStackTrace(component);
        return trace.isEmpty() ? listing : withTrace(listing, trace);
    }

    private static Answer withTrace(Listing listing, String trace) {
        return new Answer() {
            @Override
            public void table(PrintStream out) {
                listing.table(out);
                out.println();
                trace.lines()
                        .map(
                                line ->
                                        (line.startsWith("\t") ? "    " : "")
                                                + Values.text(line.strip()))
                        .forEach(out::println);
            }

            @Override
            public void plain(PrintStream out) {
                listing.plain(out);
            }

            @Override
            public Object json() {
                return listing.json();
            }
        };
    }
}
