package io.openbell.kernel.strategy;

import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyStatus.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The strategies by name, and which of them an event of a symbol goes to. Single-threaded. */
final class Roster {

    private final Map<String, Slot> slots = new TreeMap<>();
    private Map<Symbol, List<Slot>> routes = Map.of();

    @Nullable Slot get(String name) {
        return slots.get(name);
    }

    /** Null if there is none of that name, or none that gets events. */
    @Nullable Slot live(String name) {
        Slot slot = slots.get(name);
        return slot != null && slot.isLive() ? slot : null;
    }

    boolean isRunning(String name) {
        Slot slot = slots.get(name);
        return slot != null && slot.state == State.RUNNING;
    }

    void put(Slot slot) {
        slots.put(slot.name, slot);
    }

    void remove(String name) {
        slots.remove(name);
    }

    /** By name; not changed by what happens while somebody goes through it. */
    Collection<Slot> all() {
        return List.copyOf(slots.values());
    }

    /** Who gets events of that symbol since the last {@link #route}. */
    List<Slot> of(Symbol symbol) {
        return routes.getOrDefault(symbol, List.of());
    }

    /** From now on events go to whoever is live now. */
    void route() {
        Map<Symbol, List<Slot>> changed = new HashMap<>();
        for (Slot slot : slots.values()) {
            if (slot.isLive()) {
                for (Symbol symbol : slot.settings.symbols()) {
                    changed.computeIfAbsent(symbol, any -> new ArrayList<>()).add(slot);
                }
            }
        }
        routes = changed;
    }
}
