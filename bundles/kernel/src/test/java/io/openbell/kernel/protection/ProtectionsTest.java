package io.openbell.kernel.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.breaker.Breaker;
import io.openbell.testkit.Proof;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProtectionsTest {

    private static final String CONTRACT = "AAPL250117C00150000";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration REST = Duration.ofMinutes(30);

    /** Every protection, for all symbols and for one. */
    private static final ProtectionRules RULES =
            new ProtectionRules(
                    Duration.ofMinutes(5),
                    new GuardRule(4, 2, HOUR, REST, 0),
                    new GuardRule(6, 3, HOUR, REST, 1),
                    new GuardRule(5, 3, HOUR, REST, 12));

    record Case(
            String name,
            String what,
            Consumer<TradingHistory> below,
            Consumer<TradingHistory> at,
            Predicate<TradingEvent> says) {
        @Override
        public String toString() {
            return name + ": " + what;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "cooldown",
                        "a round trip",
                        h -> h.fill("test", Side.BUY, "A", "10", "100", TradingHistory.MARKET),
                        h -> h.roundTrip("A", "110"),
                        freezes("cooldown", "A")),
                new Case(
                        "stoploss-guard",
                        "two stops of a symbol",
                        h -> h.stopped("A", "99").roundTrip("A", "99").stopped("B", "99"),
                        h -> h.stopped("A", "99").roundTrip("A", "99").stopped("A", "99"),
                        freezes("stoploss-guard", "A")),
                new Case(
                        "stoploss-guard",
                        "four stops of any symbols",
                        h -> stops(h, "A", "B", "C").stopped("D", "100"),
                        h -> stops(h, "A", "B", "C", "D"),
                        suspends("stoploss-guard")),
                new Case(
                        "stoploss-guard",
                        "two stops of brackets of a symbol",
                        h ->
                                h.grouped("A", "99", TradingHistory.STOP)
                                        .grouped("A", "99", TradingHistory.TARGET),
                        h ->
                                h.grouped("A", "99", TradingHistory.STOP)
                                        .grouped("A", "99", TradingHistory.STOP_LIMIT),
                        freezes("stoploss-guard", "A")),
                new Case(
                        "stoploss-guard",
                        "four stops within the hour",
                        h -> stops(stops(h, "A").pass(HOUR), "B", "C", "D"),
                        h -> stops(stops(h, "A").pass(HOUR.minusNanos(1)), "B", "C", "D"),
                        suspends("stoploss-guard")),
                new Case(
                        "low-profit",
                        "three trips of a symbol with less than one percent",
                        h ->
                                h.roundTrip("A", "100.5")
                                        .roundTrip("A", "100.5")
                                        .roundTrip("A", "100"),
                        h ->
                                h.roundTrip("A", "100.5")
                                        .roundTrip("A", "100.4")
                                        .roundTrip("A", "100"),
                        freezes("low-profit", "A")),
                new Case(
                        "low-profit",
                        "three trips of an option contract with less than one percent",
                        h ->
                                h.roundTrip(CONTRACT, "100.5")
                                        .roundTrip(CONTRACT, "100.5")
                                        .roundTrip(CONTRACT, "100"),
                        h ->
                                h.roundTrip(CONTRACT, "100.5")
                                        .roundTrip(CONTRACT, "100.4")
                                        .roundTrip(CONTRACT, "100"),
                        freezes("low-profit", CONTRACT)),
                new Case(
                        "low-profit",
                        "six trips with less than one percent",
                        h -> trips(h, "101", "A", "B", "C", "D", "E", "F"),
                        h -> trips(h, "100.1", "A", "B", "C", "D", "E", "F"),
                        suspends("low-profit")),
                new Case(
                        "trade-drawdown",
                        "three trips of a symbol that fell by more than twelve percent",
                        h -> h.roundTrip("A", "110").roundTrip("A", "94").roundTrip("A", "94"),
                        h -> h.roundTrip("A", "110").roundTrip("A", "94").roundTrip("A", "93.9"),
                        freezes("trade-drawdown", "A")),
                new Case(
                        "trade-drawdown",
                        "five trips that fell by more than twelve percent",
                        h -> trips(trips(h, "110", "A"), "97", "B", "C", "D", "E"),
                        h -> trips(trips(h, "110", "A"), "96.9", "B", "C", "D", "E"),
                        suspends("trade-drawdown")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldTripAtItsFigure(Case theCase) {
        TradingHistory history = new TradingHistory(RULES);

        theCase.at().accept(history);

        assertThat(history.said).anyMatch(theCase.says());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldNotTripOneStepBelow(Case theCase) {
        TradingHistory history = new TradingHistory(RULES);

        theCase.below().accept(history);

        assertThat(history.said).noneMatch(theCase.says());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldRestAsLongAfterARestart(Case theCase) {
        TradingHistory history = new TradingHistory(RULES);
        theCase.at().accept(history);
        TradingEvent before =
                history.said.stream().filter(theCase.says()).reduce((a, b) -> b).orElseThrow();

        history.restart();
        assertThat(history.said).contains(before);
        history.pass(HOUR).restart();

        assertThat(history.said).isEmpty();
    }

    @Test
    void shouldNoticeEveryProtectionThatIsTakenOut() {
        Set<String> caught = new HashSet<>();
        cases().forEach(
                        theCase -> {
                            TradingHistory history = new TradingHistory(RULES, theCase.name());
                            theCase.at().accept(history);
                            if (history.said.stream().noneMatch(theCase.says())) {
                                caught.add(theCase.name());
                            }
                        });

        Set<String> all = RULES.guards().stream().map(Breaker::name).collect(Collectors.toSet());
        assertThat(caught).as("%d of %d", caught.size(), all.size()).isEqualTo(all);
        Proof.shown(
                4,
                "%d figures of %d protections, each at its figure, one step below, and after a restart"
                        .formatted(cases().count(), all.size()),
                "each tripped at its figure, none below; each rest ended when it would have",
                "%d of %d protections taken out were noticed".formatted(caught.size(), all.size()));
    }

    @Test
    void shouldRestFromTheTripThatCausedIt() {
        TradingHistory history = new TradingHistory(RULES);

        stops(history, "A", "B", "C", "D");

        assertThat(history.suspended())
                .singleElement()
                .satisfies(rest -> assertThat(rest.until()).contains(history.now().plus(REST)));
    }

    @Test
    void shouldDoNothingWhereItIsOff() {
        TradingHistory history =
                new TradingHistory(
                        new ProtectionRules(
                                Duration.ZERO, GuardRule.off(), GuardRule.off(), GuardRule.off()));

        for (int i = 0; i < 50; i++) {
            history.stopped("A", "50");
        }

        assertThat(history.said).isEmpty();
    }

    @Test
    void shouldLetOrdinaryDaysPassAsShipped() {
        TradingHistory history = new TradingHistory(ProtectionRules.standard());

        for (int i = 0; i < 40; i++) {
            history.roundTrip("A", "99.9").roundTrip("B", "100.1");
        }

        assertThat(history.said).isEmpty();
    }

    @Test
    void shouldCountTheTripsOfEachSourceByItself() {
        TradingHistory history = new TradingHistory(RULES);

        history.fill("one", Side.BUY, "A", "10", "100", TradingHistory.MARKET)
                .fill("two", Side.SELL, "A", "10", "90", TradingHistory.MARKET);

        assertThat(history.said).isEmpty();
    }

    @Test
    void shouldEndATripWhereAFillTurnsThePositionAround() {
        TradingHistory history = new TradingHistory(RULES);

        history.fill("test", Side.BUY, "A", "10", "100", TradingHistory.MARKET)
                .fill("test", Side.SELL, "A", "15", "90", TradingHistory.STOP)
                .fill("test", Side.BUY, "A", "5", "91", TradingHistory.STOP);

        assertThat(history.frozen())
                .filteredOn(rest -> rest.source().equals("stoploss-guard"))
                .extracting(SymbolFrozen::symbol)
                .containsExactly(Symbol.of("A"));
    }

    private static TradingHistory stops(TradingHistory history, String... symbols) {
        for (String symbol : symbols) {
            history.stopped(symbol, "99.5");
        }
        return history;
    }

    private static TradingHistory trips(TradingHistory history, String sold, String... symbols) {
        for (String symbol : symbols) {
            history.roundTrip(symbol, sold);
        }
        return history;
    }

    private static Predicate<TradingEvent> freezes(String source, String symbol) {
        return event ->
                event instanceof SymbolFrozen frozen
                        && frozen.source().equals(source)
                        && frozen.symbol().equals(Symbol.of(symbol));
    }

    private static Predicate<TradingEvent> suspends(String source) {
        return event ->
                event instanceof EntriesSuspended suspended && suspended.source().equals(source);
    }
}
