package io.openbell.api.view;

import io.openbell.api.component.ComponentStatus;
import io.openbell.api.risk.GateState;
import io.openbell.api.session.TradingMode;
import java.util.List;

/** The status table. Any thread. */
public interface StatusBoard {

    /** The figures now. */
    Report report();

    /** The table of the specification, several lines. */
    String render(boolean colour);

    /**
     * Everything the table shows. A part that is not there has its zero.
     *
     * @param venue       where orders go, for people
     * @param gateDetail  why the gate is not open, for people; empty when it is
     */
    record Report(
            TradingMode mode,
            String venue,
            boolean sessionOpen,
            GateState gate,
            String gateDetail,
            List<ComponentStatus> components,
            long uptimeSeconds,
            Performance.Snapshot performance,
            long errors,
            Resources.Usage resources) {}
}
