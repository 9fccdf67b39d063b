package io.openbell.alpacaclient;

import io.openbell.alpacaclient.connection.LoopThread;
import io.openbell.alpacaclient.marketdata.MarketDataFanout;
import io.openbell.alpacaclient.marketdata.MarketQuestions;
import io.openbell.alpacaclient.marketdata.MarketStreams;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.Subscription;
import io.openbell.api.market.Bar;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.HistoryQuery;
import io.openbell.api.market.MarketDataFeed;
import io.openbell.api.market.MarketDataListener;
import io.openbell.api.market.Quote;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alpaca's market data. All streams share the thread "alpaca-market-data", on which listeners are called. */
@Component(
        immediate = true,
        service = MarketDataFeed.class,
        property = SessionComponent.PROPERTY + "=" + AlpacaClient.ID)
@SatisfyingConditionTarget(Permit.ALPACA_CLIENT)
public final class AlpacaMarketData implements MarketDataFeed {

    private static final Logger LOG = LoggerFactory.getLogger(AlpacaMarketData.class);
    private static final int MOST_BARS = 10_000;
    private static final long CLOSE_PATIENCE_MILLIS = 500;

    private final LoopThread thread = new LoopThread("alpaca-market-data");
    private final MarketDataFanout fanout = new MarketDataFanout(thread.heart());
    private final MarketQuestions questions;
    private final MarketStreams streams;

    /** Connects at once to whatever the client's target is. */
    @Activate
    public AlpacaMarketData(@Reference AlpacaClient client) {
        this.questions = new MarketQuestions(client);
        this.streams = new MarketStreams(client, thread, fanout);
    }

    @Override
    public Subscription subscribe(Set<Symbol> symbols, MarketDataListener listener) {
        MarketDataFanout.Member member = new MarketDataFanout.Member(symbols, listener);
        thread.execute(
                () -> {
                    fanout.add(member, streams.status());
                    streams.want();
                });
        return () -> close(member);
    }

    private void close(MarketDataFanout.Member member) {
        member.close();
        CountDownLatch outOfIt = new CountDownLatch(1);
        boolean running =
                thread.execute(
                        () -> {
                            fanout.remove(member);
                            streams.want();
                            outOfIt.countDown();
                        });
        if (!running || thread.isCurrent()) {
            return;
        }
        try {
            if (!outOfIt.await(CLOSE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "a market data listener is still in a call after {} ms",
                        CLOSE_PATIENCE_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public FeedStatus status() {
        return streams.status();
    }

    @Override
    public Map<Symbol, Quote> latestQuotes(Set<Symbol> symbols) throws BrokerException {
        return questions.latestQuotes(symbols);
    }

    @Override
    public List<Bar> bars(Symbol symbol, Duration width, Instant from, Instant to)
            throws BrokerException {
        HistoryQuery query = new HistoryQuery(Set.of(symbol), from, to, MOST_BARS);
        Page<Bar> page = questions.bars(query, width, "");
        List<Bar> bars = page.items();
        if (bars.size() < MOST_BARS && !page.next().isEmpty()) {
            // The newest are missing: who takes these for all begins with an old price.
            throw new BrokerException(
                    "bars of " + symbol + ": not complete in time, " + bars.size() + " came", 0);
        }
        return bars.size() <= MOST_BARS ? bars : bars.subList(0, MOST_BARS);
    }

    /** Ends the streams and their thread. */
    @Deactivate
    public void close() {
        streams.close();
        thread.close();
    }
}
