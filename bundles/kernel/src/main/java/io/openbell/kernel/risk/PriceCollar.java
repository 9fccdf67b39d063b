package io.openbell.kernel.risk;

import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Row 16: a limit is close to the middle of the market and to the last trade, if there was one lately. A market order
 * becomes a limit half a collar beyond the touch (where configured), so that it pays the market but never any price; its
 * time in force stays. The limit of a stop-limit order is held against its stop, as the market is not there yet; stops
 * without a limit state no price to check.
 */
record PriceCollar() implements RiskCheck {

    @Override
    public int row() {
        return 16;
    }

    @Override
    public Verdict check(Proposal proposal) {
        OrderTerms terms = proposal.intent().terms();
        if (terms instanceof OrderTerms.StopLimit stop) {
            return within(proposal, stop.limitPrice(), stop.stopPrice(), "stop");
        }
        if (terms instanceof OrderTerms.Limit limit) {
            return withinMarket(proposal, limit.limitPrice());
        }
        if (terms instanceof OrderTerms.Market && proposal.limits().convertMarketOrders()) {
            Price limit = marketable(proposal);
            Verdict verdict = withinMarket(proposal, limit);
            return verdict instanceof Verdict.Denied
                    ? verdict
                    : new Verdict.Changed(limited(proposal.intent(), limit), verdict.figures());
        }
        return Verdict.pass("terms=%s price=none to check", terms);
    }

    private static Verdict withinMarket(Proposal proposal, Price limit) {
        Verdict verdict = within(proposal, limit, proposal.quote().mid(), "mid");
        Optional<Trade> trade =
                proposal.view()
                        .trade(proposal.symbol())
                        .filter(
                                last ->
                                        !last.at()
                                                .isBefore(
                                                        proposal.now()
                                                                .minus(
                                                                        proposal.limits()
                                                                                .maxTradeAge())));
        if (verdict instanceof Verdict.Denied || trade.isEmpty()) {
            return verdict;
        }
        return within(proposal, limit, trade.get().price(), "lastTrade");
    }

    private static Verdict within(Proposal proposal, Price limit, Price anchor, String name) {
        Price width = anchor.times(proposal.limits().collarPercent() / 100);
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

    /** Half a collar beyond the touch, rounded towards the market so that rounding never leaves the collar. */
    private static Price marketable(Proposal proposal) {
        Quote quote = proposal.quote();
        double half = proposal.limits().collarPercent() / 200;
        boolean buy = proposal.isBuy();
        Price price = buy ? quote.ask().times(1 + half) : quote.bid().times(1 - half);
        Price tick = Terms.tick(price);
        BigDecimal ticks =
                price.toBigDecimal()
                        .divide(
                                tick.toBigDecimal(),
                                0,
                                buy ? RoundingMode.FLOOR : RoundingMode.CEILING);
        return Price.of(ticks.multiply(tick.toBigDecimal())).max(tick);
    }

    private static OrderIntent limited(OrderIntent intent, Price limit) {
        return intent.with(new OrderTerms.Limit(limit));
    }
}
