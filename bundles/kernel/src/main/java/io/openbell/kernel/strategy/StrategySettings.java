package io.openbell.kernel.strategy;

import io.openbell.api.value.Symbol;
import java.util.List;
import java.util.Map;

/**
 * The configuration of one strategy, checked.
 *
 * @param enabled    it gets events
 * @param symbols    it gets events of these, in configuration order
 * @param parameters every parameter as text, in the order of its record
 */
public record StrategySettings(
        boolean enabled, List<Symbol> symbols, Map<String, String> parameters) {

    /** Keeps a copy of the symbols; the map's order matters, so it is the caller's to leave it alone. */
    public StrategySettings {
        symbols = List.copyOf(symbols);
    }
}
