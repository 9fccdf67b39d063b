package io.openbell.engine;

import io.openbell.api.risk.HaltLatch;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the session when the journal fails, because nothing that stands on it can be trusted. Poisoned: halts at once, which
 * closes the gate, is written down in the latch's own file and cancels the open orders; gives these a few seconds; then
 * ends the process in order with exit code 74. The latch outlives it. Refused at the start: ends it without more ado, with
 * 73 if another process has the journal, else with 74.
 */
final class JournalGuard implements JournalFailure {

    static final String SOURCE = "journal";

    /** As in sysexits: another process is in the way. */
    static final int IN_USE = 73;

    /** As in sysexits: journal or disk. */
    static final int DISK = 74;

    private static final Logger LOG = LoggerFactory.getLogger(JournalGuard.class);

    /** Ends the process in order. */
    @FunctionalInterface
    interface ProcessEnd {
        /** Returns at once. */
        void shutdown(String source, int exitCode);
    }

    private final HaltLatch latch;
    private final ProcessEnd end;
    private final Duration cancelTime;

    /** @param cancelTime how long the process goes on after the halt, so that orders can be canceled */
    JournalGuard(HaltLatch latch, ProcessEnd end, Duration cancelTime) {
        this.latch = latch;
        this.end = end;
        this.cancelTime = cancelTime;
    }

    @Override
    public void poisoned(String reason) {
        // On another thread at once: whatever listens to the latch must not depend on the
        // journal's.
        Thread thread = new Thread(() -> haltAndEnd(reason), "journal-failure");
        thread.setDaemon(true);
        thread.start();
    }

    private void haltAndEnd(String reason) {
        long startNanos = System.nanoTime();
        try {
            latch.latch(SOURCE, reason);
            boolean durable = latch.awaitDurable(cancelTime);
            LOG.error("session=ends exitCode={} latched={} reason={}", DISK, durable, reason);
            long left = cancelTime.toNanos() - (System.nanoTime() - startNanos);
            Thread.sleep(Math.max(0, Duration.ofNanos(left).toMillis()));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            end.shutdown(reason, DISK);
        }
    }

    @Override
    public boolean foundPoisoned(String reason) {
        latch.latch(SOURCE, "the journal was poisoned in an earlier session: " + reason);
        return isDurable();
    }

    /** Orders that protect a position stay in the market. Nobody is told the reason while another halt stands before it. */
    @Override
    public boolean foundOtherwise(String reason) {
        latch.latch(SOURCE, "other books than in " + reason, true);
        boolean first = latch.halt().filter(halt -> halt.source().equals(SOURCE)).isPresent();
        return isDurable() && first;
    }

    private boolean isDurable() {
        try {
            return latch.awaitDurable(cancelTime);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void refused(IOException reason) {
        int code = reason instanceof JournalInUseException ? IN_USE : DISK;
        LOG.error("session=ends exitCode={}", code, reason);
        end.shutdown(String.valueOf(reason.getMessage()), code);
    }
}
