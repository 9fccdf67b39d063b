package io.openbell.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command could not do what it was asked; the exit code of the shell becomes 1. */
final class CommandFailed extends Exception {

    /** A component that the command needs is not there. */
    static final String NOT_RUNNING = "NOT_RUNNING";

    /** An argument or option makes no sense. */
    static final String USAGE = "USAGE";

    /** There is nothing of that name, or it is in no state for the command. */
    static final String NOT_POSSIBLE = "NOT_POSSIBLE";

    /** It was asked for, and no answer came in time. */
    static final String UNANSWERED = "UNANSWERED";

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Facts facts;

    /**
     * A failure.
     *
     * @param code    for scripts: one of the above, or the code of whoever refused
     * @param message one line for people: what, which value, what is allowed, what to do
     */
    CommandFailed(String code, String message) {
        this(code, message, new Facts());
    }

    /**
     * A failure of something that got as far as having facts.
     *
     * @param facts further members of the JSON document
     */
    CommandFailed(String code, String message, Facts facts) {
        super(message);
        this.code = code;
        this.facts = facts;
    }

    /** For scripts. */
    String code() {
        return code;
    }

    /** The message, never null. */
    String text() {
        return String.valueOf(getMessage());
    }

    /** The JSON document of the failure. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(facts.json());
        document.put(
                "error", new Facts().fact("code", "", code).fact("message", "", text()).json());
        return document;
    }
}
