package io.openbell.launcher.supervisor;

import org.jspecify.annotations.Nullable;

/** Finds in a stack trace the line that people need. */
final class Failures {

    private static final String CAUSE = "Caused by: ";
    private static final String THROWN = "java.lang.reflect.InvocationTargetException";

    private Failures() {}

    /** The message of the exception that the component threw, without SCR's wrapping. */
    static String firstLine(@Nullable String stackTrace) {
        if (stackTrace == null || stackTrace.isBlank()) {
            return "its constructor failed, SCR does not say why";
        }
        String line = "";
        for (String candidate : stackTrace.lines().toList()) {
            boolean first = line.isEmpty();
            if (first || candidate.startsWith(CAUSE)) {
                line =
                        candidate.startsWith(CAUSE)
                                ? candidate.substring(CAUSE.length())
                                : candidate;
                if (!line.startsWith(THROWN)) {
                    break;
                }
            }
        }
        return line.strip();
    }

    /** What went wrong, with the deepest cause. */
    static String of(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        String name = deepest.getClass().getSimpleName();
        return message == null ? name : name + ": " + message.lines().findFirst().orElse("");
    }
}
