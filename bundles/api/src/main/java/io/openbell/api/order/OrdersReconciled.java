package io.openbell.api.order;

import io.openbell.api.engine.Journaled;
import java.time.Instant;

/**
 * Our orders were compared with the venue's for the first time in a session, and agree.
 *
 * @param open      orders of ours that may still fill
 * @param external  open orders of the account that are not ours
 * @param recovered events that the comparison told us: fills, ends, orders that had arrived
 * @param summary   {@code key=value} pairs, for people
 * @param digest    SHA-256 in hex of open orders, with what is filled of them, and of external ones, sorted by name
 */
public record OrdersReconciled(
        int open, int external, int recovered, String summary, String digest, Instant at)
        implements Journaled {}
