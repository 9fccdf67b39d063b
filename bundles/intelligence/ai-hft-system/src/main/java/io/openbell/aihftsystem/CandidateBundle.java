package io.openbell.aihftsystem;

import io.openbell.aihftsystem.Trial.TrialFailed;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A strategy bundle in the framework, beside others of its name. */
final class CandidateBundle {

    /** Where all of ours say that they come from. */
    static final String LOCATION = "openbell:strategy:";

    private static final Logger LOG = LoggerFactory.getLogger(CandidateBundle.class);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Bundle bundle;

    private CandidateBundle(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Beside whatever is there. */
    static CandidateBundle install(BundleContext context, StrategyJar jar) throws BundleException {
        return new CandidateBundle(
                context.installBundle(
                        LOCATION + jar.bundle() + ":" + NUMBERS.incrementAndGet(),
                        new ByteArrayInputStream(jar.bytes())));
    }

    /** What an earlier life left in Karaf's cache. The folder says what is to be there. */
    static void removeAll(BundleContext context) {
        for (Bundle bundle : context.getBundles()) {
            if (isOurs(bundle)) {
                new CandidateBundle(bundle).uninstall();
            }
        }
    }

    static boolean isOurs(Bundle bundle) {
        String location = bundle.getLocation();
        return location != null && location.startsWith(LOCATION);
    }

    long id() {
        return bundle.getBundleId();
    }

    /** Until the framework ends; the next life installs it anew. */
    void start() throws BundleException {
        bundle.start(Bundle.START_TRANSIENT);
    }

    Class<?> load(String className) throws ClassNotFoundException {
        return bundle.loadClass(className);
    }

    /** Every component in it is up, or up to be asked. */
    void checkComponents(@Nullable ServiceComponentRuntime runtime) {
        if (runtime == null || bundle.getHeaders("").get("Service-Component") == null) {
            return;
        }
        List<String> down = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            Collection<ComponentConfigurationDTO> configurations =
                    runtime.getComponentConfigurationDTOs(component);
            if (configurations.isEmpty()) {
                down.add(component.name + " is not enabled or not configured");
            }
            for (ComponentConfigurationDTO configuration : configurations) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    down.add(component.name + " failed: " + firstLine(configuration.failure));
                } else if (configuration.state != ComponentConfigurationDTO.ACTIVE
                        && configuration.state != ComponentConfigurationDTO.SATISFIED) {
                    List<String> lacks =
                            Stream.of(configuration.unsatisfiedReferences)
                                    .map(reference -> reference.name)
                                    .toList();
                    down.add(component.name + " lacks " + lacks);
                }
            }
        }
        if (!down.isEmpty()) {
            throw new TrialFailed(String.join("; ", down));
        }
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }

    void uninstall() {
        try {
            bundle.uninstall();
        } catch (BundleException | IllegalStateException stays) {
            LOG.warn("bundle={} cannot be uninstalled", bundle, stays);
        }
    }
}
