package io.openbell.kernel.loosening;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The components of nested records of the kernel, by the way that leads to them. */
final class RecordPaths {

    private RecordPaths() {}

    /** Ways to everything that is no record of the kernel itself. */
    static List<String> of(Class<?> type) {
        List<String> paths = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> held = component.getType();
            if (held.isRecord() && held.getName().startsWith("io.openbell.kernel.")) {
                of(held).forEach(path -> paths.add(component.getName() + "." + path));
            } else {
                paths.add(component.getName());
            }
        }
        return paths;
    }

    /** The record, but for what stands there. */
    static <R> R with(R all, String path, Object value) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        RecordComponent[] components = all.getClass().getRecordComponents();
        Object[] values =
                Stream.of(components)
                        .map(
                                component -> {
                                    if (!component.getName().equals(name)) {
                                        return read(all, component);
                                    }
                                    return dot < 0
                                            ? value
                                            : with(
                                                    read(all, component),
                                                    path.substring(dot + 1),
                                                    value);
                                })
                        .toArray();
        return made(all, components, values);
    }

    private static Object read(Object all, RecordComponent component) {
        try {
            return component.getAccessor().invoke(all);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @SuppressWarnings("unchecked")
    private static <R> R made(R all, RecordComponent[] components, Object... values) {
        try {
            Constructor<?> constructor =
                    all.getClass()
                            .getDeclaredConstructor(
                                    Arrays.stream(components)
                                            .map(RecordComponent::getType)
                                            .toArray(Class<?>[]::new));
            return (R) constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
