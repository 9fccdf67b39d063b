package io.openbell.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A registry in a map. */
final class FakeServices implements Services {

    private final Map<Class<?>, Object> services = new LinkedHashMap<>();
    private final Map<Class<?>, List<Object>> several = new LinkedHashMap<>();

    <T> FakeServices with(Class<T> type, T service) {
        services.put(type, service);
        return this;
    }

    /** One more of a type of which there are several. */
    <T> FakeServices and(Class<T> type, T service) {
        several.computeIfAbsent(type, any -> new ArrayList<>()).add(service);
        return this;
    }

    @Override
    public <T> List<T> all(Class<T> type) {
        return several.getOrDefault(type, List.of()).stream().map(type::cast).toList();
    }

    @Override
    public <T> @Nullable T find(Class<T> type) {
        return type.cast(services.get(type));
    }
}
