package io.openbell.kernel.sizing;

import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.Origin;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a source should hold of one symbol, and how far the way there is. Lives until it is reached or given up. */
final class Target {

    /** Whose, and of what. */
    record Key(String source, Symbol symbol) {}

    /** Targets that make sense only together. */
    record Basket(String description, List<Key> legs) {}

    final Key key;
    final double weight;
    final Instant expiresAt;
    final String reason;

    /** What the opinion grew from, null where that is not known. */
    final @Nullable Origin origin;

    final @Nullable Basket basket;
    final Set<OrderId> cancelsAsked = new HashSet<>();

    /** Whole shares, signed; null until there is a price to reckon with. */
    @Nullable Quantity shares;

    /** An intent that nobody answered yet. */
    @Nullable IntentId asked;

    /** It was denied for want of a fresh quote, and goes on with the next one. */
    boolean awaitsQuote;

    Instant notBefore = Instant.MIN;
    int failures;

    private final Money notional;

    Target(
            Key key,
            double weight,
            Money notional,
            Instant expiresAt,
            String reason,
            @Nullable Origin origin,
            @Nullable Basket basket) {
        this.key = key;
        this.weight = weight;
        this.notional = notional;
        this.expiresAt = expiresAt;
        this.reason = reason;
        this.origin = origin;
        this.basket = basket;
        this.shares = weight == 0 ? Quantity.ZERO : null;
    }

    /** An end of the position, which never expires and is always allowed. */
    static Target exit(Key key, String reason, @Nullable Origin origin) {
        return new Target(key, 0, Money.ZERO, Instant.MAX, reason, origin, null);
    }

    /** Its end is to hold nothing. */
    boolean isExit() {
        return weight == 0;
    }

    /** The whole shares that this much money buys at that price; fewer rather than more. */
    Quantity sharesAt(Price price) {
        Quantity whole = Quantity.of(notional.times(Math.abs(weight)).raw() / price.raw());
        return weight < 0 ? whole.negated() : whole;
    }

    /** An order for it was denied or refused: wait before the next one, longer each time. */
    void failedAt(Instant now, Duration retryPause) {
        notBefore = now.plus(retryPause.multipliedBy(1L << Math.min(failures, 3)));
        failures++;
    }

    /** Goes on for an earlier opinion about the same symbol: its unanswered intent is not forgotten. */
    void inherit(Target earlier) {
        asked = earlier.asked;
        cancelsAsked.addAll(earlier.cancelsAsked);
        if (Math.signum(weight) == Math.signum(earlier.weight)) {
            notBefore = earlier.notBefore;
            failures = earlier.failures;
        }
    }
}
