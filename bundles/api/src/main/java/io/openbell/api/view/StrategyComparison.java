package io.openbell.api.view;

import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A candidate that runs beside the strategy of its name, on the same events, and sends nothing.
 *
 * @param name              of both
 * @param incumbentVersion  of the one that trades
 * @param candidateVersion  of the one that does not
 * @param since             the event from which both are compared
 * @param events            market events the candidate was given since then
 * @param agreed            signals that both gave at the same time with the same strength
 * @param opinions          the last signal of each about each symbol
 * @param callbacks         the candidate's
 * @param waiting           events the candidate has not come to yet
 * @param failure           why it does not run any more; empty while it does
 */
public record StrategyComparison(
        String name,
        String incumbentVersion,
        String candidateVersion,
        Instant since,
        long events,
        Tally incumbent,
        Tally candidate,
        long agreed,
        List<Opinions> opinions,
        CallbackTimes callbacks,
        long waiting,
        String failure) {

    /** Keeps a copy. */
    public StrategyComparison {
        opinions = List.copyOf(opinions);
    }

    /** The same, ended for that reason. */
    public StrategyComparison failed(String reason) {
        return new StrategyComparison(
                name,
                incumbentVersion,
                candidateVersion,
                since,
                events,
                incumbent,
                candidate,
                agreed,
                opinions,
                callbacks,
                waiting,
                reason);
    }

    /**
     * What one of them said.
     *
     * @param wishes orders, cancels and executions of its own; of the incumbent they are not counted here
     */
    public record Tally(long signals, long opportunities, long wishes) {}

    /** The last signals about one symbol, -1 to 1; empty where there was none. */
    public record Opinions(Symbol symbol, Optional<Double> incumbent, Optional<Double> candidate) {}
}
