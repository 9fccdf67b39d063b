package io.openbell.api.view;

import java.util.List;

/** The strategies. Any thread. */
public interface Strategies {

    /** All that are installed, by name. */
    List<StrategyStatus> strategies();
}
