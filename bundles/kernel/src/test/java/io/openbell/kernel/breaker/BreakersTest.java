package io.openbell.kernel.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.view.RiskBoard;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.Proof;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each breaker what it trips on, what is just not enough, and that nothing else would have noticed. */
class BreakersTest {

    static Stream<BreakerCase> cases() {
        return BreakerCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldTripAtItsFigure(BreakerCase theCase) {
        Day day = new Day();

        theCase.at().accept(day);

        assertThat(day.said).anyMatch(theCase.says());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldNotTripOneStepBelow(BreakerCase theCase) {
        Day day = new Day();

        theCase.below().accept(day);

        assertThat(day.said).noneMatch(theCase.says());
    }

    @Test
    void shouldNoticeEveryBreakerThatIsTakenOut() {
        Set<String> caught = new HashSet<>();
        cases().forEach(
                        theCase -> {
                            Day day = new Day(theCase.breaker());
                            theCase.at().accept(day);
                            if (day.said.stream().noneMatch(theCase.says())) {
                                caught.add(theCase.breaker());
                            }
                        });

        Set<String> all =
                Breakers.standard(BreakerLimits.standard(), new FakePositionBook()).stream()
                        .map(Breaker::name)
                        // It shows what the position-manager found, and trips nothing.
                        .filter(name -> !name.equals("position-mismatch"))
                        .collect(Collectors.toSet());
        assertThat(caught).as("%d of %d", caught.size(), all.size()).isEqualTo(all);
        Proof.shown(
                4,
                "%d figures of %d breakers, each at its figure and one step below"
                        .formatted(cases().count(), all.size()),
                "each tripped at its figure, none below",
                "%d of %d breakers taken out were noticed".formatted(caught.size(), all.size()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldShowOnTheBoardThatItTripped(BreakerCase theCase) {
        Day day = new Day();
        assertThat(tripped(day)).isEmpty();

        theCase.at().accept(day);

        assertThat(tripped(day)).isNotEmpty();
    }

    private static List<RiskBoard.Line> tripped(Day day) {
        return day.lines().stream()
                .filter(line -> line.state() == RiskBoard.State.TRIPPED)
                .toList();
    }
}
