package io.openbell.api.order;

import io.openbell.api.market.MarketEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * What a strategy had before it when it said something, kept with the wish that grew from it, so that an order can be
 * explained years later.
 *
 * @param kind       what it said
 * @param version    of the strategy's bundle
 * @param parameters of the strategy, {@code key=value, key=value}, at most 500 characters
 * @param strength   -1 to 1: of the signal, or the share of the capital that the leg of an opportunity gets; 0 where it
 *                   wants to hold nothing, or asked for the order itself
 * @param detail     {@code key=value} pairs: of an opportunity its id, edge and confidence; else empty
 * @param saidAt     the loop's time, UTC
 * @param trigger    the market event it was given; empty where a fill, the timer or its start made it speak
 */
public record Origin(
        Kind kind,
        String version,
        String parameters,
        double strength,
        String detail,
        Instant saidAt,
        Optional<MarketEvent> trigger) {

    private static final int LONGEST_TEXT = 500;

    /** What a strategy can say. */
    public enum Kind {
        /** An opinion about one symbol. */
        SIGNAL,
        /** Several symbols to hold at once. */
        OPPORTUNITY,
        /** This very order. */
        OWN_ORDER
    }

    /** Shortens what is longer than a journal should keep. */
    public Origin {
        parameters = shortened(parameters);
        detail = shortened(detail);
    }

    /** The same, for a leg of that weight. */
    public Origin withStrength(double weight) {
        return new Origin(kind, version, parameters, weight, detail, saidAt, trigger);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 3) + "...";
    }
}
