package io.openbell.launcher.supervisor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;

/** Finds in a stack trace the line that people need. */
final class Failures {

    private static final String CAUSE = "Caused by: ";
    private static final String THROWN = "java.lang.reflect.InvocationTargetException";

    private static final Pattern PERMANENT =
            Pattern.compile(
                    "^java\\.lang\\.(NoClassDefFound|UnsupportedClassVersion|ExceptionInInitializer"
                            + "|NoSuchMethod|NoSuchField|UnsatisfiedLink|IncompatibleClassChange"
                            + "|AbstractMethod|IllegalAccess|Verify|ClassFormat|Linkage"
                            + "|BootstrapMethod|ClassCircularity|Instantiation)Error\\b"
                            + "|^org\\.osgi\\.service\\.cm\\.ConfigurationException\\b");
    private static final Pattern REQUIREMENT =
            Pattern.compile(
                    "\\((osgi\\.wiring\\.package|osgi\\.wiring\\.bundle|osgi\\.ee)=([\\w.-]+)\\)");

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

    /** Constructing it again cannot help: its classes or its configuration are wrong. */
    static boolean isPermanent(String firstLine) {
        return PERMANENT.matcher(firstLine).find();
    }

    /** The framework (Felix) was at work for somebody else: that says nothing of the bundle. */
    static boolean isBusy(BundleException unstartable) {
        String message = unstartable.getMessage();
        return message != null && message.contains("Unable to acquire global lock");
    }

    /** What a bundle lacks that does not resolve; empty if the message names nothing. */
    static String missing(@Nullable String message) {
        Matcher matcher = REQUIREMENT.matcher(message == null ? "" : message);
        String deepest = "";
        while (matcher.find()) {
            deepest =
                    (matcher.group(1).equals("osgi.wiring.package") ? "package " : "")
                            + matcher.group(2);
        }
        return deepest;
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
