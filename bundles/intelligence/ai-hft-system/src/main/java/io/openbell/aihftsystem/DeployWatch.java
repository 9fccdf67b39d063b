package io.openbell.aihftsystem;

import java.io.File;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.Consumer;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedServiceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the folder through File Install. Everything in it goes to this installer, ahead of File Install's own, which would
 * start any jar. The watcher is made once the installer is there, and not through Config Admin, which would make it again at
 * the next boot before the installer is.
 */
final class DeployWatch implements ArtifactInstaller, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeployWatch.class);
    private static final String FACTORY = "org.apache.felix.fileinstall";
    private static final String PID = FACTORY + ".openbell-deploy";
    private static final String POLL_MILLIS = "500";

    private final BundleContext context;
    private final DeployFolder folder;
    private final Consumer<Path> came;
    private final Consumer<Path> went;
    private @Nullable ServiceRegistration<ArtifactInstaller> registration;

    /**
     * Watches nothing yet.
     *
     * @param came told of a new or changed file, on File Install's thread
     * @param went told of one that is gone, on the same thread
     */
    DeployWatch(
            BundleContext context, DeployFolder folder, Consumer<Path> came, Consumer<Path> went) {
        this.context = context;
        this.folder = folder;
        this.came = came;
        this.went = went;
    }

    /** False if there is no File Install. */
    boolean open() {
        registration =
                context.registerService(
                        ArtifactInstaller.class,
                        this,
                        new Hashtable<>(java.util.Map.of(Constants.SERVICE_RANKING, 1_000)));
        Dictionary<String, Object> watcher = new Hashtable<>();
        watcher.put(Constants.SERVICE_PID, PID);
        watcher.put("felix.fileinstall.dir", folder.path().toString());
        watcher.put("felix.fileinstall.filter", "[^.].*\\.jar");
        watcher.put("felix.fileinstall.poll", POLL_MILLIS);
        watcher.put("felix.fileinstall.noInitialDelay", "true");
        watcher.put("felix.fileinstall.subdir.mode", "skip");
        watcher.put("felix.fileinstall.enableConfigSave", "false");
        watcher.put("felix.fileinstall.log.level", "2");
        return tell(
                factory -> {
                    factory.updated(PID, watcher);
                    return true;
                });
    }

    private interface Call {
        boolean on(ManagedServiceFactory factory) throws ConfigurationException;
    }

    private boolean tell(Call call) {
        try {
            for (ServiceReference<ManagedServiceFactory> reference :
                    context.getServiceReferences(
                            ManagedServiceFactory.class,
                            "(" + Constants.SERVICE_PID + "=" + FACTORY + ")")) {
                ManagedServiceFactory factory = context.getService(reference);
                if (factory != null) {
                    try {
                        return call.on(factory);
                    } finally {
                        context.ungetService(reference);
                    }
                }
            }
        } catch (InvalidSyntaxException | ConfigurationException impossible) {
            LOG.error("folder={} cannot be watched", folder.path(), impossible);
        }
        return false;
    }

    @Override
    public boolean canHandle(File artifact) {
        return folder.holds(artifact.toPath());
    }

    @Override
    public void install(File artifact) {
        came.accept(artifact.toPath());
    }

    @Override
    public void update(File artifact) {
        came.accept(artifact.toPath());
    }

    @Override
    public void uninstall(File artifact) {
        went.accept(artifact.toPath());
    }

    @Override
    public void close() {
        tell(
                factory -> {
                    factory.deleted(PID);
                    return true;
                });
        ServiceRegistration<ArtifactInstaller> registered = registration;
        if (registered != null) {
            registered.unregister();
        }
    }
}
