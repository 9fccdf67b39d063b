package io.openbell.kernel.replay;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Feeds the inputs of a session to a core that has seen nothing, and compares what it decides with what was decided. */
public final class SessionReplay {

    private SessionReplay() {}

    /**
     * What came of it.
     *
     * @param inputs     how many were fed, up to the first difference
     * @param decisions  how many were the same
     * @param difference the first one; empty when all are the same
     */
    public record Result(long inputs, long decisions, Optional<Difference> difference) {

        /** For people. */
        public String describe() {
            return difference
                    .map(first -> decisions + " decisions the same, then " + first.describe())
                    .orElse(inputs + " inputs, " + decisions + " decisions, 0 different");
        }
    }

    /**
     * Where two sessions part.
     *
     * @param recorded what was decided then; empty if nothing was
     * @param replayed what is decided now; empty if nothing is
     */
    public record Difference(long input, Optional<Decision> recorded, Optional<Decision> replayed) {

        /** For people. */
        public String describe() {
            return "at input "
                    + input
                    + ": recorded "
                    + recorded.map(Object::toString).orElse("nothing")
                    + ", replayed "
                    + replayed.map(Object::toString).orElse("nothing");
        }
    }

    /**
     * Compares until the first difference: what follows from it is not worth looking at.
     *
     * @param core     made like the one of the session, with its strategies started
     * @param inputs   of the session, all of them, in order
     * @param recorded what the session decided, in order
     */
    public static Result run(
            TradingCore core, Iterable<RecordedInput> inputs, Iterable<Decision> recorded) {
        Iterator<Decision> then = recorded.iterator();
        long fed = 0;
        long same = 0;
        long last = 0;
        for (RecordedInput input : inputs) {
            fed++;
            last = input.sequence();
            List<Decision> decided = core.take(input);
            for (Decision now : decided) {
                Decision before = then.hasNext() ? then.next() : null;
                if (!now.equals(before)) {
                    return different(fed, same, input.sequence(), before, now);
                }
                same++;
            }
        }
        return then.hasNext()
                ? different(fed, same, last, then.next(), null)
                : new Result(fed, same, Optional.empty());
    }

    private static Result different(
            long fed,
            long same,
            long input,
            @Nullable Decision recorded,
            @Nullable Decision replayed) {
        return new Result(
                fed,
                same,
                Optional.of(
                        new Difference(
                                // What is not decided any more is noticed at the next decision.
                                recorded == null ? input : Math.min(recorded.input(), input),
                                Optional.ofNullable(recorded),
                                Optional.ofNullable(replayed))));
    }
}
