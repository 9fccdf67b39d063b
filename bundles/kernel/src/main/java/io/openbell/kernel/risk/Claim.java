package io.openbell.kernel.risk;

import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.ArrayList;
import java.util.List;

/**
 * What an order may still trade of one instrument. Most orders claim one; one of several legs claims each leg. The exits of
 * a bracket claim nothing of their own: they come after their entry and give back what it took. Of two exits only one fills:
 * together they claim what one does, at the higher price.
 *
 * @param quantity shares or contracts, positive
 * @param price    what the terms say one costs at most; zero where they say nothing
 * @param source   who wished for it; empty for orders of others
 */
record Claim(Symbol symbol, Side side, Quantity quantity, Price price, String source) {

    private static final long FIFTY = 50_000_000_000L;

    /** Everything that so much of the order may trade. */
    static List<Claim> of(OrderIntent intent, Quantity remaining) {
        if (intent.instructions().orderClass() instanceof OrderClass.MultiLeg group) {
            List<Claim> claims = new ArrayList<>();
            for (OptionLeg leg : group.legs()) {
                claims.add(
                        new Claim(
                                leg.symbol(),
                                leg.side(),
                                new Quantity(Math.multiplyExact(remaining.raw(), leg.ratio())),
                                Price.ZERO,
                                intent.source()));
            }
            return claims;
        }
        return List.of(
                new Claim(
                        intent.symbol(),
                        intent.side(),
                        remaining,
                        statedPrice(intent),
                        intent.source()));
    }

    /** Worth of all of it at this price; {@link ArithmeticException} if it does not fit. */
    Money value(Price each) {
        return value(symbol, each, quantity);
    }

    /** Worth of so many at this price, a contract standing for a hundred shares; the sign is the quantity's. */
    static Money value(Symbol symbol, Price each, Quantity quantity) {
        return new Money(
                Math.multiplyExact(each.times(quantity).raw(), OptionTerms.multiplier(symbol)));
    }

    /**
     * The price the order itself states: the limit, or for a buy stop the limit the venue puts on it (4 % above the stop
     * below 50 dollars, else 2.5 %); zero when it states none. Of two exits the higher one.
     */
    static Price statedPrice(OrderIntent intent) {
        Price own = statedPrice(intent.terms(), intent.side());
        if (intent.instructions().orderClass() instanceof OrderClass.OneCancelsOther exits) {
            Price stop = exits.stopLoss().stopPrice();
            return own.max(
                    exits.stopLoss().limitPrice().orElseGet(() -> triggered(stop, intent.side())));
        }
        return own;
    }

    private static Price statedPrice(OrderTerms terms, Side side) {
        if (terms instanceof OrderTerms.Limit limit) {
            return limit.limitPrice();
        }
        if (terms instanceof OrderTerms.StopLimit stop) {
            return stop.limitPrice();
        }
        if (terms instanceof OrderTerms.Stop stop) {
            return triggered(stop.stopPrice(), side);
        }
        return Price.ZERO;
    }

    private static Price triggered(Price stop, Side side) {
        return side == Side.BUY ? stop.times(stop.raw() < FIFTY ? 1.04 : 1.025) : stop;
    }
}
