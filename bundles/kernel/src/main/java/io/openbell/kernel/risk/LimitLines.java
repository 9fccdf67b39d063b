package io.openbell.kernel.risk;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.market.Quote;
import io.openbell.api.order.Order;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.RiskBoard.Kind;
import io.openbell.api.view.RiskBoard.Line;
import io.openbell.kernel.breaker.Lines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far the limits of the gate are used at one moment, everything that may still fill included. */
final class LimitLines {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What is held and what is on its way of one symbol. */
    private static final class Holding {
        private Quantity held = Quantity.ZERO;
        private Quantity buys = Quantity.ZERO;
        private Quantity sells = Quantity.ZERO;
        private Price price = Price.ZERO;

        private Quantity most() {
            return held.plus(buys);
        }

        private Quantity least() {
            return held.minus(sells);
        }

        private Money worst() {
            return price.times(most().abs().max(least().abs()));
        }
    }

    private final RiskLimits limits;
    private final RiskView view;
    private final List<Order> open;
    private final Instant now;
    private final double equity;
    private final Map<Symbol, Holding> holdings = new TreeMap<>();

    LimitLines(RiskLimits limits, RiskView view, List<Order> open, Instant now) {
        this.limits = limits;
        this.view = view;
        this.open = open;
        this.now = now;
        equity = view.account().map(account -> account.equity().toDouble()).orElse(Double.NaN);
        for (Position position : view.positions()) {
            if (!position.quantity().isZero()) {
                Holding holding = holding(position.symbol());
                holding.held = position.quantity();
                holding.price =
                        position.mark().isPositive() ? position.mark() : position.averagePrice();
            }
        }
        for (Claim claim : Commitments.of(open, view.external()).claims()) {
            Holding holding = holding(claim.symbol());
            if (claim.side() == Side.BUY) {
                holding.buys = holding.buys.plus(claim.quantity());
            } else {
                holding.sells = holding.sells.plus(claim.quantity());
            }
            holding.price = holding.price.max(claim.price());
        }
        holdings.forEach(
                (symbol, holding) ->
                        holding.price = view.market().mark(symbol).orElse(holding.price));
    }

    private Holding holding(Symbol symbol) {
        return holdings.computeIfAbsent(symbol, any -> new Holding());
    }

    List<Line> all() {
        List<Line> lines = new ArrayList<>();
        exposure(lines);
        orders(lines);
        holdings.forEach((symbol, holding) -> symbol(lines, symbol, holding));
        return lines;
    }

    /** What strategies may commit, of those that are bounded. */
    List<Line> capital() {
        List<Line> lines = new ArrayList<>();
        new TreeMap<>(view.capital().bySource())
                .forEach(
                        (source, share) ->
                                lines.add(
                                        Lines.line(
                                                Kind.CAPITAL,
                                                "capital",
                                                source,
                                                new SourceExposure(view, source, open)
                                                        .total()
                                                        .toDouble(),
                                                view.account()
                                                        .map(BrokerAccount::equity)
                                                        .map(share::at)
                                                        .map(Money::toDouble)
                                                        .orElse(Double.NaN),
                                                "USD",
                                                false,
                                                "")));
        return lines;
    }

    private void exposure(List<Line> lines) {
        Money gross = Money.ZERO;
        Money longest = Money.ZERO;
        Money shortest = Money.ZERO;
        for (Holding holding : holdings.values()) {
            gross = gross.plus(holding.worst());
            longest = longest.plus(holding.price.times(holding.most()));
            shortest = shortest.plus(holding.price.times(holding.least()));
        }
        lines.add(Lines.limit("gross-exposure", "", percent(gross), limits.maxGrossPercent(), "%"));
        lines.add(
                Lines.limit(
                        "net-exposure",
                        "",
                        percent(longest.abs().max(shortest.abs())),
                        limits.maxNetPercent(),
                        "%"));
        Optional<BrokerAccount> account = view.account();
        lines.add(
                Lines.limit(
                        "buying-power",
                        "",
                        account.isEmpty() ? Double.NaN : view.reserved().toDouble(),
                        account.map(stated -> stated.buyingPower().toDouble()).orElse(Double.NaN),
                        "USD"));
    }

    private void orders(List<Line> lines) {
        lines.add(
                Lines.limit(
                        "orders-per-minute",
                        "",
                        view.pace().ordersSince(now.minus(MINUTE)),
                        limits.maxOrdersPerMinute(),
                        "orders"));
        double largestValue = 0;
        double largestQuantity = 0;
        for (Order order : open) {
            Price price =
                    view.market()
                            .mark(order.intent().symbol())
                            .orElse(Price.ZERO)
                            .max(Claim.statedPrice(order.intent()));
            largestValue = Math.max(largestValue, price.times(order.remaining()).toDouble());
            largestQuantity = Math.max(largestQuantity, order.remaining().toDouble());
        }
        lines.add(
                Lines.limit(
                        "order-notional",
                        "",
                        largestValue,
                        limits.maxOrderNotional().toDouble(),
                        "USD"));
        lines.add(
                Lines.limit(
                        "order-quantity",
                        "",
                        largestQuantity,
                        limits.maxOrderQuantity().toDouble(),
                        "shares"));
    }

    private void symbol(List<Line> lines, Symbol symbol, Holding holding) {
        String scope = symbol.ticker();
        lines.add(
                Lines.limit(
                        "position-notional",
                        scope,
                        percent(holding.worst()),
                        limits.maxPositionNotionalPercent(),
                        "%"));
        lines.add(
                Lines.limit(
                        "orders-per-minute",
                        scope,
                        view.pace().ordersSince(symbol, now.minus(MINUTE)),
                        limits.maxOrdersPerMinutePerSymbol(),
                        "orders"));
        Optional<Quote> quote = view.market().quote(symbol);
        double age =
                view.market()
                        .quoteSeenAt(symbol)
                        .map(seen -> (double) Duration.between(seen, now).toMillis())
                        .orElse(Double.NaN);
        lines.add(
                Lines.limit(
                        "quote-age",
                        scope,
                        Double.isNaN(age) ? age : Math.max(0, age),
                        limits.maxQuoteAge().toMillis(),
                        "ms"));
        double spread =
                quote.filter(Quote::isSane)
                        .map(last -> 100.0 * last.spread().raw() / last.mid().raw())
                        .orElse(Double.NaN);
        lines.add(Lines.limit("spread", scope, spread, limits.maxSpreadPercent(), "%"));
    }

    private double percent(Money part) {
        return equity > 0 ? 100 * part.toDouble() / equity : Double.NaN;
    }
}
