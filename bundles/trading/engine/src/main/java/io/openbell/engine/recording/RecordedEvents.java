package io.openbell.engine.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.CoinFeeSettled;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.component.DiskSpace;
import io.openbell.api.component.ErrorsLogged;
import io.openbell.api.component.Readiness;
import io.openbell.api.component.RestateFacts;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.CommandGiven;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.Recordable;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataRecovered;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.NewsArticle;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.order.CancelExecution;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent;
import io.openbell.api.order.ExternalOrders;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrdersReconciled;
import io.openbell.api.order.ReplaceOrder;
import io.openbell.api.order.SettleOrder;
import io.openbell.api.order.VenueAnswered;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.EquityMark;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.IntentReviewed;
import io.openbell.api.risk.OrdersCleared;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.strategy.StrategyCommand;
import io.openbell.api.strategy.StrategyReplaced;
import io.openbell.engine.recording.RecordForms.Form;
import io.openbell.kernel.replay.DecisionBasis;
import io.openbell.kernel.replay.GateAsked;
import io.openbell.kernel.strategy.StrategyChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Events as JSON. Those of {@code api} and {@code kernel} are all read again as they were; of one that only its component
 * knows, what it says about itself is kept as text.
 */
final class RecordedEvents implements Form {

    private static final int LONGEST_TEXT = 2_000;

    /** Records, and sealed families of them. */
    static final List<Class<?>> TYPES =
            List.of(
                    MarketEvent.class,
                    QuoteSnapshot.class,
                    FeedStatus.class,
                    MarketDataGap.class,
                    MarketDataRecovered.class,
                    NewsArticle.class,
                    TimerTick.class,
                    AccountAdopted.class,
                    CommandGiven.class,
                    Reconciliation.class,
                    SessionMark.class,
                    Readiness.class,
                    RestateFacts.class,
                    DiskSpace.class,
                    ErrorsLogged.class,
                    BrokerAccount.class,
                    BrokerReport.class,
                    BrokerStatus.class,
                    CashMoved.class,
                    CoinFeeSettled.class,
                    PositionAdjusted.class,
                    SymbolChanged.class,
                    OrderIntent.class,
                    OrderEvent.class,
                    ExecuteOrder.class,
                    ExecutionEvent.class,
                    CancelExecution.class,
                    CancelOrder.class,
                    ReplaceOrder.class,
                    SettleOrder.class,
                    ExternalOrders.class,
                    OrdersReconciled.class,
                    VenueAnswered.class,
                    Signal.class,
                    Opportunity.class,
                    EntriesSuspended.class,
                    EntriesResumed.class,
                    SymbolFrozen.class,
                    StrategyCommand.class,
                    StrategyReplaced.class,
                    EquityMark.class,
                    HaltTrading.class,
                    ResumeTrading.class,
                    OrdersCleared.class,
                    TradeSuspension.class,
                    InstrumentStated.class,
                    SessionsStated.class,
                    VolumeStated.class,
                    SourceRegistered.class,
                    IntentReviewed.class,
                    StrategyChange.class,
                    GateAsked.class,
                    DecisionBasis.class,
                    PrivateEvent.class);

    /**
     * An event that only its component knows.
     *
     * @param name of its class, without the package
     * @param text what it says about itself, shortened
     */
    record PrivateEvent(String name, String text) implements TradingEvent {}

    /** Takes a while to make, and is not changed afterwards. */
    static final RecordedEvents ALL = new RecordedEvents();

    private final FamilyForm family;

    private RecordedEvents() {
        family = new FamilyForm(TradingEvent.class, members(TYPES), new RecordForms(this));
    }

    private static List<Class<?>> members(Iterable<Class<?>> types) {
        List<Class<?>> members = new ArrayList<>();
        for (Class<?> type : types) {
            if (type.isSealed()) {
                members.addAll(members(List.of(type.getPermittedSubclasses())));
            } else {
                members.add(type);
            }
        }
        return members;
    }

    @Override
    public void write(JsonGenerator to, Object event) throws IOException {
        family.write(to, form((TradingEvent) event));
    }

    private TradingEvent form(TradingEvent event) {
        TradingEvent recorded = event instanceof Recordable own ? own.recorded() : event;
        if (family.has(recorded.getClass())) {
            return recorded;
        }
        String text = recorded.toString();
        return new PrivateEvent(
                recorded.getClass().getName().replaceFirst("^.*\\.", ""),
                text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...");
    }

    @Override
    public Object read(JsonNode from) {
        return family.read(from);
    }
}
