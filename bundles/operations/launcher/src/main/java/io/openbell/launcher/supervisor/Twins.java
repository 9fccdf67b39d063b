package io.openbell.launcher.supervisor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two bundles may hold a component of the same id. The one that was there first has it, and the other's is disabled: two
 * gates, or two executors, must not run. Our own bundles are singletons, so this is about those of others. On the
 * Supervisor's thread.
 */
final class Twins {

    private static final Logger LOG = LoggerFactory.getLogger(Twins.class);

    private final ServiceComponentRuntime scr;
    private final Set<String> disabled = new HashSet<>();

    Twins(ServiceComponentRuntime scr) {
        this.scr = scr;
    }

    /**
     * Those of the bundle that has the component.
     *
     * @param holder the bundle that had it until now; any other number if none had
     */
    List<ComponentDescriptionDTO> settle(
            String id, List<ComponentDescriptionDTO> described, long holder) {
        long first = described.stream().mapToLong(each -> each.bundle.id).min().orElse(holder);
        long keeps = described.stream().anyMatch(each -> each.bundle.id == holder) ? holder : first;
        List<ComponentDescriptionDTO> kept = new ArrayList<>();
        for (ComponentDescriptionDTO each : described) {
            if (each.bundle.id == keeps) {
                kept.add(each);
                if (disabled.remove(key(each))) {
                    scr.enableComponent(each);
                }
            } else if (disabled.add(key(each))) {
                scr.disableComponent(each);
                LOG.error(
                        "component={} of bundle={} is not started: bundle={} holds one of that id; uninstall one of the two",
                        id,
                        each.bundle.id,
                        keeps);
            }
        }
        return kept;
    }

    private static String key(ComponentDescriptionDTO description) {
        return description.bundle.id + " " + description.name;
    }
}
