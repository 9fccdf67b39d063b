package io.openbell.launcher;

import java.time.Duration;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.util.tracker.ServiceTracker;

/** Karaf's boot: it has installed its features, and every bundle has had its turn to start. */
final class Boot {

    private static final String FINISHED = "(objectClass=org.apache.karaf.features.BootFinished)";
    private static final long LOOK_MILLIS = 20;

    private final BundleContext context;

    Boot(BundleContext context) {
        this.context = context;
    }

    /** Waits for it; false if it did not come to an end in time. */
    boolean await(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        return featuresInstalled(timeout) && bundlesStarted(deadline);
    }

    private boolean featuresInstalled(Duration timeout) throws InterruptedException {
        try {
            ServiceTracker<Object, Object> finished =
                    new ServiceTracker<>(context, context.createFilter(FINISHED), null);
            finished.open(true);
            try {
                return finished.waitForService(timeout.toMillis()) != null;
            } finally {
                finished.close();
            }
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** With a warm cache Karaf says that it has finished while the start level still climbs. */
    private boolean bundlesStarted(long deadline) throws InterruptedException {
        FrameworkStartLevel framework = context.getBundle(0).adapt(FrameworkStartLevel.class);
        while (framework.getStartLevel() <= highestStartLevel()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    private int highestStartLevel() {
        int highest = 0;
        for (Bundle bundle : context.getBundles()) {
            BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
            if (bundle.getBundleId() != 0 && level != null) {
                highest = Math.max(highest, level.getStartLevel());
            }
        }
        return highest;
    }
}
