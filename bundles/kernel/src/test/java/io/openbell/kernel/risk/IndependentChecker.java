package io.openbell.kernel.risk;

import io.openbell.api.market.Quote;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import io.openbell.api.view.Position;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules of quantity, price and value written a second time, from the table and with plain decimals; shares no line with
 * the gate. Says which row a wish breaks first.
 */
final class IndependentChecker {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final Scenario scenario;
    private final BigDecimal equity;
    private final BigDecimal buyingPower;

    IndependentChecker(Scenario scenario, String equity, String buyingPower) {
        this.scenario = scenario;
        this.equity = new BigDecimal(equity);
        this.buyingPower = new BigDecimal(buyingPower);
    }

    Optional<Integer> firstBroken(OrderIntent wish, Instant now) {
        RiskLimits limits = scenario.limits;
        BigDecimal quantity = wish.quantity().toBigDecimal();
        boolean buy = wish.side() == Side.BUY;
        if (quantity.signum() <= 0) {
            return Optional.of(7);
        }
        BigDecimal limit =
                wish.terms() instanceof OrderTerms.Limit stated
                        ? stated.limitPrice().toBigDecimal()
                        : null;
        if (limit != null && limit.signum() <= 0) {
            return Optional.of(7);
        }
        BigDecimal held = scenario.book.quantity(wish.symbol()).toBigDecimal();
        BigDecimal sameSide = pending(wish, wish.side());
        boolean opposite = buy ? held.signum() < 0 : held.signum() > 0;
        boolean reduces = opposite && quantity.add(sameSide).compareTo(held.abs()) <= 0;
        if (limit != null) {
            int decimals = Math.max(0, limit.stripTrailingZeros().scale());
            if (decimals > (limit.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4)) {
                return Optional.of(10);
            }
        }
        boolean fractional = quantity.stripTrailingZeros().scale() > 0;
        if (fractional && !buy && !reduces) {
            return Optional.of(10);
        }
        Quote quote = scenario.state.market().quote(wish.symbol()).orElseThrow();
        if (Duration.between(quote.at(), now).compareTo(Duration.ofSeconds(5)) > 0) {
            return Optional.of(14);
        }
        BigDecimal bid = quote.bid().toBigDecimal();
        BigDecimal ask = quote.ask().toBigDecimal();
        BigDecimal mid = bid.add(ask).divide(new BigDecimal(2));
        if (bid.compareTo(ask) >= 0 || ask.subtract(bid).compareTo(percent(mid, 2)) > 0) {
            return Optional.of(15);
        }
        if (limit == null) {
            limit =
                    buy
                            ? ask.multiply(new BigDecimal("1.015")).setScale(2, RoundingMode.FLOOR)
                            : bid.multiply(new BigDecimal("0.985"))
                                    .setScale(2, RoundingMode.CEILING);
        }
        if (limit.subtract(mid).abs().compareTo(percent(mid, 3)) > 0) {
            return Optional.of(16);
        }
        BigDecimal price = buy ? limit : limit.max(mid);
        if (!reduces) {
            if (quantity.compareTo(limits.maxOrderQuantity().toBigDecimal()) > 0
                    || quantity.multiply(price).compareTo(limits.maxOrderNotional().toBigDecimal())
                            > 0) {
                return Optional.of(17);
            }
            BigDecimal after =
                    buy
                            ? held.add(sameSide).add(quantity)
                            : held.subtract(sameSide).subtract(quantity);
            if (after.abs()
                            .multiply(price.max(mid))
                            .compareTo(percent(equity, limits.maxPositionNotionalPercent()))
                    > 0) {
                return Optional.of(18);
            }
            if (portfolioBroken(wish, quantity, price)) {
                return Optional.of(19);
            }
        }
        BigDecimal closable =
                opposite ? held.abs().subtract(sameSide).max(BigDecimal.ZERO) : BigDecimal.ZERO;
        BigDecimal opening = quantity.subtract(quantity.min(closable));
        BigDecimal unit = buy ? limit : limit.max(ask.multiply(new BigDecimal("1.03")));
        if (opening.multiply(unit).compareTo(buyingPower) > 0) {
            return Optional.of(21);
        }
        return Optional.empty();
    }

    private boolean portfolioBroken(OrderIntent wish, BigDecimal quantity, BigDecimal price) {
        TreeSet<String> symbols = new TreeSet<>();
        TreeMap<String, BigDecimal> held = new TreeMap<>();
        for (Position position : scenario.book.positions()) {
            symbols.add(position.symbol().ticker());
            held.put(position.symbol().ticker(), position.quantity().toBigDecimal());
        }
        scenario.open.forEach(order -> symbols.add(order.intent().symbol().ticker()));
        symbols.add(wish.symbol().ticker());
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal net = BigDecimal.ZERO;
        for (String symbol : symbols) {
            BigDecimal mark = scenario.saneMids.getOrDefault(symbol, Price.ZERO).toBigDecimal();
            BigDecimal buys = pending(symbol, Side.BUY);
            BigDecimal sells = pending(symbol, Side.SELL);
            if (symbol.equals(wish.symbol().ticker())) {
                mark = mark.max(price);
                buys = wish.side() == Side.BUY ? buys.add(quantity) : buys;
                sells = wish.side() == Side.SELL ? sells.add(quantity) : sells;
            }
            BigDecimal now = held.getOrDefault(symbol, BigDecimal.ZERO);
            gross = gross.add(now.add(buys).abs().max(now.subtract(sells).abs()).multiply(mark));
            net =
                    net.add(
                            (wish.side() == Side.BUY ? now.add(buys) : now.subtract(sells).negate())
                                    .multiply(mark));
        }
        return gross.compareTo(percent(equity, scenario.limits.maxGrossPercent())) > 0
                || net.compareTo(percent(equity, scenario.limits.maxNetPercent())) > 0;
    }

    private BigDecimal pending(OrderIntent wish, Side side) {
        return pending(wish.symbol().ticker(), side);
    }

    private BigDecimal pending(String symbol, Side side) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Order order : scenario.open) {
            if (order.intent().symbol().ticker().equals(symbol) && order.intent().side() == side) {
                sum = sum.add(order.intent().quantity().toBigDecimal());
            }
        }
        return sum;
    }

    private static BigDecimal percent(BigDecimal whole, double percent) {
        return whole.multiply(BigDecimal.valueOf(percent)).divide(HUNDRED);
    }
}
