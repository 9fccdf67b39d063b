package io.openbell.kernel.breaker;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.view.RiskBoard;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Watches one thing, and says what follows from it: {@code HaltTrading}, {@code EntriesSuspended}, {@code EntriesResumed},
 * {@code SymbolFrozen}, or a mark of its own for the journal. Events of the past are taken in like present ones.
 */
public interface Breaker {

    /** For people, and the source of what it says. */
    String name();

    /**
     * Takes in one event. Whatever it throws halts trading: a figure that cannot be computed is no reason to go on.
     *
     * @param now the loop's time; of events of the past, theirs
     * @param out takes what follows
     */
    void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out);

    /** Its figures at this moment. */
    List<RiskBoard.Line> lines(Instant now);
}
