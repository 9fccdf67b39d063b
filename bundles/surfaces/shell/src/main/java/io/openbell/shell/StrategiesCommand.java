package io.openbell.shell;

import io.openbell.api.view.Strategies;
import io.openbell.api.view.StrategyStatus;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The strategies. */
@Service
@Command(
        scope = "trading",
        name = "strategies",
        description = "Lists the strategies, their state and what they did",
        detailedDescription =
                """
                Lists every installed strategy. DISABLED is the configuration's wish, SUSPENDED means that
                it threw or took too long; the reason stands beside it. Parameters are set in
                etc/openbell.strategy-NAME.cfg.

                  trading:strategies
                  trading:strategies --json
                """)
public final class StrategiesCommand extends TradingCommand {

    @Override
    Answer answer(Services services) throws CommandFailed {
        Strategies strategies = services.require(Strategies.class, "ai-hft-system");
        Listing listing =
                new Listing("strategies", "No strategies are installed")
                        .column("name", "Strategy")
                        .column("version", "Version")
                        .column("state", "State")
                        .column("symbols", "Symbols")
                        .column("parameters", "Parameters")
                        .number("events", "Events")
                        .number("signals", "Signals")
                        .number("opportunities", "Opportunities")
                        .number("intents", "Intents")
                        .column("reason", "Reason");
        for (StrategyStatus strategy : strategies.strategies()) {
            listing.row(
                    strategy.name(),
                    strategy.version(),
                    strategy.state(),
                    strategy.symbols(),
                    strategy.parameters(),
                    strategy.events(),
                    strategy.signals(),
                    strategy.opportunities(),
                    strategy.intents(),
                    strategy.reason());
        }
        return listing;
    }
}
