package io.openbell.launcher.supervisor;

import io.openbell.api.component.Permit;
import io.openbell.api.session.TradingMode;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers and withdraws permits. SCR runs constructors and deactivations on the thread that does so, and either may hang:
 * each goes on a thread of its own, "permit-" and the id.
 */
final class Permits {

    private static final Logger LOG = LoggerFactory.getLogger(Permits.class);

    private static final int ATTEMPTS = 20;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final BundleContext context;
    private final TradingMode mode;
    private final Supervisor supervisor;
    private final Map<String, ServiceRegistration<Condition>> held = new ConcurrentHashMap<>();
    private final Map<String, Thread> withdrawing = new ConcurrentHashMap<>();

    Permits(BundleContext context, TradingMode mode, Supervisor supervisor) {
        this.context = context;
        this.mode = mode;
        this.supervisor = supervisor;
    }

    /**
     * On a thread of its own: starts the bundle if that is down, and registers the permit.
     *
     * @param before done on that thread in between
     */
    void grant(String id, long generation, @Nullable Bundle bundle, Runnable before) {
        run(
                id,
                () -> {
                    ThreadDeaths.own(id, generation);
                    try {
                        if (bundle != null && bundle.getState() == Bundle.RESOLVED
                                || bundle != null && bundle.getState() == Bundle.INSTALLED) {
                            start(bundle);
                        }
                        before.run();
                        register(id);
                        supervisor.happened(core -> core.granted(id, generation));
                    } catch (BundleException unstartable) {
                        LOG.warn("component={} could not be started", id, unstartable);
                        refused(id, generation, unstartable);
                    } catch (RuntimeException failed) {
                        LOG.warn("component={} could not be started", id, failed);
                        String reason = Failures.of(failed);
                        supervisor.happened(
                                core -> core.grantFailed(id, generation, reason, false));
                    }
                });
    }

    /** While a feature is being installed the framework resolves nothing for others; that is over in a moment. */
    private static void start(Bundle bundle) throws BundleException {
        for (int attempt = 1; ; attempt++) {
            try {
                bundle.start();
                return;
            } catch (BundleException unstartable) {
                if (!Failures.isBusy(unstartable) || attempt == ATTEMPTS) {
                    throw unstartable;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void refused(String id, long generation, BundleException unstartable) {
        String missing = Failures.missing(unstartable.getMessage());
        boolean unresolved =
                unstartable.getType() == BundleException.RESOLVE_ERROR
                        && !Failures.isBusy(unstartable);
        String reason =
                unresolved
                        ? "its bundle does not resolve: "
                                + (missing.isEmpty()
                                        ? Failures.of(unstartable)
                                        : "it lacks " + missing + ", which no bundle provides")
                        : Failures.of(unstartable);
        supervisor.happened(core -> core.grantFailed(id, generation, reason, unresolved));
    }

    void withdraw(String id, long generation) {
        withdrawing.put(
                id,
                run(
                        id,
                        () -> {
                            ServiceRegistration<Condition> registration = held.remove(id);
                            try {
                                if (registration != null) {
                                    registration.unregister();
                                }
                            } catch (RuntimeException failed) {
                                LOG.warn("component={} did not stop cleanly", id, failed);
                            }
                            supervisor.happened(core -> core.withdrawn(id, generation));
                        }));
    }

    /** Interrupts its deactivation. */
    void abandon(String id) {
        Thread deactivation = withdrawing.get(id);
        if (deactivation != null) {
            deactivation.interrupt();
        }
    }

    private void register(String id) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(Condition.CONDITION_ID, Permit.CONDITION_PREFIX + id);
        properties.put("mode", mode.token());
        held.put(id, context.registerService(Condition.class, Condition.INSTANCE, properties));
    }

    private static Thread run(String id, Runnable work) {
        Thread thread = new Thread(work, "permit-" + id);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
