package io.openbell.kernel.strategy;

import io.openbell.api.engine.CommandGiven;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.strategy.StrategyCommand.SetParameters;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy.Wish;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What operators want of which strategy: a stop or a pause from the journal's past on, changed parameters since the process
 * began. Written on the loop, read on any thread.
 */
public final class OperatorWishes {

    private final Map<String, SwitchStrategy> switches = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> parameters = new ConcurrentHashMap<>();

    /** An event of the journal's past. */
    void onReplay(Journaled event) {
        if (event instanceof SessionMark mark && mark.started()) {
            parameters.clear();
        } else if (event instanceof CommandGiven given) {
            if (given.command() instanceof SwitchStrategy wish) {
                note(wish);
            } else if (given.command() instanceof SetParameters change) {
                note(change);
            }
        }
    }

    void note(SwitchStrategy wish) {
        if (wish.wish() == Wish.START) {
            switches.remove(wish.strategy());
        } else if (wish.wish() != Wish.END_SHADOW) {
            switches.put(wish.strategy(), wish);
        }
    }

    void note(SetParameters change) {
        Map<String, String> all = new HashMap<>(parameters(change.strategy()));
        all.putAll(change.values());
        parameters.put(change.strategy(), Map.copyOf(all));
    }

    /** Its file says what counts again. Any thread. */
    public void forgetParameters(String strategy) {
        parameters.remove(strategy);
    }

    /** The stop or pause that stands. Any thread. */
    Optional<SwitchStrategy> standing(String strategy) {
        return Optional.ofNullable(switches.get(strategy));
    }

    /** What was changed of its parameters. Any thread. */
    public Map<String, String> parameters(String strategy) {
        return parameters.getOrDefault(strategy, Map.of());
    }

    /** Why it is paused or stopped, for people. */
    static String reason(SwitchStrategy wish) {
        String done = wish.wish() == Wish.PAUSE ? "paused" : "stopped";
        return done + " by " + wish.operator() + "; trading:strategy-start " + wish.strategy();
    }
}
