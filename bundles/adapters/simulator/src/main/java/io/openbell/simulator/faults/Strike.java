package io.openbell.simulator.faults;

import java.time.Instant;

/**
 * A fault happened.
 *
 * @param number  counts up
 * @param faultId of the armed fault
 * @param subject what it happened to
 */
public record Strike(long number, long faultId, FaultKind kind, String subject, Instant at) {}
