package io.openbell.kernel.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.Trade;
import io.openbell.api.recording.RecordedLine;
import io.openbell.api.recording.RecordedLine.Kind;
import io.openbell.api.recording.SessionReplays.Difference;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.bar.BarBuilders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionReplayTest {

    private static final String WHO = "market-data-collector";
    private static final Symbol KO = Symbol.of("KO");
    private static final Instant NOON = Instant.parse("2025-01-15T17:00:00Z");
    private static final DecisionBasis.Bars BASIS =
            new DecisionBasis.Bars(
                    List.of(KO),
                    List.of(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                    Duration.ZERO);

    private final SessionReplay replay =
            new SessionReplay(
                    start -> {
                        throw new AssertionError("no strategy was started");
                    });
    private final List<TradingEvent> bars = new ArrayList<>();
    private int line;
    private long event;

    /** Two bars end with this tick. */
    private void begin() {
        Trade trade = new Trade(KO, Price.parse("60"), Quantity.of(1), 1, "V", NOON);
        BarBuilders then =
                new BarBuilders(BASIS.symbols(), BASIS.widths(), BASIS.lateness(), bars::add);
        then.onTrade(trade);
        then.advanceTo(NOON.plusSeconds(10));
        assertThat(bars).hasSize(2).allMatch(Bar.class::isInstance);

        assertThat(take(Kind.JOINED, WHO, BASIS)).isEmpty();
        assertThat(take(Kind.INPUT, "", trade)).isEmpty();
        assertThat(take(Kind.INPUT, "", new TimerTick(NOON.plusSeconds(10)))).isEmpty();
    }

    @Test
    void shouldFindTheSameDecisions() {
        begin();

        assertThat(take(Kind.EMITTED, WHO, bars.get(0))).isEmpty();
        assertThat(take(Kind.EMITTED, WHO, bars.get(1))).isEmpty();
        assertThat(take(Kind.END, "", null)).isEmpty();
        assertThat(replay.decisions()).isEqualTo(2);
    }

    @Test
    void shouldStillExpectWhatWasSaidBeforeItLeft() {
        begin();

        assertThat(takeAndLeave(bars.get(0))).isEmpty();
        assertThat(take(Kind.EMITTED, WHO, bars.get(1))).isEmpty();
        assertThat(take(Kind.END, "", null)).isEmpty();
        assertThat(replay.decisions()).isEqualTo(2);
    }

    @Test
    void shouldMissWhatWasNotSaidThoughItLeft() {
        begin();

        assertThat(takeAndLeave(bars.get(0))).isEmpty();

        assertThat(take(Kind.END, "", null))
                .map(Difference::replayed)
                .contains(bars.get(1).toString());
    }

    private Optional<Difference> takeAndLeave(TradingEvent said) {
        RecordedLine head = line(Kind.EMITTED, WHO, said);
        return replay.take(new RecordedStep(head, List.of(line(Kind.LEFT, WHO, null))));
    }

    private Optional<Difference> take(Kind kind, String who, @Nullable TradingEvent what) {
        return replay.take(new RecordedStep(line(kind, who, what), List.of()));
    }

    private RecordedLine line(Kind kind, String who, @Nullable TradingEvent what) {
        event += kind.beginsStep() ? 1 : 0;
        Instant at = what instanceof TimerTick tick ? tick.at() : NOON;
        return new RecordedLine(++line, kind, event, at, who, Optional.ofNullable(what), 0);
    }
}
