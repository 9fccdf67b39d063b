package io.openbell.alpacaclient.decode;

import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerOrderDetails;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alpaca's orders, order updates and fills as ours. Words we do not know stay visible, and decide nothing. */
public final class VenueOrderJson {

    private static final int MOST_LEGS = 16;

    private VenueOrderJson() {}

    public static BrokerOrder order(Fields order) throws BrokerException {
        List<BrokerOrder> legs = legs(order);
        boolean severalLegs = order.text("order_class", "").equals("mleg");
        String status = order.text("status");
        Quantity filled = order.has("filled_qty") ? order.quantity("filled_qty") : Quantity.ZERO;
        // An order by amount of money has no quantity of its own.
        Quantity wished = order.has("qty") ? order.quantity("qty") : filled;
        Instant submitted =
                order.has("submitted_at")
                        ? order.instant("submitted_at")
                        : order.instant("created_at");
        String brokerId = order.text("id");
        Symbol symbol =
                severalLegs && order.text("symbol", "").isEmpty()
                        ? underlying(order, legs)
                        : order.symbol("symbol");
        AssetClass kind = AccountJson.assetClass(order.text("asset_class", ""), symbol);
        return new BrokerOrder(
                brokerId,
                clientId(order, brokerId),
                severalLegs ? symbol : AccountJson.symbol(order, kind),
                severalLegs && order.text("side", "").isEmpty() ? Side.BUY : side(order),
                wished,
                filled,
                new Price(order.decimalOrZero("filled_avg_price")),
                status(status, order.text("time_in_force", "")),
                status,
                submitted,
                order.instant("updated_at", submitted),
                details(order, kind),
                legs);
    }

    private static List<BrokerOrder> legs(Fields order) throws BrokerException {
        List<BrokerOrder> legs = new ArrayList<>();
        if (order.has("legs")) {
            for (Fields leg : order.list("legs")) {
                if (legs.size() == MOST_LEGS) {
                    throw order.unusable("legs", order.required("legs"), MOST_LEGS + " at most");
                }
                legs.add(order(leg));
            }
        }
        return legs;
    }

    private static Symbol underlying(Fields order, List<BrokerOrder> legs) throws BrokerException {
        if (legs.isEmpty()) {
            throw order.lacks("legs");
        }
        return legs.get(0).symbol().underlying();
    }

    private static BrokerOrderDetails details(Fields order, AssetClass kind)
            throws BrokerException {
        return new BrokerOrderDetails(
                kind,
                order.text("order_class", "simple"),
                order.text("type", order.text("order_type", "")),
                order.text("time_in_force", ""),
                price(order, "limit_price"),
                price(order, "stop_price"),
                order.has("notional") ? Optional.of(order.money("notional")) : Optional.empty(),
                order.flag("extended_hours", false),
                positionIntent(order.text("position_intent", "")),
                Math.max(1, (int) (order.decimalOrZero("ratio_qty") / FixedPoint.ONE)),
                order.text("replaces", ""),
                order.text("replaced_by", ""));
    }

    private static Optional<Price> price(Fields order, String name) throws BrokerException {
        return order.has(name) ? Optional.of(order.price(name)) : Optional.empty();
    }

    private static Optional<PositionIntent> positionIntent(String word) {
        return switch (word) {
            case "buy_to_open" -> Optional.of(PositionIntent.BUY_TO_OPEN);
            case "buy_to_close" -> Optional.of(PositionIntent.BUY_TO_CLOSE);
            case "sell_to_open" -> Optional.of(PositionIntent.SELL_TO_OPEN);
            case "sell_to_close" -> Optional.of(PositionIntent.SELL_TO_CLOSE);
            default -> Optional.empty();
        };
    }

    private static OrderId clientId(Fields order, String brokerId) throws BrokerException {
        String text = order.text("client_order_id", brokerId);
        if (text.length() > 128) {
            throw order.unusable(
                    "client_order_id", order.required("client_order_id"), "1 to 128 characters");
        }
        return new OrderId(text);
    }

    /**
     * Every word of the specification. An order that is done for the day works on the next one, unless it was for this day
     * only; the rest of what is "calculated" or suspended may still move.
     */
    private static BrokerOrder.Status status(String word, String timeInForce) {
        return switch (word) {
            case "new",
                    "accepted",
                    "pending_new",
                    "partially_filled",
                    "accepted_for_bidding",
                    "stopped",
                    "suspended",
                    "calculated",
                    "pending_replace" ->
                    BrokerOrder.Status.WORKING;
            case "held" -> BrokerOrder.Status.HELD;
            case "pending_cancel" -> BrokerOrder.Status.PENDING_CANCEL;
            case "filled" -> BrokerOrder.Status.FILLED;
            case "canceled" -> BrokerOrder.Status.CANCELED;
            case "expired" -> BrokerOrder.Status.EXPIRED;
            case "done_for_day" ->
                    timeInForce.equals("gtc")
                            ? BrokerOrder.Status.WORKING
                            : BrokerOrder.Status.EXPIRED;
            case "rejected" -> BrokerOrder.Status.REJECTED;
            case "replaced" -> BrokerOrder.Status.REPLACED;
            default -> BrokerOrder.Status.OTHER;
        };
    }

    private static Side side(Fields object) throws BrokerException {
        return switch (object.text("side")) {
            case "buy" -> Side.BUY;
            case "sell", "sell_short" -> Side.SELL;
            default -> throw object.unusable("side", object.required("side"), "buy or sell");
        };
    }

    /** One message of the stream; what is no fill has none. */
    public static BrokerReport report(Fields data, Instant receivedAt) throws BrokerException {
        String event = data.text("event");
        BrokerOrder order = order(data.child("order"));
        Instant at = data.instant("timestamp", receivedAt);
        if (!event.equals("fill") && !event.equals("partial_fill")) {
            return new BrokerReport(event, order, Optional.empty(), at);
        }
        BrokerFill fill =
                new BrokerFill(
                        data.text("execution_id"),
                        order.brokerId(),
                        order.symbol(),
                        order.side(),
                        data.price("price"),
                        positive(data, "qty"),
                        at);
        return new BrokerReport(event, order, Optional.of(fill), at);
    }

    /** One FILL activity. Its id is a time, two colons, and the execution id that the stream used. */
    public static BrokerFill fill(Fields activity) throws BrokerException {
        String id = activity.text("id");
        int colons = id.indexOf("::");
        return new BrokerFill(
                colons < 0 ? id : id.substring(colons + 2),
                activity.text("order_id"),
                activity.symbol("symbol"),
                side(activity),
                activity.price("price"),
                positive(activity, "qty"),
                activity.instant("transaction_time"));
    }

    private static Quantity positive(Fields object, String name) throws BrokerException {
        Quantity quantity = object.quantity(name);
        if (!quantity.isPositive()) {
            throw object.unusable(name, object.required(name), "a number above zero");
        }
        return quantity;
    }
}
