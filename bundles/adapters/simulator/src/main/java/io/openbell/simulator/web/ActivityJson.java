package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.CorporateActions;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.trading.Activity;
import io.openbell.simulator.trading.Books;
import io.openbell.simulator.trading.Decimals;
import io.openbell.simulator.trading.Execution;
import io.openbell.simulator.trading.History;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Activities as Alpaca writes them: in lists, and as events. */
final class ActivityJson {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS").withZone(Sessions.NEW_YORK);

    private ActivityJson() {}

    /** By which pages are turned. */
    static String id(History.Event event) {
        return STAMP.format(event.at()) + "::" + event.id();
    }

    /** An item of a list. */
    static ObjectNode of(History.Event event, Books books) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", id(event));
        if (event instanceof History.Fill fill) {
            put(json, fill.execution());
        } else if (event instanceof History.Other other) {
            put(json, other.activity(), books);
        }
        return json;
    }

    private static void put(ObjectNode json, Execution fill) {
        json.put("activity_type", "FILL");
        json.put("type", fill.completes() ? "fill" : "partial_fill");
        json.put("transaction_time", fill.at().toString());
        json.put("price", Decimals.text(fill.price()));
        json.put("qty", Decimals.text(fill.quantity()));
        json.put("side", fill.side().word());
        json.put("symbol", fill.symbol());
        json.put("leaves_qty", Decimals.text(fill.leaves()));
        json.put("order_id", fill.orderId());
        json.put("cum_qty", Decimals.text(fill.cumulative()));
        json.put("order_status", status(fill));
    }

    private static String status(Execution fill) {
        return fill.completes() ? "filled" : "partially_filled";
    }

    private static void put(ObjectNode json, Activity activity, Books books) {
        json.put("account_id", books.accountId());
        json.put("activity_type", activity.type());
        json.put("date", day(activity).toString());
        json.put("created_at", activity.at().toString());
        Activity.OfAction action = activity.action();
        if (action != null) {
            if (!action.subType().isEmpty()) {
                json.put("activity_sub_type", action.subType());
            }
            json.put("group_id", action.groupId());
            json.put("per_share_amount", Decimals.textOrNull(action.perShare()));
        }
        json.put("net_amount", Decimals.text(activity.netAmount()));
        json.put("description", activity.description());
        json.put("currency", "USD");
        json.put("status", "executed");
        if (activity.symbol() != null) {
            json.put("symbol", activity.symbol());
            if (action != null) {
                json.put("cusip", CorporateActions.cusip(activity.symbol()));
            }
        }
        if (activity.quantity() != null) {
            json.put("qty", Decimals.text(activity.quantity()));
        }
        if (activity.price() != null) {
            json.put("price", Decimals.text(activity.price()));
        }
    }

    /** Of a corporate action its own, whenever it was booked. */
    private static LocalDate day(Activity activity) {
        if (activity.action() != null) {
            return activity.action().day();
        }
        return LocalDate.ofInstant(activity.at(), Sessions.NEW_YORK);
    }

    /** An event of the stream of activities. */
    static ObjectNode event(History.Event event, Books books) {
        LocalDate day = LocalDate.ofInstant(event.at(), Sessions.NEW_YORK);
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("event_id", event.eventId());
        json.put("at", event.at().toString());
        json.put("executed_at", event.at().toString());
        json.put("settle_date", day.plusDays(1).toString());
        json.put("status", "executed");
        json.put("currency", "USD");
        json.put("ref_id", event.id());
        if (event instanceof History.Fill fill) {
            putEvent(json, fill.execution(), books);
        } else if (event instanceof History.Other other) {
            putEvent(json, other.activity());
        }
        return json;
    }

    private static void putEvent(ObjectNode json, Execution fill, Books books) {
        json.put("activity_type", "TRD");
        json.put("price", Decimals.text(fill.price()));
        json.put("qty", Decimals.text(fill.quantity()));
        ObjectNode details = json.putObject("details");
        details.put("asset_id", Listing.id(fill.symbol()));
        details.put("symbol", fill.symbol());
        details.put("side", fill.side().word());
        details.put("order_id", fill.orderId());
        books.find(fill.orderId())
                .ifPresent(order -> details.put("client_order_id", order.ticket().clientOrderId()));
        details.put("execution_type", "fill");
        details.put("order_status", status(fill));
        details.put("cum_qty", Decimals.text(fill.cumulative()));
        details.put("leaves_qty", Decimals.text(fill.leaves()));
        details.put("commission", "0");
    }

    private static void put(ObjectNode details, Activity.Names names) {
        details.put("old_symbol", names.from());
        details.put("old_cusip", CorporateActions.cusip(names.from()));
        details.put("new_symbol", names.to());
        details.put("new_cusip", CorporateActions.cusip(names.to()));
        details.put("position_qty", Decimals.text(names.held()));
    }

    private static void putEvent(ObjectNode json, Activity activity) {
        json.put("activity_type", activity.type());
        json.put("net_amount", Decimals.text(activity.netAmount()));
        if (activity.quantity() != null) {
            json.put("qty", Decimals.text(activity.quantity()));
        }
        if (activity.price() != null) {
            json.put("price", Decimals.text(activity.price()));
        }
        ObjectNode details = json.putObject("details");
        details.put("description", activity.description());
        Activity.OfAction action = activity.action();
        details.put("group_id", action == null ? activity.id() : action.groupId());
        if (action != null && !action.subType().isEmpty()) {
            json.put("activity_sub_type", action.subType());
        }
        if (action != null && action.names() != null) {
            put(details, action.names());
        } else if (activity.symbol() != null) {
            details.put("symbol", activity.symbol());
        }
    }
}
