package io.openbell.simulator.trading;

import io.openbell.simulator.market.AssetClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads {@code take_profit} and {@code stop_loss}: the exits of a bracket, an OTO or an OCO. */
final class ExitReader {

    private final Fields profit;
    private final Fields loss;
    private final OrderTicket main;
    private final String name;

    ExitReader(Fields fields, OrderTicket main) throws Refusal {
        this.profit = fields.inside("take_profit");
        this.loss = fields.inside("stop_loss");
        this.main = main;
        this.name = main.orderClass().word();
    }

    OrderRequest read() throws Refusal {
        if (main.extendedHours()) {
            throw Refusal.unprocessable("extended hours is not supported for " + name + " orders");
        }
        if (main.lasting() != Lasting.DAY && main.lasting() != Lasting.GTC) {
            throw Refusal.unprocessable(name + " orders must be DAY or GTC orders");
        }
        return switch (main.orderClass()) {
            case BRACKET -> bracket();
            case OTO -> oneTriggersOther();
            case OCO -> oneCancelsOther();
            case SIMPLE, MLEG -> throw new IllegalStateException("no exits: " + main.orderClass());
        };
    }

    private OrderRequest bracket() throws Refusal {
        if (main.type() != OrderType.MARKET && main.type() != OrderType.LIMIT) {
            throw Refusal.invalid("bracket orders must be market or limit orders");
        }
        OrderTicket takeProfit = takeProfit();
        OrderTicket stopLoss = stopLoss(opposite());
        requireRightSides(takeProfit.limitPrice(), stopLoss.stopPrice(), main.side());
        return new OrderRequest(
                main,
                List.of(
                        new OrderRequest.Leg(LegRole.TAKE_PROFIT, takeProfit),
                        new OrderRequest.Leg(LegRole.STOP_LOSS, stopLoss)));
    }

    private OrderRequest oneTriggersOther() throws Refusal {
        boolean profits = profit.has("limit_price");
        boolean stops = loss.has("stop_price");
        if (profits == stops) {
            throw Refusal.unprocessable(
                    "oto orders require one of take_profit.limit_price or stop_loss.stop_price");
        }
        List<OrderRequest.Leg> legs = new ArrayList<>();
        if (profits) {
            legs.add(new OrderRequest.Leg(LegRole.TAKE_PROFIT, takeProfit()));
        } else {
            legs.add(new OrderRequest.Leg(LegRole.STOP_LOSS, stopLoss(opposite())));
        }
        return new OrderRequest(main, legs);
    }

    private OrderRequest oneCancelsOther() throws Refusal {
        if (main.type() != OrderType.LIMIT) {
            throw Refusal.invalid("oco orders must be limit orders");
        }
        OrderTicket stopLoss = stopLoss(main.side());
        requireRightSides(main.limitPrice(), stopLoss.stopPrice(), opposite());
        return new OrderRequest(main, List.of(new OrderRequest.Leg(LegRole.STOP_LOSS, stopLoss)));
    }

    private Side opposite() {
        return main.side() == Side.BUY ? Side.SELL : Side.BUY;
    }

    private static void requireRightSides(
            @Nullable BigDecimal profit, @Nullable BigDecimal stop, Side entry) throws Refusal {
        if (profit == null || stop == null) {
            return;
        }
        if (entry == Side.BUY ? profit.compareTo(stop) <= 0 : profit.compareTo(stop) >= 0) {
            throw Refusal.unprocessable(
                    "take_profit.limit_price must be "
                            + (entry == Side.BUY ? ">" : "<")
                            + " stop_loss.stop_price");
        }
    }

    private OrderTicket takeProfit() throws Refusal {
        BigDecimal price = profit.requiredPrice("limit_price", AssetClass.US_EQUITY, name);
        return exit(OrderType.LIMIT, opposite(), price, null);
    }

    private OrderTicket stopLoss(Side side) throws Refusal {
        BigDecimal stop = loss.requiredPrice("stop_price", AssetClass.US_EQUITY, name);
        BigDecimal limit = loss.price("limit_price", AssetClass.US_EQUITY);
        return exit(limit == null ? OrderType.STOP : OrderType.STOP_LIMIT, side, limit, stop);
    }

    private OrderTicket exit(
            OrderType type, Side side, @Nullable BigDecimal limit, @Nullable BigDecimal stop) {
        return new OrderTicket(
                UUID.randomUUID().toString(),
                main.symbol(),
                side,
                main.quantity(),
                type,
                main.lasting(),
                limit,
                stop,
                null,
                null,
                false,
                main.orderClass(),
                null,
                PositionIntent.of(side, true),
                null,
                null);
    }
}
