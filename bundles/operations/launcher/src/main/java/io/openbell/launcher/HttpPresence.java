package io.openbell.launcher;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;

/** Whether HTTP is served: it comes and goes with the feature openbell-http. */
final class HttpPresence {

    private static final String SERVICE = "org.osgi.service.http.HttpService";

    private final Runnable changed;
    private volatile boolean served;

    /** One that nobody serves. */
    HttpPresence(Runnable changed) {
        this.changed = changed;
    }

    /** From now on, until the bundle of that context stops. Each change is told on the thread that brings or takes the service. */
    synchronized void watch(BundleContext context) {
        try {
            context.addServiceListener(this::hear, "(objectClass=" + SERVICE + ")");
            served = context.getAllServiceReferences(SERVICE, null) != null;
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean isServed() {
        return served;
    }

    private void hear(ServiceEvent event) {
        synchronized (this) {
            served = event.getType() != ServiceEvent.UNREGISTERING;
        }
        changed.run();
    }
}
