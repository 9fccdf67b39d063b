package io.openbell.simulator.trading;

import java.time.Instant;

/**
 * An activity that a corporate action made, and that is not listed yet.
 *
 * @param part     which of the action's, counted from zero
 * @param due      when it shall be listed
 * @param activity its own time is that of the action until it is listed
 */
record Booking(String actionId, int part, Instant due, Activity activity) {}
