package io.openbell.simulator.trading;

/** Reads along what the ledger says, undisturbed; on the exchange's thread. */
public interface Observer {

    /** Something happened to an order. */
    void updated(TradeUpdate update);

    /** Something may have been written. Called often. */
    void changed();
}
