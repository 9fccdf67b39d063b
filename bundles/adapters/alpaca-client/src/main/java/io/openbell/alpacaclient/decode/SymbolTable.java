package io.openbell.alpacaclient.decode;

import io.openbell.api.value.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Symbols, found by the bytes of their tickers without making a string. Immutable. */
public final class SymbolTable {

    private final byte[][] tickers;
    private final Symbol[] symbols;
    private final int mask;

    public SymbolTable(Collection<Symbol> all) {
        int size = Integer.highestOneBit(Math.max(4, 4 * all.size()));
        tickers = new byte[size][];
        symbols = new Symbol[size];
        mask = size - 1;
        for (Symbol symbol : all) {
            byte[] ticker = symbol.ticker().getBytes(StandardCharsets.US_ASCII);
            int at = hash(ticker, 0, ticker.length) & mask;
            while (tickers[at] != null) {
                at = (at + 1) & mask;
            }
            tickers[at] = ticker;
            symbols[at] = symbol;
        }
    }

    @Nullable Symbol find(byte[] text, int offset, int length) {
        int at = hash(text, offset, length) & mask;
        for (byte[] ticker = tickers[at]; ticker != null; ticker = tickers[at]) {
            if (Arrays.equals(ticker, 0, ticker.length, text, offset, offset + length)) {
                return symbols[at];
            }
            at = (at + 1) & mask;
        }
        return null;
    }

    private static int hash(byte[] text, int offset, int length) {
        int hash = 0x811c9dc5;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ text[i]) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }
}
