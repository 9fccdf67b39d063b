package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.OrderIntent;
import io.openbell.api.view.RiskBoard.Line;
import io.openbell.api.view.RiskBoard.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people are shown of a limit is what the gate compares with it. */
class LimitLinesTest {

    private static final String CALL = "AAPL250221C00100000";

    private final Scenario scenario = new Scenario();

    private List<Line> lines() {
        return new LimitLines(scenario.limits, scenario.state, scenario.open, scenario.now()).all();
    }

    private Line line(String name, String scope) {
        return lines().stream()
                .filter(line -> line.name().equals(name) && line.scope().equals(scope))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldValueAContractAsAHundredShares() {
        scenario.quote(CALL, "4.90", "5.10");
        scenario.hold(CALL, "2", "5.00");

        assertThat(line("gross-exposure", "").use()).isEqualTo(1.0);
        assertThat(line("position-notional", CALL).use()).isEqualTo(1.0);
    }

    @Test
    void shouldShowWhatTheGateWouldCompareForAnOrderOfNothingMore() {
        scenario.hold("AAPL", "50", "100.00");
        OrderIntent wish = scenario.intents.buy("AAPL", "1", "100.00");
        double withTheWish =
                CommittedExposure.with(
                                new Proposal(
                                        wish,
                                        wish,
                                        Optional.empty(),
                                        scenario.open,
                                        Commitments.of(scenario.open, List.of()),
                                        true,
                                        scenario.now(),
                                        scenario.limits,
                                        scenario.state))
                        .gross()
                        .toDouble();

        assertThat(line("gross-exposure", "").use() * 1_000).isEqualTo(withTheWish - 100.05);
    }

    @Test
    void shouldSayUnknownWhereNothingHasAPrice() {
        scenario.book.hold("IBM", "10", "0");

        assertThat(line("gross-exposure", "").state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void shouldShowEveryLimitThatCounts() {
        scenario.hold("AAPL", "50", "100.00");

        assertThat(lines())
                .extracting(Line::name)
                .contains(
                        "gross-exposure",
                        "net-exposure",
                        "buying-power",
                        "orders-per-minute",
                        "orders-per-minute-of-a-source",
                        "requests-per-minute",
                        "orders-per-day",
                        "open-orders",
                        "order-notional",
                        "order-quantity",
                        "position-notional",
                        "round-trips-per-hour",
                        "strategy-concentration",
                        "quote-age",
                        "spread");
        assertThat(line("strategy-concentration", "test").use()).isEqualTo(5.0025);
        assertThat(line("requests-per-minute", "").limit()).isEqualTo(130);
    }
}
