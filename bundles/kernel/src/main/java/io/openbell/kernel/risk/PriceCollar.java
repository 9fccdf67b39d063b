package io.openbell.kernel.risk;

import io.openbell.api.broker.Asset;
import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Row 16: a limit is close to the middle of the market and to the last trade, if there was one lately; that of several legs
 * to the middles of all. A market order becomes a limit half a collar beyond the touch (where configured), so that it pays
 * the market but never any price; its time in force stays. The limit behind a stop is held against its stop, as the market
 * is not there yet; stops without a limit and the limit of a gain state no price to check. The number of shares of an order
 * by amount is estimated anew at the price that gives most.
 */
record PriceCollar() implements RiskCheck {

    @Override
    public int row() {
        return 16;
    }

    /**
     * A price beside what it is held against.
     *
     * @param base    what the collar is a percentage of
     * @param percent how far away it may be
     */
    record Distance(Price limit, Price anchor, Price base, double percent, String name) {

        private static Distance from(Price limit, Price anchor, double percent, String name) {
            return new Distance(limit, anchor, anchor, percent, name);
        }

        /** How far it is away, in percent of the base. */
        double used() {
            return 100 * limit.minus(anchor).abs().toDouble() / base.toDouble();
        }

        private Verdict verdict() {
            Price width = base.times(percent / 100);
            return limit.minus(anchor).abs().exceeds(width)
                    ? Verdict.deny(
                            DenyReason.PRICE_COLLAR,
                            "limit=%s %s=%s maxDistance=%s",
                            limit,
                            name,
                            anchor,
                            width)
                    : Verdict.pass("limit=%s %s=%s maxDistance=%s", limit, name, anchor, width);
        }
    }

    @Override
    public Verdict check(Proposal proposal) {
        Optional<OrderIntent> limited = limited(proposal);
        Proposal priced = limited.map(proposal::with).orElse(proposal);
        Verdict verdict = Verdict.pass("terms=%s price=none to check", proposal.intent().terms());
        for (Distance distance : distances(priced)) {
            verdict = distance.verdict();
            if (verdict instanceof Verdict.Denied) {
                return verdict;
            }
        }
        return estimated(
                priced,
                limited.isPresent()
                        ? new Verdict.Changed(limited.get(), verdict.figures())
                        : verdict);
    }

    /** A market order as the limit it becomes; empty when it stays what it is. */
    private static Optional<OrderIntent> limited(Proposal proposal) {
        if (!(proposal.intent().terms() instanceof OrderTerms.Market)
                || !proposal.limits().convertMarketOrders()) {
            return Optional.empty();
        }
        Price limit = proposal.isMultiLeg() ? together(proposal) : alone(proposal);
        return Optional.of(proposal.intent().with(new OrderTerms.Limit(limit)));
    }

    /** Everything that is compared; nothing where the terms state no price. */
    static List<Distance> distances(Proposal proposal) {
        double percent = percent(proposal);
        List<Distance> distances = new ArrayList<>();
        Terms.stopLoss(proposal.intent())
                .ifPresent(
                        exit ->
                                exit.limitPrice()
                                        .map(
                                                limit ->
                                                        Distance.from(
                                                                limit,
                                                                exit.stopPrice(),
                                                                percent,
                                                                "stopLoss"))
                                        .ifPresent(distances::add));
        OrderTerms terms = proposal.intent().terms();
        if (terms instanceof OrderTerms.StopLimit stop) {
            distances.add(Distance.from(stop.limitPrice(), stop.stopPrice(), percent, "stop"));
        } else if (terms instanceof OrderTerms.Limit limit
                && !isGain(proposal, limit.limitPrice())) {
            addMarket(proposal, limit.limitPrice(), percent, distances);
        }
        return distances;
    }

    /** The gain of two exits waits on its side of the market, as that of a bracket does; on the other it is a price to pay. */
    private static boolean isGain(Proposal proposal, Price limit) {
        boolean exit = Terms.isExit(proposal.intent()) || takesThePlaceOfAnExit(proposal);
        if (!exit || !proposal.reduces()) {
            return false;
        }
        Price middle = proposal.quote(proposal.symbol()).mid();
        return proposal.isBuy() ? middle.exceeds(limit) : limit.exceeds(middle);
    }

    /** That of a bracket moves as freely as it was placed. */
    private static boolean takesThePlaceOfAnExit(Proposal proposal) {
        return !proposal.isMultiLeg()
                && proposal.replaced().flatMap(order -> order.links().parent()).isPresent();
    }

    private static void addMarket(
            Proposal proposal, Price limit, double percent, List<Distance> to) {
        if (proposal.isMultiLeg()) {
            to.add(
                    new Distance(
                            limit,
                            netMiddle(proposal),
                            sumOfMiddles(proposal),
                            percent,
                            "middleOfLegs"));
            return;
        }
        Symbol symbol = proposal.symbol();
        to.add(Distance.from(limit, proposal.quote(symbol).mid(), percent, "mid"));
        Instant oldest = proposal.now().minus(proposal.limits().maxTradeAge());
        proposal.view()
                .market()
                .trade(symbol)
                .filter(last -> !last.at().isBefore(oldest))
                .map(last -> Distance.from(limit, last.price(), percent, "lastTrade"))
                .ifPresent(to::add);
    }

    private static double percent(Proposal proposal) {
        return mostPercent(proposal.limits(), proposal.symbol(), proposal.isMultiLeg());
    }

    /** How far a limit may be away, in percent. */
    static double mostPercent(RiskLimits limits, Symbol symbol, boolean severalLegs) {
        return severalLegs || OptionTerms.multiplier(symbol) > 1
                ? limits.options().collarPercent()
                : limits.collarPercent();
    }

    /** Half a collar beyond the touch, rounded towards the market so that rounding never leaves the collar. */
    private static Price alone(Proposal proposal) {
        Quote quote = proposal.quote(proposal.symbol());
        double half = percent(proposal) / 200;
        boolean buy = proposal.isBuy();
        Price price = buy ? quote.ask().times(1 + half) : quote.bid().times(1 - half);
        Price tick =
                proposal.view()
                        .instruments()
                        .instrument(proposal.symbol(), proposal.now())
                        .flatMap(InstrumentStated::asset)
                        .flatMap(Asset::priceIncrement)
                        .orElseGet(() -> Terms.tick(price));
        return rounded(price, tick, buy).max(tick);
    }

    /** What all legs cost at their touches, and half a collar. */
    private static Price together(Proposal proposal) {
        Price cost = Price.ZERO;
        for (Claim leg : proposal.claims()) {
            Quote quote = proposal.quote(leg.symbol());
            boolean buy = leg.side() == Side.BUY;
            Price each = times(buy ? quote.ask() : quote.bid().negated(), ratio(proposal, leg));
            cost = cost.plus(each);
        }
        Price half = sumOfMiddles(proposal).times(percent(proposal) / 200);
        return rounded(cost.plus(half), Price.parse("0.01"), true);
    }

    private static Price netMiddle(Proposal proposal) {
        Price sum = Price.ZERO;
        for (Claim leg : proposal.claims()) {
            Price middle = times(proposal.quote(leg.symbol()).mid(), ratio(proposal, leg));
            sum = leg.side() == Side.BUY ? sum.plus(middle) : sum.minus(middle);
        }
        return sum;
    }

    private static Price sumOfMiddles(Proposal proposal) {
        Price sum = Price.ZERO;
        for (Claim leg : proposal.claims()) {
            sum = sum.plus(times(proposal.quote(leg.symbol()).mid(), ratio(proposal, leg)));
        }
        return sum;
    }

    private static long ratio(Proposal proposal, Claim leg) {
        return leg.quantity().raw() / proposal.intent().quantity().raw();
    }

    private static Price times(Price price, long ratio) {
        return new Price(Math.multiplyExact(price.raw(), ratio));
    }

    private static Price rounded(Price price, Price tick, boolean down) {
        BigDecimal ticks =
                price.toBigDecimal()
                        .divide(
                                tick.toBigDecimal(),
                                0,
                                down ? RoundingMode.FLOOR : RoundingMode.CEILING);
        return Price.of(ticks.multiply(tick.toBigDecimal()));
    }

    /** An order by amount gets most shares where they are cheapest; the estimate must not be below that. */
    private static Verdict estimated(Proposal proposal, Verdict verdict) {
        Optional<Money> amount = proposal.intent().instructions().notional();
        if (amount.isEmpty() || verdict instanceof Verdict.Denied) {
            return verdict;
        }
        Price cheapest = proposal.quote(proposal.symbol()).bid();
        long shares = FixedPoint.divide(amount.get().raw(), cheapest.raw());
        Quantity most = new Quantity(Math.addExact(shares, 1));
        return most.exceeds(proposal.intent().quantity())
                ? new Verdict.Changed(proposal.intent().sized(most), verdict.figures())
                : verdict;
    }
}
