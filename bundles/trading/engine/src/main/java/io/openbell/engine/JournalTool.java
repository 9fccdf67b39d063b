package io.openbell.engine;

import io.openbell.api.engine.JournalInspector;
import io.openbell.api.engine.JournalInspector.Inspection;
import io.openbell.api.engine.JournalInspector.Salvage;
import io.openbell.api.engine.JournalInspector.Segment;
import io.openbell.api.engine.JournalInspector.Snapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code ./openbell journal-verify FOLDER} and {@code journal-salvage FOLDER TARGET}: inspection without a running system,
 * which a damaged journal does not let start.
 */
public final class JournalTool {

    private static final int SOUND = 0;
    private static final int USAGE = 64;
    private static final int SEGMENT_BYTES = 64 << 20;

    private JournalTool() {}

    /** Ends the process with 0, 74 (damaged, or the disk refuses), 73 (being written) or 64 (usage). */
    public static void main(String[] arguments) {
        JournalInspector workshop =
                new JournalWorkshop(Optional::empty, SEGMENT_BYTES, InstantSource.system());
        System.exit(run(workshop, arguments, System.out, System.err));
    }

    static int run(
            JournalInspector workshop, String[] arguments, PrintStream out, PrintStream err) {
        try {
            if (arguments.length == 2 && arguments[0].equals("journal-verify")) {
                return verify(workshop, Path.of(arguments[1]), out);
            }
            if (arguments.length == 3 && arguments[0].equals("journal-salvage")) {
                return salvage(workshop, Path.of(arguments[1]), Path.of(arguments[2]), out);
            }
            err.println(
                    "usage: ./openbell journal-verify FOLDER | ./openbell journal-salvage FOLDER TARGET");
            return USAGE;
        } catch (IOException refused) {
            err.println(refused.getMessage());
            return refused instanceof JournalInUseException
                    ? JournalGuard.IN_USE
                    : JournalGuard.DISK;
        }
    }

    private static int verify(JournalInspector workshop, Path folder, PrintStream out)
            throws IOException {
        Inspection found = workshop.verify(folder);
        out.printf(
                "%-28s %10s %10s %10s %12s %10s  %s%n",
                "file", "records", "first", "last", "bytes", "torn", "state");
        for (Segment segment : found.segments()) {
            out.printf(
                    "%-28s %10d %10d %10d %12d %10d  %s%n",
                    segment.file(),
                    segment.records(),
                    segment.firstSequence(),
                    segment.lastSequence(),
                    segment.usedBytes(),
                    segment.tornBytes(),
                    state(segment));
            segment.problems().forEach(problem -> out.println("    " + problem));
        }
        for (Snapshot snapshot : found.snapshots()) {
            out.printf(
                    "%-28s %10s %10s %10d %12s %10s  %s%n",
                    snapshot.file(),
                    "",
                    "",
                    snapshot.sequence(),
                    "",
                    "",
                    snapshot.agrees() ? "agrees" : snapshot.problem());
        }
        out.printf(
                "%s: mode=%s account=%s records=%d %s%n",
                found.folder(),
                found.mode(),
                found.account(),
                found.records(),
                found.isSound() ? "sound" : "DAMAGED");
        return found.isSound() ? SOUND : JournalGuard.DISK;
    }

    private static String state(Segment segment) {
        if (!segment.problems().isEmpty()) {
            return "DAMAGED";
        }
        return segment.tornBytes() > 0 ? "torn tail, a start cuts it off" : "sound";
    }

    private static int salvage(JournalInspector workshop, Path folder, Path target, PrintStream out)
            throws IOException {
        Salvage saved = workshop.salvage(folder, target);
        saved.lost().forEach(loss -> out.println("lost: " + loss));
        out.printf(
                "%s: %d records of %s, and a halt. To use it: move the damaged folder away, move this one to its"
                        + " place, start, compare with the broker (trading:reconcile), then trading:resume.%n",
                saved.target(), saved.kept(), saved.folder());
        return SOUND;
    }
}
