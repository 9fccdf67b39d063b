package io.openbell.engine;

import io.openbell.api.engine.Journaled;
import java.time.Instant;

/**
 * An event that is on the disk.
 *
 * @param sequence its number in the journal, from 1 without a gap
 * @param at       when it was appended, UTC
 */
record PastEvent(long sequence, Instant at, Journaled event) {}
