package io.openbell.itests.contract;

import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.Trade;
import io.openbell.api.market.TradeWithdrawn;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what the client told with what really happened. Says what is wrong, in words; nothing is right. */
final class RecoveryOracle {

    /**
     * What no client can notice, because the venue withheld it without a trace: events carry no numbers. Allowed to the last
     * piece, and no more.
     *
     * @param droppedEvents    market events swallowed, by symbol; or reported late while the stream was down
     * @param droppedUpdates   order updates swallowed
     * @param reordered        market events sent late
     * @param silentMarketFrom since when the market stream was mute after its last gap; with the next: empty when equal
     * @param silentMarketTo   until when
     * @param updatesMissing   the client said after an interruption that updates could not be had, or could not know which
     *     time it is at the venue
     */
    record Allowance(
            Map<String, Integer> droppedEvents,
            int droppedUpdates,
            int reordered,
            Instant silentMarketFrom,
            Instant silentMarketTo,
            boolean updatesMissing) {

        static final Allowance NONE =
                new Allowance(Map.of(), 0, 0, Instant.EPOCH, Instant.EPOCH, false);
        static final Allowance UPDATES_MISSING =
                new Allowance(Map.of(), 0, 0, Instant.EPOCH, Instant.EPOCH, true);
    }

    private RecoveryOracle() {}

    /** Every trade came once and in order, or lies in a gap that was told. */
    static List<String> ofTrades(
            Map<String, List<Books.Print>> printed,
            List<Trade> told,
            List<TradeWithdrawn> withdrawn,
            List<MarketDataGap> gaps,
            Allowance allowance) {
        List<String> problems = new ArrayList<>();
        Map<String, List<Long>> heard = new HashMap<>();
        told.forEach(
                trade ->
                        heard.computeIfAbsent(trade.symbol().ticker(), any -> new ArrayList<>())
                                .add(trade.id()));
        int backwards = 0;
        for (Map.Entry<String, List<Long>> each : heard.entrySet()) {
            long last = Long.MIN_VALUE;
            for (long id : each.getValue()) {
                backwards += id < last ? 1 : 0;
                last = id;
            }
        }
        if (backwards > allowance.reordered()) {
            problems.add(backwards + " trades out of order, sent so: " + allowance.reordered());
        }
        // What stands in the place of a withdrawn trade is told with the withdrawal.
        withdrawn.forEach(
                taken ->
                        taken.correction()
                                .ifPresent(
                                        right ->
                                                heard.computeIfAbsent(
                                                                taken.symbol().ticker(),
                                                                any -> new ArrayList<>())
                                                        .add(right.id())));
        printed.forEach(
                (symbol, prints) -> {
                    Set<Long> known = new HashSet<>(heard.getOrDefault(symbol, List.of()));
                    List<Books.Print> lost = new ArrayList<>(prints);
                    lost.removeIf(
                            print ->
                                    known.contains(print.id())
                                            || isInGap(symbol, print.at(), gaps)
                                            || (print.isCorrection()
                                                    && isBeforeAGapsEnd(symbol, print, gaps))
                                            || isSilent(print.at(), allowance));
                    problems.addAll(ofWithdrawals(symbol, prints, known, withdrawn, gaps));
                    if (lost.size() > allowance.droppedEvents().getOrDefault(symbol, 0)) {
                        problems.add(
                                "trades of %s lost without a gap: %s, gaps %s"
                                        .formatted(symbol, lost, gaps));
                    }
                });
        return problems;
    }

    /** Of each trade that was told and does not stand any more, that was told too, or a gap may have swallowed it. */
    private static List<String> ofWithdrawals(
            String symbol,
            List<Books.Print> prints,
            Set<Long> known,
            List<TradeWithdrawn> withdrawn,
            List<MarketDataGap> gaps) {
        return prints.stream()
                .filter(print -> print.isWithdrawn() && known.contains(print.id()))
                .filter(
                        print ->
                                withdrawn.stream()
                                        .noneMatch(
                                                taken ->
                                                        taken.symbol().ticker().equals(symbol)
                                                                && taken.tradeId() == print.id()))
                .filter(print -> !isBeforeAGapsEnd(symbol, print, gaps))
                .map(
                        print ->
                                "the withdrawal of a trade of %s not told: %s"
                                        .formatted(symbol, print))
                .toList();
    }

    /** It changed, and no gap excuses that nothing was told of it. */
    static boolean mustBeToldOf(String symbol, Books.Print print, List<MarketDataGap> gaps) {
        return (print.isWithdrawn() || print.isCorrection())
                && !isBeforeAGapsEnd(symbol, print, gaps);
    }

    /** What became of a trade is told later than its time, so any gap from then on may have swallowed it. */
    private static boolean isBeforeAGapsEnd(
            String symbol, Books.Print print, List<MarketDataGap> gaps) {
        return gaps.stream()
                .anyMatch(
                        gap ->
                                gap.symbols().contains(Symbol.of(symbol))
                                        && !gap.to().isBefore(print.at()));
    }

    static boolean isInGap(String symbol, Instant at, List<MarketDataGap> gaps) {
        return gaps.stream()
                .anyMatch(
                        gap ->
                                gap.symbols().contains(Symbol.of(symbol))
                                        && !at.isBefore(gap.from())
                                        && !at.isAfter(gap.to()));
    }

    private static boolean isSilent(Instant at, Allowance allowance) {
        return at.isAfter(allowance.silentMarketFrom()) && at.isBefore(allowance.silentMarketTo());
    }

    /** Every execution was reported once, and stands in the account's history once. */
    static List<String> ofExecutions(
            List<Books.Execution> executed,
            List<String> reported,
            List<String> inHistory,
            Allowance allowance) {
        List<String> problems = new ArrayList<>();
        doubles(inHistory).forEach(id -> problems.add("execution " + id + " listed twice"));
        int unreported = 0;
        for (Books.Execution execution : executed) {
            if (!inHistory.contains(execution.id())) {
                problems.add("execution not in the history: " + execution);
            }
            if (!reported.contains(execution.id())) {
                unreported++;
            }
        }
        if (!allowance.updatesMissing() && unreported > allowance.droppedUpdates()) {
            problems.add(
                    "%d executions neither reported nor replayed, withheld: %d; executed %s, reported %s"
                            .formatted(unreported, allowance.droppedUpdates(), executed, reported));
        }
        return problems;
    }

    /** What was said of an order is so. */
    static List<String> ofOrder(Trader.Sent sent, int placed, boolean found) {
        List<String> problems = new ArrayList<>();
        boolean right =
                switch (sent.said()) {
                    case THERE -> placed == 1;
                    case NOT_THERE -> placed == 0;
                    case UNKNOWN -> placed <= 1;
                };
        if (!right) {
            problems.add(placed + " orders in the ledger after " + sent);
        }
        if (found != placed > 0) {
            problems.add("found=" + found + " with " + placed + " in the ledger after " + sent);
        }
        return problems;
    }

    private static List<String> doubles(List<String> ids) {
        Set<String> seen = new HashSet<>();
        return ids.stream().filter(id -> !seen.add(id)).toList();
    }

    /** A silence that the client had no reason to notice yet. */
    static boolean isTooShortToNotice(Instant from, Instant to, Duration staleAfter) {
        return Duration.between(from, to).compareTo(staleAfter) < 0;
    }
}
