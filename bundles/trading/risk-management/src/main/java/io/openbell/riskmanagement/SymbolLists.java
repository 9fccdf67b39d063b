package io.openbell.riskmanagement;

import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Symbol;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads lists that are separated by commas; {@link IllegalArgumentException} where one makes no sense. */
final class SymbolLists {

    private SymbolLists() {}

    static Set<Symbol> symbols(String text) {
        return parts(text).map(Symbol::of).collect(Collectors.toUnmodifiableSet());
    }

    static Set<AssetClass> classes(String text) {
        return parts(text)
                .map(part -> AssetClass.valueOf(part.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The sector of each symbol. */
    static Map<Symbol, String> sectors(String text) {
        Map<Symbol, String> sectors = new HashMap<>();
        for (String part : parts(text).toList()) {
            int colon = part.indexOf(':');
            if (colon < 1 || colon == part.length() - 1) {
                throw new IllegalArgumentException("not a symbol and a sector: " + part);
            }
            Symbol symbol = Symbol.of(part.substring(0, colon).trim());
            if (sectors.put(symbol, part.substring(colon + 1).trim()) != null) {
                throw new IllegalArgumentException("two sectors of " + symbol);
            }
        }
        return sectors;
    }

    private static Stream<String> parts(String text) {
        return Arrays.stream(text.split(",")).map(String::trim).filter(part -> !part.isEmpty());
    }
}
