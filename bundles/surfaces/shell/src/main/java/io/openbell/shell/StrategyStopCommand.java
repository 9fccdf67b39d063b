package io.openbell.shell;

import io.openbell.api.strategy.StrategyCommand.SwitchStrategy.Wish;
import io.openbell.api.view.StrategyStatus;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Ends a strategy; its positions stay. */
@Service
@Command(
        scope = "trading",
        name = "strategy-stop",
        description = "Ends a strategy; its positions stay",
        detailedDescription =
                """
                Its open orders are canceled, its positions stay: trading:flatten --strategy NAME closes them. It
                stays stopped over a restart and over new versions, until trading:strategy-start.

                  trading:strategy-stop breakout
                """)
public final class StrategyStopCommand extends StrategySwitchCommand {

    @Override
    Wish wish() {
        return Wish.STOP;
    }

    @Override
    boolean isDone(StrategyStatus status) {
        return status.state() != StrategyStatus.State.RUNNING
                && status.state() != StrategyStatus.State.PAUSED;
    }
}
