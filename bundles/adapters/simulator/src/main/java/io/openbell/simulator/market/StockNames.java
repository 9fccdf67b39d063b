package io.openbell.simulator.market;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What stocks are called now. The market's sources know nothing of it: they go on under the name they began with. On the
 * exchange's thread.
 */
public final class StockNames {

    private final Map<String, String> presentByMade = new HashMap<>();
    private final Map<String, String> madeByFormer = new HashMap<>();

    void rename(String from, String to) {
        String made = made(from);
        presentByMade.put(made, to);
        madeByFormer.put(from, made);
        madeByFormer.remove(to);
    }

    /** What is called so by its source. */
    public String present(String made) {
        return presentByMade.getOrDefault(made, made);
    }

    /** As its source calls it. */
    public String made(String present) {
        for (Map.Entry<String, String> renamed : presentByMade.entrySet()) {
            if (renamed.getValue().equals(present)) {
                return renamed.getKey();
            }
        }
        return present;
    }

    /** Names that nothing has any more. */
    Set<String> former() {
        return Set.copyOf(madeByFormer.keySet());
    }

    /** Nothing has that name any more. */
    public boolean isFormer(String symbol) {
        return madeByFormer.containsKey(symbol);
    }

    /** Whatever had that name, by its present one. */
    String successor(String former) {
        return present(madeByFormer.getOrDefault(former, former));
    }

    Tick present(Tick tick) {
        String name = present(tick.symbol());
        if (name.equals(tick.symbol())) {
            return tick;
        }
        if (tick instanceof Tick.Quote quote) {
            return quote.of(name);
        }
        return tick instanceof Tick.Trade trade ? trade.of(name) : tick;
    }
}
