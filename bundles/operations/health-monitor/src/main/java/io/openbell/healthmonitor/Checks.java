package io.openbell.healthmonitor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.felix.hc.api.HealthCheck;

/** Keeps one registered check for each name there is. One thread. */
final class Checks {

    /** Makes a check known to others; running what it returns takes it back. */
    interface Registry {
        Runnable register(String name, HealthCheck check);
    }

    private record Registered(HealthCheck check, Runnable takeBack) {}

    private final Registry registry;
    private final Map<String, Registered> registered = new LinkedHashMap<>();

    Checks(Registry registry) {
        this.registry = registry;
    }

    /** Registers what is new and takes back what is gone. */
    void follow(Collection<String> names, Function<String, HealthCheck> create) {
        for (String gone : List.copyOf(registered.keySet())) {
            if (!names.contains(gone)) {
                takeBack(gone);
            }
        }
        for (String name : names) {
            if (!registered.containsKey(name)) {
                HealthCheck check = create.apply(name);
                registered.put(name, new Registered(check, registry.register(name, check)));
            }
        }
    }

    /** All that are registered, by name. */
    Map<String, HealthCheck> all() {
        Map<String, HealthCheck> all = new LinkedHashMap<>();
        registered.forEach((name, entry) -> all.put(name, entry.check()));
        return Collections.unmodifiableMap(all);
    }

    /** Takes everything back. */
    void close() {
        new ArrayList<>(registered.keySet()).forEach(this::takeBack);
    }

    private void takeBack(String name) {
        Registered entry = registered.remove(name);
        if (entry != null) {
            entry.takeBack().run();
        }
    }
}
