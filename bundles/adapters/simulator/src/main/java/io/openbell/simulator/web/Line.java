package io.openbell.simulator.web;

import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.Faults;
import io.openbell.simulator.faults.Occasion;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of a stream's events to one listener: where faults strike. */
final class Line<E> {

    /** What a listener does at the end of its line. */
    interface End<E> extends Consumer<E> {

        /** Sends something that is no message. */
        void garble();

        /** Breaks the link. */
        void cut();

        /** Ends with an error; not every stream has them. */
        void fail(int code);
    }

    private final Faults faults;
    private final String path;
    private final End<E> end;
    private @Nullable E held;

    Line(Faults faults, String path, End<E> end) {
        this.faults = faults;
        this.path = path;
        this.end = end;
    }

    /** One event of that symbol. */
    void send(String symbol, E event) {
        if (faults.isQuiet()) {
            pass(event);
            return;
        }
        Occasion occasion = Occasion.stream(path, symbol);
        if (faults.lasting(FaultKind.MUTE, occasion).isPresent()) {
            return;
        }
        var error = faults.strike(FaultKind.STREAM_ERROR, occasion);
        if (error.isPresent()) {
            end.fail(error.get().code());
        } else if (strikes(FaultKind.DISCONNECT, occasion)) {
            end.cut();
        } else if (held == null && strikes(FaultKind.REORDERED_EVENT, occasion)) {
            held = event;
        } else if (strikes(FaultKind.MALFORMED_EVENT, occasion)) {
            end.garble();
        } else if (!strikes(FaultKind.DROPPED_EVENT, occasion)) {
            pass(event);
            if (strikes(FaultKind.DUPLICATED_EVENT, occasion)) {
                end.accept(event);
            }
        }
    }

    private void pass(E event) {
        end.accept(event);
        E late = held;
        if (late != null) {
            held = null;
            end.accept(late);
        }
    }

    private boolean strikes(FaultKind kind, Occasion occasion) {
        return faults.strike(kind, occasion).isPresent();
    }
}
