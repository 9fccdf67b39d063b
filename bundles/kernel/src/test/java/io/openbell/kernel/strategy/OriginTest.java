package io.openbell.kernel.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.Origin;
import io.openbell.api.order.Origin.Kind;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every wish of a strategy says what the strategy had before it. */
class OriginTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol MSFT = Symbol.of("MSFT");

    private final RunnerDesk desk = new RunnerDesk();

    @Test
    void shouldSayWhichQuoteAndWhichSignalAnIntentGrewFrom() {
        Diary diary = new Diary();
        StrategySettings settings =
                new StrategySettings(true, List.of(AAPL), Map.of("fastBars", "5"));
        desk.runner.start(desk.now(), "diary", "1.2.0", settings, diary, List.of());
        diary.onNextQuote = own -> own.context().signal(AAPL, 1, Duration.ofSeconds(5), "crossed");
        Quote seen = desk.quote(AAPL);

        desk.deliver(seen);

        assertThat(origin(0))
                .isEqualTo(
                        new Origin(
                                Kind.SIGNAL,
                                "1.2.0",
                                "fastBars=5",
                                1,
                                "",
                                desk.now(),
                                Optional.of(seen)));
    }

    @Test
    void shouldKnowTheQuoteThatAStrategySpokeOnEvenWhenTheOrderCameLater() {
        Diary diary = desk.start("diary", AAPL, MSFT);
        diary.onNextQuote = own -> own.context().signal(MSFT, 1, Duration.ofSeconds(5), "follows");
        Quote seen = desk.quote(AAPL);
        Instant said = desk.now();

        desk.deliver(seen);
        desk.clock.advance(Duration.ofSeconds(2));
        desk.deliver(desk.quote(MSFT));

        assertThat(origin(0).trigger()).contains(seen);
        assertThat(origin(0).saidAt()).isEqualTo(said);
    }

    @Test
    void shouldGiveEachLegOfAnOpportunityItsWeight() {
        Diary diary = desk.start("diary", AAPL, MSFT);
        desk.deliver(desk.quote(MSFT));
        diary.onNextQuote =
                own ->
                        own.context()
                                .publish(
                                        "pair",
                                        List.of(
                                                new Opportunity.Leg(AAPL, 0.5),
                                                new Opportunity.Leg(MSFT, -0.5)),
                                        12,
                                        0.9,
                                        Duration.ofSeconds(5));

        desk.deliver(desk.quote(AAPL));

        assertThat(origin(0).kind()).isEqualTo(Kind.OPPORTUNITY);
        assertThat(origin(0).strength()).isEqualTo(0.5);
        assertThat(origin(1).strength()).isEqualTo(-0.5);
        assertThat(origin(0).detail()).contains("edgeBps=12.0", "confidence=0.9");
    }

    @Test
    void shouldSayWhenAStrategyAskedForTheOrderItself() {
        Diary diary = desk.start("diary", AAPL);
        diary.onNextQuote = own -> own.buy(AAPL, 1);

        desk.deliver(desk.quote(AAPL));

        assertThat(origin(0).kind()).isEqualTo(Kind.OWN_ORDER);
    }

    private Origin origin(int intent) {
        return desk.emittedOf(OrderIntent.class).get(intent).origin().orElseThrow();
    }
}
