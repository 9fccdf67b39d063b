package io.openbell.kernel.position;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Changes of names among activities. The venue takes the shares out under the old name and puts as many in under the new
 * one, in either order, minutes apart; which belong together it says by their group and by the number of shares.
 */
final class NameChanges {

    private static final String TYPE = "NC";

    private final Map<String, Optional<SymbolChanged>> pairs = new HashMap<>();
    private final Map<String, Set<Symbol>> symbols = new HashMap<>();
    private final Set<String> halves = new HashSet<>();

    /**
     * Finds them.
     *
     * @param isNew the other half may still come
     * @param held  what we hold, by which the old name of a short position is known
     */
    NameChanges(
            List<AccountActivity> activities,
            Predicate<AccountActivity> isNew,
            Function<Symbol, Quantity> held) {
        Map<String, List<AccountActivity>> groups = new HashMap<>();
        for (AccountActivity activity : activities) {
            if (isOne(activity)) {
                groups.computeIfAbsent(key(activity), any -> new ArrayList<>()).add(activity);
            }
        }
        groups.values().forEach(group -> read(group, isNew, held));
    }

    private static boolean isOne(AccountActivity activity) {
        return activity.type().equals(TYPE)
                && activity.symbol().isPresent()
                && activity.quantity().isPresent();
    }

    private static String key(AccountActivity activity) {
        String group =
                activity.group().isEmpty()
                        ? LocalDate.ofInstant(activity.at(), ActivityReading.NEW_YORK).toString()
                        : activity.group();
        return group + " " + activity.quantity().orElseThrow().abs();
    }

    private void read(
            List<AccountActivity> group,
            Predicate<AccountActivity> isNew,
            Function<Symbol, Quantity> held) {
        long out = group.stream().filter(half -> shares(half).isNegative()).count();
        if (out * 2 != group.size()) {
            group.stream().filter(isNew).forEach(half -> halves.add(half.id()));
        } else if (group.size() == 2) {
            pairs.put(group.get(0).id(), change(group.get(0), group.get(1), held));
            pairs.put(group.get(1).id(), Optional.empty());
            Set<Symbol> both = Set.copyOf(group.stream().map(NameChanges::symbol).toList());
            group.forEach(half -> symbols.put(half.id(), both));
        }
        // Else several stocks at once, of which nobody says which became which.
    }

    private static Quantity shares(AccountActivity half) {
        return half.quantity().orElseThrow();
    }

    private static Symbol symbol(AccountActivity half) {
        return half.symbol().orElseThrow();
    }

    /** Its other half is not there yet. */
    boolean isHalf(AccountActivity activity) {
        return halves.contains(activity.id());
    }

    /** It is part of a change that is complete. */
    boolean isPart(AccountActivity activity) {
        return pairs.containsKey(activity.id());
    }

    /** The change, of the first of its parts; empty for the other one, and where the name stays the same. */
    Optional<SymbolChanged> change(AccountActivity part) {
        return pairs.getOrDefault(part.id(), Optional.empty());
    }

    /** What it is about: of a part, both names. */
    Set<Symbol> symbols(AccountActivity activity) {
        return symbols.getOrDefault(activity.id(), Set.of(symbol(activity)));
    }

    private static Optional<SymbolChanged> change(
            AccountActivity one, AccountActivity other, Function<Symbol, Quantity> held) {
        boolean oneIsGone =
                ends(one, held) == ends(other, held) ? shares(one).isNegative() : ends(one, held);
        AccountActivity gone = oneIsGone ? one : other;
        AccountActivity come = oneIsGone ? other : one;
        return symbol(one).equals(symbol(other))
                ? Optional.empty()
                : Optional.of(
                        new SymbolChanged(
                                one.id() + ActivityReading.AND + other.id(),
                                one.type(),
                                symbol(gone),
                                symbol(come),
                                shares(come),
                                come.description(),
                                other.at()));
    }

    /** Nothing is held under that name after it. */
    private static boolean ends(AccountActivity half, Function<Symbol, Quantity> held) {
        return held.apply(symbol(half)).plus(shares(half)).isZero();
    }
}
