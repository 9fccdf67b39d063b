package io.openbell.api.view;

import io.openbell.api.order.IntentId;
import java.util.List;
import java.util.Optional;

/** Questions about executions. Any thread; answers are snapshots. Provided by the order-executor. */
public interface ExecutionBook {

    /** Those that have not ended, oldest first. */
    List<Execution> running();

    /** The latest ones, newest first. */
    List<Execution> recent(int limit);

    /** By name; empty if it was never heard of, or is forgotten. */
    Optional<Execution> execution(IntentId id);
}
