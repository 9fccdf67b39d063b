package io.openbell.alpacaclient;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.engine.Subscription;
import io.openbell.api.market.Bar;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataFeed;
import io.openbell.api.market.MarketDataListener;
import io.openbell.api.market.Quote;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alpaca's market data. Listeners are called on the thread "alpaca-market-data". */
@Component(
        immediate = true,
        service = MarketDataFeed.class,
        property = SessionComponent.PROPERTY + "=" + AlpacaClient.ID)
@SatisfyingConditionTarget(Permit.ALPACA_CLIENT)
public final class AlpacaMarketData implements MarketDataFeed {

    private static final Logger LOG = LoggerFactory.getLogger(AlpacaMarketData.class);
    private static final int MOST_BARS = 10_000;
    private static final long CLOSE_PATIENCE_MILLIS = 2_000;

    private final AlpacaClient client;
    private final MarketDataFanout fanout;
    private final MarketDataProtocol protocol;
    private final VenueStream stream;

    /** Connects at once to whatever the client's target is. */
    @Activate
    public AlpacaMarketData(@Reference AlpacaClient client) {
        this.client = client;
        this.fanout = new MarketDataFanout(this::describe);
        this.protocol = new MarketDataProtocol(client.clock(), fanout);
        this.stream = client.openStream(AlpacaClient.MARKET_DATA, protocol);
    }

    @Override
    public Subscription subscribe(Set<Symbol> symbols, MarketDataListener listener) {
        MarketDataFanout.Member member = new MarketDataFanout.Member(symbols, listener);
        stream.execute(
                () -> {
                    fanout.add(member, stream.state());
                    protocol.want(fanout.symbols());
                });
        return () -> close(member);
    }

    private void close(MarketDataFanout.Member member) {
        member.close();
        CountDownLatch outOfIt = new CountDownLatch(1);
        boolean running =
                stream.execute(
                        () -> {
                            fanout.remove(member);
                            protocol.want(fanout.symbols());
                            outOfIt.countDown();
                        });
        if (!running || stream.isOwnThread()) {
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
        return describe(stream.state());
    }

    private FeedStatus describe(StreamState state) {
        Target target = client.target();
        String source = target == null ? "none" : target.marketDataName();
        return new FeedStatus(state.live(), source, state.detail(), state.at());
    }

    @Override
    public Map<Symbol, Quote> latestQuotes(Set<Symbol> symbols) throws BrokerException {
        Map<Symbol, Quote> quotes = new HashMap<>();
        if (symbols.isEmpty()) {
            return quotes;
        }
        String list =
                new TreeSet<>(symbols)
                        .stream().map(Symbol::ticker).collect(Collectors.joining(","));
        JsonNode answer =
                client.rest()
                        .askData(
                                "/v2/stocks/quotes/latest?symbols="
                                        + VenueRest.encoded(list)
                                        + "&feed="
                                        + client.settings().feed(),
                                Deadline.in(client.settings().requestTimeout()));
        String source = "GET /v2/stocks/quotes/latest: quotes";
        JsonNode bySymbol = Fields.of("GET /v2/stocks/quotes/latest", answer).required("quotes");
        for (Symbol symbol : symbols) {
            JsonNode quote = bySymbol.path(symbol.ticker());
            if (!quote.isMissingNode() && !quote.isNull()) {
                quotes.put(
                        symbol, VenueJson.quote(symbol, Fields.of(source + "." + symbol, quote)));
            }
        }
        return quotes;
    }

    @Override
    public List<Bar> bars(Symbol symbol, Duration width, Instant from, Instant to)
            throws BrokerException {
        Deadline deadline = Deadline.in(client.settings().requestTimeout());
        String question =
                "/v2/stocks/bars?symbols="
                        + VenueRest.encoded(symbol.ticker())
                        + "&timeframe="
                        + timeframe(width)
                        + "&start="
                        + from
                        + "&end="
                        + to
                        + "&limit="
                        + MOST_BARS
                        + "&adjustment=raw&sort=asc&feed="
                        + client.settings().feed();
        List<Bar> bars = new ArrayList<>();
        String page = "";
        do {
            String source = "GET /v2/stocks/bars";
            String path = page.isEmpty() ? question : question + "&page_token=" + page;
            Fields answer = Fields.of(source, client.rest().askData(path, deadline));
            int before = bars.size();
            JsonNode listed = answer.required("bars").path(symbol.ticker());
            if (!listed.isMissingNode() && !listed.isNull()) {
                Iterator<Fields> all = Fields.list(source + ": bars." + symbol, listed).iterator();
                while (all.hasNext() && bars.size() < MOST_BARS) {
                    Bar bar = VenueJson.bar(symbol, width, all.next());
                    // The venue's end is inclusive, ours is not.
                    if (bar.start().isBefore(to) && !bar.start().isBefore(from)) {
                        bars.add(bar);
                    }
                }
            }
            String next = answer.text("next_page_token", "");
            // A page that brings nothing new would be asked for again for ever.
            page = bars.size() == before ? "" : VenueRest.encoded(next);
        } while (!page.isEmpty() && bars.size() < MOST_BARS);
        return bars;
    }

    private static String timeframe(Duration width) {
        long minutes = width.toMinutes();
        if (width.equals(Duration.ofDays(1))) {
            return "1Day";
        }
        if (width.equals(Duration.ofMinutes(minutes)) && minutes >= 1 && minutes <= 59) {
            return minutes + "Min";
        }
        if (width.equals(Duration.ofHours(minutes / 60)) && minutes >= 60 && minutes < 24 * 60) {
            return minutes / 60 + "Hour";
        }
        throw new IllegalArgumentException(
                "width must be 1 to 59 minutes, 1 to 23 hours or 1 day, was " + width);
    }

    /** Ends the stream and its thread. */
    @Deactivate
    public void close() {
        client.closeStream(AlpacaClient.MARKET_DATA, stream);
    }
}
