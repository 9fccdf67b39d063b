package io.openbell.aihftsystem;

import io.openbell.aihftsystem.DeployRecord.Entry;
import io.openbell.api.view.StrategyDeployment.State;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what became of each version, for the next start and for people. On the thread "strategy-loader". */
final class DeploymentLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentLog.class);

    private final DeployFolder folder;
    private final DeploymentBoard board;

    DeploymentLog(DeployFolder folder, DeploymentBoard board) {
        this.folder = folder;
        this.board = board;
    }

    /** What was in the record until now is not so any more. */
    void note(Entry entry, State state, String reason) throws IOException {
        LOG.warn("file={} version={} {}: {}", entry.file(), entry.version(), state, reason);
        Entry next =
                new Entry(
                        board.now(),
                        state,
                        entry.bundle(),
                        entry.version(),
                        entry.sha256(),
                        entry.file(),
                        entry.fileSha256(),
                        entry.strategies(),
                        reason);
        folder.record(next);
        board.put(next, List.of());
    }

    /**
     * For the next start, and for people.
     *
     * @param fileSha256 of what lies under that name now; empty when nobody looked
     */
    void record(
            State state,
            StrategyJar jar,
            String file,
            String fileSha256,
            List<String> names,
            String reason) {
        Entry entry = entry(state, jar, file, fileSha256, names, reason);
        try {
            folder.record(entry);
        } catch (IOException full) {
            LOG.error("file={} state={} cannot be recorded", file, state, full);
        }
        board.put(entry, jar.warnings());
    }

    /** For people only: it is not in use after a restart. */
    void show(State state, StrategyJar jar, String file, List<String> names, String reason) {
        board.put(entry(state, jar, file, "", names, reason), jar.warnings());
    }

    /** Forgets versions nobody goes back to. */
    void prune(String bundle) {
        try {
            for (String sha256 : VersionsKept.superfluous(folder.entries(), bundle)) {
                folder.forget(sha256);
            }
        } catch (IOException unreadable) {
            LOG.warn("folder={} earlier versions cannot be tidied up", folder.path(), unreadable);
        }
    }

    private Entry entry(
            State state,
            StrategyJar jar,
            String file,
            String fileSha256,
            List<String> names,
            String reason) {
        return new Entry(
                board.now(),
                state,
                jar.bundle(),
                jar.version(),
                jar.sha256(),
                file,
                fileSha256,
                names,
                reason);
    }
}
