package io.openbell.launcher.supervisor;

import io.openbell.launcher.supervisor.Slot.Permit;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of components that do not stop when they are told to. */
final class Farewell {

    /** More that do not stop, and the process has to go. */
    static final int MOST_ABANDONED = 3;

    /** After its interrupt; after that it is taken for granted that it never stops. */
    private static final long LAST_CHANCE_NANOS = Duration.ofSeconds(30).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private final Machinery machinery;
    private final SupervisorListener listener;

    Farewell(Machinery machinery, SupervisorListener listener) {
        this.machinery = machinery;
        this.listener = listener;
    }

    boolean isOverdue(Slot slot, long now) {
        return now - slot.permitSince >= Catalogue.stopTimeout(slot.id).toNanos();
    }

    /** Its time is over: the others go on without it. It starts again once its deactivation has returned. */
    void abandon(Slot slot, Collection<Slot> all, boolean closing) {
        Duration limit = Catalogue.stopTimeout(slot.id);
        LOG.warn("component={} has not stopped within {}; going on without it", slot.id, limit);
        machinery.abandon(slot.id, slot.generation);
        if (closing) {
            return;
        }
        long others = all.stream().filter(s -> s.permit == Permit.ABANDONED && s != slot).count();
        if (Catalogue.isUnstoppableFatal(slot.id)) {
            listener.unstoppable(slot.id + " has not stopped within " + limit.toSeconds() + " s");
        } else if (others >= MOST_ABANDONED) {
            listener.unstoppable(others + 1 + " components do not stop, the latest is " + slot.id);
        }
    }

    /** SCR holds the component until its deactivation returns: nobody can construct another one before. */
    void watch(Slot slot, Charges charges, long now) {
        long limit = Catalogue.stopTimeout(slot.id).toNanos() + LAST_CHANCE_NANOS;
        if (!slot.isDownForGood() && now - slot.permitSince >= limit) {
            charges.stuck(
                    slot,
                    "its deactivation has not returned for "
                            + Duration.ofNanos(limit).toSeconds()
                            + " s",
                    now);
        }
    }
}
