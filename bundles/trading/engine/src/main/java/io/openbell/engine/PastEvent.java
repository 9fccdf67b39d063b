package io.openbell.engine;

import io.openbell.api.engine.Journaled;
import java.time.Instant;

/**
 * An event that is on the disk.
 *
 * @param at when it was appended, UTC
 */
record PastEvent(Instant at, Journaled event) {}
