package io.openbell.kernel.risk;

import io.openbell.api.market.Quote;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.List;

/**
 * A wish in its surroundings, with the figures that several checks need. Committed means: what is held plus everything
 * that may still fill, orders in flight and unknown ones included.
 *
 * @param intent          the wish, as the checks so far left it
 * @param original        the wish as it was stated
 * @param open            every order that may still fill
 * @param journalWritable the journal can take the order
 * @param now             the loop's time
 */
public record Proposal(
        OrderIntent intent,
        OrderIntent original,
        List<Order> open,
        boolean journalWritable,
        Instant now,
        RiskLimits limits,
        RiskView view) {

    /** Keeps a copy. */
    public Proposal {
        open = List.copyOf(open);
    }

    /** The same with another wish. */
    Proposal with(OrderIntent changed) {
        return new Proposal(changed, original, open, journalWritable, now, limits, view);
    }

    Symbol symbol() {
        return intent.symbol();
    }

    boolean isBuy() {
        return intent.side() == Side.BUY;
    }

    /** The latest quote; without one nothing can be priced. */
    Quote quote() {
        return view.quote(symbol())
                .orElseThrow(() -> new IllegalStateException("no quote of " + symbol()));
    }

    /** Shares of the symbol that open orders of this side may still fill. */
    Quantity pending(Side side) {
        Quantity sum = Quantity.ZERO;
        for (Order order : open) {
            if (order.intent().side() == side && order.intent().symbol().equals(symbol())) {
                sum = sum.plus(order.remaining());
            }
        }
        return sum;
    }

    /** How many shares of the wish close something that is held, and is not being closed by another order already. */
    Quantity closing() {
        Quantity held = view.position(symbol());
        boolean opposite = isBuy() ? held.isNegative() : held.isPositive();
        if (!opposite) {
            return Quantity.ZERO;
        }
        Quantity closable = held.abs().minus(pending(intent.side())).max(Quantity.ZERO);
        return intent.quantity().min(closable);
    }

    /** The wish does nothing but make a position smaller, whatever else fills on its side. */
    public boolean reduces() {
        return intent.quantity().isPositive() && closing().equals(intent.quantity());
    }

    /** The verdict of a check that does not bound what only makes a position smaller. */
    Verdict passAsReduction() {
        return Verdict.pass("reduces=%s position=%s", intent.quantity(), view.position(symbol()));
    }

    /**
     * It {@link #reduces}, and does nothing but make what its own source holds smaller, whatever else of that source fills
     * on its side.
     */
    boolean reducesOwn() {
        Quantity held = view.position(intent.source(), symbol());
        Quantity closable = isBuy() ? held.negated() : held;
        for (Order order : open) {
            OrderIntent other = order.intent();
            if (other.side() == intent.side()
                    && other.symbol().equals(symbol())
                    && other.source().equals(intent.source())) {
                closable = closable.minus(order.remaining());
            }
        }
        return reduces() && !intent.quantity().exceeds(closable);
    }

    /** Shares beyond what it closes. */
    Quantity opening() {
        return intent.quantity().minus(closing());
    }

    /** The most that a share of this order may be worth when it fills, for limits on value. */
    Price price() {
        Price limit = limitPrice(intent);
        Price middle = quote().mid();
        if (!isBuy()) {
            return limit.max(middle);
        }
        return limit.isZero() ? quote().ask().times(1.04) : limit;
    }

    /** Value of the whole order at {@link #price}. */
    Money notional() {
        return price().times(intent.quantity());
    }

    /**
     * What the venue takes off the buying power: buys at their price, short sales at the limit or 3 % above the ask,
     * whichever is more, and nothing for what closes a position.
     */
    Money cost() {
        Quantity opening = opening();
        if (opening.isZero()) {
            return Money.ZERO;
        }
        Price price = isBuy() ? price() : limitPrice(intent).max(quote().ask().times(1.03));
        return price.times(opening);
    }

    /**
     * The price the terms themselves state: the limit, or for a buy stop the limit the venue puts on it (4 % above the
     * stop below 50 dollars, else 2.5 %); zero when they state none.
     */
    static Price limitPrice(OrderIntent intent) {
        OrderTerms terms = intent.terms();
        if (terms instanceof OrderTerms.Limit limit) {
            return limit.limitPrice();
        }
        if (terms instanceof OrderTerms.StopLimit stop) {
            return stop.limitPrice();
        }
        if (terms instanceof OrderTerms.Stop stop) {
            return intent.side() == Side.BUY
                    ? stop.stopPrice()
                            .times(stop.stopPrice().raw() < 50_000_000_000L ? 1.04 : 1.025)
                    : stop.stopPrice();
        }
        return Price.ZERO;
    }

    /** A share of the equity, for limits in percent; fails while the account is not known. */
    Money percentOfEquity(double percent) {
        Money equity =
                view.account()
                        .orElseThrow(() -> new IllegalStateException("account not known"))
                        .equity();
        return equity.times(percent / 100);
    }
}
