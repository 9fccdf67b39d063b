package io.openbell.orderexecutor;

import java.util.concurrent.atomic.AtomicLong;

/** What somebody should look at, counted since start. Any thread. */
final class Trouble {

    /** Events in the journal that cannot have happened to their order. */
    final AtomicLong illegalTransitions = new AtomicLong();

    /** Statements of the venue that contradict what we know. */
    final AtomicLong contradictions = new AtomicLong();

    /** Reports of orders that are not ours. */
    final AtomicLong externalReports = new AtomicLong();

    /** Events that the journal would not take. */
    final AtomicLong journalRefusals = new AtomicLong();
}
