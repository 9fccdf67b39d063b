package io.openbell.api.engine;

/** Hears from the watchdog that one subscriber holds up the loop. Called off the loop; must not block. */
public interface StallListener {

    /**
     * The subscriber has been in one call for too long.
     *
     * @param subscriber its name
     * @param millis     how long so far
     * @param severe     false at the callback budget (1 s), true once orders must be protected from it (5 s)
     */
    void onStall(String subscriber, long millis, boolean severe);
}
