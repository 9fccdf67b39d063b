package io.openbell.alpacaclient;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Recognises order updates that come again, by stream or after a gap. Fills by execution. Stream's thread only. */
final class SeenUpdates {

    private static final int REMEMBERED = 10_000;

    private final Set<String> keys =
            Collections.newSetFromMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

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
