package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataRecovered;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.market.TradingStatus;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No history has halts: what an interruption swallowed of them is known by trades alone. */
class HaltsAfterGapsTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol COIN = Symbol.of("BTC/USD");
    private static final Instant END = Instant.parse("2026-03-02T15:00:00Z");
    private static final MarketDataGap GAP =
            new MarketDataGap(END.minusSeconds(10), END, Set.of(AAPL, COIN));

    private final MarketState market = new MarketState();

    private static Trade trade(Instant at) {
        return new Trade(AAPL, Price.of(100), Quantity.of(1L), 7, "V", at);
    }

    private static TradingStatus status(String code, Instant at) {
        return new TradingStatus(AAPL, code, "a test", "", "C", at);
    }

    @Test
    void shouldNotKnowOfAHaltUntilATradeShowsThatThereIsNone() {
        market.onEvent(GAP);
        market.onEvent(trade(END.minusSeconds(1)));
        assertThat(market.haltUnknownSince(AAPL)).as("a recovered one").contains(END);

        market.onEvent(trade(END));

        assertThat(market.haltUnknownSince(AAPL)).isEmpty();
    }

    /** A recording states times of another day. */
    @Test
    void shouldTakeAnyTradeForAProofOnceThePastWasAskedFor() {
        market.onEvent(GAP);
        market.onEvent(new MarketDataRecovered(GAP, 0, 0, 0, Set.of(), "", END));

        market.onEvent(trade(END.minusSeconds(1_000_000)));

        assertThat(market.haltUnknownSince(AAPL)).isEmpty();
    }

    /** Imbalances and short-sale rules are told of halted instruments, too. */
    @Test
    void shouldNotTakeAnAnnouncementForTheEndOfAHalt() {
        market.onEvent(status("2", END));
        market.onEvent(status("E", END.plusSeconds(1)));
        market.onEvent(quote(END.plusSeconds(2)));
        assertThat(market.halt(AAPL)).isPresent();

        market.onEvent(status("3", END.plusSeconds(3)));
        market.onEvent(status("7", END.plusSeconds(4)));
        market.onEvent(quote(END.plusSeconds(5)));
        assertThat(market.halt(AAPL)).isEmpty();

        market.onEvent(GAP);
        market.onEvent(status("A", END.plusSeconds(6)));
        assertThat(market.haltUnknownSince(AAPL)).isPresent();
    }

    /** B86. */
    @Test
    void shouldTakeAStatusThatNobodyKnowsForAHalt() {
        market.onEvent(status("Z9", END));
        market.onEvent(quote(END.plusSeconds(1)));

        assertThat(market.halt(AAPL)).isPresent();
    }

    private static Quote quote(Instant at) {
        return new Quote(
                AAPL,
                Price.parse("99.99"),
                Quantity.of(100),
                Price.parse("100.01"),
                Quantity.of(100),
                at);
    }

    @Test
    void shouldBelieveTheExchangeWhenItSpeaks() {
        market.onEvent(GAP);

        market.onEvent(status("H", END.plusSeconds(1)));

        assertThat(market.haltUnknownSince(AAPL)).isEmpty();
        assertThat(market.halt(AAPL)).isPresent();
    }

    @Test
    void shouldEndAHaltWhoseEndWasLostWithTheFirstTradeAfterTheGap() {
        market.onEvent(status("H", END.minusSeconds(60)));
        market.onEvent(GAP);
        assertThat(market.halt(AAPL)).isPresent();

        market.onEvent(trade(END.plusSeconds(1)));

        assertThat(market.halt(AAPL)).isEmpty();
    }

    @Test
    void shouldNotDoubtCoinsWhichAreNeverHalted() {
        market.onEvent(GAP);

        assertThat(market.haltUnknownSince(COIN)).isEmpty();
    }

    @Test
    void shouldLetPositionsBeClosedMeanwhile() {
        Scenario scenario = new Scenario();
        scenario.hold("AAPL", "10", "100");
        scenario.tell(new MarketDataGap(Scenario.NOW, Scenario.NOW, Set.of(AAPL)));

        assertThat(scenario.review(scenario.intents.buy("AAPL", "10", "100.05")))
                .isInstanceOf(RiskDecision.Denied.class);
        assertThat(scenario.review(scenario.intents.sell("AAPL", "10", "99.95")))
                .isInstanceOf(RiskDecision.Approved.class);
    }
}
