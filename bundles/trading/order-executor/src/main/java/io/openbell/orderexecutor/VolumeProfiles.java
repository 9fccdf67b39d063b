package io.openbell.orderexecutor;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.HistoryQuery;
import io.openbell.api.market.MarketHistory;
import io.openbell.api.order.Algorithm.Vwap;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.value.Page;
import io.openbell.kernel.execution.VolumeCurve;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the market's history how the volume of earlier days was spread over the same time of day. Whatever goes wrong there
 * is an answer, an empty one: then the usual shape of a day must do.
 */
final class VolumeProfiles {

    private static final Logger LOG = LoggerFactory.getLogger(VolumeProfiles.class);

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Duration BAR = Duration.ofMinutes(1);
    private static final int BARS_PER_PAGE = 10_000;
    private static final int MOST_PAGES = 10;
    private static final int MOST_WAITING = 100;

    /** The answer, on its way to the loop; no weights if the history told none. */
    record ProfileFound(IntentId id, List<Long> weights, String origin) implements TradingEvent {

        ProfileFound {
            weights = List.copyOf(weights);
        }
    }

    private final Supplier<@Nullable MarketHistory> history;
    private final int days;
    private final Consumer<ProfileFound> answer;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    10,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(MOST_WAITING),
                    VolumeProfiles::daemon);

    VolumeProfiles(
            Supplier<@Nullable MarketHistory> history, int days, Consumer<ProfileFound> answer) {
        this.history = history;
        this.days = days;
        this.answer = answer;
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "volume-profiles");
        thread.setDaemon(true);
        return thread;
    }

    /** Answers later, on another thread. */
    void ask(ExecuteOrder wish, Instant start) {
        try {
            thread.execute(() -> answer(wish, start));
        } catch (RejectedExecutionException tooMany) {
            LOG.warn("execution={} profile=not asked cause=too many wait", wish.id());
            answer.accept(new ProfileFound(wish.id(), List.of(), ""));
        }
    }

    void close() {
        thread.shutdownNow();
    }

    private void answer(ExecuteOrder wish, Instant start) {
        List<Long> weights = List.of();
        try {
            MarketHistory present = history.get();
            if (present != null && wish.algorithm() instanceof Vwap vwap) {
                weights = weights(present, wish, vwap, start);
            }
        } catch (IOException | RuntimeException failure) {
            LOG.warn("execution={} profile=not found cause={}", wish.id(), failure.toString());
        }
        answer.accept(
                new ProfileFound(wish.id(), weights, "minute bars of the last " + days + " days"));
    }

    private List<Long> weights(MarketHistory present, ExecuteOrder wish, Vwap vwap, Instant start)
            throws IOException {
        List<Bar> bars = new ArrayList<>();
        for (int back = 1; back <= days; back++) {
            // The same time of day in New York, whatever the clocks there did since.
            Instant from = start.atZone(NEW_YORK).minusDays(back).toInstant();
            HistoryQuery query =
                    new HistoryQuery(
                            Set.of(wish.symbol()), from, from.plus(vwap.over()), BARS_PER_PAGE);
            String resume = "";
            for (int page = 0; page < MOST_PAGES; page++) {
                Page<Bar> part = present.bars(query, BAR, resume);
                bars.addAll(part.items());
                resume = part.next();
                if (resume.isEmpty()) {
                    break;
                }
            }
        }
        return new VolumeCurve(start, vwap.over(), vwap.slices()).of(bars);
    }
}
