package io.openbell.kernel.risk;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.Quote;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.ExternalOrders;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.Sources;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the gate knows, kept from the events of the loop. Journaled events of the past are taken in like present ones, so
 * that halts, names of wishes, rates and duplicates survive a restart. Market data, account, readiness, sources, instruments,
 * hours and reconciliation are not in the journal: they are unknown until they are stated again.
 */
final class RiskState implements RiskView {

    private final TradingMode mode;

    private final PositionBook book;
    private final CapitalShares capital;
    private final MarketState market = new MarketState();
    private final InstrumentState instruments = new InstrumentState();
    private final PaceState pace = new PaceState();
    private final LossState losses;
    private final Suspensions suspensions = new Suspensions();
    private final Reservations reservations = new Reservations();
    private final Map<String, Boolean> sources = new HashMap<>();

    /** Stops that our own protection wishes for, and that were not decided on yet. */
    private final Set<IntentId> stops = new HashSet<>();

    private @Nullable HaltTrading halt;
    private @Nullable TradeSuspension suspension;
    private @Nullable String adoptedAccount;
    private @Nullable BrokerAccount account;
    private @Nullable BrokerStatus venue;
    private @Nullable Reconciliation reconciliation;
    private @Nullable Readiness readiness;
    private @Nullable FeedStatus feed;
    private List<ExternalOrder> external = List.of();
    private volatile String stall = "";

    RiskState(TradingMode mode, PositionBook book) {
        this(mode, book, CapitalShares.NONE);
    }

    RiskState(TradingMode mode, PositionBook book, CapitalShares capital) {
        this.mode = mode;
        this.capital = capital;
        this.book = book;
        losses = new LossState(book);
        sources.put(Sources.OPERATOR, true);
        sources.put(Sources.PROTECTION, true);
    }

    /** Takes in one event; false for market data, which changes nothing that people are shown. */
    boolean onEvent(Instant now, TradingEvent event) {
        if (event instanceof Quote quote) {
            losses.onQuote(quote);
        }
        if (event instanceof SessionsStated hours) {
            pace.onHours(hours);
            losses.onHours(hours);
        }
        if (market.onEvent(event) || instruments.onEvent(event)) {
            return false;
        }
        if (suspensions.onEvent(event)) {
            return true;
        }
        if (event instanceof OrderEvent order) {
            onOrder(now, order);
        }
        if (event instanceof OrderDenied denied) {
            stops.remove(denied.intent().id());
        }
        pace.onEvent(now, event);
        if (event instanceof HaltTrading latched) {
            halt = latched;
        } else if (event instanceof ResumeTrading) {
            halt = null;
            stall = "";
            losses.onResume();
        } else if (event instanceof TradeSuspension stated) {
            suspension = stated;
        } else if (event instanceof AccountAdopted adopted) {
            adoptedAccount = adopted.account();
        } else if (event instanceof BrokerAccount stated) {
            account = stated;
            losses.onAccount(stated);
            reservations.onAccount(now, stated);
        } else if (event instanceof BrokerStatus status) {
            venue = status;
        } else if (event instanceof Reconciliation stated) {
            reconciliation = stated;
        } else if (event instanceof Readiness stated) {
            readiness = stated;
        } else if (event instanceof FeedStatus status) {
            feed = status;
        } else if (event instanceof ExternalOrders stated) {
            external = stated.orders();
        } else if (event instanceof SourceRegistered source) {
            if (!source.source().equals(Sources.OPERATOR)) {
                sources.put(source.source(), source.enabled());
            }
        }
        return true;
    }

    /** A wish was approved: it counts from now on, and takes this much buying power. */
    void approved(OrderIntent wish, Money cost, Instant now) {
        stops.remove(wish.id());
        pace.approved(wish, now);
        reservations.reserve(wish.id(), cost);
    }

    /** Our own protection is about to wish for this stop. */
    void protect(OrderIntent stop) {
        stops.add(stop.id());
    }

    /** A wish was denied: its name is used up. */
    void denied(OrderIntent wish) {
        stops.remove(wish.id());
        pace.denied(wish);
    }

    /** Stops everything at once, from any thread; until an operator resumes. */
    void stall(String reason) {
        stall = reason;
    }

    private void onOrder(Instant now, OrderEvent event) {
        if (event instanceof OrderInitialized initialized
                && !pace.isKnown(initialized.intent().id())) {
            reservations.reserve(initialized.intent().id(), statedCost(initialized.intent()));
        }
        reservations.onOrder(now, event);
    }

    /** Without the quote of that time: the terms' own price, as if all of it opened a position. */
    private static Money statedCost(OrderIntent intent) {
        Money cost = Money.ZERO;
        for (Claim claim : Claim.of(intent, intent.quantity())) {
            cost = cost.plus(claim.value(claim.price()));
        }
        return cost;
    }

    @Override
    public TradingMode mode() {
        return mode;
    }

    @Override
    public String stall() {
        return stall;
    }

    @Override
    public Optional<HaltTrading> halt() {
        return Optional.ofNullable(halt);
    }

    @Override
    public Optional<TradeSuspension> suspension() {
        return Optional.ofNullable(suspension);
    }

    @Override
    public List<EntriesSuspended> suspensions(Instant now) {
        return suspensions.entries(now);
    }

    @Override
    public List<SymbolFrozen> freezes(Symbol symbol, Instant now) {
        return suspensions.symbol(symbol, now);
    }

    @Override
    public Optional<String> adoptedAccount() {
        return Optional.ofNullable(adoptedAccount);
    }

    @Override
    public Optional<BrokerAccount> account() {
        return Optional.ofNullable(account);
    }

    @Override
    public Optional<BrokerStatus> venue() {
        return Optional.ofNullable(venue);
    }

    @Override
    public Optional<Reconciliation> reconciliation() {
        return Optional.ofNullable(reconciliation);
    }

    @Override
    public Optional<Readiness> readiness() {
        return Optional.ofNullable(readiness);
    }

    @Override
    public List<String> sources() {
        return sources.keySet().stream().sorted().toList();
    }

    @Override
    public boolean isAllowed(String source) {
        return sources.getOrDefault(source, false);
    }

    @Override
    public boolean isProtective(IntentId wish) {
        return stops.contains(wish);
    }

    @Override
    public Optional<FeedStatus> feed() {
        return Optional.ofNullable(feed);
    }

    @Override
    public MarketView market() {
        return market;
    }

    @Override
    public InstrumentView instruments() {
        return instruments;
    }

    @Override
    public PaceView pace() {
        return pace;
    }

    @Override
    public LossView losses() {
        return losses;
    }

    @Override
    public List<ExternalOrder> external() {
        return external;
    }

    @Override
    public Quantity position(Symbol symbol) {
        return book.quantity(symbol);
    }

    @Override
    public Quantity position(String source, Symbol symbol) {
        return book.quantity(source, symbol);
    }

    @Override
    public List<Position> positions() {
        return book.positions();
    }

    @Override
    public CapitalShares capital() {
        return capital;
    }

    @Override
    public Money reserved() {
        return reservations.total();
    }
}
