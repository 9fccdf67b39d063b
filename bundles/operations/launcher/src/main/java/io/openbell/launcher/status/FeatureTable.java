package io.openbell.launcher.status;

import io.openbell.api.component.Supervision;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.apache.karaf.features.FeaturesService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets {@code feature:list} work. Nothing is installed as a feature when we start (ADR 15), and Karaf's command fails until
 * something is: so once the session is open a feature without bundles is, on a thread of its own.
 */
@Component(
        immediate = true,
        service = {})
public final class FeatureTable {

    private static final Logger LOG = LoggerFactory.getLogger(FeatureTable.class);
    private static final String FEATURE = "openbell";
    private static final long LOOK_MILLIS = 100;

    private final BooleanSupplier open;
    private final Callable<Void> install;
    private final Thread thread = new Thread(this::run, "feature-table");

    /** Waits for the session to open. */
    @Activate
    public FeatureTable(@Reference FeaturesService features, @Reference Supervision supervision) {
        this(
                supervision::sessionOpen,
                () -> {
                    features.installFeature(
                            FEATURE, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
                    return null;
                });
    }

    FeatureTable(BooleanSupplier open, Callable<Void> install) {
        this.open = open;
        this.install = install;
        thread.setDaemon(true);
        thread.start();
    }

    /** What has not begun is left; what has is not waited for. */
    @Deactivate
    void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!open.getAsBoolean()) {
                Thread.sleep(LOOK_MILLIS);
            }
            if (!thread.isInterrupted()) {
                install.call();
            }
        } catch (InterruptedException closed) {
            LOG.debug("closed before the session opened");
        } catch (Exception failed) {
            LOG.warn("feature={} was not installed, and feature:list may fail", FEATURE, failed);
        }
    }
}
