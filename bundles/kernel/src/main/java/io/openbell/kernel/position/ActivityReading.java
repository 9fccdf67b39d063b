package io.openbell.kernel.position;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.engine.Journaled;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the venue's activities mean for our book. A split may come as two: the old shares go, the new ones come; together
 * they are one event, named after both.
 */
public final class ActivityReading {

    /** Between the venue's names of activities that are one event. */
    public static final String AND = "+";

    private static final Set<String> SPLITS = Set.of("SSP", "SPLIT");
    private static final Set<String> SHARES_MOVED = Set.of("JNLS", "ACATS");
    private static final Set<String> OWNERS_CASH =
            Set.of("JNLC", "JNL", "CSD", "CSW", "TRANS", "ACATC");

    private ActivityReading() {}

    /** The events to journal, in the order of the activities. */
    public static List<Journaled> events(List<AccountActivity> activities) {
        Map<String, Journaled> events = new LinkedHashMap<>();
        for (AccountActivity activity : activities) {
            if (activity.symbol().isEmpty() || activity.quantity().isEmpty()) {
                if (!activity.netAmount().isZero()) {
                    events.put(activity.id(), moved(activity));
                }
                continue;
            }
            boolean split = SPLITS.contains(activity.type());
            String key =
                    split
                            ? "split " + activity.symbol().get() + " " + activity.at()
                            : activity.id();
            PositionAdjusted before = (PositionAdjusted) events.get(key);
            if (before == null) {
                events.put(key, adjusted(activity, split));
            } else {
                Quantity change = before.change().plus(activity.quantity().get());
                if (change.isZero()) {
                    events.remove(key);
                } else {
                    events.put(key, together(before, activity, change));
                }
            }
        }
        return new ArrayList<>(events.values());
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
