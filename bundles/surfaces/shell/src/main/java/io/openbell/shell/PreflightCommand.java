package io.openbell.shell;

import io.openbell.api.view.Preflight;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The pre-flight, made again. */
@Service
@Command(
        scope = "trading",
        name = "preflight",
        description = "Checks again what a session needs",
        detailedDescription =
                """
                Makes every check of the start once more, venue and credentials included, and shows each with
                its result, what was found and what to do. It changes nothing about the running session.
                docs/preflight.md has the exit code with which a start ends for each.

                  trading:preflight
                  trading:preflight --json
                """)
public final class PreflightCommand extends TradingCommand {

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        Preflight.Report report = services.require(Preflight.class, "launcher").run();
        Listing listing =
                new Listing("checks", "Nothing was checked")
                        .column("check", "Check")
                        .column("verdict", "Result")
                        .column("reason", "Found")
                        .column("remedy", "What to do")
                        .detail("exitCode");
        for (Preflight.Row row : report.rows()) {
            listing.row(row.check(), row.verdict(), row.reason(), row.remedy(), row.exitCode());
        }
        return listing.figure("passed", "Passed", report.passed())
                .figure("exitCode", "A start would end with", report.exitCode())
                .figure("at", "As of", report.at());
    }
}
