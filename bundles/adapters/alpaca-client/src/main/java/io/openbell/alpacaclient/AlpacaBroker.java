package io.openbell.alpacaclient;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.alpacaclient.account.AccountActivities;
import io.openbell.alpacaclient.account.AccountConfigurations;
import io.openbell.alpacaclient.account.AccountHistory;
import io.openbell.alpacaclient.account.AwaitedUpdates;
import io.openbell.alpacaclient.account.BrokerFanout;
import io.openbell.alpacaclient.account.MissedUpdates;
import io.openbell.alpacaclient.account.OrderDesk;
import io.openbell.alpacaclient.account.TradeUpdatesProtocol;
import io.openbell.alpacaclient.connection.Deadline;
import io.openbell.alpacaclient.connection.LoopThread;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.decode.AccountJson;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.decode.VenueJson;
import io.openbell.alpacaclient.rest.VenueRest;
import io.openbell.alpacaclient.stream.StreamState;
import io.openbell.alpacaclient.stream.VenueStream;
import io.openbell.api.broker.AccountActivity;
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
import io.openbell.api.broker.OrderQuery;
import io.openbell.api.broker.ReplaceOutcome;
import io.openbell.api.broker.Replacement;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.Subscription;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Alpaca's orders. Listeners are called on the thread "alpaca-trade-updates". */
@Component(
        immediate = true,
        service = Broker.class,
        property = SessionComponent.PROPERTY + "=" + AlpacaClient.ID)
@SatisfyingConditionTarget(Permit.ALPACA_CLIENT_ORDERS)
public final class AlpacaBroker implements Broker {

    private final AlpacaClient client;
    private final LoopThread thread = new LoopThread("alpaca-trade-updates");
    private final BrokerFanout fanout;
    private final VenueStream stream;
    private final AccountHistory history;
    private final AccountActivities activities;
    private final AccountConfigurations configurations;
    private final OrderDesk desk;

    /** Connects at once to whatever the client's target is. */
    @Activate
    public AlpacaBroker(@Reference AlpacaClient client) {
        this.client = client;
        this.history = new AccountHistory(client);
        this.activities = new AccountActivities(client);
        this.configurations = new AccountConfigurations(client);
        AwaitedUpdates awaited = new AwaitedUpdates();
        this.desk = new OrderDesk(client, awaited);
        this.fanout = new BrokerFanout(this::describe);
        this.stream =
                client.openStream(
                        AlpacaClient.TRADE_UPDATES,
                        thread,
                        new TradeUpdatesProtocol(
                                client.clock(),
                                new MissedUpdates(client),
                                awaited,
                                client.settings().requestTimeout(),
                                fanout::report,
                                fanout::status));
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
        return AccountJson.account(Fields.of("GET /v2/account", answer), client.clock().instant());
    }

    @Override
    public List<BrokerPosition> positions() throws BrokerException {
        JsonNode answer = client.rest().askTrading("/v2/positions", deadline());
        List<BrokerPosition> positions = new ArrayList<>();
        for (Fields position : Fields.list("GET /v2/positions", answer)) {
            positions.add(AccountJson.position(position));
        }
        return positions;
    }

    @Override
    public List<BrokerOrder> openOrders() throws BrokerException {
        return history.openOrders(deadline());
    }

    @Override
    public Optional<BrokerOrder> findOrder(OrderId clientId) throws BrokerException {
        return desk.find(clientId);
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
        long askedNanos = System.nanoTime();
        JsonNode answer = client.rest().askTrading("/v2/clock", deadline());
        MarketClock clock = VenueJson.clock(Fields.of("GET /v2/clock", answer));
        client.hours().seen(clock, askedNanos);
        return clock;
    }

    @Override
    public Page<BrokerOrder> orders(OrderQuery query, String resume) throws BrokerException {
        return history.orders(query, resume, deadline());
    }

    @Override
    public Page<BrokerFill> fills(Instant since, String resume) throws BrokerException {
        return history.fills(since, resume, deadline());
    }

    @Override
    public Page<AccountActivity> activities(Instant since, String resume) throws BrokerException {
        return activities.page(since, resume, deadline());
    }

    @Override
    public SubmitOutcome submit(Order order) {
        return desk.submit(order, () -> true);
    }

    @Override
    public SubmitOutcome submit(Order order, BooleanSupplier wanted) {
        return desk.submit(order, wanted);
    }

    @Override
    public ReplaceOutcome replace(String brokerId, Replacement change) {
        return desk.replace(brokerId, change, () -> true);
    }

    @Override
    public ReplaceOutcome replace(String brokerId, Replacement change, BooleanSupplier wanted) {
        return desk.replace(brokerId, change, wanted);
    }

    @Override
    public CancelOutcome cancel(String brokerId) {
        return desk.cancel(brokerId);
    }

    @Override
    public CancelOutcome cancel(OrderId clientId) {
        return desk.cancel(clientId);
    }

    @Override
    public int cancelAll() throws BrokerException {
        return desk.cancelAll();
    }

    @Override
    public boolean isTradingSuspended() throws BrokerException {
        return configurations.isTradingSuspended();
    }

    @Override
    public void suspendTrading(boolean suspended) throws BrokerException {
        configurations.suspendTrading(suspended);
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
        thread.close();
    }
}
