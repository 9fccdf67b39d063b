package io.openbell.launcher.bundles;

import io.openbell.api.risk.HaltLatch;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Halts trading when somebody tries to bring in code that may not run, once per bundle; orders that protect a position stay. */
final class IntruderHalt {

    static final String SOURCE = "signed-bundles";

    private static final Logger LOG = LoggerFactory.getLogger(IntruderHalt.class);
    private static final int LONGEST_NAME = 60;

    private final Executor halting;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable HaltLatch latch;

    /** @param halting where the latch is closed: who refuses may hold a lock of the framework that its listeners wait for */
    IntruderHalt(Executor halting) {
        this.halting = halting;
    }

    void because(String name, String sha256, String why) {
        if (!known.add(name + sha256)) {
            return;
        }
        LOG.error("bundle={} sha256={} is refused, nothing of it runs: {}", name, sha256, why);
        String shortName =
                name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
        waiting.add("bundle " + shortName + " sha256 " + sha256 + " was brought in unsigned");
        halting.execute(this::halt);
    }

    /** There is a latch, at last or again. */
    void came(HaltLatch present) {
        latch = present;
        halting.execute(this::halt);
    }

    void went(HaltLatch gone) {
        if (gone.equals(latch)) {
            latch = null;
        }
    }

    private void halt() {
        HaltLatch present = latch;
        while (present != null) {
            String reason = waiting.poll();
            if (reason == null) {
                return;
            }
            present.latch(SOURCE, reason, true);
        }
    }
}
