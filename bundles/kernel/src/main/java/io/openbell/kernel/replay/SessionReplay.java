package io.openbell.kernel.replay;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.recording.RecordedLine;
import io.openbell.api.recording.RecordedLine.Kind;
import io.openbell.api.recording.SessionReplays.Difference;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides a recorded session again, step by step, and compares every decision with the recorded one until the first that
 * differs. What came from outside is fed; what the parts say must be what they said then, and is delivered in the recorded
 * order among what others said. Single-threaded.
 */
public final class SessionReplay {

    private final ReplayedParts parts;
    private final Deque<TradingEvent> expected = new ArrayDeque<>();
    private @Nullable RecordedLine last;
    private long events;
    private long decisions;

    /** A replay in which nothing has happened yet. */
    public SessionReplay(StrategySource strategies) {
        parts = new ReplayedParts(strategies, expected::add);
    }

    /** Events that were dispatched. */
    public long events() {
        return events;
    }

    /** Decisions that are the same as then. */
    public long decisions() {
        return decisions;
    }

    /** The past matters to this subscriber: it is to be told before the step that says so. */
    public boolean wantsPast(String who) {
        return parts.has(who);
    }

    /** An event of the past, for one subscriber. */
    public void past(String who, Instant at, Journaled event) {
        parts.replay(who, at, event);
    }

    /**
     * Takes the next step.
     *
     * @return the first decision of it that is not the recorded one
     * @throws StrategySource.MissingStrategy if a strategy of the session cannot be made
     */
    public Optional<Difference> take(RecordedStep step) {
        RecordedLine head = step.head();
        Optional<Difference> missing =
                switch (head.kind()) {
                    case INPUT, DURABLE, END -> unsaid();
                    default -> Optional.empty();
                };
        if (missing.isPresent()) {
            return missing;
        }
        if (head.kind() == Kind.INPUT || head.kind() == Kind.DURABLE) {
            parts.forgetGone();
        }
        last = head;
        return switch (head.kind()) {
            case INPUT, DURABLE -> dispatch(step, head.what().orElseThrow());
            case EMITTED -> emitted(step, head.what().orElseThrow());
            case JOINED -> {
                head.what().ifPresent(basis -> parts.join(head.who(), basis, head.told() < 0));
                yield leave(step);
            }
            case TOLD -> {
                parts.replayed(head.who(), head.at());
                yield leave(step);
            }
            default -> leave(step);
        };
    }

    private Optional<Difference> emitted(RecordedStep step, TradingEvent said) {
        RecordedLine head = step.head();
        if (!parts.decides(head.who(), said)) {
            return dispatch(step, said);
        }
        TradingEvent now = expected.poll();
        if (!said.equals(now)) {
            return different(head, said, now);
        }
        decisions++;
        return dispatch(step, now);
    }

    private Optional<Difference> dispatch(RecordedStep step, TradingEvent event) {
        events++;
        parts.nothingAsked();
        leave(step);
        Instant now = step.head().at();
        for (RecordedLine note : step.notes()) {
            Optional<Difference> difference = decided(event, note, now);
            if (difference.isPresent()) {
                return difference;
            }
        }
        parts.deliver(now, event);
        return Optional.empty();
    }

    private Optional<Difference> leave(RecordedStep step) {
        for (RecordedLine note : step.notes()) {
            if (note.kind() == Kind.LEFT) {
                parts.leave(note.who());
            }
        }
        return Optional.empty();
    }

    /** The gate's word, and the order that came of it. */
    private Optional<Difference> decided(TradingEvent event, RecordedLine note, Instant now) {
        TradingEvent what = note.what().orElse(null);
        if (note.kind() == Kind.NOTED && what instanceof GateAsked asked) {
            GateAsked answer = parts.answer(asked, now).orElse(null);
            if (!asked.equals(answer)) {
                return different(note, asked, answer);
            }
            decisions++;
        } else if (note.kind() == Kind.JOURNALED
                && what instanceof OrderInitialized begun
                && parts.isOrders(note.who())) {
            OrderId name = parts.nextName();
            OrderIntent wish =
                    event instanceof OrderIntent intent
                            ? parts.lastApproved().orElse(intent)
                            : begun.intent();
            OrderInitialized again = new OrderInitialized(name, wish, now);
            if (!begun.equals(again)) {
                return different(note, begun, again);
            }
            parts.begin(again);
            decisions++;
        }
        return Optional.empty();
    }

    /** What is said now and was not then. */
    private Optional<Difference> unsaid() {
        TradingEvent more = expected.peek();
        return more == null || last == null ? Optional.empty() : different(last, null, more);
    }

    private static Optional<Difference> different(
            RecordedLine line, @Nullable TradingEvent recorded, @Nullable TradingEvent replayed) {
        return Optional.of(
                new Difference(
                        line.event(),
                        line.line(),
                        recorded == null ? "nothing" : recorded.toString(),
                        replayed == null ? "nothing" : replayed.toString()));
    }
}
