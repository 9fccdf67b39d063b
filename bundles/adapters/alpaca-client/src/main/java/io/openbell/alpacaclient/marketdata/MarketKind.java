package io.openbell.alpacaclient.marketdata;

import io.openbell.alpacaclient.connection.Target;
import io.openbell.api.value.Symbol;
import java.net.URI;
import java.util.List;

/** What Alpaca has a market data stream of its own for. */
public enum MarketKind {
    STOCKS("market data", List.of("trades", "quotes", "statuses", "lulds")),
    CRYPTO("crypto data", List.of("trades", "quotes")),
    OPTIONS("option data", List.of("trades", "quotes"));

    private final String role;
    private final List<String> channels;

    MarketKind(String role, List<String> channels) {
        this.role = role;
        this.channels = channels;
    }

    /** By spelling; what is neither pair nor option is taken for a share. */
    public static MarketKind of(Symbol symbol) {
        return switch (symbol.assetClass()) {
            case CRYPTO -> CRYPTO;
            case US_OPTION -> OPTIONS;
            case US_EQUITY, OTHER -> STOCKS;
        };
    }

    /** For people. */
    String role() {
        return role;
    }

    /** Corrections and cancels of trades come with the trades. */
    List<String> channels() {
        return channels;
    }

    URI address(Target target) {
        return switch (this) {
            case STOCKS -> target.marketData();
            case CRYPTO -> target.cryptoData();
            case OPTIONS -> target.optionData();
        };
    }

    /** Alpaca speaks nothing but MessagePack about options. */
    boolean msgpackOnly() {
        return this == OPTIONS;
    }
}
