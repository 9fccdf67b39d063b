package io.openbell.strategies.pairsmeanreversion;

import io.openbell.api.value.Symbol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two symbols that belong together. */
record Pair(Symbol first, Symbol second) {

    boolean contains(Symbol symbol) {
        return symbol.equals(first) || symbol.equals(second);
    }

    static List<Pair> parse(String text) {
        List<Pair> pairs = new ArrayList<>();
        Set<Symbol> taken = new HashSet<>();
        for (String part : text.split(",")) {
            String[] symbols = part.strip().split("/");
            if (symbols.length != 2) {
                throw new IllegalArgumentException(
                        "pairs = " + text + ": '" + part.strip() + "' is no SYMBOL/SYMBOL");
            }
            Pair pair = new Pair(Symbol.of(symbols[0].strip()), Symbol.of(symbols[1].strip()));
            for (Symbol symbol : List.of(pair.first(), pair.second())) {
                if (!taken.add(symbol)) {
                    throw new IllegalArgumentException(
                            "pairs = " + text + ": " + symbol + " stands there twice");
                }
            }
            pairs.add(pair);
        }
        return pairs;
    }

    @Override
    public String toString() {
        return first + "/" + second;
    }
}
