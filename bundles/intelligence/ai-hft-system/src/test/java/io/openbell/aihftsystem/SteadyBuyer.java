package io.openbell.aihftsystem;

import io.openbell.api.market.Quote;
import io.openbell.api.strategy.Parameter;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Has the same good opinion at every quote; does something foolish at the configured one. */
public final class SteadyBuyer implements Strategy {

    /** What may be configured. */
    public record Parameters(
            @Parameter(
                            min = 0,
                            max = 1,
                            defaultValue = "1",
                            description = "Strength of its opinion")
                    double strength,
            @Parameter(
                            min = 0,
                            defaultValue = "0",
                            description = "Number of the quote at which it throws; 0: never")
                    int throwsAtQuote,
            @Parameter(defaultValue = "false", description = "Cannot even be constructed")
                    boolean stillborn) {}

    /** What happens during the next quote, whichever instance gets it. */
    static volatile Runnable onNextQuote = () -> {};

    private final Parameters parameters;
    private int quotes;

    @SuppressWarnings("NullAway.Init") // given by onStart
    private StrategyContext context;

    /** As configured. */
    public SteadyBuyer(Parameters parameters) {
        if (parameters.stillborn()) {
            throw new IllegalStateException("was never meant to be");
        }
        this.parameters = parameters;
    }

    @Override
    public Set<Duration> barWidths() {
        return Set.of();
    }

    @Override
    public void onStart(StrategyContext given) {
        context = given;
        context.log("starts after " + quotes + " quotes");
    }

    @Override
    public void onQuote(Quote quote) {
        quotes++;
        Runnable action = onNextQuote;
        onNextQuote = () -> {};
        action.run();
        if (quotes == parameters.throwsAtQuote()) {
            throw new IllegalStateException("quote " + quotes);
        }
        context.signal(
                quote.symbol(), parameters.strength(), Duration.ofSeconds(5), "quote " + quotes);
    }

    @Override
    public Map<String, String> snapshot() {
        return Map.of("quotes", String.valueOf(quotes));
    }

    @Override
    public void restore(Map<String, String> snapshot) {
        quotes = Integer.parseInt(snapshot.getOrDefault("quotes", "0"));
    }
}
