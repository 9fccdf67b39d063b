package io.openbell.kernel.risk;

import io.openbell.api.component.Readiness;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.Intents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Cases of the gate, the session and the wishes before: rows 1 to 6 and 24 to 34. */
final class StandingCases {

    private StandingCases() {}

    static Stream<RiskCase> all() {
        return Stream.of(
                new RiskCase(
                        1,
                        DenyReason.GATE_NOT_OPEN,
                        "an entry while reducing only",
                        RiskCase.limits(l -> l.reduceOnly = true),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        1,
                        DenyReason.GATE_NOT_OPEN,
                        "while stalled",
                        s -> s.state.stall("strategy hangs"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        1,
                        DenyReason.GATE_NOT_OPEN,
                        "an entry while a breaker suspends them",
                        s -> s.tell(suspended("daily-loss", Optional.empty())),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        1,
                        DenyReason.GATE_NOT_OPEN,
                        "an entry while a protection suspends them for a while",
                        s ->
                                s.tell(
                                        suspended(
                                                "stoploss-guard",
                                                Optional.of(Scenario.NOW.plusNanos(1)))),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        2,
                        DenyReason.MODE_MISMATCH,
                        "limits of another mode",
                        RiskCase.limits(l -> l.mode = TradingMode.BACKTEST),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        2,
                        DenyReason.MODE_MISMATCH,
                        "another account answers",
                        s -> s.account("PA2", "100000", "200000"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        3,
                        DenyReason.LATCHED_HALT,
                        "while halted",
                        s -> s.tell(new HaltTrading("operator", "lunch", Scenario.NOW)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        4,
                        DenyReason.NOT_RECONCILED,
                        "before reconciliation",
                        s -> s.tell(new Reconciliation(false, "stream down", Scenario.NOW)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        5,
                        DenyReason.COMPONENT_NOT_READY,
                        "while a component is missing",
                        s -> s.tell(new Readiness(List.of("market-data-collector"), Scenario.NOW)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        6,
                        DenyReason.SOURCE_NOT_ALLOWED,
                        "a source that was disabled",
                        s -> s.tell(new SourceRegistered(Intents.SOURCE, false)),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        24,
                        DenyReason.DUPLICATE_INTENT,
                        "the same wish again",
                        s -> s.review(s.intents.buy("AAPL", "10", "100.05")),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        24,
                        DenyReason.DUPLICATE_INTENT,
                        "a name used before",
                        s -> s.state.denied(new Intents(Scenario.NOW).buy("AAPL", "10", "100.05")),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        26,
                        DenyReason.RATE_SYMBOL,
                        "a sixth order of the symbol",
                        s ->
                                RiskCase.repeat(
                                        5,
                                        i ->
                                                s.journaled(
                                                        s.intents.buy(
                                                                "AAPL", "" + (20 + i), "100"))),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        26,
                        DenyReason.RATE_SYMBOL,
                        "a sixteenth order of the symbol, by many sources",
                        s ->
                                RiskCase.repeat(
                                        15,
                                        i ->
                                                s.journaled(
                                                        new Intents(Scenario.NOW, "other-" + i)
                                                                .buy(
                                                                        "AAPL",
                                                                        "" + (20 + i),
                                                                        "100"))),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        26,
                        DenyReason.RATE_GLOBAL,
                        "a sixty-first order",
                        s ->
                                RiskCase.repeat(
                                        60, i -> s.journaled(s.intents.buy("S" + i, "1", "1"))),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        31,
                        DenyReason.SYMBOL_FROZEN,
                        "a symbol that a breaker froze",
                        s -> s.tell(frozen("AAPL", Scenario.NOW.plusNanos(1))),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        34,
                        DenyReason.JOURNAL_UNAVAILABLE,
                        "without a journal",
                        s -> s.journalWritable = false,
                        RiskCase.BUY_TEN));
    }

    private static EntriesSuspended suspended(String source, Optional<Instant> until) {
        return new EntriesSuspended(source, "a test", Scenario.NOW, until);
    }

    private static SymbolFrozen frozen(String symbol, Instant until) {
        return new SymbolFrozen(Symbol.of(symbol), "symbol-rejects", "a test", Scenario.NOW, until);
    }
}
