package io.openbell.alpacaclient.account;

import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.decode.VenueOrderJson;
import io.openbell.alpacaclient.rest.RestResponse;
import io.openbell.alpacaclient.rest.VenueRest;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.ReplaceOutcome;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.order.OrderId;

/**
 * What is known after the venue has answered. Only an answer that says so proves anything: whatever is not understood
 * leaves the order unknown.
 */
public final class Outcomes {

    private Outcomes() {}

    static SubmitOutcome ofSubmit(OrderId id, RestResponse response, VenueRest rest) {
        if (response.isSuccess()) {
            return ofAccepted(id, response, rest);
        }
        int status = response.status();
        String detail = rest.detail(response);
        return switch (status) {
            case 400, 401, 403, 404 -> new SubmitOutcome.Rejected(status, detail);
            case 422 ->
                    saysDuplicate(detail)
                            ? new SubmitOutcome.AlreadyThere(detail)
                            : new SubmitOutcome.Rejected(status, detail);
            case 429 -> new SubmitOutcome.NotSent("HTTP 429: " + detail);
            default -> new SubmitOutcome.Unknown("HTTP " + status + ": " + detail);
        };
    }

    private static SubmitOutcome ofAccepted(OrderId id, RestResponse response, VenueRest rest) {
        try {
            String source = "order (" + response.contentType() + ")";
            BrokerOrder placed =
                    VenueOrderJson.order(
                            Fields.of(source, Fields.document(source, response.body())));
            if (!placed.clientId().equals(id)) {
                return new SubmitOutcome.Unknown(
                        "the venue answered with another order, client_order_id="
                                + placed.clientId());
            }
            return new SubmitOutcome.Accepted(placed);
        } catch (BrokerException unreadable) {
            return new SubmitOutcome.Unknown(
                    "HTTP " + response.status() + ": " + rest.reason(unreadable));
        }
    }

    private static boolean saysDuplicate(String detail) {
        return detail.contains("client_order_id")
                && (detail.contains("unique") || detail.contains("duplicate"));
    }

    static ReplaceOutcome ofReplace(OrderId newId, RestResponse response, VenueRest rest) {
        // The same words mean the same: what a new order would be told, its replacement is told.
        SubmitOutcome same = ofSubmit(newId, response, rest);
        if (same instanceof SubmitOutcome.Accepted accepted) {
            return new ReplaceOutcome.Requested(accepted.order());
        } else if (same instanceof SubmitOutcome.Rejected rejected) {
            return new ReplaceOutcome.Rejected(rejected.httpStatus(), rejected.detail());
        } else if (same instanceof SubmitOutcome.AlreadyThere there) {
            return new ReplaceOutcome.AlreadyThere(there.detail());
        } else if (same instanceof SubmitOutcome.NotSent unsent) {
            return new ReplaceOutcome.NotSent(unsent.detail());
        }
        return new ReplaceOutcome.Unknown(((SubmitOutcome.Unknown) same).detail());
    }

    static CancelOutcome ofCancel(VenueRest.Asked asked, VenueRest rest) {
        RestResponse response = asked.response();
        if (response.isSuccess()) {
            return new CancelOutcome.Requested();
        }
        String detail = "HTTP " + response.status() + ": " + rest.detail(response);
        return switch (response.status()) {
            case 404, 422 ->
                    asked.doubtful()
                            ? new CancelOutcome.Unknown(
                                    detail + ", after an attempt that was not answered")
                            : new CancelOutcome.Rejected(response.status(), rest.detail(response));
            case 400, 401, 403 ->
                    new CancelOutcome.Rejected(response.status(), rest.detail(response));
            default -> new CancelOutcome.Unknown(detail);
        };
    }
}
