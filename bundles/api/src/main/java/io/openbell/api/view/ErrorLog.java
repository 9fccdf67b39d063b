package io.openbell.api.view;

import java.time.Instant;
import java.util.List;

/** Errors that were logged. Any thread. */
public interface ErrorLog {

    /** Errors since start. */
    long count();

    /** Per component (or bundle, for those that are none), most errors first. */
    List<Entry> entries();

    /** Stack trace of the latest error of that component, several lines, secrets redacted; empty if it had none. */
    default String lastStackTrace(String component) {
        return "";
    }

    /**
     * Errors of one component.
     *
     * @param lastMessage secrets redacted
     */
    record Entry(String component, long count, String lastMessage, Instant lastAt) {}
}
