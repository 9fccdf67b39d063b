package io.openbell.alpacaclient;

import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.MarketClock;
import io.openbell.api.market.Bar;
import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Alpaca's objects as ours. */
final class VenueJson {

    private VenueJson() {}

    static BrokerAccount account(Fields account, Instant at) throws BrokerException {
        String status = account.text("status");
        String blocked = "";
        if (!status.equals("ACTIVE")) {
            blocked = "status " + status;
        }
        for (String flag :
                new String[] {"account_blocked", "trading_blocked", "trade_suspended_by_user"}) {
            if (account.flag(flag, false)) {
                blocked = blocked.isEmpty() ? flag : blocked + ", " + flag;
            }
        }
        var equity = account.money("equity");
        return new BrokerAccount(
                account.text("account_number"),
                account.money("cash"),
                equity,
                account.has("last_equity") ? account.money("last_equity") : equity,
                account.money("buying_power"),
                blocked.isEmpty(),
                blocked,
                at);
    }

    static BrokerPosition position(Fields position) throws BrokerException {
        Quantity quantity = position.quantity("qty");
        boolean isShort = position.text("side", "long").equals("short");
        return new BrokerPosition(
                position.symbol("symbol"),
                isShort && quantity.isPositive() ? quantity.negated() : quantity,
                position.price("avg_entry_price"));
    }

    static BrokerOrder order(Fields order) throws BrokerException {
        String status = order.text("status");
        Quantity filled = order.has("filled_qty") ? order.quantity("filled_qty") : Quantity.ZERO;
        // An order by amount of money, which only others place, has no quantity of its own.
        Quantity wished = order.has("qty") ? order.quantity("qty") : filled;
        Instant submitted =
                order.has("submitted_at")
                        ? order.instant("submitted_at")
                        : order.instant("created_at");
        String brokerId = order.text("id");
        return new BrokerOrder(
                brokerId,
                clientId(order, brokerId),
                order.symbol("symbol"),
                side(order),
                wished,
                filled,
                new Price(order.decimalOrZero("filled_avg_price")),
                status(status),
                status,
                submitted,
                order.instant("updated_at", submitted));
    }

    private static OrderId clientId(Fields order, String brokerId) throws BrokerException {
        String text = order.text("client_order_id", brokerId);
        if (text.length() > 128) {
            throw order.unusable(
                    "client_order_id", order.required("client_order_id"), "1 to 128 characters");
        }
        return new OrderId(text);
    }

    private static BrokerOrder.Status status(String word) {
        return switch (word) {
            case "new",
                    "accepted",
                    "pending_new",
                    "partially_filled",
                    "accepted_for_bidding",
                    "stopped",
                    "suspended",
                    "held",
                    "calculated",
                    "pending_replace" ->
                    BrokerOrder.Status.WORKING;
            case "pending_cancel" -> BrokerOrder.Status.PENDING_CANCEL;
            case "filled" -> BrokerOrder.Status.FILLED;
            case "canceled" -> BrokerOrder.Status.CANCELED;
            case "expired", "done_for_day" -> BrokerOrder.Status.EXPIRED;
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
    static BrokerReport report(Fields data, Instant receivedAt) throws BrokerException {
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
    static BrokerFill fill(Fields activity) throws BrokerException {
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

    static Asset asset(Fields asset) throws BrokerException {
        return new Asset(
                asset.symbol("symbol"),
                asset.text("name", ""),
                asset.text("exchange", ""),
                asset.flag("tradable", false) && asset.text("status", "active").equals("active"),
                asset.flag("fractionable", false),
                asset.flag("shortable", false));
    }

    static MarketClock clock(Fields clock) throws BrokerException {
        return new MarketClock(
                clock.instant("timestamp"),
                clock.flag("is_open"),
                clock.instant("next_open"),
                clock.instant("next_close"));
    }

    static Quote quote(Symbol symbol, Fields quote) throws BrokerException {
        return new Quote(
                symbol,
                new Price(quote.decimalOrZero("bp")),
                new Quantity(quote.decimalOrZero("bs")),
                new Price(quote.decimalOrZero("ap")),
                new Quantity(quote.decimalOrZero("as")),
                quote.instant("t"));
    }

    static Bar bar(Symbol symbol, Duration width, Fields bar) throws BrokerException {
        Price close = bar.price("c");
        return new Bar(
                symbol,
                width,
                bar.instant("t"),
                bar.price("o"),
                bar.price("h"),
                bar.price("l"),
                close,
                bar.quantity("v"),
                bar.has("vw") ? bar.price("vw") : close,
                bar.decimalOrZero("n") / FixedPoint.ONE);
    }
}
