package io.openbell.itests;

import java.time.Duration;
import java.util.List;

/**
 * One fault of one real component, and what came of it.
 *
 * @param where    what of the component it was done to
 * @param cannot   why it cannot be done; empty if it was
 * @param found    until the Supervisor charged it
 * @param ready    from there until the component was ready again; of a slow stop from the end of the deactivation
 * @param allReady from there until all that stands on it was
 * @param looks    at the gate while the component was down
 * @param wish     what an entry that was wished for meanwhile came to; empty if it was not answered meanwhile
 * @param problems what is not as it must be
 */
record FaultRow(
        String id,
        String fault,
        String where,
        String cannot,
        Duration found,
        Duration ready,
        Duration allReady,
        long looks,
        String wish,
        List<String> problems) {

    static FaultRow impossible(String id, String fault, String why) {
        return new FaultRow(
                id, fault, "", why, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, "", List.of());
    }

    boolean wasDone() {
        return cannot.isEmpty();
    }

    /** The kind without what it was done to. */
    String kind() {
        return fault.split(" ")[0];
    }

    @Override
    public String toString() {
        return wasDone()
                ? "| %s | %s | %s | %d ms | %d ms | %d ms | %s | %s |"
                        .formatted(
                                id,
                                kind(),
                                where,
                                found.toMillis(),
                                ready.toMillis(),
                                allReady.toMillis(),
                                looks == 0
                                        ? ""
                                        : looks
                                                + " looks"
                                                + (wish.isEmpty() ? "" : ", wish " + wish),
                                problems.isEmpty() ? "mended" : String.join("; ", problems))
                : "| %s | %s | cannot be: %s | | | | | |".formatted(id, kind(), cannot);
    }
}
