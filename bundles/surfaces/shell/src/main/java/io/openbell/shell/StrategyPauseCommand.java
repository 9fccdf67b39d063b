package io.openbell.shell;

import io.openbell.api.strategy.StrategyCommand.SwitchStrategy.Wish;
import io.openbell.api.view.StrategyStatus;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Sends nothing more of what a strategy says. */
@Service
@Command(
        scope = "trading",
        name = "strategy-pause",
        description = "Sends nothing more of what a strategy says",
        detailedDescription =
                """
                It goes on to get events, so that it stays warm; its open orders are canceled, its positions stay,
                and so do protective stops. The pause stands over a restart, until trading:strategy-start.

                  trading:strategy-pause breakout
                """)
public final class StrategyPauseCommand extends StrategySwitchCommand {

    @Override
    Wish wish() {
        return Wish.PAUSE;
    }

    @Override
    boolean isDone(StrategyStatus status) {
        return status.state() == StrategyStatus.State.PAUSED;
    }
}
