package io.openbell.api.view;

import io.openbell.api.component.Health;
import java.time.Instant;
import java.util.List;

/** What the latest run of all health checks said. Any thread. */
public interface HealthBoard {

    /** One line for each check, by name; empty before the first run. */
    List<Line> lines();

    /**
     * One check.
     *
     * @param name   a component's id, or {@code resources}, {@code trading-loop}, {@code journal}
     * @param detail one line for people, with figures
     * @param since  when it first had this status, UTC
     */
    record Line(String name, Health.Status status, String detail, Instant since) {}
}
