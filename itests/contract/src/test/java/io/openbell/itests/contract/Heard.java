package io.openbell.itests.contract;

import io.openbell.api.broker.BrokerListener;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataListener;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.market.TradeWithdrawn;
import io.openbell.api.market.TradingStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the client told its user, in order. Trades and reports pass a fate first: once, never, or twice. */
final class Heard implements MarketDataListener, BrokerListener {

    /** How often it is noted. */
    interface Fate<T> extends Function<T, Integer> {}

    private final Fate<Trade> ofTrades;
    private final Fate<BrokerReport> ofReports;
    private final Set<String> known = new HashSet<>();
    private final List<String> twice = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();
    private final List<TradeWithdrawn> withdrawn = new ArrayList<>();
    private final List<TradingStatus> statuses = new ArrayList<>();
    private final List<Quote> quotes = new ArrayList<>();
    private final List<MarketDataGap> gaps = new ArrayList<>();
    private final List<FeedStatus> feed = new ArrayList<>();
    private final List<BrokerReport> reports = new ArrayList<>();
    private final List<BrokerStatus> broker = new ArrayList<>();

    /** Everything is noted as it is told. */
    Heard() {
        this(trade -> 1, report -> 1);
    }

    Heard(Fate<Trade> ofTrades, Fate<BrokerReport> ofReports) {
        this.ofTrades = ofTrades;
        this.ofReports = ofReports;
    }

    @Override
    public synchronized void onMarketEvent(MarketEvent event) {
        if (event instanceof Trade trade) {
            for (int i = ofTrades.apply(trade); i > 0; i--) {
                trades.add(trade);
                remember("trade " + trade.symbol() + " " + trade.id());
            }
        } else if (event instanceof Quote quote) {
            quotes.add(quote);
        } else if (event instanceof TradeWithdrawn taken) {
            withdrawn.add(taken);
            remember("withdrawal of trade " + taken.symbol() + " " + taken.tradeId());
        } else if (event instanceof TradingStatus status) {
            statuses.add(status);
        }
    }

    @Override
    public synchronized void onStatus(FeedStatus status) {
        feed.add(status);
    }

    @Override
    public synchronized void onGap(MarketDataGap gap) {
        gaps.add(gap);
    }

    @Override
    public synchronized void onReport(BrokerReport report) {
        for (int i = ofReports.apply(report); i > 0; i--) {
            reports.add(report);
            report.fill().ifPresent(fill -> remember("execution " + fill.executionId()));
        }
    }

    @Override
    public synchronized void onStatus(BrokerStatus status) {
        broker.add(status);
    }

    private void remember(String name) {
        if (!known.add(name)) {
            twice.add(name);
        }
    }

    /** What was ever told a second time. */
    synchronized List<String> twice() {
        return List.copyOf(twice);
    }

    synchronized List<Trade> trades() {
        return List.copyOf(trades);
    }

    synchronized List<TradeWithdrawn> withdrawn() {
        return List.copyOf(withdrawn);
    }

    synchronized boolean anyStatus(Predicate<TradingStatus> wanted) {
        return statuses.stream().anyMatch(wanted);
    }

    synchronized List<MarketDataGap> gaps() {
        return List.copyOf(gaps);
    }

    synchronized List<BrokerReport> reports() {
        return List.copyOf(reports);
    }

    synchronized boolean anyQuote(Predicate<Quote> wanted) {
        return quotes.stream().anyMatch(wanted);
    }

    synchronized boolean anyReport(Predicate<BrokerReport> wanted) {
        return reports.stream().anyMatch(wanted);
    }

    synchronized boolean feedWasDown() {
        return feed.stream().anyMatch(status -> !status.connected());
    }

    /** A connection broke, or was made. */
    synchronized boolean brokerChanged() {
        return !broker.isEmpty();
    }

    /** The client said that an interruption swallowed updates which it could not have replayed. */
    synchronized boolean updatesAreMissing() {
        return broker.stream().anyMatch(status -> status.connected() && !status.detail().isEmpty());
    }

    synchronized boolean brokerWasDown() {
        return broker.stream().anyMatch(status -> !status.connected());
    }

    /** What was up and down so far. */
    synchronized void forgetStatuses() {
        feed.clear();
        broker.clear();
    }

    /** Forgets what was compared, for the next round: gaps that are over, and trades and reports that are accounted for. */
    synchronized void forget(Predicate<Trade> compared, Instant before) {
        trades.removeIf(compared);
        quotes.clear();
        statuses.clear();
        withdrawn.removeIf(taken -> taken.at().isBefore(before.minusSeconds(60)));
        gaps.removeIf(gap -> gap.to().isBefore(before));
        feed.clear();
        reports.removeIf(report -> report.at().isBefore(before));
        broker.clear();
        twice.clear();
    }
}
