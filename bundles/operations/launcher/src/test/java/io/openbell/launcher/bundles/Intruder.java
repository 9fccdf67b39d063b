package io.openbell.launcher.bundles;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Code of somebody: it runs if a system property says so. */
public final class Intruder implements BundleActivator {

    /** Holds the names of the bundles whose activator ran. */
    static final String RAN = "openbell.test.ran";

    /** For the framework. */
    public Intruder() {}

    @Override
    public void start(BundleContext context) {
        String name = context.getBundle().getSymbolicName();
        System.setProperty(RAN, System.getProperty(RAN, "") + "[" + name + "]");
    }

    @Override
    public void stop(BundleContext context) {
        // It has done enough.
    }
}
