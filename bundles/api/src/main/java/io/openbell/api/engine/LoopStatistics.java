package io.openbell.api.engine;

import java.util.Map;

/**
 * Counters of the loop.
 *
 * @param dispatched      events delivered since start
 * @param queued          events waiting now, both lanes
 * @param capacity        of the ordinary lane
 * @param errors          exceptions that subscribers threw
 * @param droppedByReader events lost by each reader of {@link TradingLoop#observe}; readers without loss included
 * @param alive           the thread runs
 */
public record LoopStatistics(
        long dispatched,
        int queued,
        int capacity,
        long errors,
        Map<String, Long> droppedByReader,
        boolean alive) {}
