package io.openbell.launcher.supervisor;

import io.openbell.api.component.Heartbeat;
import java.util.ArrayList;
import java.util.List;

/** Follows the heartbeats of one instance of a component. On the Supervisor's thread only. */
final class Pulses {

    private static final long LONGEST_NANOS = Heartbeat.LONGEST_SILENCE.toNanos();

    private static final class Pulse {
        private final Heartbeat heart;
        private long beats;
        private long since;

        private Pulse(Heartbeat heart, long now) {
            this.heart = heart;
            this.beats = heart.beats();
            this.since = now;
        }

        private boolean isOf(Heartbeat other) {
            return heart == other;
        }
    }

    private List<Pulse> pulses = List.of();

    /** These are its heartbeats now. */
    void follow(List<Heartbeat> hearts, long now) {
        List<Pulse> next = new ArrayList<>();
        for (Heartbeat heart : hearts) {
            next.add(
                    pulses.stream()
                            .filter(pulse -> pulse.isOf(heart))
                            .findFirst()
                            .orElseGet(() -> new Pulse(heart, now)));
        }
        pulses = next;
    }

    /** The instance is gone. */
    void forget() {
        pulses = List.of();
    }

    /** Nothing could happen for that long. */
    void excuse(long nanos) {
        pulses.forEach(pulse -> pulse.since += nanos);
    }

    /** What is wrong with one of its threads, for people; empty if they all live and move. */
    String trouble(long now) {
        for (Pulse pulse : pulses) {
            Heartbeat heart = pulse.heart;
            if (heart.isDead()) {
                return "its thread "
                        + heart.thread()
                        + " has ended"
                        + (heart.broken().isEmpty() ? "" : ": " + heart.broken());
            }
            if (heart.isResting() || heart.beats() != pulse.beats) {
                pulse.beats = heart.beats();
                pulse.since = now;
            } else if (now - pulse.since >= LONGEST_NANOS) {
                String where =
                        heart.worker()
                                .map(Whereabouts::of)
                                .orElseGet(() -> Whereabouts.ofNamed(heart.thread()));
                return "its thread "
                        + heart.thread()
                        + " has not moved for "
                        + Heartbeat.LONGEST_SILENCE.toSeconds()
                        + " s"
                        + (where.isEmpty() ? "" : ", " + where);
            }
        }
        return "";
    }
}
