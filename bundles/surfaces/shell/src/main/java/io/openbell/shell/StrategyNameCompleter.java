package io.openbell.shell;

import io.openbell.api.view.Strategies;
import io.openbell.api.view.StrategyStatus;
import java.util.Collection;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes names of strategies. */
@Service
public final class StrategyNameCompleter extends NameCompleter {

    @Override
    Collection<String> names(Services services) {
        Strategies strategies = services.find(Strategies.class);
        return strategies == null
                ? List.of()
                : strategies.strategies().stream().map(StrategyStatus::name).toList();
    }
}
