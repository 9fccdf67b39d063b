package io.openbell.itests.contract;

import static org.awaitility.Awaitility.await;

import io.openbell.alpacaclient.AlpacaBroker;
import io.openbell.alpacaclient.AlpacaMarketData;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.simulator.SimulatedExchange;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import io.openbell.simulator.faults.Strike;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** An exchange and an impatient client at it; plays rounds of trading with a fault and compares what both say. */
final class Rounds implements AutoCloseable {

    private static final Duration NOTICED_AFTER =
            Stand.STALE_AFTER.plus(Stand.PING).plus(Stand.PING);

    /** For what must come about. Only a failure takes as long: how busy the machine is does not matter. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration AT_ONCE = Duration.ofMillis(700);
    private static final int MOST_ATTEMPTS = 20;

    /**
     * How a round went.
     *
     * @param changed trades outside gaps that were withdrawn, or stand in the place of one that was
     */
    record Result(
            boolean struck,
            boolean recovered,
            Duration recovery,
            int gaps,
            int trades,
            int tradesInGaps,
            int changed,
            int executions,
            int executionsByHistory,
            List<String> problems) {}

    private final Stage stage;
    private final Stand stand;
    private final SimulatedExchange exchange;
    private final Venue venue;
    private final AlpacaMarketData feed;
    private final AlpacaBroker broker;
    private final Heard heard;
    private final Trader trader;
    private final Books books;
    private Instant began = Instant.now();
    private long strikesSeen;
    private boolean trading = true;

    Rounds(Stage stage, Path folder, long seed, Heard heard) throws Exception {
        this.stage = stage;
        stand = new Stand(stage, folder, seed);
        exchange = stand.exchange;
        feed = stand.feed;
        broker = stand.broker;
        venue = stand.venue;
        trader = new Trader(broker, stage, "s" + seed);
        books = new Books(venue, stage.tradesPath());
        this.heard = heard;
        feed.subscribe(Set.of(stage.traded(), stage.watched()), heard);
        broker.listen(heard);
        begin();
    }

    /** From the first trade of each symbol that was heard. */
    private void begin() {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                heardOf(stage.traded()).isPresent()
                                        && heardOf(stage.watched()).isPresent());
        await().atMost(PATIENCE).until(() -> broker.status().connected());
        // Without the venue's hours the client takes no silence for one.
        insist(broker::clock);
        for (Symbol symbol : List.of(stage.traded(), stage.watched())) {
            books.begin(symbol.ticker(), heardOf(symbol).orElseThrow().id() - 1);
        }
        books.read();
        // Before it was up for the first time it was down, which says nothing of the first fault.
        heard.forgetStatuses();
    }

    private Optional<Trade> heardOf(Symbol symbol) {
        return heard.trades().stream().filter(trade -> trade.symbol().equals(symbol)).findFirst();
    }

    /** Trading under that fault, if any, and what became of it. */
    Result play(Optional<FaultPlan> fault, boolean cut) throws Exception {
        if (fault.isPresent()) {
            Stand.done(exchange.arm(fault.get()));
        }
        FaultKind.Place place = fault.map(plan -> plan.kind().place()).orElse(null);
        if (cut || place == FaultKind.Place.LINK) {
            cutStreams();
        }
        trader.trade();
        trader.ask();
        boolean struck =
                fault.isPresent() ? struckInTheEnd() : isWithin(PATIENCE, this::hasHeardEnough);
        boolean shown = fault.isEmpty() || !struck || shows(fault.get());
        Stand.done(exchange.clearFaults());
        Instant cleared = Instant.now();
        if (shown && fault.filter(p -> p.kind() == FaultKind.HALTED_SYMBOL).isPresent()) {
            shown = isHaltTold(true);
        }
        boolean recovered = isWithin(PATIENCE, () -> isRecovered(cleared));
        Duration recovery = Duration.between(cleared, Instant.now());
        insist(broker::cancelAll);
        Result result = judge(fault, cleared, struck, recovered, recovery);
        if (!shown) {
            result.problems().add("the fault struck, and the client told nothing of it");
        }
        return result;
    }

    private void cutStreams() {
        venue.ask("DELETE", "/openbell/control/connections?path=" + stage.marketPath(), "");
        venue.ask("DELETE", "/openbell/control/connections?path=/stream", "");
    }

    /** What was traded while the stream was cut, or was not sent in time, gave no occasion. */
    private boolean struckInTheEnd() {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (isWithin(AT_ONCE, this::struck)) {
                return true;
            }
            trader.trade();
            trader.ask();
        }
        return struck();
    }

    private boolean hasHeardEnough() {
        return heard.trades().size() > 8;
    }

    private boolean struck() {
        return !strikes().isEmpty();
    }

    private List<Strike> strikes() {
        return Stand.done(exchange.strikes(strikesSeen + 1));
    }

    /** A silence lasts until the client has noticed, and wrong prices are told as they are. */
    private boolean shows(FaultPlan plan) {
        return switch (plan.kind()) {
            case MUTE -> isSilenceNoticed(plan.path().equals(stage.marketPath()));
            case CROSSED_QUOTE ->
                    isWithin(PATIENCE, () -> isToldOrInGap(q -> q.spread().isNegative()));
            case ABSURD_QUOTE -> isWithin(PATIENCE, () -> isToldOrInGap(this::isAbsurd));
            case HALTED_SYMBOL -> isHaltTold(false);
            case CORRECTED_TRADE, CANCELED_TRADE ->
                    isWithin(PATIENCE, () -> !heard.withdrawn().isEmpty() || heard.feedWasDown());
            default -> true;
        };
    }

    /** Pairs are never halted by their venue, and what was told while the stream was down nobody knows. */
    private boolean isHaltTold(boolean over) {
        return stage.traded().assetClass() == AssetClass.CRYPTO
                || isWithin(
                        PATIENCE,
                        () ->
                                heard.feedWasDown()
                                        || heard.anyStatus(
                                                status ->
                                                        status.symbol().equals(stage.traded())
                                                                && status.isTrading() == over));
    }

    /**
     * Of order updates: by a connection that broke, or one that was just being made and asked for all of them. The
     * executions are compared in either case. What became of orders without an answer is asked for, as the order-executor
     * does: a stream owes a word on those that are there.
     */
    private boolean isSilenceNoticed(boolean ofMarket) {
        return ofMarket
                ? isWithin(PATIENCE, heard::feedWasDown)
                : isWithin(
                        PATIENCE,
                        () -> {
                            trader.lookUnknownUp();
                            return heard.brokerChanged();
                        });
    }

    /** What the fault met may have been lost with the link that was cut. */
    private boolean isToldOrInGap(Predicate<Quote> wrong) {
        return heard.anyQuote(wrong) || heard.feedWasDown();
    }

    private boolean isAbsurd(Quote quote) {
        return quote.symbol().equals(stage.traded()) && quote.bid().exceeds(farTooMuch());
    }

    private Price farTooMuch() {
        return Price.of(stage.traded().ticker().equals("AAPL") ? 1_000 : 400_000);
    }

    private boolean isRecovered(Instant cleared) {
        if (!feed.status().connected()
                || !broker.status().connected()
                || !heard.anyQuote(
                        q -> q.symbol().equals(stage.traded()) && q.at().isAfter(cleared))) {
            return false;
        }
        Side side = trading ? Side.BUY : Side.SELL;
        Optional<OrderId> fresh = trader.market(side);
        if (fresh.isEmpty()
                || !isWithin(Duration.ofSeconds(3), () -> isReportedFilled(fresh.get()))) {
            return false;
        }
        trading = !trading;
        return true;
    }

    private boolean isReportedFilled(OrderId id) {
        return heard.anyReport(
                report -> report.event().equals("fill") && report.order().clientId().equals(id));
    }

    private Result judge(
            Optional<FaultPlan> fault,
            Instant cleared,
            boolean struck,
            boolean recovered,
            Duration recovery) {
        List<String> problems = new ArrayList<>();
        Instant compared = books.read();
        Map<String, List<Books.Print>> printed = books.prints(began.minusSeconds(5));
        List<String> history = history();
        // What is still on its way gets the time to arrive, and a connection that broke again the
        // time to tell.
        isWithin(PATIENCE, () -> compare(printed, history, fault, cleared).isEmpty());
        problems.addAll(compare(printed, history, fault, cleared));
        ofOrders(problems);
        if (!recovered) {
            problems.add(
                    "not recovered: feed %s, broker %s, latest of the orders %s"
                            .formatted(feed.status(), broker.status(), trader.sent()));
        }
        Result result = result(struck, recovered, recovery, printed, problems);
        began = Instant.now();
        strikesSeen += strikes().size();
        heard.forget(books::wasPrinted, compared);
        trader.forget();
        return result;
    }

    private List<String> compare(
            Map<String, List<Books.Print>> printed,
            List<String> history,
            Optional<FaultPlan> fault,
            Instant cleared) {
        List<String> problems =
                new ArrayList<>(heard.twice().stream().map(what -> what + " told twice").toList());
        RecoveryOracle.Allowance allowance = allowance(fault, cleared, problems);
        problems.addAll(
                RecoveryOracle.ofTrades(
                        printed, heard.trades(), heard.withdrawn(), heard.gaps(), allowance));
        problems.addAll(
                RecoveryOracle.ofExecutions(books.executions(), reported(), history, allowance));
        return problems;
    }

    private List<String> reported() {
        return heard.reports().stream()
                .map(BrokerReport::fill)
                .flatMap(Optional::stream)
                .map(BrokerFill::executionId)
                .toList();
    }

    private List<String> history() {
        return insist(() -> broker.fillsSince(began.minusSeconds(5))).stream()
                .map(BrokerFill::executionId)
                .toList();
    }

    private void ofOrders(List<String> problems) {
        for (Trader.Sent sent : trader.sent()) {
            int placed = books.orders(sent.id().value());
            // An order may show up late.
            boolean found =
                    placed > 0 ? isWithin(PATIENCE, () -> isFound(sent.id())) : isFound(sent.id());
            problems.addAll(RecoveryOracle.ofOrder(sent, placed, found));
        }
        for (String canceled : trader.cancels()) {
            if (!books.cancelWasAsked(canceled)) {
                problems.add("the ledger knows of no cancel of " + canceled);
            }
        }
    }

    private boolean isFound(OrderId id) {
        return insist(() -> broker.findOrder(id).isPresent());
    }

    /** No fault is armed any more, but the client is impatient and the machine may be busy. */
    private static <T> T insist(Question<T> question) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return question.ask();
            } catch (BrokerException unanswered) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("no fault is armed", unanswered);
                }
            }
        }
    }

    /** Asked of the venue. */
    private interface Question<T> {
        T ask() throws BrokerException;
    }

    private RecoveryOracle.Allowance allowance(
            Optional<FaultPlan> fault, Instant cleared, List<String> problems) {
        if (fault.isEmpty()) {
            return heard.updatesAreMissing()
                    ? RecoveryOracle.Allowance.UPDATES_MISSING
                    : RecoveryOracle.Allowance.NONE;
        }
        FaultKind kind = fault.get().kind();
        boolean ofMarket = fault.get().path().equals(stage.marketPath());
        Map<String, Integer> dropped = Map.of();
        int strikes = strikes().size();
        // A trade that is reported late while nobody listens states a time before the gap.
        boolean mayLieBeforeTheGap = kind == FaultKind.LATE_TRADE && heard.feedWasDown();
        if (kind == FaultKind.DROPPED_EVENT && ofMarket || mayLieBeforeTheGap) {
            dropped =
                    strikes().stream()
                            .collect(
                                    Collectors.toMap(
                                            s ->
                                                    s.subject()
                                                            .replace(stage.marketPath(), "")
                                                            .strip(),
                                            s -> 1,
                                            Integer::sum));
        }
        Instant silentFrom = cleared;
        boolean noticed =
                heard.gaps().stream()
                        .anyMatch(g -> g.from().isBefore(cleared) && g.to().isAfter(cleared));
        if (kind == FaultKind.MUTE && ofMarket && !noticed) {
            // What broke after the silence was over says nothing of it.
            silentFrom =
                    heard.gaps().stream()
                            .map(MarketDataGap::to)
                            .filter(end -> !end.isAfter(cleared))
                            .max(Instant::compareTo)
                            .orElse(began);
            if (!RecoveryOracle.isTooShortToNotice(silentFrom, cleared, NOTICED_AFTER)) {
                problems.add("silence was not noticed: from " + silentFrom + " to " + cleared);
            }
        }
        return new RecoveryOracle.Allowance(
                dropped,
                kind == FaultKind.DROPPED_EVENT && !ofMarket ? strikes : 0,
                kind == FaultKind.REORDERED_EVENT && ofMarket ? strikes : 0,
                silentFrom,
                cleared,
                heard.brokerWasDown()
                        && (heard.updatesAreMissing() || kind == FaultKind.CLOCK_SKEW));
    }

    private Result result(
            boolean struck,
            boolean recovered,
            Duration recovery,
            Map<String, List<Books.Print>> printed,
            List<String> problems) {
        List<MarketDataGap> gaps = heard.gaps();
        int inGaps = 0;
        int changed = 0;
        for (Map.Entry<String, List<Books.Print>> each : printed.entrySet()) {
            for (Books.Print print : each.getValue()) {
                inGaps += RecoveryOracle.isInGap(each.getKey(), print.at(), gaps) ? 1 : 0;
                changed += RecoveryOracle.mustBeToldOf(each.getKey(), print, gaps) ? 1 : 0;
            }
        }
        List<String> reported = reported();
        List<Books.Execution> executed = books.executions();
        return new Result(
                struck,
                recovered,
                recovery,
                gaps.size(),
                printed.values().stream().mapToInt(List::size).sum(),
                inGaps,
                changed,
                executed.size(),
                (int) executed.stream().filter(e -> !reported.contains(e.id())).count(),
                problems);
    }

    private static boolean isWithin(Duration patience, BooleanSupplier condition) {
        try {
            await().pollInSameThread()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(20))
                    .until(condition::getAsBoolean);
            return true;
        } catch (ConditionTimeoutException over) {
            return false;
        }
    }

    @Override
    public void close() throws Exception {
        stand.close();
    }
}
