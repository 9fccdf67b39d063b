package io.openbell.simulator.web;

import java.util.Arrays;
import java.util.Optional;

/** What a listener of market data can ask for. */
enum Channel {
    TRADES("trades"),
    QUOTES("quotes"),
    BARS("bars"),
    UPDATED_BARS("updatedBars"),
    DAILY_BARS("dailyBars"),
    STATUSES("statuses"),
    LULDS("lulds"),
    ORDERBOOKS("orderbooks"),
    NEWS("news"),
    /** Come with the trades of a stock. */
    CORRECTIONS("corrections"),
    /** Come with the trades of a stock. */
    CANCEL_ERRORS("cancelErrors");

    private final String word;

    Channel(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    boolean comesWithTrades() {
        return this == CORRECTIONS || this == CANCEL_ERRORS;
    }

    static Optional<Channel> of(String word) {
        return Arrays.stream(values()).filter(channel -> channel.word.equals(word)).findFirst();
    }
}
