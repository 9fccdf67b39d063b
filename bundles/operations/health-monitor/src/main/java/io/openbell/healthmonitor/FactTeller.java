package io.openbell.healthmonitor;

import io.openbell.api.component.DiskSpace;
import io.openbell.api.component.ErrorsLogged;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.view.ErrorLog;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what was measured on the queue, for whoever decides by it. On the thread "health-monitor". */
final class FactTeller {

    private final Map<String, Long> told = new HashMap<>();
    private boolean counting;

    /**
     * Tells the free space, and each component that logged errors since the last time.
     *
     * @param loop   null while there is none
     * @param errors null while nobody counts them
     */
    void tell(
            @Nullable TradingLoop loop,
            @Nullable ErrorLog errors,
            Machine.Measurement measured,
            Instant now) {
        if (loop == null) {
            return;
        }
        if (measured.usage().disk() >= 0) {
            loop.publishFirst(new DiskSpace(measured.diskFreeMegabytes(), now));
        }
        if (errors == null) {
            return;
        }
        for (ErrorLog.Entry entry : errors.entries()) {
            Long before = told.put(entry.component(), entry.count());
            // What was logged before anybody counted says nothing about the rate of now.
            long known = before == null ? (counting ? 0 : entry.count()) : before;
            if (entry.count() > known) {
                loop.publishFirst(
                        new ErrorsLogged(
                                entry.component(),
                                entry.count() - known,
                                entry.count(),
                                entry.lastMessage(),
                                now));
            }
        }
        counting = true;
    }
}
