package io.openbell.kernel.risk;

import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import java.util.List;

/** What several checks need to know about price conditions. */
final class Terms {

    private static final Price CENT = Price.parse("0.01");
    private static final Price HUNDREDTH_CENT = Price.parse("0.0001");

    private Terms() {}

    /** Every price in them. */
    static List<Price> prices(OrderTerms terms) {
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

    /** The smallest step of prices like this one: a cent from one dollar on, a hundredth of it below. */
    static Price tick(Price price) {
        return price.raw() >= FixedPoint.ONE ? CENT : HUNDREDTH_CENT;
    }
}
