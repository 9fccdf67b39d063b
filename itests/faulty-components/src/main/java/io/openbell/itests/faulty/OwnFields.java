package io.openbell.itests.faulty;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the fields through which an object and the parts that are its own call others: those of an interface type that it
 * sets once, so that what is put there stays.
 */
final class OwnFields {

    private static final int DEEPEST = 3;

    /** One of them, and what it held when it was found. */
    record Slot(Object owner, Field field, Object held) {

        Class<?> type() {
            return field.getType();
        }

        void put(Object other) {
            try {
                field.set(owner, other);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(field.toString(), impossible);
            }
        }

        @Override
        public String toString() {
            return owner.getClass().getSimpleName() + "." + field.getName();
        }
    }

    private record Part(Object object, int depth) {}

    private OwnFields() {}

    /** The nearest first. */
    static List<Slot> of(Object component) {
        String own = component.getClass().getPackageName();
        List<Slot> found = new ArrayList<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Part> parts = new ArrayDeque<>(List.of(new Part(component, 0)));
        while (!parts.isEmpty()) {
            Part part = parts.removeFirst();
            if (!seen.add(part.object())) {
                continue;
            }
            for (Field field : part.object().getClass().getDeclaredFields()) {
                Optional<Object> present = held(part.object(), field);
                if (present.isEmpty()) {
                    continue;
                }
                Object held = present.get();
                if (field.getType().isInterface()
                        && !field.getType().isSealed()
                        && Modifier.isFinal(field.getModifiers())) {
                    found.add(new Slot(part.object(), field, held));
                } else if (part.depth() < DEEPEST && isOwn(field.getType(), own)) {
                    parts.addLast(new Part(held, part.depth() + 1));
                }
            }
        }
        return found;
    }

    /** What is declared as a class of the bundle: no service of somebody else hides behind that. */
    private static boolean isOwn(Class<?> type, String own) {
        return type.getName().startsWith(own + ".") && !type.isEnum();
    }

    private static Optional<Object> held(Object owner, Field field) {
        boolean settable =
                !Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && !owner.getClass().isRecord();
        try {
            if (!settable) {
                return Optional.empty();
            }
            field.setAccessible(true);
            return Optional.ofNullable(field.get(owner));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(field.toString(), impossible);
        }
    }
}
