package io.openbell.launcher.supervisor;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when a thread of a component dies of an exception, and whose it was: threads inherit from the one that made them
 * under which permit they came to be, and a component is constructed on the thread of its permit. One that SCR constructed
 * anew, for a changed configuration, was not: there the classes tell that the thread ran through, the first of them first.
 */
final class ThreadDeaths implements UncaughtExceptionHandler, AutoCloseable {

    /** Under which permit a thread came to be. */
    record Owner(String id, long generation) {}

    /** Whose the thread was is known, and not under which permit. */
    static final long ANY_GENERATION = 0;

    private static final Logger LOG = LoggerFactory.getLogger(ThreadDeaths.class);
    private static final InheritableThreadLocal<@Nullable Owner> OWNER =
            new InheritableThreadLocal<>();

    private final Function<String, @Nullable String> componentOfClass;
    private final BiConsumer<Owner, String> died;
    private final @Nullable UncaughtExceptionHandler before;

    /**
     * Hears of all threads of the JVM from now on that have no handler of their own.
     *
     * @param componentOfClass the id of the component that a class is part of, by the name of the class
     * @param died             what became of whose thread, for people; called on the dying thread
     */
    ThreadDeaths(
            Function<String, @Nullable String> componentOfClass, BiConsumer<Owner, String> died) {
        this.componentOfClass = componentOfClass;
        this.died = died;
        this.before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    /** What this thread does, and all threads that come of it, is the component's. */
    static void own(String id, long generation) {
        OWNER.set(new Owner(id, generation));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        Owner inherited = OWNER.get();
        Owner owner = inherited == null ? byItsStack(thrown) : inherited;
        LOG.error(
                "thread={} component={} died",
                thread.getName(),
                owner == null ? "none" : owner.id(),
                thrown);
        if (owner != null) {
            died.accept(owner, "its thread " + thread.getName() + " died: " + Failures.of(thrown));
        }
        if (before != null) {
            before.uncaughtException(thread, thrown);
        }
    }

    private @Nullable Owner byItsStack(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = frames.length - 1; i >= 0; i--) {
            String id = componentOfClass.apply(frames[i].getClassName());
            if (id != null) {
                return new Owner(id, ANY_GENERATION);
            }
        }
        return null;
    }

    @Override
    public void close() {
        if (Thread.getDefaultUncaughtExceptionHandler() == this) {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
