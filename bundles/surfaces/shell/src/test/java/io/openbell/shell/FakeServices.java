package io.openbell.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A registry in a map. */
final class FakeServices implements Services {

    private final Map<Class<?>, Object> services = new LinkedHashMap<>();

    <T> FakeServices with(Class<T> type, T service) {
        services.put(type, service);
        return this;
    }

    @Override
    public <T> @Nullable T find(Class<T> type) {
        return type.cast(services.get(type));
    }
}
