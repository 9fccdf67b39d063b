package io.openbell.simulator.trading;

import io.openbell.simulator.market.CorporateAction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The account, its positions, orders and fills: nothing but the sum of the ledger's entries, whether they are replayed or
 * just written. Exact decimals.
 */
public final class Books {

    private LedgerEntry.@Nullable Opened opened;
    private BigDecimal lastEquity = BigDecimal.ZERO;
    private BigDecimal lastMaintenanceMargin = BigDecimal.ZERO;
    private @Nullable LocalDate day;
    private long rejected;
    private long entries;
    private Instant latest = Instant.EPOCH;
    private AccountSettings settings = AccountSettings.DEFAULTS;
    private final Portfolio portfolio = new Portfolio();
    private final Map<String, VenueOrder> orders = new LinkedHashMap<>();
    private final Map<String, VenueOrder> byClientId = new HashMap<>();
    private final Map<String, VenueOrder> open = new LinkedHashMap<>();
    private final List<Execution> executions = new ArrayList<>();
    private final History history = new History();
    private final Map<String, Watchlist> watchlists = new LinkedHashMap<>();
    private final Set<String> notToBeExercised = new LinkedHashSet<>();
    private final ActionBook actions = new ActionBook();

    /** Takes an entry in. */
    void apply(LedgerEntry entry) {
        entries++;
        latest = entry.at().isAfter(latest) ? entry.at() : latest;
        if (entry instanceof LedgerEntry.Opened first) {
            opened = first;
            portfolio.deposit(first.cash());
            lastEquity = first.cash();
            history.opened(first);
        } else if (entry instanceof LedgerEntry.Rejected) {
            rejected++;
        } else if (entry instanceof LedgerEntry.Configured configured) {
            settings = configured.settings();
        } else if (entry instanceof LedgerEntry.WatchlistKept kept) {
            keep(kept);
        } else if (entry instanceof LedgerEntry.WatchlistDeleted deleted) {
            watchlists.remove(deleted.id());
        } else if (entry instanceof LedgerEntry.DoNotExercise wish) {
            notToBeExercised.add(wish.symbol());
        } else if (entry instanceof LedgerEntry.OptionSettled settled) {
            String underlying = Options.underlying(settled.symbol());
            portfolio.settle(settled, underlying);
            history.settled(settled, underlying);
        } else if (entry instanceof LedgerEntry.ActionTaken taken) {
            actions.take(taken, portfolio, open.values());
        } else if (entry instanceof LedgerEntry.ActivityListed listed) {
            history.listed(actions.list(listed));
        } else if (entry instanceof LedgerEntry.Valued valued) {
            history.valued(valued.equity(), valued.at());
        } else if (entry instanceof LedgerEntry.DayBegan began) {
            day = began.day();
            lastEquity = began.equity();
            BigDecimal margin = began.maintenanceMargin();
            lastMaintenanceMargin = margin == null ? BigDecimal.ZERO : margin;
            portfolio.beginDay();
            history.dayBegan(began);
        } else {
            applyToOrder(entry);
        }
    }

    private void applyToOrder(LedgerEntry entry) {
        if (entry instanceof LedgerEntry.Accepted accepted) {
            accept(accepted);
        } else if (entry instanceof LedgerEntry.Replaced replaced) {
            replace(replaced);
        } else if (entry instanceof LedgerEntry.Activated activated) {
            order(activated.orderId()).activate(activated.status(), activated.at());
        } else if (entry instanceof LedgerEntry.Triggered triggered) {
            order(triggered.orderId()).trigger(triggered.at());
        } else if (entry instanceof LedgerEntry.Trailed trailed) {
            order(trailed.orderId()).trail(trailed.highWaterMark(), trailed.at());
        } else if (entry instanceof LedgerEntry.Reduced reduced) {
            order(reduced.orderId()).reduce(reduced.quantity(), reduced.at());
        } else if (entry instanceof LedgerEntry.Restated restated) {
            order(restated.orderId()).restate(restated);
            actions.settled(restated.orderId());
        } else if (entry instanceof LedgerEntry.Filled filled) {
            fill(filled);
        } else if (entry instanceof LedgerEntry.FilledTogether together) {
            fill(together);
        } else if (entry instanceof LedgerEntry.CancelAsked asked) {
            order(asked.orderId()).askedToCancel(asked.at());
        } else if (entry instanceof LedgerEntry.CancelRejected stays) {
            order(stays.orderId()).staysDespiteCancel(stays.at());
        } else if (entry instanceof LedgerEntry.Canceled canceled) {
            finish(canceled.orderId(), VenueOrder.Status.CANCELED, canceled.at());
        } else if (entry instanceof LedgerEntry.Expired expired) {
            finish(expired.orderId(), VenueOrder.Status.EXPIRED, expired.at());
        }
    }

    private void accept(LedgerEntry.Accepted accepted) {
        VenueOrder order =
                new VenueOrder(
                        accepted.orderId(),
                        accepted.ticket(),
                        LegRole.MAIN,
                        accepted.status(),
                        accepted.endsAt(),
                        accepted.at());
        enter(order);
        for (LedgerEntry.Leg leg : accepted.legs()) {
            VenueOrder under =
                    new VenueOrder(
                            leg.orderId(),
                            leg.ticket(),
                            leg.role(),
                            leg.status(),
                            accepted.endsAt(),
                            accepted.at());
            order.adopt(under);
            enter(under);
        }
    }

    private void replace(LedgerEntry.Replaced replaced) {
        VenueOrder old = order(replaced.orderId());
        VenueOrder order =
                new VenueOrder(
                        replaced.newOrderId(),
                        replaced.ticket(),
                        old.role(),
                        replaced.status(),
                        replaced.endsAt(),
                        replaced.at());
        order.replace(old, replaced.at());
        open.remove(old.id());
        enter(order);
    }

    private void enter(VenueOrder order) {
        orders.put(order.id(), order);
        byClientId.put(order.ticket().clientOrderId(), order);
        open.put(order.id(), order);
    }

    private void finish(String orderId, VenueOrder.Status last, Instant at) {
        order(orderId).finish(last, at);
        open.remove(orderId);
        actions.settled(orderId);
    }

    private void fill(LedgerEntry.Filled filled) {
        VenueOrder order = order(filled.orderId());
        Instrument instrument = order.ticket().instrument();
        BigDecimal fee = filled.fee() == null ? BigDecimal.ZERO : filled.fee();
        BigDecimal rate = filled.usdPerPayment();
        portfolio.execute(
                instrument,
                order.ticket().side(),
                filled.quantity(),
                filled.price(),
                fee,
                rate == null ? BigDecimal.ONE : rate);
        execute(order, filled.executionId(), filled.price(), filled.quantity(), filled.at());
        if (fee.signum() > 0) {
            history.charged(order.ticket(), filled, fee);
        }
    }

    private void fill(LedgerEntry.FilledTogether filled) {
        for (LedgerEntry.Part part : filled.parts()) {
            VenueOrder leg = order(part.orderId());
            portfolio.execute(
                    leg.ticket().instrument(),
                    leg.ticket().side(),
                    part.quantity(),
                    part.price(),
                    BigDecimal.ZERO,
                    BigDecimal.ONE);
            execute(leg, part.executionId(), part.price(), part.quantity(), filled.at());
        }
        VenueOrder whole = order(filled.orderId());
        whole.fill(filled.price(), filled.quantity(), filled.at());
        if (!whole.isOpen()) {
            open.remove(whole.id());
        }
    }

    private void execute(
            VenueOrder order,
            String executionId,
            BigDecimal price,
            BigDecimal quantity,
            Instant at) {
        OrderTicket ticket = order.ticket();
        order.fill(price, quantity, at);
        if (!order.isOpen()) {
            open.remove(order.id());
        }
        Execution execution =
                new Execution(
                        executionId,
                        order.id(),
                        ticket.symbol(),
                        ticket.side(),
                        price,
                        quantity,
                        order.filled(),
                        order.remaining(),
                        portfolio.holding(ticket.instrument().positionKey()).quantity(),
                        at);
        executions.add(execution);
        history.executed(execution);
    }

    private void keep(LedgerEntry.WatchlistKept kept) {
        Watchlist before = watchlists.get(kept.id());
        watchlists.put(
                kept.id(),
                new Watchlist(
                        kept.id(),
                        kept.name(),
                        kept.symbols(),
                        before == null ? kept.at() : before.createdAt(),
                        kept.at()));
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

    /** What the owner set. */
    public AccountSettings settings() {
        return settings;
    }

    /** Dollars; negative when borrowed. */
    public BigDecimal cash() {
        return portfolio.cash();
    }

    /** Profit of closed shares since the account was opened, fees deducted. */
    public BigDecimal realized() {
        return portfolio.realized();
    }

    /** Dividends since the account was opened, in dollars; what was owed on short positions deducted. */
    public BigDecimal dividends() {
        return portfolio.dividends();
    }

    /** Splits and dividends that were carried out, oldest first; a live view. */
    public List<CorporateAction> actions() {
        return actions.taken();
    }

    /** What is still to be told and done of them. */
    ActionBook actionBook() {
        return actions;
    }

    /** Equity the day began with. */
    public BigDecimal lastEquity() {
        return lastEquity;
    }

    /** Maintenance margin the day began with. */
    public BigDecimal lastMaintenanceMargin() {
        return lastMaintenanceMargin;
    }

    /** The trading day; null before the first. */
    @Nullable LocalDate day() {
        return day;
    }

    /** Orders refused since the account was opened. */
    public long rejected() {
        return rejected;
    }

    /** Entries taken in. */
    long entries() {
        return entries;
    }

    /** The latest time of an entry. */
    Instant latest() {
        return latest;
    }

    /** All positions, by symbol. */
    public Collection<Holding> holdings() {
        return portfolio.holdings();
    }

    /** The position, possibly of no shares. */
    public Holding holding(String symbol) {
        return portfolio.holding(symbol);
    }

    /** What a position would have cost, had everything from before today been bought at yesterday's close. */
    public BigDecimal costToday(Holding holding, BigDecimal lastClose) {
        Portfolio.Today today = portfolio.today(holding.symbol());
        return today.overnight()
                .multiply(lastClose)
                .multiply(holding.multiplier())
                .add(today.addedCost());
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

    /** What the account did and was worth. */
    public History history() {
        return history;
    }

    /** All watchlists, oldest first. */
    public List<Watchlist> watchlists() {
        return List.copyOf(watchlists.values());
    }

    /** The holder does not want that option exercised. */
    boolean isNotToBeExercised(String symbol) {
        return notToBeExercised.contains(symbol);
    }
}
