package io.openbell.kernel.risk;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who suspended entries, and for which symbols, as it was told last. What ran out is forgotten when it is asked for. */
final class Suspensions {

    private final Map<String, EntriesSuspended> bySource = new TreeMap<>();
    private final Map<Symbol, Map<String, SymbolFrozen>> bySymbol = new TreeMap<>();

    /** Takes in one event; false if it is none of these. */
    boolean onEvent(TradingEvent event) {
        if (event instanceof EntriesSuspended suspended) {
            bySource.put(suspended.source(), suspended);
        } else if (event instanceof EntriesResumed resumed) {
            bySource.remove(resumed.source());
        } else if (event instanceof SymbolFrozen frozen) {
            bySymbol.computeIfAbsent(frozen.symbol(), any -> new TreeMap<>())
                    .put(frozen.source(), frozen);
        } else {
            return false;
        }
        return true;
    }

    /** What holds at this moment, by source. */
    List<EntriesSuspended> entries(Instant now) {
        bySource.values().removeIf(suspended -> !suspended.holdsAt(now));
        return List.copyOf(bySource.values());
    }

    /** What holds for this symbol at this moment, by source. */
    List<SymbolFrozen> symbol(Symbol symbol, Instant now) {
        Map<String, SymbolFrozen> frozen = bySymbol.get(symbol);
        if (frozen == null) {
            return List.of();
        }
        frozen.values().removeIf(each -> !each.holdsAt(now));
        return List.copyOf(frozen.values());
    }

    /** What holds for any symbol at this moment, by symbol. */
    List<SymbolFrozen> symbols(Instant now) {
        List<SymbolFrozen> all = new ArrayList<>();
        bySymbol.keySet().forEach(symbol -> all.addAll(symbol(symbol, now)));
        return all;
    }
}
