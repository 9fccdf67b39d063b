package io.openbell.launcher.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two bundles may hold a component of the same id. The one that was there first has it, as long as it is installed, and the
 * other's is disabled: two gates, or two executors, must not run beside each other for long. Our own bundles are singletons,
 * so this is about those of others. On the Supervisor's thread; SCR may wait for a constructor, and is told on another.
 */
final class Twins {

    private static final Logger LOG = LoggerFactory.getLogger(Twins.class);

    private final ServiceComponentRuntime scr;
    private final Executor worker;

    /** What SCR is being told now: it may take long, and is looked at twice a second. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Twins(ServiceComponentRuntime scr, Executor worker) {
        this.scr = scr;
        this.worker = worker;
    }

    /**
     * Those of the bundle that has the component; none while that bundle is stopped.
     *
     * @param holder the bundle that has it, and is installed; negative if none has
     */
    List<ComponentDescriptionDTO> settle(
            String id, List<ComponentDescriptionDTO> described, long holder) {
        long keeps =
                holder >= 0
                        ? holder
                        : described.stream().mapToLong(each -> each.bundle.id).min().orElse(holder);
        List<ComponentDescriptionDTO> kept = new ArrayList<>();
        for (ComponentDescriptionDTO each : described) {
            if (each.bundle.id == keeps) {
                kept.add(each);
            } else if (scr.isComponentEnabled(each) && underWay.add(key(each))) {
                LOG.error(
                        "component={} of bundle={} is not started: bundle={} holds one of that id; uninstall one of the two",
                        id,
                        each.bundle.id,
                        keeps);
                worker.execute(() -> disable(each));
            }
        }
        return kept;
    }

    private void disable(ComponentDescriptionDTO twin) {
        try {
            scr.disableComponent(twin);
        } finally {
            underWay.remove(key(twin));
        }
    }

    private static String key(ComponentDescriptionDTO description) {
        return description.bundle.id + " " + description.name;
    }
}
