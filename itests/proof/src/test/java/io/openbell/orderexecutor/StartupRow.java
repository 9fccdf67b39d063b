package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import java.util.function.UnaryOperator;

/**
 * One row of the table of what a start may find.
 *
 * @param before   what happened in the life before, up to its death
 * @param down     what happened at the venue while nobody looked
 * @param expected {@link StartupStage#summary} after the next life looked
 */
record StartupRow(String name, Act before, Act down, String expected) {

    /** Something that happens. */
    interface Act {
        void on(StartupStage stage);
    }

    /** The same, where the next life sees the venue otherwise. */
    StartupRow seenThrough(UnaryOperator<Broker> view) {
        return new StartupRow(
                name,
                before,
                stage -> {
                    down.on(stage);
                    stage.look(view);
                },
                expected);
    }

    String play() {
        try (StartupStage stage = new StartupStage()) {
            before.on(stage);
            stage.crash();
            down.on(stage);
            stage.begin();
            stage.run(100);
            return stage.summary();
        }
    }
}
