package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Quote;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What goes by the venue's clock and calendar. */
class VenueTimeTest {

    private final Scenario scenario = new Scenario();

    /** Our clock was put on: nobody could close if quotes were old by it. */
    @Test
    void shouldJudgeTheAgeOfQuotesByTheVenuesTime() {
        Duration behind = Duration.ofMinutes(30);
        scenario.venueAhead(behind.negated());
        assertThat(scenario.review(scenario.intents.buy("AAPL", "10")))
                .as("a quote of the venue's future")
                .isInstanceOfSatisfying(
                        RiskDecision.Denied.class,
                        denied -> assertThat(denied.reason()).isEqualTo(DenyReason.QUOTE_STALE));

        Symbol aapl = Symbol.of("AAPL");
        Quantity size = Quantity.of(100);
        scenario.tell(
                new Quote(
                        aapl,
                        Price.parse("99.99"),
                        size,
                        Price.parse("100.01"),
                        size,
                        scenario.now().minus(behind)));

        assertThat(scenario.review(scenario.intents.buy("AAPL", "10")))
                .isInstanceOf(RiskDecision.Approved.class);
    }

    /** Nights, weekends and holidays belong to the day before. */
    @Test
    void shouldCountTheOrdersOfADayUntilTheNextPreMarketBegins() {
        Duration hour = Duration.ofHours(1);
        scenario.journaled(scenario.intents.buy("AAPL", "1", "1"));
        scenario.journaled(scenario.intents.buy("AAPL", "2", "1"));
        Instant open = scenario.now();
        scenario.pass(Duration.ofDays(3).minus(hour).minusSeconds(1));
        scenario.sessions(open, open.plus(Duration.ofDays(3)));
        assertThat(scenario.state.pace().ordersToday(scenario.now())).isEqualTo(2);

        scenario.pass(Duration.ofSeconds(1));
        assertThat(scenario.state.pace().ordersToday(scenario.now())).isZero();
    }
}
