package io.openbell.api.view;

import java.time.Instant;
import java.util.List;

/** What must be so before a session may open, and whether it is. Any thread. */
public interface Preflight {

    /** How a check came out. */
    enum Verdict {
        /** As it should be. */
        PASS,
        /** The session may open; somebody should look. */
        WARN,
        /** No session opens. */
        FAIL,
        /** There is nothing to check. */
        SKIPPED
    }

    /**
     * One line of the table.
     *
     * @param check    its name, for example {@code clock-offset}
     * @param reason   what was found, with figures; secrets redacted
     * @param remedy   what to do; empty when there is nothing to do
     * @param exitCode with which a start ends if the verdict is FAIL; 0 for a check that never fails
     */
    record Row(String check, Verdict verdict, String reason, String remedy, int exitCode) {}

    /**
     * The table.
     *
     * @param rows in the order in which they are shown
     * @param at   when it was complete, UTC
     */
    record Report(List<Row> rows, Instant at) {

        /** Keeps a copy. */
        public Report {
            rows = List.copyOf(rows);
        }

        /** Nothing stands against a session. */
        public boolean passed() {
            return rows.stream().noneMatch(row -> row.verdict() == Verdict.FAIL);
        }

        /** That of the first row that failed; 0 if none did. */
        public int exitCode() {
            return rows.stream()
                    .filter(row -> row.verdict() == Verdict.FAIL)
                    .mapToInt(Row::exitCode)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** The table of the start, as far as it is known. */
    Report latest();

    /** Checks everything again. Blocks, at most fifteen seconds; changes nothing about the session. */
    Report run() throws InterruptedException;
}
