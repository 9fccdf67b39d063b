package io.openbell.testkit;

import io.openbell.api.broker.AccountFigures;
import io.openbell.api.broker.AccountRights;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerOrderDetails;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.MarketClock;
import io.openbell.api.broker.OrderQuery;
import io.openbell.api.order.OrderId;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in the books of a venue: orders, fills, positions and cash. Not synchronised. */
final class FakeVenue {

    private static final AccountRights MARGIN =
            new AccountRights(2, true, 3, 3, false, false, false, false);
    private static final AccountRights SUSPENDED =
            new AccountRights(2, true, 3, 3, false, false, false, true);

    private final TradingClock clock;
    private final Map<OrderId, BrokerOrder> orders = new LinkedHashMap<>();
    private final Set<OrderId> hidden = new HashSet<>();
    private final List<BrokerFill> fills = new ArrayList<>();
    private final Map<Symbol, BrokerPosition> positions = new TreeMap<>();
    private Money cash = Money.parse("100000");

    FakeVenue(TradingClock clock) {
        this.clock = clock;
    }

    BrokerOrder place(OrderId clientId, Symbol symbol, Side side, Quantity quantity) {
        return place(clientId, symbol, side, quantity, "");
    }

    BrokerOrder place(OrderId clientId, Symbol symbol, Side side, Quantity quantity, String type) {
        BrokerOrderDetails unstated = BrokerOrderDetails.unstated(symbol.assetClass());
        BrokerOrder order =
                new BrokerOrder(
                        "broker-" + (orders.size() + 1),
                        clientId,
                        symbol,
                        side,
                        quantity,
                        Quantity.ZERO,
                        Price.ZERO,
                        BrokerOrder.Status.WORKING,
                        "new",
                        clock.instant(),
                        clock.instant(),
                        new BrokerOrderDetails(
                                unstated.assetClass(),
                                unstated.orderClass(),
                                type,
                                unstated.timeInForce(),
                                unstated.limitPrice(),
                                unstated.stopPrice(),
                                unstated.notional(),
                                unstated.extendedHours(),
                                unstated.positionIntent(),
                                unstated.ratio(),
                                unstated.replaces(),
                                unstated.replacedBy()),
                        List.of());
        orders.put(clientId, order);
        return order;
    }

    /** The venue states that an order is of this type, for example {@code stop}. */
    BrokerOrder state(OrderId id, String type) {
        BrokerOrder order = known(id);
        BrokerOrderDetails plain = order.details();
        BrokerOrder stated =
                new BrokerOrder(
                        order.brokerId(),
                        order.clientId(),
                        order.symbol(),
                        order.side(),
                        order.quantity(),
                        order.filled(),
                        order.averageFillPrice(),
                        order.status(),
                        order.rawStatus(),
                        order.submittedAt(),
                        order.updatedAt(),
                        new BrokerOrderDetails(
                                plain.assetClass(),
                                plain.orderClass(),
                                type,
                                plain.timeInForce(),
                                plain.limitPrice(),
                                plain.stopPrice(),
                                plain.notional(),
                                plain.extendedHours(),
                                plain.positionIntent(),
                                plain.ratio(),
                                plain.replaces(),
                                plain.replacedBy()),
                        order.legs());
        orders.put(id, stated);
        return stated;
    }

    /** Executes some of an order, whatever its status. */
    BrokerReport fill(OrderId id, Quantity quantity, Price price) {
        BrokerOrder order = known(id);
        BrokerFill fill =
                new BrokerFill(
                        "execution-" + (fills.size() + 1),
                        order.brokerId(),
                        order.symbol(),
                        order.side(),
                        price,
                        quantity,
                        clock.instant());
        fills.add(fill);
        book(fill);
        Quantity filled = order.filled().plus(quantity);
        boolean done = filled.equals(order.quantity());
        BrokerOrder.Status status = done ? BrokerOrder.Status.FILLED : order.status();
        BrokerOrder after =
                with(
                        order,
                        filled,
                        average(order, fill),
                        status,
                        done ? "filled" : "partially_filled");
        orders.put(id, after);
        return new BrokerReport(
                status == BrokerOrder.Status.FILLED ? "fill" : "partial_fill",
                after,
                Optional.of(fill),
                clock.instant());
    }

    BrokerReport end(OrderId id, BrokerOrder.Status status, String word) {
        BrokerOrder order = known(id);
        BrokerOrder after = with(order, order.filled(), order.averageFillPrice(), status, word);
        orders.put(id, after);
        return new BrokerReport(word, after, Optional.empty(), clock.instant());
    }

    /** The order; fails if there is none. */
    BrokerOrder known(OrderId id) {
        return find(id).orElseThrow(
                        () -> new IllegalArgumentException("the venue has no order " + id));
    }

    Optional<BrokerOrder> find(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    Optional<BrokerOrder> findOpen(String brokerId) {
        return orders.values().stream()
                .filter(order -> order.brokerId().equals(brokerId) && order.isOpen())
                .findFirst();
    }

    void hide(OrderId id) {
        hidden.add(id);
    }

    void unhide(OrderId id) {
        hidden.remove(id);
    }

    /** Every order that is found when asked for. */
    Stream<BrokerOrder> visible() {
        return orders.values().stream().filter(order -> !hidden.contains(order.clientId()));
    }

    static boolean wanted(OrderQuery query, BrokerOrder order) {
        boolean status =
                switch (query.status()) {
                    case ALL -> true;
                    case OPEN -> order.isOpen();
                    case CLOSED -> !order.isOpen();
                };
        return status
                && (query.symbols().isEmpty() || query.symbols().contains(order.symbol()))
                && query.after().map(order.submittedAt()::isAfter).orElse(true)
                && query.until().map(order.submittedAt()::isBefore).orElse(true);
    }

    List<BrokerFill> fillsSince(Instant since) {
        return fills.stream().filter(fill -> !fill.at().isBefore(since)).toList();
    }

    void setPosition(Symbol symbol, Quantity quantity, Price averagePrice) {
        positions.put(symbol, new BrokerPosition(symbol, quantity, averagePrice));
    }

    List<BrokerPosition> positions() {
        return List.copyOf(positions.values());
    }

    void setCash(Money amount) {
        cash = amount;
    }

    /** Worth its cash, and its positions at what they cost. */
    BrokerAccount account(String number, Money buyingPower, boolean suspended) {
        Money equity = cash;
        for (BrokerPosition position : positions.values()) {
            equity = equity.plus(position.averagePrice().times(position.quantity()));
        }
        return new BrokerAccount(
                number,
                cash,
                equity,
                equity,
                buyingPower,
                !suspended,
                suspended ? "trade_suspended_by_user" : "",
                clock.instant(),
                suspended ? SUSPENDED : MARGIN,
                AccountFigures.UNSTATED);
    }

    /** Open, for six more hours. */
    MarketClock marketClock() {
        Instant now = clock.instant();
        return new MarketClock(
                now, true, now.plus(Duration.ofHours(24)), now.plus(Duration.ofHours(6)));
    }

    private static Price average(BrokerOrder order, BrokerFill fill) {
        Quantity filled = order.filled().plus(fill.quantity());
        return order.averageFillPrice()
                .times(order.filled())
                .plus(fill.price().times(fill.quantity()))
                .dividedBy(filled);
    }

    /** Takes the place of an order, and goes on with its fills. */
    BrokerOrder succeed(BrokerOrder old, OrderId newId, Quantity quantity) {
        BrokerOrder next = place(newId, old.symbol(), old.side(), quantity);
        BrokerOrder after =
                with(next, old.filled(), old.averageFillPrice(), next.status(), next.rawStatus());
        orders.put(newId, after);
        return after;
    }

    private void book(BrokerFill fill) {
        Quantity change = fill.side().signed(fill.quantity());
        cash = cash.minus(fill.price().times(change));
        BrokerPosition before = positions.get(fill.symbol());
        Quantity held = before == null ? change : before.quantity().plus(change);
        if (held.isZero()) {
            positions.remove(fill.symbol());
        } else {
            positions.put(fill.symbol(), new BrokerPosition(fill.symbol(), held, fill.price()));
        }
    }

    private BrokerOrder with(
            BrokerOrder order,
            Quantity filled,
            Price averagePrice,
            BrokerOrder.Status status,
            String word) {
        return new BrokerOrder(
                order.brokerId(),
                order.clientId(),
                order.symbol(),
                order.side(),
                order.quantity(),
                filled,
                averagePrice,
                status,
                word,
                order.submittedAt(),
                clock.instant(),
                order.details(),
                order.legs());
    }
}
