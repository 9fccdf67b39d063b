package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The account, its positions, orders and fills: nothing but the sum of the ledger's entries, whether they are replayed or
 * just written. Exact decimals.
 */
public final class Books {

    private LedgerEntry.@Nullable Opened opened;
    private BigDecimal cash = BigDecimal.ZERO;
    private BigDecimal realized = BigDecimal.ZERO;
    private BigDecimal lastEquity = BigDecimal.ZERO;
    private @Nullable LocalDate day;
    private long rejected;
    private final Map<String, Holding> holdings = new TreeMap<>();
    private final Map<String, VenueOrder> orders = new LinkedHashMap<>();
    private final Map<String, VenueOrder> byClientId = new HashMap<>();
    private final Map<String, VenueOrder> open = new LinkedHashMap<>();
    private final List<Execution> executions = new ArrayList<>();

    /** Takes an entry in. */
    void apply(LedgerEntry entry) {
        if (entry instanceof LedgerEntry.Opened first) {
            opened = first;
            cash = first.cash();
            lastEquity = first.cash();
        } else if (entry instanceof LedgerEntry.Accepted accepted) {
            accept(accepted);
        } else if (entry instanceof LedgerEntry.Rejected) {
            rejected++;
        } else if (entry instanceof LedgerEntry.Triggered triggered) {
            order(triggered.orderId()).trigger(triggered.at());
        } else if (entry instanceof LedgerEntry.Trailed trailed) {
            order(trailed.orderId()).trail(trailed.highWaterMark(), trailed.at());
        } else if (entry instanceof LedgerEntry.Filled filled) {
            fill(filled);
        } else if (entry instanceof LedgerEntry.Canceled canceled) {
            order(canceled.orderId()).cancel(canceled.at());
            open.remove(canceled.orderId());
        } else if (entry instanceof LedgerEntry.Expired expired) {
            order(expired.orderId()).expire(expired.at());
            open.remove(expired.orderId());
        } else if (entry instanceof LedgerEntry.DayBegan began) {
            day = began.day();
            lastEquity = began.equity();
        }
    }

    private void accept(LedgerEntry.Accepted accepted) {
        VenueOrder order = new VenueOrder(accepted.orderId(), accepted.ticket(), accepted.at());
        orders.put(order.id(), order);
        byClientId.put(order.ticket().clientOrderId(), order);
        open.put(order.id(), order);
    }

    private void fill(LedgerEntry.Filled filled) {
        VenueOrder order = order(filled.orderId());
        OrderTicket ticket = order.ticket();
        BigDecimal change = ticket.side().signed(filled.quantity());
        Holding before = holding(ticket.symbol());
        Holding after = before.after(change, filled.price());
        realized = realized.add(before.realizedBy(change, filled.price()));
        cash = cash.subtract(change.multiply(filled.price()));
        if (after.quantity().signum() == 0) {
            holdings.remove(ticket.symbol());
        } else {
            holdings.put(ticket.symbol(), after);
        }
        order.fill(filled.price(), filled.quantity(), filled.at());
        if (!order.isOpen()) {
            open.remove(order.id());
        }
        executions.add(
                new Execution(
                        filled.executionId(),
                        order.id(),
                        ticket.symbol(),
                        ticket.side(),
                        filled.price(),
                        filled.quantity(),
                        order.filled(),
                        order.remaining(),
                        after.quantity(),
                        filled.at()));
    }

    private VenueOrder order(String id) {
        VenueOrder order = orders.get(id);
        if (order == null) {
            throw new IllegalStateException("the ledger names an order it never accepted: " + id);
        }
        return order;
    }

    /** The account was opened. */
    boolean isOpened() {
        return opened != null;
    }

    private LedgerEntry.Opened opened() {
        if (opened == null) {
            throw new IllegalStateException("the ledger does not begin with an opened account");
        }
        return opened;
    }

    /** For people. */
    public String accountNumber() {
        return opened().accountNumber();
    }

    /** A UUID. */
    public String accountId() {
        return opened().accountId();
    }

    /** When the account was opened. */
    public Instant openedAt() {
        return opened().at();
    }

    /** What it was opened with. */
    public BigDecimal startingCash() {
        return opened().cash();
    }

    /** Dollars; negative when borrowed. */
    public BigDecimal cash() {
        return cash;
    }

    /** Profit of closed shares since the account was opened. */
    public BigDecimal realized() {
        return realized;
    }

    /** Equity the day began with. */
    public BigDecimal lastEquity() {
        return lastEquity;
    }

    /** The trading day; null before the first. */
    @Nullable LocalDate day() {
        return day;
    }

    /** Orders refused since the account was opened. */
    public long rejected() {
        return rejected;
    }

    /** All positions, by symbol. */
    public Collection<Holding> holdings() {
        return List.copyOf(holdings.values());
    }

    /** The position, possibly of no shares. */
    public Holding holding(String symbol) {
        return holdings.getOrDefault(symbol, Holding.none(symbol));
    }

    /** Every order, oldest first. */
    public Collection<VenueOrder> orders() {
        return orders.values();
    }

    /** Orders that may still fill, oldest first; a copy. */
    public List<VenueOrder> open() {
        return List.copyOf(open.values());
    }

    /** No order may still fill. */
    boolean isIdle() {
        return open.isEmpty();
    }

    /** By the exchange's name. */
    public Optional<VenueOrder> find(String orderId) {
        return Optional.ofNullable(orders.get(orderId));
    }

    /** By the client's name. */
    public Optional<VenueOrder> findByClientId(String clientOrderId) {
        return Optional.ofNullable(byClientId.get(clientOrderId));
    }

    /** Every fill, oldest first. */
    public List<Execution> executions() {
        return executions;
    }
}
