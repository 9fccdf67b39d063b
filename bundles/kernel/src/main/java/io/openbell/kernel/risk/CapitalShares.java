package io.openbell.kernel.risk;

import io.openbell.api.value.Money;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What strategies may commit, each at most: a part of the equity, or an amount. Sources that are not named are bounded by
 * the limits on the whole account alone.
 *
 * @param bySource by name of the source
 */
public record CapitalShares(Map<String, Share> bySource) {

    /** Nobody is bounded. */
    public static final CapitalShares NONE = new CapitalShares(Map.of());

    /**
     * One bound; one of the two is empty.
     *
     * @param percent of the equity, above 0 and at most 1000
     * @param amount  positive
     */
    public record Share(Optional<Double> percent, Optional<Money> amount) {

        /** In dollars, at this equity. */
        public Money at(Money equity) {
            return amount.orElseGet(() -> equity.times(percent.orElse(0.0) / 100));
        }
    }

    /** Keeps a copy. */
    public CapitalShares {
        bySource = Map.copyOf(bySource);
    }

    /**
     * Reads {@code name: 30%, other: USD 20000}; an empty text bounds nobody.
     *
     * @throws IllegalArgumentException naming the part that cannot be read
     */
    public static CapitalShares parse(String text) {
        Map<String, Share> shares = new TreeMap<>();
        if (text.isBlank()) {
            return NONE;
        }
        for (String part : text.split(",")) {
            int colon = part.indexOf(':');
            String source = colon < 0 ? "" : part.substring(0, colon).strip();
            if (source.isEmpty() || shares.put(source, share(part, colon)) != null) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' is no 'name: 30%' or 'name: USD 20000' of its own");
            }
        }
        return new CapitalShares(shares);
    }

    private static Share share(String part, int colon) {
        String bound = part.substring(colon + 1).strip();
        try {
            if (bound.endsWith("%")) {
                double percent = Double.parseDouble(bound.substring(0, bound.length() - 1).strip());
                if (percent > 0 && percent <= 1000) {
                    return new Share(Optional.of(percent), Optional.empty());
                }
            } else if (bound.toUpperCase(Locale.ROOT).startsWith("USD")) {
                Money amount = Money.parse(bound);
                if (amount.isPositive()) {
                    return new Share(Optional.empty(), Optional.of(amount));
                }
            }
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "'" + bound + "' is no share of capital", unreadable);
        }
        throw new IllegalArgumentException(
                "'"
                        + bound
                        + "' is no share of capital: above 0% and at most 1000%, or USD above 0");
    }

    /** What this source may commit at this equity; empty if it is not bounded. */
    public Optional<Money> of(String source, Money equity) {
        return Optional.ofNullable(bySource.get(source)).map(share -> share.at(equity));
    }
}
