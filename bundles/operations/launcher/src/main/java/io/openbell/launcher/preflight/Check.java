package io.openbell.launcher.preflight;

import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;

/**
 * One check of the pre-flight.
 *
 * @param name     of its row
 * @param exitCode with which a start ends when it fails; 0 if it only ever warns
 * @param body     looks; may block, and may throw
 */
public record Check(String name, int exitCode, Body body) {

    /** Looks. */
    @FunctionalInterface
    public interface Body {
        /** What was found. An exception counts as a failure. */
        Finding look() throws Exception;
    }

    /**
     * What a check found.
     *
     * @param reason for people, with figures
     * @param remedy what to do; empty if nothing
     */
    public record Finding(Verdict verdict, String reason, String remedy) {

        static Finding pass(String reason) {
            return new Finding(Verdict.PASS, reason, "");
        }

        static Finding warn(String reason, String remedy) {
            return new Finding(Verdict.WARN, reason, remedy);
        }

        static Finding fail(String reason, String remedy) {
            return new Finding(Verdict.FAIL, reason, remedy);
        }

        static Finding skipped(String reason) {
            return new Finding(Verdict.SKIPPED, reason, "");
        }
    }

    /** One that can stop a start is a failure when it cannot be made; the others warn. */
    Row row(Finding found) {
        boolean tooHard = found.verdict() == Verdict.FAIL && exitCode == 0;
        return new Row(
                name,
                tooHard ? Verdict.WARN : found.verdict(),
                found.reason(),
                found.remedy(),
                exitCode);
    }
}
