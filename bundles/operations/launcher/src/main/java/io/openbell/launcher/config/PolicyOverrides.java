package io.openbell.launcher.config;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.osgi.service.cm.ConfigurationEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of changes that reach Config Admin past our files, {@code config:property-set} for example. */
final class PolicyOverrides {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyOverrides.class);

    private final Predicate<String> override;
    private final Predicate<String> restore;
    private final Consumer<String> changed;

    /**
     * For one folder.
     *
     * @param override takes a PID's policy into effect; true if it is another one than before
     * @param restore  hands a PID's file over again; false if there is none
     * @param changed  hears the id of the component whose policy is another one
     */
    PolicyOverrides(
            Predicate<String> override, Predicate<String> restore, Consumer<String> changed) {
        this.override = override;
        this.restore = restore;
        this.changed = changed;
    }

    /** On Config Admin's thread. */
    void configurationEvent(ConfigurationEvent event) {
        String pid = event.getPid();
        if (event.getFactoryPid() != null || !pid.startsWith(ConfigurationFile.PREFIX)) {
            return;
        }
        try {
            if (event.getType() == ConfigurationEvent.CM_UPDATED && override.test(pid)) {
                LOG.info("configuration={} changes how the component is supervised", pid);
                changed.accept(pid.substring(ConfigurationFile.PREFIX.length()));
            } else if (event.getType() == ConfigurationEvent.CM_DELETED && restore.test(pid)) {
                LOG.warn(
                        "configuration={} was deleted and will be restored from its file; change the"
                                + " file instead",
                        pid);
            }
        } catch (RuntimeException failed) {
            LOG.error("configuration={} could not be looked at", pid, failed);
        }
    }
}
