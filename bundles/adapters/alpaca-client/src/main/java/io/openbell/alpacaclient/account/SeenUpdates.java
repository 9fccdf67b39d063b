package io.openbell.alpacaclient.account;

import io.openbell.alpacaclient.stream.LatestKeys;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerReport;

/** Recognises order updates that come again, by stream or after a gap. Fills by execution. Stream's thread only. */
public final class SeenUpdates {

    private static final int REMEMBERED = 10_000;

    private final LatestKeys keys = new LatestKeys(REMEMBERED);

    /** False if it has been here before. */
    boolean isNew(BrokerReport report) {
        return keys.add(key(report));
    }

    private static String key(BrokerReport report) {
        if (report.fill().isPresent()) {
            return "fill " + report.fill().get().executionId();
        }
        BrokerOrder order = report.order();
        return String.join(
                " ",
                report.event(),
                order.brokerId(),
                order.rawStatus(),
                order.filled().toString(),
                report.at().toString());
    }
}
