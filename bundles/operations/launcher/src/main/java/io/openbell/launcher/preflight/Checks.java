package io.openbell.launcher.preflight;

import io.openbell.api.view.Preflight.Row;
import io.openbell.launcher.preflight.Check.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** Makes checks side by side, each on a thread of its own, with one deadline for all: a disk that hangs holds up nobody for long. */
public final class Checks {

    private final UnaryOperator<String> redact;

    /** Takes secrets out of whatever is told. */
    public Checks(UnaryOperator<String> redact) {
        this.redact = redact;
    }

    /** The rows, in the order of the checks. A check that has not ended by then counts as failed. */
    public List<Row> run(List<Check> checks, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<FutureTask<Finding>> tasks = new ArrayList<>();
        for (Check check : checks) {
            FutureTask<Finding> task = new FutureTask<>(() -> check.body().look());
            tasks.add(task);
            Thread thread = new Thread(task, "preflight-" + check.name());
            thread.setDaemon(true);
            thread.start();
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            Row row = checks.get(i).row(finding(tasks.get(i), deadline, limit));
            rows.add(
                    new Row(
                            row.check(),
                            row.verdict(),
                            redact.apply(row.reason()),
                            redact.apply(row.remedy()),
                            row.exitCode()));
        }
        return rows;
    }

    private static Finding finding(FutureTask<Finding> task, long deadline, Duration limit)
            throws InterruptedException {
        try {
            return task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            return Finding.fail(
                    "no result within " + limit.toSeconds() + " s",
                    "something hangs; see the log, then try again");
        } catch (ExecutionException failed) {
            return Finding.fail(
                    "could not be checked: " + failed.getCause(), "see the log, then try again");
        }
    }
}
