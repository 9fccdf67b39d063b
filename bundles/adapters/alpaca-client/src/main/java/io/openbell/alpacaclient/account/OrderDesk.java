package io.openbell.alpacaclient.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpMethod;
import io.openbell.alpacaclient.connection.Deadline;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.decode.VenueOrderJson;
import io.openbell.alpacaclient.marketdata.MarketKind;
import io.openbell.alpacaclient.rest.RestFailure;
import io.openbell.alpacaclient.rest.RestRequest.Lane;
import io.openbell.alpacaclient.rest.RestResponse;
import io.openbell.alpacaclient.rest.VenueRest;
import io.openbell.alpacaclient.stream.ConnectedVenue;
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
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changes something at the venue. New orders and replacements are sent once, never again; cancels are repeated while
 * they are not answered. Any thread.
 */
public final class OrderDesk {

    private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);
    private static final String ORDERS = "/v2/orders";

    private final ConnectedVenue client;
    private final AwaitedUpdates awaited;

    public OrderDesk(ConnectedVenue client, AwaitedUpdates awaited) {
        this.client = client;
        this.awaited = awaited;
    }

    public SubmitOutcome submit(Order order, BooleanSupplier wanted) {
        VenueRest rest = client.rest();
        try {
            RestResponse response =
                    rest.tell(HttpMethod.POST, ORDERS, OrderJson.write(order), wanted);
            SubmitOutcome outcome = Outcomes.ofSubmit(order.id(), response, rest);
            if (outcome instanceof SubmitOutcome.Accepted) {
                if (tellsAtOnce(order.intent().symbol())) {
                    awaited.taken(order.id(), System.nanoTime());
                }
            } else if (outcome instanceof SubmitOutcome.Unknown) {
                awaited.unknown(order.id());
            }
            return outcome;
        } catch (IllegalArgumentException contradictory) {
            return new SubmitOutcome.NotSent(rest.reason(contradictory));
        } catch (RestFailure failure) {
            String reason = rest.reason(failure);
            if (!failure.isSent()) {
                return new SubmitOutcome.NotSent(reason);
            }
            awaited.unknown(order.id());
            return new SubmitOutcome.Unknown(reason);
        }
    }

    /** While its market is open the venue tells at once what becomes of an order; else it may wait for the morning. */
    private boolean tellsAtOnce(Symbol symbol) {
        return MarketKind.of(symbol) == MarketKind.CRYPTO || client.hours().isOpen();
    }

    public Optional<BrokerOrder> find(OrderId clientId) throws BrokerException {
        try {
            JsonNode answer = client.rest().askTrading(byName(clientId), deadline());
            BrokerOrder found =
                    VenueOrderJson.order(Fields.of("GET /v2/orders:by_client_order_id", answer));
            if (tellsAtOnce(found.symbol())) {
                awaited.found(clientId, System.nanoTime());
            }
            return Optional.of(found);
        } catch (BrokerException failed) {
            if (failed.httpStatus() == 404) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    public ReplaceOutcome replace(String brokerId, Replacement change, BooleanSupplier wanted) {
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

    public CancelOutcome cancel(String brokerId) {
        VenueRest rest = client.rest();
        try {
            return Outcomes.ofCancel(rest.remove(path(brokerId), deadline()), rest);
        } catch (BrokerException failure) {
            return new CancelOutcome.Unknown(rest.reason(failure));
        }
    }

    public CancelOutcome cancel(OrderId clientId) {
        VenueRest rest = client.rest();
        try {
            JsonNode answer = rest.askTrading(byName(clientId), Lane.CANCEL, deadline());
            return cancel(Fields.of("GET /v2/orders:by_client_order_id", answer).text("id"));
        } catch (BrokerException failed) {
            return failed.httpStatus() == 404
                    ? new CancelOutcome.Rejected(404, rest.reason(failed))
                    : new CancelOutcome.Unknown(rest.reason(failed));
        }
    }

    public int cancelAll() throws BrokerException {
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

    private static String byName(OrderId clientId) {
        return "/v2/orders:by_client_order_id?client_order_id="
                + VenueRest.encoded(clientId.value());
    }

    private static String path(String brokerId) {
        return ORDERS + "/" + VenueRest.encoded(brokerId);
    }
}
