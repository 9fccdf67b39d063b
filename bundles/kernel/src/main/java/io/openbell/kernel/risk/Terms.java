package io.openbell.kernel.risk;

import io.openbell.api.order.ExitLeg;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What several checks need to know about the prices of an order and of its exits. */
final class Terms {

    private static final Price CENT = Price.parse("0.01");
    private static final Price HUNDREDTH_CENT = Price.parse("0.0001");

    private Terms() {}

    /** Every price in a wish: its own, and those of its exits. */
    static List<Price> prices(OrderIntent intent) {
        List<Price> prices = new ArrayList<>(own(intent.terms()));
        OrderClass group = intent.instructions().orderClass();
        if (group instanceof OrderClass.Bracket bracket) {
            prices.add(bracket.takeProfit().limitPrice());
            addAll(bracket.stopLoss(), prices);
        } else if (group instanceof OrderClass.OneCancelsOther exits) {
            addAll(exits.stopLoss(), prices);
        } else if (group instanceof OrderClass.OneTriggersOther one) {
            if (one.exit() instanceof ExitLeg.TakeProfit gain) {
                prices.add(gain.limitPrice());
            } else if (one.exit() instanceof ExitLeg.StopLoss loss) {
                addAll(loss, prices);
            }
        }
        return prices;
    }

    private static List<Price> own(OrderTerms terms) {
        if (terms instanceof OrderTerms.Limit limit) {
            return List.of(limit.limitPrice());
        }
        if (terms instanceof OrderTerms.Stop stop) {
            return List.of(stop.stopPrice());
        }
        if (terms instanceof OrderTerms.StopLimit stop) {
            return List.of(stop.stopPrice(), stop.limitPrice());
        }
        if (terms instanceof OrderTerms.TrailingStop trailing) {
            return List.of(trailing.trail());
        }
        return List.of();
    }

    private static void addAll(ExitLeg.StopLoss loss, List<Price> prices) {
        prices.add(loss.stopPrice());
        loss.limitPrice().ifPresent(prices::add);
    }

    /** Where it takes a gain, when it is one of a pair of exits or has one. */
    static Optional<Price> gain(OrderIntent intent) {
        OrderClass group = intent.instructions().orderClass();
        if (group instanceof OrderClass.Bracket bracket) {
            return Optional.of(bracket.takeProfit().limitPrice());
        }
        return isExit(intent) && intent.terms() instanceof OrderTerms.Limit limit
                ? Optional.of(limit.limitPrice())
                : Optional.empty();
    }

    /** Where it takes a loss, when it is one of a pair of exits or has one. */
    static Optional<Price> loss(OrderIntent intent) {
        return stopLoss(intent).map(ExitLeg.StopLoss::stopPrice);
    }

    /** The exit with a loss. */
    static Optional<ExitLeg.StopLoss> stopLoss(OrderIntent intent) {
        OrderClass group = intent.instructions().orderClass();
        if (group instanceof OrderClass.Bracket bracket) {
            return Optional.of(bracket.stopLoss());
        }
        if (group instanceof OrderClass.OneCancelsOther exits) {
            return Optional.of(exits.stopLoss());
        }
        return group instanceof OrderClass.OneTriggersOther one
                        && one.exit() instanceof ExitLeg.StopLoss loss
                ? Optional.of(loss)
                : Optional.empty();
    }

    /** The wish itself is one of two exits of a position that is held. */
    static boolean isExit(OrderIntent intent) {
        return intent.instructions().orderClass() instanceof OrderClass.OneCancelsOther;
    }

    /** The smallest step of prices like this one: a cent from one dollar on, a hundredth of it below. */
    static Price tick(Price price) {
        return price.abs().raw() >= FixedPoint.ONE ? CENT : HUNDREDTH_CENT;
    }
}
