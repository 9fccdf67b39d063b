package io.openbell.kernel.risk;

import io.openbell.api.market.Quote;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A wish in its surroundings, with the figures that several checks need. Committed means: what is held plus everything
 * that may still fill, orders in flight and unknown ones included.
 *
 * @param intent          the wish, as the checks so far left it
 * @param original        the wish as it was stated
 * @param replaced        the open order that it takes the place of; not among {@code open}
 * @param open            every other order that may still fill
 * @param committed       what they and the orders of others claim, but for other exits of the replaced one's group: of
 *                        these only one fills
 * @param journalWritable the journal can take the order
 * @param now             the loop's time
 */
public record Proposal(
        OrderIntent intent,
        OrderIntent original,
        Optional<Order> replaced,
        List<Order> open,
        Commitments committed,
        boolean journalWritable,
        Instant now,
        RiskLimits limits,
        RiskView view) {

    /** The venue values a market buy above the ask. */
    private static final double MARKET_BUY = 1.04;

    /** A wish as it was stated, beside these open orders. */
    static Proposal of(
            OrderIntent intent,
            Optional<Order> replaced,
            List<Order> open,
            boolean journalWritable,
            Instant now,
            RiskLimits limits,
            RiskView view) {
        List<Order> claiming =
                open.stream()
                        .filter(order -> replaced.filter(order::isAlternativeTo).isEmpty())
                        .toList();
        Commitments committed = Commitments.of(claiming, view.external());
        return new Proposal(
                intent, intent, replaced, open, committed, journalWritable, now, limits, view);
    }

    /** The same with another wish. */
    Proposal with(OrderIntent changed) {
        return new Proposal(
                changed, original, replaced, open, committed, journalWritable, now, limits, view);
    }

    Symbol symbol() {
        return intent.symbol();
    }

    boolean isBuy() {
        return intent.side() == Side.BUY;
    }

    /** Several contracts at once: its symbol is only what they are written on. */
    boolean isMultiLeg() {
        return intent.instructions().orderClass() instanceof OrderClass.MultiLeg;
    }

    /** What the wish itself may trade. */
    List<Claim> claims() {
        return Claim.of(intent, intent.quantity());
    }

    /** The latest quote; without one nothing can be priced. */
    Quote quote(Symbol symbol) {
        return view.market()
                .quote(symbol)
                .orElseThrow(() -> new IllegalStateException("no quote of " + symbol));
    }

    /** How much of a claim closes something that is held, and is not being closed by another order already. */
    Quantity closing(Claim claim) {
        Quantity held = view.position(claim.symbol());
        boolean opposite = claim.side() == Side.BUY ? held.isNegative() : held.isPositive();
        if (!opposite) {
            return Quantity.ZERO;
        }
        Quantity pending = committed.pending(claim.symbol(), claim.side());
        return claim.quantity().min(held.abs().minus(pending).max(Quantity.ZERO));
    }

    /** How much of a claim goes beyond what it closes. */
    Quantity opening(Claim claim) {
        return claim.quantity().minus(closing(claim));
    }

    /** The wish does nothing but make positions smaller, whatever else fills on its side. */
    public boolean reduces() {
        for (Claim claim : claims()) {
            if (!claim.quantity().isPositive() || !closing(claim).equals(claim.quantity())) {
                return false;
            }
        }
        return true;
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
        for (Claim claim : claims()) {
            Quantity held = view.position(intent.source(), claim.symbol());
            Quantity closable = claim.side() == Side.BUY ? held.negated() : held;
            Quantity pending = committed.pending(intent.source(), claim.symbol(), claim.side());
            if (claim.quantity().exceeds(closable.minus(pending))) {
                return false;
            }
        }
        return reduces();
    }

    /** The most that one share of a claim may be worth when it fills, for limits on value. */
    Price price(Claim claim) {
        Quote quote = quote(claim.symbol());
        if (claim.side() == Side.SELL) {
            return claim.price().max(quote.mid());
        }
        return claim.price().isZero() ? trailed(quote.ask()).times(MARKET_BUY) : claim.price();
    }

    /** A buy stop that trails the market begins above it. */
    private Price trailed(Price ask) {
        if (intent.terms() instanceof OrderTerms.TrailingStop stop) {
            return ask.plus(stop.trail());
        }
        if (intent.terms() instanceof OrderTerms.TrailingStopPercent stop) {
            return ask.times(1 + stop.trailPercent() / 100);
        }
        return ask;
    }

    /** Value of the whole order: of all it may trade, without signs, and no less than the dollars it asks for. */
    Money notional() {
        Money sum = Money.ZERO;
        for (Claim claim : claims()) {
            sum = sum.plus(claim.value(price(claim)));
        }
        return sum.max(intent.instructions().notional().orElse(Money.ZERO));
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
