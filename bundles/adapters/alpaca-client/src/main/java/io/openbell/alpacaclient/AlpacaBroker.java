package io.openbell.alpacaclient;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpMethod;
import io.openbell.alpacaclient.RestRequest.Lane;
import io.openbell.api.broker.Asset;
import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerListener;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.MarketClock;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.Subscription;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alpaca's orders. Listeners are called on the thread "alpaca-trade-updates". */
@Component(
        immediate = true,
        service = Broker.class,
        property = SessionComponent.PROPERTY + "=" + AlpacaClient.ID)
@SatisfyingConditionTarget(Permit.ALPACA_CLIENT_ORDERS)
public final class AlpacaBroker implements Broker {

    private static final Logger LOG = LoggerFactory.getLogger(AlpacaBroker.class);

    private final AlpacaClient client;
    private final BrokerFanout fanout;
    private final VenueStream stream;
    private final AccountHistory history;

    /** Connects at once to whatever the client's target is. */
    @Activate
    public AlpacaBroker(@Reference AlpacaClient client) {
        this.client = client;
        this.history = new AccountHistory(client);
        this.fanout = new BrokerFanout(this::describe);
        this.stream =
                client.openStream(
                        AlpacaClient.TRADE_UPDATES,
                        new TradeUpdatesProtocol(client.clock(), fanout::report, fanout::status));
    }

    @Override
    public BrokerStatus status() {
        return describe(stream.state());
    }

    private BrokerStatus describe(StreamState state) {
        Target target = client.target();
        return new BrokerStatus(
                state.live(),
                target == null ? "none" : target.name(),
                target != null && target.builtIn(),
                state.detail(),
                state.at());
    }

    @Override
    public Subscription listen(BrokerListener listener) {
        return fanout.add(stream, listener);
    }

    @Override
    public BrokerAccount account() throws BrokerException {
        JsonNode answer = client.rest().askTrading("/v2/account", deadline());
        return VenueJson.account(Fields.of("GET /v2/account", answer), client.clock().instant());
    }

    @Override
    public List<BrokerPosition> positions() throws BrokerException {
        JsonNode answer = client.rest().askTrading("/v2/positions", deadline());
        List<BrokerPosition> positions = new ArrayList<>();
        for (Fields position : Fields.list("GET /v2/positions", answer)) {
            positions.add(VenueJson.position(position));
        }
        return positions;
    }

    @Override
    public List<BrokerOrder> openOrders() throws BrokerException {
        return history.openOrders(deadline());
    }

    @Override
    public Optional<BrokerOrder> findOrder(OrderId clientId) throws BrokerException {
        String path =
                "/v2/orders:by_client_order_id?client_order_id="
                        + VenueRest.encoded(clientId.value());
        try {
            JsonNode answer = client.rest().askTrading(path, deadline());
            return Optional.of(
                    VenueJson.order(Fields.of("GET /v2/orders:by_client_order_id", answer)));
        } catch (BrokerException failed) {
            return absentIfNotFound(failed);
        }
    }

    @Override
    public List<BrokerFill> fillsSince(Instant since) throws BrokerException {
        return history.fillsSince(since, deadline());
    }

    @Override
    public Optional<Asset> asset(Symbol symbol) throws BrokerException {
        try {
            JsonNode answer =
                    client.rest()
                            .askTrading(
                                    "/v2/assets/" + VenueRest.encoded(symbol.ticker()), deadline());
            return Optional.of(VenueJson.asset(Fields.of("GET /v2/assets/" + symbol, answer)));
        } catch (BrokerException failed) {
            return absentIfNotFound(failed);
        }
    }

    @Override
    public MarketClock clock() throws BrokerException {
        JsonNode answer = client.rest().askTrading("/v2/clock", deadline());
        return VenueJson.clock(Fields.of("GET /v2/clock", answer));
    }

    @Override
    public SubmitOutcome submit(Order order) {
        RestResponse response;
        try {
            response =
                    client.rest()
                            .tell(
                                    HttpMethod.POST,
                                    "/v2/orders",
                                    OrderJson.write(order),
                                    Lane.ORDER);
        } catch (RestFailure failure) {
            String reason = client.rest().reason(failure);
            return failure.isSent()
                    ? new SubmitOutcome.Unknown(reason)
                    : new SubmitOutcome.NotSent(reason);
        }
        return Outcomes.ofSubmit(order.id(), response, client.rest());
    }

    @Override
    public CancelOutcome cancel(String brokerId) {
        RestResponse response;
        try {
            response =
                    client.rest()
                            .tell(
                                    HttpMethod.DELETE,
                                    "/v2/orders/" + VenueRest.encoded(brokerId),
                                    null,
                                    Lane.CANCEL);
        } catch (RestFailure failure) {
            return new CancelOutcome.Unknown(client.rest().reason(failure));
        }
        return Outcomes.ofCancel(response, client.rest());
    }

    @Override
    public int cancelAll() throws BrokerException {
        String source = "DELETE /v2/orders";
        RestResponse response;
        try {
            response = client.rest().tell(HttpMethod.DELETE, "/v2/orders", null, Lane.CANCEL);
        } catch (RestFailure failure) {
            throw new BrokerException(client.rest().reason(failure), failure);
        }
        if (!response.isSuccess()) {
            throw new BrokerException(
                    source + ": HTTP " + response.status() + ": " + client.rest().detail(response),
                    response.status());
        }
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

    private static <T> Optional<T> absentIfNotFound(BrokerException failed) throws BrokerException {
        if (failed.httpStatus() == 404) {
            return Optional.empty();
        }
        throw failed;
    }

    /** Ends the stream and its thread. */
    @Deactivate
    public void close() {
        client.closeStream(AlpacaClient.TRADE_UPDATES, stream);
    }
}
