package io.openbell.launcher.supervisor;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/** Says of a thread that does not come back where it is. */
final class Whereabouts {

    private static final String OURS = "io.openbell.";
    private static final String SUPERVISOR = Whereabouts.class.getPackageName();
    private static final int DEPTH = 60;

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

    private static String place(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().startsWith(SUPERVISOR)) {
                return "";
            }
            if (frame.getClassName().startsWith(OURS)) {
                String name = frame.getClassName();
                return name.substring(name.lastIndexOf('.') + 1)
                        + "."
                        + frame.getMethodName()
                        + ":"
                        + frame.getLineNumber();
            }
        }
        return "";
    }
}
