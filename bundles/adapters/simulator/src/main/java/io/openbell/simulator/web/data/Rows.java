package io.openbell.simulator.web.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What is listed about a symbol: things with a time, sorted by it. */
interface Rows {

    /** At least that many rows of a symbol from where the page begins, if there are as many. */
    List<Row> of(String symbol, Interval within, int atMost) throws BadQuery;

    /** One of them, written when it is asked for. */
    record Row(Instant at, Function<String, ObjectNode> writer) {

        ObjectNode json(String symbol) {
            return writer.apply(symbol);
        }
    }

    /**
     * What is asked for.
     *
     * @param from inclusive
     * @param to   exclusive
     */
    record Interval(Instant from, Instant to, boolean ascending) {

        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }
}
