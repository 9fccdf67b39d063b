package io.openbell.kernel.position;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.engine.Journaled;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the venue's activities mean for our book. A split comes as two, minutes apart: the old shares go, the new ones come;
 * together they are one event, named after both. One alone says nothing yet. So it is with a change of the name.
 *
 * @param events  to journal, in the order of the activities
 * @param waiting activities that cannot be read before another one is there
 */
public record ActivityReading(List<Journaled> events, List<AccountActivity> waiting) {

    /** Between the venue's names of activities that are one event. */
    public static final String AND = "+";

    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final String SPLIT = "SPLIT";
    private static final Set<String> SPLITS = Set.of("SSP", SPLIT);

    /** A change of the name is one only as long as nobody knows what else belongs to it. */
    private static final Set<String> SHARES_MOVED = Set.of("JNLS", "ACATS", "NC");

    private static final Set<String> OWNERS_CASH =
            Set.of("JNLC", "JNL", "CSD", "CSW", "TRANS", "ACATC");

    /** Keeps copies. */
    public ActivityReading {
        events = List.copyOf(events);
        waiting = List.copyOf(waiting);
    }

    /** Everything is there: the events to journal, in the order of the activities. */
    public static List<Journaled> events(List<AccountActivity> activities) {
        return read(activities, any -> false, any -> Quantity.ZERO).events;
    }

    /**
     * Reads what is complete.
     *
     * @param isNew its other half may still come
     * @param held  what we hold of a symbol before all of it
     */
    public static ActivityReading read(
            List<AccountActivity> activities,
            Predicate<AccountActivity> isNew,
            Function<Symbol, Quantity> held) {
        Set<String> halves = halves(activities, isNew);
        NameChanges names = new NameChanges(activities, isNew, held);
        Set<Symbol> unsettled = new HashSet<>();
        Map<String, Journaled> events = new LinkedHashMap<>();
        List<AccountActivity> waiting = new ArrayList<>();
        for (AccountActivity activity : activities) {
            if (activity.symbol().isEmpty() || activity.quantity().isEmpty()) {
                if (!activity.netAmount().isZero()) {
                    events.put(activity.id(), moved(activity));
                }
                continue;
            }
            boolean split = SPLITS.contains(activity.type());
            String key = split ? split(activity) : activity.id();
            Set<Symbol> about = names.symbols(activity);
            if (halves.contains(key)
                    || names.isHalf(activity)
                    || !Collections.disjoint(about, unsettled)) {
                // What comes after it is in shares that we do not hold yet.
                unsettled.addAll(about);
                waiting.add(activity);
                continue;
            }
            if (names.isPart(activity)) {
                names.change(activity).ifPresent(change -> events.put(activity.id(), change));
                continue;
            }
            PositionAdjusted before = (PositionAdjusted) events.get(key);
            if (before == null) {
                events.put(key, adjusted(activity, split || isStockDividend(activity)));
            } else {
                Quantity change = before.change().plus(activity.quantity().get());
                if (change.isZero()) {
                    events.remove(key);
                } else {
                    events.put(key, together(before, activity, change));
                }
            }
        }
        return new ActivityReading(new ArrayList<>(events.values()), waiting);
    }

    /** Shares of the same stock on every share held, for nothing. */
    private static boolean isStockDividend(AccountActivity activity) {
        return activity.type().startsWith("DIV") && activity.netAmount().isZero();
    }

    private static String split(AccountActivity activity) {
        String group =
                activity.group().isEmpty()
                        ? LocalDate.ofInstant(activity.at(), NEW_YORK).toString()
                        : activity.group();
        return "split " + activity.symbol().orElseThrow() + " " + group;
    }

    /** Splits of which only the old or only the new shares are there. */
    private static Set<String> halves(
            List<AccountActivity> activities, Predicate<AccountActivity> isNew) {
        Set<String> gone = new HashSet<>();
        Set<String> come = new HashSet<>();
        for (AccountActivity activity : activities) {
            if (activity.type().equals(SPLIT)
                    && activity.symbol().isPresent()
                    && activity.quantity().isPresent()
                    && isNew.test(activity)) {
                (activity.quantity().get().isNegative() ? gone : come).add(split(activity));
            }
        }
        Set<String> halves = new HashSet<>(gone);
        halves.addAll(come);
        gone.retainAll(come);
        halves.removeAll(gone);
        return halves;
    }

    private static CashMoved moved(AccountActivity activity) {
        return new CashMoved(
                activity.id(),
                activity.type(),
                activity.symbol(),
                activity.netAmount(),
                !OWNERS_CASH.contains(activity.type()),
                activity.description(),
                activity.at());
    }

    private static PositionAdjusted adjusted(AccountActivity activity, boolean split) {
        boolean transfer = SHARES_MOVED.contains(activity.type());
        Quantity change = activity.quantity().orElseThrow();
        Optional<Price> price = activity.price();
        Money worth = transfer && price.isPresent() ? price.get().times(change) : Money.ZERO;
        return new PositionAdjusted(
                activity.id(),
                activity.type(),
                activity.symbol().orElseThrow(),
                change,
                split ? Effect.SPLIT : transfer ? Effect.TRANSFER : Effect.TRADE,
                activity.netAmount(),
                worth,
                activity.description(),
                activity.at());
    }

    private static PositionAdjusted together(
            PositionAdjusted one, AccountActivity other, Quantity change) {
        return new PositionAdjusted(
                one.activityId() + AND + other.id(),
                one.type(),
                one.symbol(),
                change,
                one.effect(),
                one.cash().plus(other.netAmount()),
                one.worth(),
                one.detail(),
                one.at());
    }
}
