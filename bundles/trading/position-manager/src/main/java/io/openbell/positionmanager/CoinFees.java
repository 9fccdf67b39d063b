package io.openbell.positionmanager;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.CoinFeeSettled;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.position.PositionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fees that the venue takes in coins. They are gone from what it says we hold as soon as a purchase fills, and booked when
 * the day ends: until then whoever holds the coins would offer more than there are. So what two comparisons in a row find
 * to be gone is taken off our positions, and does not count again once it is booked; should we have taken off too much, it
 * comes back the same way.
 *
 * <p>{@link #note} on the loop, the rest on the thread that compares.
 */
final class CoinFees {

    /** In place of the venue's word, as long as there is none. */
    static final String ACCRUED = "CFEE-ACCRUED";

    private static final String BOOKED = "CFEE";

    /** Alpaca's highest fee is a quarter of a percent. */
    private static final long LEAST_COINS_FOR_ONE_OF_FEE = 400;

    /** The fees of a day are booked by the end of the next one. */
    private static final Duration BOOKED_AFTER = Duration.ofHours(48);

    private record Purchase(Quantity fee, Instant at) {}

    private final Map<Symbol, Deque<Purchase>> purchases = new HashMap<>();
    private final Map<Symbol, Quantity> accrued = new HashMap<>();
    private final Map<Symbol, Quantity> sightings = new HashMap<>();

    /** What was taken off before, by the venue's name of the booking that settled it. */
    private final Map<String, Quantity> settled = new HashMap<>();

    /** Settled, and not back from the journal. */
    private final Set<String> settling = new HashSet<>();

    /** Booked, and not back from the journal. */
    private final Set<String> booking = new HashSet<>();

    /** Of these something is on its way through the journal. */
    private final Set<Symbol> accruing = new HashSet<>();

    private Instant adoptedAt = Instant.MIN;

    /** An event of the journal, past or present. */
    synchronized void note(Journaled event) {
        if (event instanceof AccountAdopted adopted) {
            purchases.clear();
            accrued.clear();
            adoptedAt = adopted.at();
        } else if (event instanceof OrderFilled fill && isPurchase(fill)) {
            long most =
                    (fill.quantity().raw() + LEAST_COINS_FOR_ONE_OF_FEE - 1)
                            / LEAST_COINS_FOR_ONE_OF_FEE;
            purchases
                    .computeIfAbsent(fill.symbol(), any -> new ArrayDeque<>())
                    .add(new Purchase(new Quantity(most), fill.at()));
        } else if (event instanceof CoinFeeSettled fee) {
            settled.put(fee.activityId(), fee.coins());
            if (!settling.remove(fee.activityId())) {
                accrue(fee.symbol(), fee.coins().negated());
            }
        } else if (event instanceof PositionAdjusted adjusted) {
            if (adjusted.type().equals(ACCRUED)) {
                accruing.remove(adjusted.symbol());
                accrue(adjusted.symbol(), adjusted.change().negated());
                spend(adjusted.symbol(), adjusted.change().negated());
            } else if (isBookedFee(adjusted) && !booking.remove(adjusted.activityId())) {
                spend(adjusted.symbol(), adjusted.change().negated());
            }
        }
    }

    /** It may have cost coins. */
    static boolean isPurchase(OrderFilled fill) {
        return fill.side() == Side.BUY && fill.symbol().assetClass() == AssetClass.CRYPTO;
    }

    private static boolean isBookedFee(PositionAdjusted adjusted) {
        return adjusted.type().equals(BOOKED)
                && adjusted.effect() == Effect.TRADE
                && adjusted.cash().isZero()
                && adjusted.change().isNegative();
    }

    private void accrue(Symbol symbol, Quantity more) {
        Quantity sum = accrued.getOrDefault(symbol, Quantity.ZERO).plus(more);
        if (sum.isPositive()) {
            accrued.put(symbol, sum);
        } else {
            accrued.remove(symbol);
        }
    }

    /** So much of what purchases may have cost is accounted for, the oldest first. */
    private void spend(Symbol symbol, Quantity coins) {
        Deque<Purchase> open = purchases.getOrDefault(symbol, new ArrayDeque<>());
        Quantity left = coins;
        while (left.isPositive() && !open.isEmpty()) {
            Purchase oldest = open.removeFirst();
            if (oldest.fee().exceeds(left)) {
                open.addFirst(new Purchase(oldest.fee().minus(left), oldest.at()));
            }
            left = left.minus(oldest.fee());
        }
    }

    /** The most that may be gone for purchases until then, without having been taken off. */
    synchronized Map<Symbol, Quantity> possible(Instant now) {
        Map<Symbol, Quantity> possible = new HashMap<>();
        Instant oldest = now.minus(BOOKED_AFTER);
        purchases.forEach(
                (symbol, open) -> {
                    open.removeIf(purchase -> purchase.at().isBefore(oldest));
                    open.forEach(
                            purchase -> possible.merge(symbol, purchase.fee(), Quantity::plus));
                });
        return possible;
    }

    /** What was taken off and is not booked: so much may come back. */
    synchronized Map<Symbol, Quantity> accrued() {
        return Map.copyOf(accrued);
    }

    /**
     * What is to be taken off, or comes back, after this comparison. Where an order is open or something moved, nothing can
     * be told.
     */
    synchronized List<PositionAdjusted> found(
            PositionSnapshot before,
            PositionSnapshot after,
            PendingShares pending,
            Collection<BrokerPosition> venue,
            Instant now) {
        Set<Symbol> symbols = new TreeSet<>(purchases.keySet());
        symbols.addAll(accrued.keySet());
        Map<Symbol, Quantity> held = new HashMap<>();
        venue.forEach(position -> held.put(position.symbol(), position.quantity()));
        List<PositionAdjusted> found = new ArrayList<>();
        for (Symbol symbol : symbols) {
            Quantity ours = after.quantity(symbol);
            Quantity theirs = held.getOrDefault(symbol, Quantity.ZERO);
            Quantity difference = theirs.minus(ours);
            boolean tells =
                    !accruing.contains(symbol)
                            && ours.equals(before.quantity(symbol))
                            && !pending.has(symbol)
                            && pending.explains(symbol, ours, theirs)
                            && !difference.isZero();
            if (!tells) {
                sightings.remove(symbol);
            } else if (difference.equals(sightings.put(symbol, difference))) {
                sightings.remove(symbol);
                accruing.add(symbol);
                found.add(accrual(symbol, difference, now));
            }
        }
        return found;
    }

    /** A difference was seen once. */
    synchronized boolean isPending() {
        return !sightings.isEmpty();
    }

    private static PositionAdjusted accrual(Symbol symbol, Quantity change, Instant now) {
        return new PositionAdjusted(
                "accrued " + symbol + " " + now,
                ACCRUED,
                symbol,
                change,
                Effect.TRADE,
                Money.ZERO,
                Money.ZERO,
                change.isNegative()
                        ? "coins that are gone for a fee, not booked yet"
                        : "coins that were no fee after all",
                now);
    }

    /**
     * What the venue booked, without what was taken off before; to be journaled in this order, so that after a crash in
     * between the rest is found.
     */
    synchronized List<Journaled> unsettled(Journaled event) {
        if (!(event instanceof PositionAdjusted booked) || !isBookedFee(booked)) {
            return List.of(event);
        }
        List<Journaled> events = new ArrayList<>();
        Quantity fee = booked.change().negated();
        Quantity known = settled.get(booked.activityId());
        if (known == null) {
            known = knownOf(booked, fee);
            if (known.isPositive()) {
                accrue(booked.symbol(), known.negated());
                settling.add(booked.activityId());
                events.add(
                        new CoinFeeSettled(
                                booked.activityId(), booked.symbol(), known, booked.at()));
            }
        }
        if (fee.exceeds(known)) {
            spend(booked.symbol(), fee.minus(known));
            booking.add(booked.activityId());
            events.add(with(booked, known.minus(fee)));
        }
        return events;
    }

    /** So much of it is not in our positions: it was taken off, or was gone before the account was adopted. */
    private Quantity knownOf(PositionAdjusted booked, Quantity fee) {
        Quantity known = accrued.getOrDefault(booked.symbol(), Quantity.ZERO).min(fee);
        if (!booked.at().isBefore(adoptedAt.plus(BOOKED_AFTER))) {
            return known;
        }
        Quantity since = possible(booked.at()).getOrDefault(booked.symbol(), Quantity.ZERO);
        return known.max(fee.minus(since));
    }

    private static PositionAdjusted with(PositionAdjusted booked, Quantity change) {
        return new PositionAdjusted(
                booked.activityId(),
                booked.type(),
                booked.symbol(),
                change,
                booked.effect(),
                booked.cash(),
                booked.worth(),
                booked.detail(),
                booked.at());
    }
}
