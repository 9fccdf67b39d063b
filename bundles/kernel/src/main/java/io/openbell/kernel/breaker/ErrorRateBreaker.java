package io.openbell.kernel.breaker;

import io.openbell.api.component.ErrorsLogged;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.view.RiskBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A component that logs one error after the other is not one to take new risk with: no entries for a while. */
final class ErrorRateBreaker implements Breaker {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private record Added(Instant at, long errors) {}

    private final int maxPerMinute;
    private final Duration pause;
    private final Map<String, Deque<Added>> byComponent = new TreeMap<>();
    private @Nullable EntriesSuspended latest;

    ErrorRateBreaker(int maxPerMinute, Duration pause) {
        this.maxPerMinute = maxPerMinute;
        this.pause = pause;
    }

    @Override
    public String name() {
        return "component-errors";
    }

    @Override
    public void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        if (!(event instanceof ErrorsLogged logged)) {
            return;
        }
        Deque<Added> counts =
                byComponent.computeIfAbsent(logged.component(), any -> new ArrayDeque<>());
        counts.addLast(new Added(now, logged.added()));
        long rate = rate(counts, now);
        if (rate >= maxPerMinute) {
            EntriesSuspended suspended =
                    new EntriesSuspended(
                            name(),
                            "component=%s errorsPerMinute=%d max=%d last=%s"
                                    .formatted(
                                            logged.component(),
                                            rate,
                                            maxPerMinute,
                                            logged.lastMessage()),
                            now,
                            Optional.of(now.plus(pause)));
            latest = suspended;
            out.accept(suspended);
        }
    }

    private static long rate(Deque<Added> counts, Instant now) {
        Instant oldest = now.minus(MINUTE);
        while (!counts.isEmpty() && !counts.getFirst().at().isAfter(oldest)) {
            counts.removeFirst();
        }
        return counts.stream().mapToLong(Added::errors).sum();
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        EntriesSuspended last = latest;
        boolean holds = last != null && last.holdsAt(now);
        List<RiskBoard.Line> lines = new ArrayList<>();
        long most = 0;
        for (Deque<Added> counts : byComponent.values()) {
            most = Math.max(most, rate(counts, now));
        }
        lines.add(
                Lines.count(name(), "", most, maxPerMinute, "a minute", holds)
                        .with(
                                holds && last != null
                                        ? last.reason() + ", until " + last.until().orElse(now)
                                        : ""));
        return lines;
    }
}
