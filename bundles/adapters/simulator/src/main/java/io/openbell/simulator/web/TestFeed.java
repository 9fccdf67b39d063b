package io.openbell.simulator.web;

import io.openbell.simulator.market.MinuteBar;
import io.openbell.simulator.market.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The stream that is always on: one symbol nobody can trade, in real time, whatever the market does. */
public final class TestFeed {

    private static final String SYMBOL = "FAKEPACA";
    private static final long PERIOD_MILLIS = 500;
    private static final BigDecimal BID = new BigDecimal("133.85");
    private static final BigDecimal ASK = new BigDecimal("136.70");
    private static final BigDecimal SIZE = BigDecimal.valueOf(4);

    private final MarketStreams streams;
    private final InstantSource clock;
    private final List<Tick.Trade> minute = new ArrayList<>();
    private long count;

    /** Silent until started. */
    public TestFeed(MarketStreams streams, InstantSource clock) {
        this.streams = streams;
        this.clock = clock;
    }

    /** Ticks on that thread for as long as it runs. */
    public void start(ScheduledExecutorService exchangeThread) {
        exchangeThread.scheduleAtFixedRate(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (!streams.isHeard(Feed.TEST)) {
            minute.clear();
            return;
        }
        Instant now = clock.instant();
        count++;
        closeMinuteBefore(now.truncatedTo(ChronoUnit.MINUTES));
        BigDecimal move = BigDecimal.valueOf(count % 10, 2);
        BigDecimal bid = BID.add(move);
        publish(new Tick.Quote(SYMBOL, bid, SIZE, ASK, SIZE, "O", List.of("R"), "A", now));
        Tick.Trade trade =
                new Tick.Trade(
                        SYMBOL,
                        count,
                        bid,
                        BigDecimal.ONE,
                        Tick.Taker.UNKNOWN,
                        "O",
                        List.of(" "),
                        "A",
                        now);
        minute.add(trade);
        publish(trade);
        streams.flush();
    }

    private void publish(Tick tick) {
        streams.publish(StreamJson.of(tick).on(Feed.Kind.TEST));
    }

    private void closeMinuteBefore(Instant present) {
        if (minute.isEmpty() || !minute.get(0).at().isBefore(present)) {
            return;
        }
        Instant start = minute.get(0).at().truncatedTo(ChronoUnit.MINUTES);
        BigDecimal high = BigDecimal.ZERO;
        BigDecimal low = ASK;
        BigDecimal notional = BigDecimal.ZERO;
        for (Tick.Trade trade : minute) {
            high = high.max(trade.price());
            low = low.min(trade.price());
            notional = notional.add(trade.price());
        }
        MinuteBar bar =
                new MinuteBar(
                        start,
                        minute.get(0).price(),
                        high,
                        low,
                        minute.get(minute.size() - 1).price(),
                        BigDecimal.valueOf(minute.size()),
                        notional,
                        minute.size());
        minute.clear();
        streams.publish(StreamJson.bar(Feed.Kind.TEST, Channel.BARS, SYMBOL, bar));
    }
}
