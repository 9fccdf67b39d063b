package io.openbell.launcher.config;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;

/** The text of a file behind a component's configuration interface, as Declarative Services will hand it over. */
final class TypedConfiguration {

    private final Class<?> type;
    private final Map<String, String> values;

    private TypedConfiguration(Class<?> type, Map<String, String> values) {
        this.type = type;
        this.values = new TreeMap<>(values);
    }

    /**
     * An instance; keys that the file does not hold have the interface's defaults.
     *
     * @param values each readable as the type of its key
     */
    static <C> C of(Class<C> type, Map<String, String> values) {
        TypedConfiguration configuration = new TypedConfiguration(type, values);
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                arguments == null
                                        ? configuration.answer(method)
                                        : Boolean.valueOf(proxy == arguments[0])));
    }

    private Object answer(Method method) {
        return switch (method.getName()) {
            case "toString" -> type.getSimpleName() + values;
            case "hashCode" -> System.identityHashCode(this);
            case "annotationType" -> type;
            default -> value(method);
        };
    }

    private Object value(Method method) {
        String text = values.get(method.getName());
        if (text != null) {
            return parsed(method, text);
        }
        Object otherwise = method.getDefaultValue();
        if (otherwise == null) {
            throw new IllegalStateException(method.getName() + " has neither value nor default");
        }
        return otherwise;
    }

    private static Object parsed(Method method, String text) {
        Class<?> kind = method.getReturnType();
        if (kind == String.class) {
            return text;
        }
        if (kind == boolean.class) {
            return Boolean.valueOf(text);
        }
        if (kind == int.class) {
            return Integer.valueOf(text);
        }
        if (kind == long.class) {
            return Long.valueOf(text);
        }
        if (kind == double.class) {
            return Double.valueOf(text);
        }
        throw new IllegalStateException(
                method.getName()
                        + " has type "
                        + kind.getName()
                        + "; allowed boolean, int, long, double, String");
    }
}
