package io.openbell.launcher;

import io.openbell.api.view.StatusBoard;
import io.openbell.launcher.status.ConsoleOutput;
import io.openbell.launcher.status.StatusTable;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What remains to be said when the session is over: on the terminal, and in the log. */
final class LastWords {

    private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);

    private LastWords() {}

    static void say(
            OrderlyEnd.Summary end, String source, List<String> stopped, ConsoleOutput output) {
        StatusBoard.Report report = end.report();
        if (report != null) {
            output.print(
                    StatusTable.summary(report, source, stopped, end.notStopped(), end.lines()));
            LOG.info(
                    "summary uptimeSeconds={} opportunities={} trades={} ordersSent={} denied={} profit={} equity={} maxDrawdown={} errors={}",
                    report.uptimeSeconds(),
                    report.performance().opportunities(),
                    report.performance().trades(),
                    report.performance().ordersSent(),
                    report.performance().denied(),
                    report.performance().profit(),
                    report.performance().equity(),
                    report.performance().maxDrawdown(),
                    report.errors());
        }
        end.lines().forEach((step, line) -> LOG.info("summary step={} result=\"{}\"", step, line));
        LOG.info("summary stopped={} notStopped={}", stopped, end.notStopped());
    }
}
