package io.openbell.api.broker;

/** Receives order updates in the venue's order, on one adapter thread. */
public interface BrokerListener {

    /** One update. */
    void onReport(BrokerReport report);

    /** The stream came up or went down. After it came up, updates may have been missed: ask. */
    void onStatus(BrokerStatus status);
}
