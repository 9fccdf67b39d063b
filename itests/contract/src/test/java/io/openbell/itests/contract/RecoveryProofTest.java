package io.openbell.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Trade;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import io.openbell.testkit.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Client against exchange, with every fault: nothing is lost without a word, nothing comes twice, and it always goes on. Six
 * of ten rounds trade stocks in plain JSON, the others what {@link Stage} has beside. A thousand with {@code -Pproof}, or
 * as many as {@code -Dopenbell.rounds} says; {@code -Dopenbell.seed=2} for others.
 */
@Execution(ExecutionMode.CONCURRENT)
class RecoveryProofTest {

    private static final int ROUNDS =
            Integer.getInteger("openbell.rounds", Proof.figure(52, 1_000));
    private static final long SEED = Long.getLong("openbell.seed", 1L);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void shouldLoseNothingSilentlyAndRecoverFromEveryFault(Stage stage) throws Exception {
        int count = stage == Stage.STOCKS ? ROUNDS * 6 / 10 : ROUNDS / 10;
        Random random = new Random(SEED + stage.ordinal());
        FaultDraw draw = new FaultDraw(random, stage);
        Tally tally = new Tally();
        try (Rounds rounds = new Rounds(stage, folder, SEED, new Heard())) {
            for (int round = 1; round <= count; round++) {
                FaultPlan plan = draw.next();
                boolean cut = random.nextInt(4) == 0;
                tally.add(round, plan, cut, rounds.play(Optional.of(plan), cut));
            }
        }
        System.out.println(stage + ": " + tally);
        assertThat(tally.problems).isEmpty();
        assertThat(tally.recovered).isEqualTo(count);
        if (tally.kinds.getOrDefault(FaultKind.CORRECTED_TRADE, 0) > 4) {
            assertThat(tally.changed).as("corrections that were compared").isPositive();
        }
        assertThat(tally.kinds).hasSize(Math.min(count, stage.faults().size()));
        Proof.shown(
                9,
                "%d rounds of trading %s, each with one of %d faults, seed %d"
                        .formatted(count, stage, tally.kinds.size(), SEED),
                "%d recovered, %d gaps told, %d trades and %d executions compared, none lost or doubled"
                        .formatted(tally.recovered, tally.gaps, tally.trades, tally.executions),
                "a listener that swallows or doubles one trade or fill is found");
    }

    @Test
    void shouldNoticeATradeThatIsSwallowedWithoutAWord() throws Exception {
        AtomicInteger trades = new AtomicInteger();
        Heard deaf = new Heard(trade -> isThird(trade, trades) ? 0 : 1, report -> 1);

        assertThat(problems(deaf, () -> trades.get() >= 3))
                .anyMatch(problem -> problem.contains("lost without a gap"));
    }

    @Test
    void shouldNoticeATradeThatIsToldTwice() throws Exception {
        AtomicInteger trades = new AtomicInteger();
        Heard stutterer = new Heard(trade -> isThird(trade, trades) ? 2 : 1, report -> 1);

        assertThat(problems(stutterer, () -> trades.get() >= 3))
                .anyMatch(problem -> problem.matches("trade .* told twice"));
    }

    @Test
    void shouldNoticeAFillThatIsSwallowedAndOneThatIsToldTwice() throws Exception {
        AtomicInteger fills = new AtomicInteger();
        Heard both =
                new Heard(
                        trade -> 1,
                        report -> {
                            int number = report.fill().isEmpty() ? 0 : fills.incrementAndGet();
                            return number == 1 ? 0 : number == 2 ? 2 : 1;
                        });

        assertThat(problems(both, () -> fills.get() >= 2))
                .anyMatch(problem -> problem.contains("neither reported nor replayed"))
                .anyMatch(problem -> problem.matches("execution .* told twice"));
    }

    @Test
    void shouldFindNothingWrongWithoutAFault() throws Exception {
        assertThat(problems(new Heard(), () -> true)).isEmpty();
    }

    /** The first one of a symbol is where the comparison begins. */
    private static boolean isThird(Trade trade, AtomicInteger count) {
        return trade.symbol().equals(Stage.STOCKS.traded()) && count.incrementAndGet() == 3;
    }

    /** Of as many rounds as it takes for that to happen, and one more. */
    private List<String> problems(Heard heard, BooleanSupplier happened) throws Exception {
        List<String> problems = new ArrayList<>();
        try (Rounds rounds = new Rounds(Stage.STOCKS, folder, SEED, heard)) {
            boolean last = false;
            for (int round = 0; round < 20 && !last; round++) {
                last = round > 0 && happened.getAsBoolean();
                problems.addAll(rounds.play(Optional.empty(), false).problems());
            }
        }
        return problems;
    }

    /** Sums of all rounds, on one line. */
    private static final class Tally {

        private final Map<FaultKind, Integer> kinds = new EnumMap<>(FaultKind.class);
        private final List<String> problems = new ArrayList<>();
        private int rounds;
        private final Map<FaultKind, Integer> withoutOccasion = new EnumMap<>(FaultKind.class);
        private int struck;
        private int recovered;
        private Duration slowest = Duration.ZERO;
        private int gaps;
        private int trades;
        private int tradesInGaps;
        private int changed;
        private int executions;
        private int executionsByHistory;

        void add(int round, FaultPlan plan, boolean cut, Rounds.Result result) {
            rounds++;
            kinds.merge(plan.kind(), 1, Integer::sum);
            if (result.struck()) {
                struck++;
            } else {
                withoutOccasion.merge(plan.kind(), 1, Integer::sum);
            }
            recovered += result.recovered() ? 1 : 0;
            slowest = slowest.compareTo(result.recovery()) < 0 ? result.recovery() : slowest;
            gaps += result.gaps();
            trades += result.trades();
            tradesInGaps += result.tradesInGaps();
            changed += result.changed();
            executions += result.executions();
            executionsByHistory += result.executionsByHistory();
            result.problems()
                    .forEach(
                            problem ->
                                    problems.add(
                                            "round %d, %s, cut=%s: %s"
                                                    .formatted(round, plan, cut, problem)));
        }

        @Override
        public String toString() {
            return ("rounds=%d struck=%d recovered=%d slowestMillis=%d problems=%d gaps=%d trades=%d tradesInGaps=%d changedTrades=%d"
                            + " executions=%d executionsByHistoryOnly=%d withoutOccasion=%s faults=%s")
                    .formatted(
                            rounds,
                            struck,
                            recovered,
                            slowest.toMillis(),
                            problems.size(),
                            gaps,
                            trades,
                            tradesInGaps,
                            changed,
                            executions,
                            executionsByHistory,
                            withoutOccasion,
                            kinds);
        }
    }
}
