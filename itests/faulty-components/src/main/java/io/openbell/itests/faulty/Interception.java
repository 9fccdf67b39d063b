package io.openbell.itests.faulty;

import io.openbell.itests.faulty.OwnFields.Slot;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands between a component and what it calls. */
final class Interception {

    private Interception() {}

    /** Runs before each call through that field, until the component is constructed anew. */
    static void before(Slot slot, Runnable first) {
        Class<?> type = slot.type();
        ClassLoader loader =
                type.getClassLoader() == null
                        ? Interception.class.getClassLoader()
                        : type.getClassLoader();
        slot.put(
                Proxy.newProxyInstance(
                        loader,
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            first.run();
                            method.setAccessible(true);
                            try {
                                return method.invoke(slot.held(), arguments);
                            } catch (InvocationTargetException thrown) {
                                Throwable cause = thrown.getCause();
                                throw cause == null ? thrown : cause;
                            }
                        }));
    }

    /** The first of these fields through which that calls. */
    static Optional<Slot> onTheWayOf(Runnable call, List<Slot> slots) {
        Thread caller = Thread.currentThread();
        for (Slot slot : slots) {
            AtomicBoolean called = new AtomicBoolean();
            before(slot, () -> called.compareAndSet(false, Thread.currentThread() == caller));
            try {
                call.run();
            } finally {
                slot.put(slot.held());
            }
            if (called.get()) {
                return Optional.of(slot);
            }
        }
        return Optional.empty();
    }
}
