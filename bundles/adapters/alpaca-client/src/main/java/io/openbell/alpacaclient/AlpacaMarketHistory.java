package io.openbell.alpacaclient;

import io.openbell.alpacaclient.marketdata.MarketQuestions;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.HistoryQuery;
import io.openbell.api.market.MarketHistory;
import io.openbell.api.market.MarketSnapshot;
import io.openbell.api.market.OptionChainQuery;
import io.openbell.api.market.OptionSnapshot;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/** Alpaca's market data of the past. Asks in the last lane: everything else goes first. */
@Component(
        immediate = true,
        service = MarketHistory.class,
        property = SessionComponent.PROPERTY + "=" + AlpacaClient.ID)
@SatisfyingConditionTarget(Permit.ALPACA_CLIENT)
public final class AlpacaMarketHistory implements MarketHistory {

    private final MarketQuestions questions;

    /** Connects when it is asked. */
    @Activate
    public AlpacaMarketHistory(@Reference AlpacaClient client) {
        this.questions = new MarketQuestions(client);
    }

    @Override
    public Page<Trade> trades(HistoryQuery query, String resume) throws BrokerException {
        return questions.trades(query, resume);
    }

    @Override
    public Page<Quote> quotes(HistoryQuery query, String resume) throws BrokerException {
        return questions.quotes(query, resume);
    }

    @Override
    public Page<Bar> bars(HistoryQuery query, Duration width, String resume)
            throws BrokerException {
        return questions.bars(query, width, resume);
    }

    @Override
    public Map<Symbol, MarketSnapshot> snapshots(Set<Symbol> symbols) throws BrokerException {
        return questions.snapshots(symbols);
    }

    @Override
    public Page<OptionSnapshot> optionChain(OptionChainQuery query, String resume)
            throws BrokerException {
        return questions.optionChain(query, resume);
    }
}
