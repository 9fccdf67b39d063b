package io.openbell.api.view;

import io.openbell.api.value.Money;

/** How trading goes. Any thread. */
public interface Performance {

    /** The figures now. */
    Snapshot snapshot();

    /**
     * Figures since this process started, money since the journal began.
     *
     * @param opportunities opportunities and non-zero signals published
     * @param trades        fills received
     * @param denied        intents denied by risk
     * @param profit        realised plus unrealised
     * @param maxDrawdown   largest fall of equity below an earlier peak since start, zero or positive
     */
    record Snapshot(
            long opportunities,
            long trades,
            long ordersSent,
            long denied,
            Money profit,
            Money equity,
            Money maxDrawdown) {}
}
