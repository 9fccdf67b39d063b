package io.openbell.shell;

import io.openbell.api.strategy.StrategyCommand.SwitchStrategy.Wish;
import io.openbell.api.view.StrategyStatus;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Runs a strategy that was paused, stopped or suspended. */
@Service
@Command(
        scope = "trading",
        name = "strategy-start",
        description = "Runs a strategy that was paused, stopped or suspended",
        detailedDescription =
                """
                A paused one goes on with its state; one that was stopped or suspended is constructed anew. One that
                its file disables is started by its file (enabled = true).

                  trading:strategy-start breakout
                """)
public final class StrategyStartCommand extends StrategySwitchCommand {

    @Override
    Wish wish() {
        return Wish.START;
    }

    @Override
    boolean isDone(StrategyStatus status) {
        return status.state() == StrategyStatus.State.RUNNING;
    }
}
