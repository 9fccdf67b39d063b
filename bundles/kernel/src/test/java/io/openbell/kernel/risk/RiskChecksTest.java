package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.RiskDecision;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each check a wish that it alone refuses: with the check denied for its reason, without it approved. */
class RiskChecksTest {

    static Stream<RiskCase> cases() {
        return Stream.of(
                        StandingCases.all(),
                        WishCases.all(),
                        InstrumentCases.all(),
                        SizeCases.all(),
                        ConductCases.all())
                .flatMap(Function.identity());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldDenyForThisReasonAndForNoOther(RiskCase theCase) {
        Scenario scenario = new Scenario();
        theCase.given().accept(scenario);

        RiskDecision decision = scenario.review(theCase.wish().apply(scenario));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        RiskDecision.Denied.class,
                        denied -> {
                            assertThat(denied.reason()).isEqualTo(theCase.reason());
                            assertThat(denied.detail()).contains("=");
                        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldApproveOnceTheCheckIsTakenOut(RiskCase theCase) {
        Scenario scenario = new Scenario();
        theCase.given().accept(scenario);

        assertThat(scenario.reviewWithout(theCase.row(), theCase.wish().apply(scenario)))
                .isInstanceOf(RiskDecision.Approved.class);
    }

    @Test
    void shouldHaveACaseForEveryCheckAndAskInTheOrderOfTheTable() {
        List<Integer> rows = RiskPipeline.standard().checks().stream().map(RiskCheck::row).toList();

        assertThat(rows).isSorted().doesNotHaveDuplicates();
        assertThat(cases().map(RiskCase::row).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void shouldApproveWhatBreaksNoLimit() {
        Scenario scenario = new Scenario();

        assertThat(scenario.review(scenario.intents.buy("AAPL", "10", "100.05")))
                .isInstanceOf(RiskDecision.Approved.class);
    }

    @Test
    void shouldDenyWhenACheckCannotCompute() {
        Scenario scenario = new Scenario();
        RiskCheck broken =
                new RiskCheck() {
                    @Override
                    public int row() {
                        return 99;
                    }

                    @Override
                    public Verdict check(Proposal proposal) {
                        throw new ArithmeticException("overflow");
                    }
                };

        RiskDecision decision =
                new OrderGate(scenario.limits, scenario.state, RiskPipeline.of(List.of(broken)))
                        .review(scenario.intents.buy("AAPL", "1"), List.of(), true, scenario.now());

        assertThat(decision)
                .isInstanceOfSatisfying(
                        RiskDecision.Denied.class,
                        denied -> {
                            assertThat(denied.reason()).isEqualTo(DenyReason.CHECK_FAILED);
                            assertThat(denied.detail()).contains("row=99", "overflow");
                        });
    }
}
