package io.openbell.kernel.execution;

import io.openbell.api.order.Algorithm.Participation;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent.ExecutionEnded;
import io.openbell.api.order.ExecutionEvent.ExecutionRefused;
import io.openbell.api.order.ExecutionEvent.ExecutionStarted;
import io.openbell.api.order.ExecutionEvent.ExecutionStopping;
import io.openbell.api.order.ExecutionEvent.Outcome;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Quantity;
import io.openbell.api.view.Execution;
import io.openbell.api.view.Execution.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One execution: takes in what happens, and wishes for its next part when that is due. One thread. */
final class RunningExecution {

    private static final Duration FOR_A_QUOTE = Duration.ofSeconds(1);
    private static final int MOST_WAITS = 3;

    private final ExecutionRules rules;
    private final ExecuteOrder wish;
    private final Instant startedAt;
    private final Instant endsAt;
    private final ExecutionStarted started;
    private final Parts parts = new Parts();
    private final Map<OrderId, Instant> canceledAt = new HashMap<>();
    private Schedule schedule;
    private Quantity marketVolume = Quantity.ZERO;
    private Instant notBefore;
    private Instant updatedAt;
    private State state = State.RUNNING;
    private @Nullable Outcome outcome;
    private String detail = "";
    private int setbacks;
    private int setbacksInRow;
    private int waits;
    private boolean toldJournal;

    RunningExecution(ExecutionStarted started, ExecutionRules rules) {
        this(started, rules, Schedule.of(started, Quantity.ZERO));
    }

    private RunningExecution(ExecutionStarted started, ExecutionRules rules, Schedule schedule) {
        this.started = started;
        this.schedule = schedule;
        this.rules = rules;
        wish = started.wish();
        startedAt = started.at();
        endsAt = startedAt.plus(Schedule.length(wish.algorithm()));
        notBefore = startedAt;
        updatedAt = startedAt;
    }

    /** One that was refused. */
    static RunningExecution refused(ExecutionRefused refused, ExecutionRules rules) {
        RunningExecution execution =
                new RunningExecution(
                        new ExecutionStarted(refused.wish(), List.of(), "", refused.at()),
                        rules,
                        new Schedule.OneAtATime(Quantity.ZERO));
        execution.onEnded(
                new ExecutionEnded(refused.id(), Outcome.REFUSED, refused.detail(), refused.at()));
        return execution;
    }

    IntentId id() {
        return wish.id();
    }

    ExecuteOrder wish() {
        return wish;
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    boolean wantsVolume() {
        return state == State.RUNNING && wish.algorithm() instanceof Participation;
    }

    /** What may be filled of it at most, as things stand. */
    Quantity committed() {
        return parts.filled().plus(parts.open());
    }

    boolean contains(OrderId order) {
        return parts.contains(order);
    }

    /** The market traded. */
    void onVolume(Quantity size) {
        marketVolume = marketVolume.plus(size);
    }

    /** The past was read: the market's volume counts from here on, on top of what there is. */
    void onReplayed() {
        if (wish.algorithm() instanceof Participation) {
            schedule = Schedule.of(started, committed());
        }
    }

    void onBegan(OrderInitialized event) {
        waits = 0;
        parts.began(event);
        notBefore = later(notBefore, event.at().plus(rules.partPause()));
        updatedAt = event.at();
    }

    void onDenied(OrderDenied event) {
        parts.denied(event);
        String why = event.code() + ": " + event.detail();
        if (event.code().equals(DenyReason.QUOTE_STALE.name()) && waits < MOST_WAITS) {
            // On a quiet symbol somebody is asking the venue now: the answer will do for the next
            // few seconds.
            waits++;
            detail = why.strip();
            notBefore = event.at().plus(FOR_A_QUOTE);
            updatedAt = event.at();
        } else {
            setback(why, event.at());
        }
    }

    void onOrder(OfOrder event) {
        Parts.Change change = parts.changed(event).orElse(null);
        if (change == null) {
            return;
        }
        updatedAt = event.at();
        Order after = change.after();
        boolean endedNow = change.before().status() != after.status() && !after.status().isOpen();
        if (after.filled().exceeds(change.before().filled())
                || after.status() == OrderStatus.ACCEPTED) {
            setbacksInRow = 0;
            detail = state == State.RUNNING ? "" : detail;
        }
        if (endedNow && after.status() != OrderStatus.FILLED) {
            setback("part " + after.id() + " " + after.status() + ' ' + after.detail(), event.at());
        }
    }

    void onStopping(ExecutionStopping event) {
        state = State.STOPPING;
        outcome = event.outcome();
        detail = event.detail();
        updatedAt = event.at();
        toldJournal = false;
    }

    void onEnded(ExecutionEnded event) {
        state = State.ENDED;
        outcome = event.outcome();
        detail = event.detail();
        updatedAt = event.at();
    }

    private void setback(String why, Instant at) {
        if (state != State.RUNNING) {
            return;
        }
        setbacks++;
        setbacksInRow++;
        waits = 0;
        detail = why.strip();
        notBefore = later(notBefore, at.plus(rules.pauseAfter(setbacksInRow)));
        updatedAt = at;
    }

    /** Does what is due. */
    void step(Instant now, ExecutionOutput output) {
        if (toldJournal || state == State.ENDED) {
            return;
        }
        if (state == State.STOPPING) {
            unwind(now, output);
        } else if (isComplete()) {
            toldJournal = output.journal(new ExecutionEnded(id(), Outcome.COMPLETED, "", now));
        } else if (setbacksInRow >= rules.mostSetbacks()) {
            stop(Outcome.FAILED, setbacksInRow + " setbacks in a row, last " + detail, now, output);
        } else if (parts.isAnyExpired()) {
            stop(Outcome.EXPIRED, "the venue's day ended: " + detail, now, output);
        } else if (!now.isBefore(endsAt)) {
            stop(Outcome.EXPIRED, "its time is over", now, output);
        } else if (!now.isBefore(notBefore) && !parts.isAnyUnknown()) {
            wishForNext(now, output);
        }
    }

    /** No more parts. */
    void stop(Outcome why, String reason, Instant now, ExecutionOutput output) {
        if (state == State.RUNNING && !toldJournal) {
            toldJournal = output.journal(new ExecutionStopping(id(), why, reason, now));
        }
    }

    private boolean isComplete() {
        return parts.filled().raw() >= wish.quantity().raw() && parts.isQuiet();
    }

    private void unwind(Instant now, ExecutionOutput output) {
        if (parts.isQuiet()) {
            Outcome how = parts.filled().equals(wish.quantity()) ? Outcome.COMPLETED : outcome;
            toldJournal =
                    output.journal(
                            new ExecutionEnded(
                                    id(), how == null ? Outcome.CANCELED : how, detail, now));
            return;
        }
        for (Order order : parts.openOrders()) {
            Instant asked = canceledAt.get(order.id());
            if (asked == null || !now.isBefore(asked.plus(rules.cancelPatience()))) {
                canceledAt.put(order.id(), now);
                output.emit(new CancelOrder(order.id(), "execution " + id()));
            }
        }
    }

    private void wishForNext(Instant now, ExecutionOutput output) {
        Quantity free = wish.quantity().minus(committed());
        Quantity due = due(now).min(wish.quantity());
        Quantity size = due.minus(committed()).min(schedule.largestPart()).min(free);
        if (size.raw() < free.raw()) {
            long lot = Slices.lot(wish.quantity()).raw();
            size = new Quantity(size.raw() - Math.floorMod(size.raw(), lot));
        }
        if (!size.isPositive()) {
            return;
        }
        OrderIntent part = part(size, now);
        parts.wished(part);
        notBefore = now.plus(rules.partPause());
        output.emit(part);
    }

    private OrderIntent part(Quantity size, Instant now) {
        OrderTerms terms =
                wish.limitPrice()
                        .<OrderTerms>map(OrderTerms.Limit::new)
                        .orElseGet(OrderTerms.Market::new);
        int number = parts.nextNumber();
        return new OrderIntent(
                        new IntentId(id() + "." + number),
                        wish.source(),
                        wish.symbol(),
                        wish.side(),
                        size,
                        terms,
                        TimeInForce.DAY,
                        "part " + number + " of " + id(),
                        now,
                        OrderInstructions.PLAIN)
                .partOf(id());
    }

    private Quantity due(Instant now) {
        return schedule.due(new Schedule.Situation(now, parts.filled(), committed(), marketVolume));
    }

    /** A picture for people. */
    Execution view(Instant now) {
        Quantity scheduled = state == State.RUNNING ? due(now).min(wish.quantity()) : committed();
        return new Execution(
                wish,
                state,
                Optional.ofNullable(outcome),
                parts.filled(),
                parts.open(),
                scheduled,
                parts.averageFillPrice(),
                parts.orderCount(),
                setbacks,
                detail,
                started.profile(),
                startedAt,
                endsAt,
                updatedAt);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
