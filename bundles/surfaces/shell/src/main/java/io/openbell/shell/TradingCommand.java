package io.openbell.shell;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.ansi.SimpleAnsi;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all our commands have in common: they look up services when they run, answer in one of three forms, and fail with
 * one line (or one JSON document) and exit code 1.
 */
public abstract class TradingCommand implements Action {

    private static final Logger LOG = LoggerFactory.getLogger(TradingCommand.class);

    @Option(
            name = "--no-format",
            description = "Print tab-separated values under one header line, for scripts")
    boolean plain;

    @Option(
            name = "--json",
            description = "Print one JSON document; its keys are in docs/commands.md")
    boolean json;

    @Reference BundleContext context;

    /** Does it, and says what came of it. */
    abstract Answer answer(Services services) throws CommandFailed, InterruptedException;

    @Override
    public final @Nullable Object execute() throws CommandException, InterruptedException {
        try (BundleServices services = new BundleServices(context)) {
            if (plain && json) {
                throw new CommandFailed(
                        CommandFailed.USAGE,
                        "--no-format and --json exclude each other: leave one out");
            }
            answer(services).print(System.out, form());
            return null;
        } catch (CommandFailed failed) {
            throw reported(failed);
        } catch (RuntimeException broken) {
            LOG.error("command={} failed", getClass().getSimpleName(), broken);
            throw reported(
                    new CommandFailed(
                            "INTERNAL",
                            "the command failed: " + broken + "; the log has the details"));
        }
    }

    /** A line for people who wait; scripts get the answer only. */
    final void say(String line) {
        if (form() == Answer.Form.TABLE) {
            System.out.println(Values.text(line));
            System.out.flush();
        }
    }

    private Answer.Form form() {
        if (json) {
            return Answer.Form.JSON;
        }
        return plain ? Answer.Form.PLAIN : Answer.Form.TABLE;
    }

    /** Karaf prints the first argument as it is, sets exit code 1, and logs nothing at ERROR. */
    private CommandException reported(CommandFailed failed) {
        String message = Values.text(failed.text());
        return switch (form()) {
            case JSON -> new CommandException(Values.toJson(failed.json()), message);
            case PLAIN -> new CommandException(message, message);
            case TABLE ->
                    new CommandException(
                            SimpleAnsi.COLOR_RED + message + SimpleAnsi.COLOR_DEFAULT, message);
        };
    }
}
