package io.openbell.kernel.risk;

import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Side;
import io.openbell.kernel.risk.World.Resting;
import io.openbell.kernel.risk.World.Stock;
import io.openbell.kernel.risk.World.Trouble;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Looks at an order as it arrives, from the outside: every rule of the table written a second time, with plain decimals and
 * from what is true in the {@link World}. Shares no line with the gate.
 */
final class ExchangeSide {

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal MAX_NOTIONAL = new BigDecimal(5_000);
    private static final BigDecimal BUYING_POWER = new BigDecimal(4_500);
    private static final BigDecimal SHORT_SALE = new BigDecimal("1.03");
    private static final BigDecimal MAX_QUANTITY = new BigDecimal(1_000);

    private final World world;

    ExchangeSide(World world) {
        this.world = world;
    }

    /** The rows that this order breaks, in order. */
    List<Integer> broken(OrderIntent wish, OrderIntent sent, Instant now) {
        List<Integer> rows = new ArrayList<>();
        Stock stock = world.stock(sent.symbol().ticker());
        boolean buy = sent.side() == Side.BUY;
        BigDecimal quantity = sent.quantity().toBigDecimal();
        BigDecimal limit = limit(sent, stock);
        BigDecimal anchor =
                sent.terms() instanceof OrderTerms.StopLimit stop
                        ? stop.stopPrice().toBigDecimal()
                        : stock.mid();
        BigDecimal sameSide = world.resting(stock, buy);
        BigDecimal closable =
                (buy ? stock.held.negate() : stock.held).subtract(sameSide).max(BigDecimal.ZERO);
        boolean reduces = quantity.signum() > 0 && quantity.compareTo(closable) <= 0;
        add(rows, 1, world.has(Trouble.SUSPENDED) && !reduces);
        add(rows, 2, world.has(Trouble.OTHER_ACCOUNT));
        add(rows, 3, world.has(Trouble.HALTED));
        add(rows, 4, world.has(Trouble.NOT_RECONCILED));
        add(rows, 5, world.has(Trouble.COMPONENT_MISSING) && !reduces);
        add(rows, 6, world.has(Trouble.SOURCE_OFF));
        add(rows, 7, quantity.signum() <= 0 || limit.signum() <= 0);
        add(rows, 8, !stock.tradable);
        add(rows, 9, stock.name.equals("BAD") && !reduces);
        boolean whole = quantity.stripTrailingZeros().scale() <= 0;
        add(rows, 10, limit.stripTrailingZeros().scale() > 2 || (!whole && !buy && !reduces));
        add(
                rows,
                11,
                sent.terms() instanceof OrderTerms.StopLimit
                        && sent.timeInForce() == TimeInForce.IOC);
        add(rows, 12, world.has(Trouble.CLOSED));
        add(rows, 13, stock.halted);
        market(rows, stock, limit, anchor, now);
        if (!reduces) {
            sizes(rows, stock, buy, quantity, limit, sameSide);
        }
        BigDecimal opening = quantity.subtract(quantity.min(closable));
        BigDecimal each = buy ? limit : limit.max(stock.ask.multiply(SHORT_SALE));
        add(rows, 21, opening.multiply(each).compareTo(BUYING_POWER) > 0);
        add(rows, 22, !buy && opening.signum() > 0 && !stock.lent);
        boolean closes =
                sent.instructions()
                        .positionIntent()
                        .map(
                                stated ->
                                        stated == PositionIntent.SELL_TO_CLOSE
                                                || stated == PositionIntent.BUY_TO_CLOSE)
                        .orElse(false);
        add(rows, 23, closes && !reduces);
        add(rows, 24, world.names.contains(wish.id().value()));
        Instant before = world.lately.get(key(wish));
        boolean repeated = before != null && !before.isBefore(now.minusSeconds(10));
        add(rows, 24, repeated && !reduces);
        add(rows, 25, crosses(stock, buy, limit));
        conduct(rows, stock, reduces, now);
        add(rows, 29, world.has(Trouble.LOSS) && !reduces);
        add(rows, 30, !reduces && quantity.multiply(HUNDRED).compareTo(stock.volume) > 0);
        add(rows, 31, world.resting.stream().anyMatch(o -> o.stock == stock && o.unknown));
        add(rows, 32, world.has(Trouble.BLOCKED));
        add(rows, 33, sent.parent().isPresent());
        add(rows, 34, world.has(Trouble.JOURNAL_BROKEN));
        return rows;
    }

    static String key(OrderIntent wish) {
        return wish.symbol() + " " + wish.side() + " " + wish.quantity() + " " + wish.terms();
    }

    /** What one share costs at most, or brings at least. */
    static BigDecimal limit(OrderIntent sent, Stock stock) {
        if (sent.terms() instanceof OrderTerms.StopLimit stop) {
            return stop.limitPrice().toBigDecimal();
        }
        return sent.terms() instanceof OrderTerms.Limit stated
                ? stated.limitPrice().toBigDecimal()
                : stock.ask;
    }

    private static void market(
            List<Integer> rows, Stock stock, BigDecimal limit, BigDecimal anchor, Instant now) {
        add(rows, 14, Duration.between(stock.quotedAt, now).compareTo(Duration.ofSeconds(5)) > 0);
        BigDecimal spread = stock.ask.subtract(stock.bid);
        add(rows, 15, spread.signum() <= 0 || spread.compareTo(percent(stock.mid(), 2)) > 0);
        add(rows, 16, limit.subtract(anchor).abs().compareTo(percent(anchor, 3)) > 0);
    }

    private void sizes(
            List<Integer> rows,
            Stock stock,
            boolean buy,
            BigDecimal quantity,
            BigDecimal limit,
            BigDecimal sameSide) {
        BigDecimal price = buy ? limit : limit.max(stock.mid());
        add(
                rows,
                17,
                quantity.compareTo(MAX_QUANTITY) > 0
                        || quantity.multiply(price).compareTo(MAX_NOTIONAL) > 0);
        BigDecimal coming = sameSide.add(quantity);
        BigDecimal after = buy ? stock.held.add(coming) : stock.held.subtract(coming);
        add(
                rows,
                18,
                after.abs().multiply(price.max(stock.mid())).compareTo(percent(world.equity, 10))
                        > 0);
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal net = BigDecimal.ZERO;
        for (Stock each : world.stocks.values()) {
            BigDecimal buys = world.resting(each, true);
            BigDecimal sells = world.resting(each, false);
            BigDecimal mark = each.mid();
            if (each == stock) {
                buys = buy ? buys.add(quantity) : buys;
                sells = buy ? sells : sells.add(quantity);
                mark = mark.max(price);
            }
            BigDecimal most = each.held.add(buys);
            BigDecimal least = each.held.subtract(sells);
            gross = gross.add(most.abs().max(least.abs()).multiply(mark));
            net = net.add((buy ? most : least.negate()).multiply(mark));
        }
        add(rows, 19, gross.compareTo(percent(world.equity, 60)) > 0);
        add(rows, 19, net.compareTo(percent(world.equity, 35)) > 0);
        add(rows, 20, gross.compareTo(percent(world.equity, 50)) > 0);
    }

    private boolean crosses(Stock stock, boolean buy, BigDecimal limit) {
        for (Resting other : world.resting) {
            boolean meets =
                    buy ? limit.compareTo(other.limit) >= 0 : limit.compareTo(other.limit) <= 0;
            if (other.stock == stock && other.buy != buy && meets) {
                return true;
            }
        }
        return false;
    }

    private void conduct(List<Integer> rows, Stock stock, boolean reduces, Instant now) {
        int times = reduces ? 2 : 1;
        Instant minute = now.minusSeconds(60);
        add(rows, 26, since(stock.orders, minute) >= 5 * times);
        add(rows, 26, since(world.orders, minute) >= 60 * times);
        add(rows, 26, since(world.requests, minute) >= 130);
        add(rows, 27, !reduces && since(stock.roundTrips, now.minusSeconds(3_600)) >= 10);
        add(rows, 28, !reduces && (world.ordersToday >= 1_000 || world.resting.size() >= 12));
    }

    private static int since(Deque<Instant> times, Instant since) {
        return (int) times.stream().filter(time -> !time.isBefore(since)).count();
    }

    private static void add(List<Integer> rows, int row, boolean isBroken) {
        if (isBroken) {
            rows.add(row);
        }
    }

    private static BigDecimal percent(BigDecimal whole, int percent) {
        return whole.multiply(new BigDecimal(percent)).divide(HUNDRED);
    }
}
