package io.openbell.launcher.supervisor;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Says of a thread that does not come back where it is. */
final class Whereabouts {

    private static final String OURS = "io.openbell.";
    private static final String SUPERVISOR = Whereabouts.class.getPackageName();
    private static final int DEPTH = 60;
    private static final int INNERMOST = 5;

    private Whereabouts() {}

    /** For people: the innermost place of ours, and whose lock it waits for; empty if it has come back. */
    static String of(Thread thread) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId(), DEPTH);
        if (info == null) {
            return "";
        }
        String place = place(info.getStackTrace());
        if (place.isEmpty()) {
            return "";
        }
        String holder = info.getLockOwnerName();
        return "hangs in "
                + place
                + (holder == null ? "" : ", waits for a lock that thread " + holder + " holds");
    }

    /**
     * Of a thread that never said which one it is: the innermost places, whoever's they are, since it may not have come to
     * ours; empty if no thread has that name.
     */
    static String ofNamed(String name) {
        for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
            if (each.getKey().getName().equals(name)) {
                String places =
                        Arrays.stream(each.getValue())
                                .limit(INNERMOST)
                                .map(Whereabouts::describe)
                                .collect(Collectors.joining(" < "));
                return "never came to its work, " + each.getKey().getState() + " in " + places;
            }
        }
        return "";
    }

    private static String describe(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1)
                + "."
                + frame.getMethodName()
                + ":"
                + frame.getLineNumber();
    }

    private static String place(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().startsWith(SUPERVISOR)) {
                return "";
            }
            if (frame.getClassName().startsWith(OURS)) {
                return describe(frame);
            }
        }
        return "";
    }
}
