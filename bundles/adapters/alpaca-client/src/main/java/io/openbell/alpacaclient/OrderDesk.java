package io.openbell.alpacaclient;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpMethod;
import io.openbell.alpacaclient.RestRequest.Lane;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.ReplaceOutcome;
import io.openbell.api.broker.Replacement;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Symbol;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changes something at the venue. New orders and replacements are sent once, never again; cancels are repeated while
 * they are not answered. Any thread.
 */
final class OrderDesk {

    private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);
    private static final String ORDERS = "/v2/orders";

    private final AlpacaClient client;
    private final AwaitedUpdates awaited;

    OrderDesk(AlpacaClient client, AwaitedUpdates awaited) {
        this.client = client;
        this.awaited = awaited;
    }

    SubmitOutcome submit(Order order, BooleanSupplier wanted) {
        VenueRest rest = client.rest();
        try {
            RestResponse response =
                    rest.tell(HttpMethod.POST, ORDERS, OrderJson.write(order), wanted);
            SubmitOutcome outcome = Outcomes.ofSubmit(order.id(), response, rest);
            if (outcome instanceof SubmitOutcome.Accepted accepted) {
                await(order, accepted.order());
            }
            return outcome;
        } catch (IllegalArgumentException contradictory) {
            return new SubmitOutcome.NotSent(rest.reason(contradictory));
        } catch (RestFailure failure) {
            String reason = rest.reason(failure);
            return failure.isSent()
                    ? new SubmitOutcome.Unknown(reason)
                    : new SubmitOutcome.NotSent(reason);
        }
    }

    /** While its market is open the venue tells at once what becomes of an order; else it may wait for the morning. */
    private void await(Order order, BrokerOrder taken) {
        Symbol symbol = order.intent().symbol();
        if (MarketKind.of(symbol) == MarketKind.CRYPTO || client.hours().isOpen()) {
            awaited.taken(taken.brokerId(), System.nanoTime());
        }
    }

    ReplaceOutcome replace(String brokerId, Replacement change, BooleanSupplier wanted) {
        VenueRest rest = client.rest();
        try {
            RestResponse response =
                    rest.tell(HttpMethod.PATCH, path(brokerId), OrderJson.write(change), wanted);
            return Outcomes.ofReplace(change.newId(), response, rest);
        } catch (RestFailure failure) {
            String reason = rest.reason(failure);
            return failure.isSent()
                    ? new ReplaceOutcome.Unknown(reason)
                    : new ReplaceOutcome.NotSent(reason);
        }
    }

    CancelOutcome cancel(String brokerId) {
        VenueRest rest = client.rest();
        try {
            return Outcomes.ofCancel(rest.remove(path(brokerId), deadline()), rest);
        } catch (BrokerException failure) {
            return new CancelOutcome.Unknown(rest.reason(failure));
        }
    }

    CancelOutcome cancel(OrderId clientId) {
        VenueRest rest = client.rest();
        String path =
                "/v2/orders:by_client_order_id?client_order_id="
                        + VenueRest.encoded(clientId.value());
        try {
            JsonNode answer = rest.askTrading(path, Lane.CANCEL, deadline());
            return cancel(Fields.of("GET /v2/orders:by_client_order_id", answer).text("id"));
        } catch (BrokerException failed) {
            return failed.httpStatus() == 404
                    ? new CancelOutcome.Rejected(404, rest.reason(failed))
                    : new CancelOutcome.Unknown(rest.reason(failed));
        }
    }

    int cancelAll() throws BrokerException {
        String source = "DELETE " + ORDERS;
        VenueRest rest = client.rest();
        RestResponse response = rest.remove(ORDERS, deadline()).successful(rest);
        if (response.body().length == 0) {
            return 0;
        }
        List<Fields> orders = Fields.list(source, Fields.document(source, response.body()));
        for (Fields order : orders) {
            String status = order.text("status", "200");
            if (!status.startsWith("2")) {
                LOG.warn(
                        "an order was not canceled: brokerId={}, status={}",
                        order.text("id", "unknown"),
                        status);
            }
        }
        return orders.size();
    }

    private Deadline deadline() {
        return Deadline.in(client.settings().requestTimeout());
    }

    private static String path(String brokerId) {
        return ORDERS + "/" + VenueRest.encoded(brokerId);
    }
}
