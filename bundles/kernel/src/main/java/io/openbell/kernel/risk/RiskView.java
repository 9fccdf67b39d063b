package io.openbell.kernel.risk;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the checks may ask. What is not known is empty, and denies. On the trading loop only. */
public interface RiskView {

    /** The process's mode. */
    TradingMode mode();

    /** Why trading is stopped at this moment although no halt is in the journal yet; empty when it is not. */
    String stall();

    /** The halt that nobody has resumed from. */
    Optional<HaltTrading> halt();

    /** How far the venue was told to take no orders, for that halt; empty when it never was. */
    Optional<TradeSuspension> suspension();

    /** Who lets no entries through at this moment, by source. */
    List<EntriesSuspended> suspensions(Instant now);

    /** Who has frozen this symbol at this moment, by source. */
    List<SymbolFrozen> freezes(Symbol symbol, Instant now);

    /** Number of the account our journal belongs to. */
    Optional<String> adoptedAccount();

    /** The account as the venue stated it last. */
    Optional<BrokerAccount> account();

    /** The venue we are connected to. */
    Optional<BrokerStatus> venue();

    /** Whether our orders agree with the venue's. */
    Optional<Reconciliation> reconciliation();

    /** Which components are missing. */
    Optional<Readiness> readiness();

    /** Whoever may wish, or might once, by name. */
    List<String> sources();

    /** The source is registered and enabled. */
    boolean isAllowed(String source);

    /** Our own protection wishes for this stop; nobody else can say so. */
    boolean isProtective(IntentId wish);

    /** State of the market data stream, as far as it was told. */
    Optional<FeedStatus> feed();

    /** The market. */
    MarketView market();

    /** Instruments and hours. */
    InstrumentView instruments();

    /** What was done in a while. */
    PaceView pace();

    /** What was lost. */
    LossView losses();

    /** Open orders of the account that others placed. */
    List<ExternalOrder> external();

    /** Shares held of the symbol in all; negative when short. */
    Quantity position(Symbol symbol);

    /** Shares that this source holds by its own fills; negative when short. */
    Quantity position(String source, Symbol symbol);

    /** Every position; closed ones may be among them. */
    List<Position> positions();

    /** What single strategies may commit. */
    CapitalShares capital();

    /** Buying power taken by orders that the account's statement does not contain yet. */
    Money reserved();
}
