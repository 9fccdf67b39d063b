package io.openbell.launcher;

import io.openbell.launcher.supervisor.Supervisor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in which the process ends, whoever wants it: the session is closed first, while every bundle still runs, then
 * the framework stops, then the JVM halts with our code. Asked again it does nothing.
 *
 * <p>SIGTERM and {@code system:shutdown} arrive here as the framework's STOPPING, Ctrl+C as the JVM's shutdown hook (nobody
 * else handles it), everything else as {@link #shutdown}. Whatever hangs, the process is gone after 60 seconds.
 */
final class Termination implements Supervisor.Termination, SynchronousBundleListener {

    /** Closes the session. */
    @FunctionalInterface
    interface Closing {
        /**
         * Blocks until it is closed, or gives up.
         *
         * @param exitCode what the process ends with; another at the end than at the beginning if something failed in between
         */
        void close(String source, IntSupplier exitCode);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
    private static final int CLOSING_SECONDS = 45;
    private static final int FRAMEWORK_SECONDS = 12;

    private final BundleContext context;
    private final Framework framework;
    private final Closing closing;
    private final AtomicBoolean requested = new AtomicBoolean();
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onJvmShutdown, "shutdown-hook");
    private final Thread deadline = new Thread(this::enforceDeadline, "shutdown-deadline");
    private volatile int exitCode;
    private volatile @Nullable String source;

    Termination(BundleContext context, Closing closing) {
        this.context = context;
        this.framework = (Framework) context.getBundle(0);
        this.closing = closing;
        deadline.setDaemon(true);
    }

    /** From now on the end of the process goes this way. */
    void install() {
        context.addBundleListener(this);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The launcher's bundle is stopped: unless everything is, that ends the session, and the process with it. */
    void launcherStopped() {
        if (!isFrameworkStopping() && !requested.get()) {
            close("the launcher's bundle was stopped");
            shutdown("the launcher's bundle was stopped", ExitCode.CLEAN);
        }
    }

    /** The framework goes down, or is down: what fails now fails because of that. */
    boolean isFrameworkStopping() {
        return framework.getState() != Bundle.ACTIVE && framework.getState() != Bundle.STARTING;
    }

    @Override
    public void shutdown(String who, int code) {
        if (requested.compareAndSet(false, true)) {
            exitCode = code;
            source = who;
            // A thread of its own: exit blocks until the hook is through, and the caller may be
            // part of what it stops.
            Thread exit = new Thread(() -> exit(who, code), "shutdown");
            exit.setDaemon(true);
            exit.start();
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
            close("SIGTERM or system:shutdown");
        }
    }

    private void exit(String who, int code) {
        close(who);
        System.exit(code);
    }

    private void close(String who) {
        if (started.compareAndSet(false, true)) {
            deadline.start();
            String first = source;
            try {
                closing.close(first == null ? who : first, () -> exitCode);
            } catch (RuntimeException failed) {
                LOG.error("the session could not be closed in order", failed);
            } finally {
                closed.countDown();
            }
        } else {
            awaitClosed();
        }
    }

    private void awaitClosed() {
        try {
            closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** After the framework's stop nothing may be logged and no class be loaded any more. */
    private void onJvmShutdown() {
        close("Ctrl+C");
        try {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(FRAMEWORK_SECONDS));
        } catch (BundleException | InterruptedException failed) {
            System.err.println(failed);
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private void enforceDeadline() {
        try {
            if (closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                // What hangs now is a deactivation that the session has already given up waiting
                // for.
                Thread.sleep(TimeUnit.SECONDS.toMillis(FRAMEWORK_SECONDS + 2));
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERNAL);
    }
}
