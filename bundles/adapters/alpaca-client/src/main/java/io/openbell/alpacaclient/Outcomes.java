package io.openbell.alpacaclient;

import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.order.OrderId;

/**
 * What is known after the venue has answered. Only an answer that says so proves anything: whatever is not understood
 * leaves the order unknown.
 */
final class Outcomes {

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
            String source = "POST /v2/orders (" + response.contentType() + ")";
            BrokerOrder placed =
                    VenueJson.order(Fields.of(source, Fields.document(source, response.body())));
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

    static CancelOutcome ofCancel(RestResponse response, VenueRest rest) {
        if (response.isSuccess()) {
            return new CancelOutcome.Requested();
        }
        String detail = rest.detail(response);
        return switch (response.status()) {
            case 400, 401, 403, 404, 422 -> new CancelOutcome.Rejected(response.status(), detail);
            default -> new CancelOutcome.Unknown("HTTP " + response.status() + ": " + detail);
        };
    }
}
