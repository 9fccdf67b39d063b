package io.openbell.launcher.supervisor;

import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.launcher.supervisor.DependencyGraph.Node;
import io.openbell.launcher.supervisor.Observation.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

/** Reads from SCR who stands on whom and how each component is. On the Supervisor's thread, unless it says otherwise. */
final class ScrView {

    private static final String CONDITION = "osgi.ds.satisfying.condition";
    private static final Pattern PERMIT =
            Pattern.compile(Pattern.quote(Permit.CONDITION_PREFIX) + "([A-Za-z0-9-]+)");
    private static final Pattern COMPONENT =
            Pattern.compile(Pattern.quote(SessionComponent.PROPERTY) + "=([A-Za-z0-9-]+)\\)");
    private static final String OUR_BUNDLES = "io.openbell.";

    /** What is known of a component; outlives the stop of its bundle, which SCR's own knowledge does not. */
    private record Known(long bundleId, List<ComponentDescriptionDTO> descriptions, Node node) {}

    private final BundleContext context;
    private final ServiceComponentRuntime scr;
    private final Twins twins;
    private volatile Map<String, Known> known = Map.of();

    ScrView(BundleContext context, ServiceComponentRuntime scr) {
        this.context = context;
        this.scr = scr;
        twins =
                new Twins(
                        scr,
                        work -> {
                            Thread thread = new Thread(work, "scr-twins");
                            thread.setDaemon(true);
                            thread.start();
                        });
    }

    /** The bundle that holds the component. */
    @Nullable Bundle bundle(String id) {
        Known component = known.get(id);
        return component == null ? null : context.getBundle(component.bundleId());
    }

    /** Somebody may have disabled it in SCR. Any thread. */
    void enable(String id) {
        Known component = known.get(id);
        if (component != null) {
            component.descriptions().stream()
                    .filter(description -> !scr.isComponentEnabled(description))
                    .forEach(scr::enableComponent);
        }
    }

    /** The component that this class is part of, if it is of one. Any thread. */
    @Nullable String componentOf(String className) {
        String outermost = className.split("\\$", 2)[0];
        List<String> inItsBundle = new ArrayList<>();
        for (Map.Entry<String, Known> entry : known.entrySet()) {
            Known component = entry.getValue();
            if (component.descriptions().stream()
                    .anyMatch(d -> d.implementationClass.equals(outermost))) {
                return entry.getKey();
            }
            if (holds(context.getBundle(component.bundleId()), className)) {
                inItsBundle.add(entry.getKey());
            }
        }
        return inItsBundle.size() == 1 ? inItsBundle.get(0) : null;
    }

    private static boolean holds(@Nullable Bundle bundle, String className) {
        try {
            return bundle != null
                    && bundle.equals(FrameworkUtil.getBundle(bundle.loadClass(className)));
        } catch (ClassNotFoundException | IllegalStateException notThere) {
            return false;
        }
    }

    /** The graph of what is installed now. */
    DependencyGraph read() {
        Map<String, List<ComponentDescriptionDTO>> described = new TreeMap<>();
        for (ComponentDescriptionDTO description : scr.getComponentDescriptionDTOs()) {
            String id = idOf(description);
            if (id != null) {
                described.computeIfAbsent(id, any -> new ArrayList<>()).add(description);
            }
        }
        Map<String, Known> next = new TreeMap<>();
        known.forEach((id, old) -> keep(next, id, old));
        described.replaceAll(
                (id, own) -> {
                    Known holder = next.get(id);
                    return twins.settle(id, own, holder == null ? -1 : holder.bundleId());
                });
        described.values().removeIf(List::isEmpty);
        // Who stands on a bundle that was stopped still does: SCR has forgotten what it provides.
        Map<String, List<ComponentDescriptionDTO>> providers = new TreeMap<>(described);
        next.forEach((id, kept) -> providers.putIfAbsent(id, kept.descriptions()));
        described.forEach((id, own) -> next.put(id, describe(id, own, providers)));
        addBundlesThatAreDown(next);
        known = next;
        return new DependencyGraph(next.values().stream().map(Known::node).toList());
    }

    /** How each of them is now. */
    Map<String, Observation> observe() {
        Map<String, Observation> seen = new TreeMap<>();
        known.forEach((id, component) -> seen.put(id, observe(component)));
        return seen;
    }

    private void keep(Map<String, Known> next, String id, Known old) {
        Bundle bundle = context.getBundle(old.bundleId());
        if (bundle != null && bundle.getState() != Bundle.UNINSTALLED) {
            next.put(id, old);
        }
    }

    /** A bundle of ours that was stopped before this process began: SCR has never seen what is in it. */
    private void addBundlesThatAreDown(Map<String, Known> next) {
        for (Bundle bundle : context.getBundles()) {
            String name = bundle.getSymbolicName();
            if (name == null || !name.startsWith(OUR_BUNDLES) || !isDown(bundle)) {
                continue;
            }
            String id = name.substring(OUR_BUNDLES.length());
            if (Catalogue.find(id).isPresent() && !next.containsKey(id)) {
                Node node = new Node(id, bundle.getLastModified(), Set.of(), Set.of());
                next.put(id, new Known(bundle.getBundleId(), List.of(), node));
            }
        }
    }

    private Known describe(
            String id,
            List<ComponentDescriptionDTO> own,
            Map<String, List<ComponentDescriptionDTO>> all) {
        Set<String> hard = new LinkedHashSet<>();
        Set<String> soft = new LinkedHashSet<>();
        for (ComponentDescriptionDTO description : own) {
            for (ReferenceDTO reference : description.references) {
                boolean mandatory = reference.cardinality.startsWith("1");
                if (reference.name.equals(CONDITION)) {
                    continue;
                }
                if (reference.interfaceName.equals(SessionComponent.class.getName())) {
                    String ground = find(COMPONENT, reference.target);
                    if (ground != null) {
                        (mandatory ? hard : soft).add(ground);
                    }
                } else if (mandatory) {
                    hard.addAll(providers(reference, all));
                }
            }
        }
        hard.remove(id);
        soft.remove(id);
        soft.removeAll(hard);
        long bundleId = own.get(0).bundle.id;
        Bundle bundle = context.getBundle(bundleId);
        long revision = bundle == null ? 0 : bundle.getLastModified();
        return new Known(bundleId, List.copyOf(own), new Node(id, revision, hard, soft));
    }

    private static List<String> providers(
            ReferenceDTO reference, Map<String, List<ComponentDescriptionDTO>> all) {
        List<String> ids = new ArrayList<>();
        all.forEach(
                (id, descriptions) -> {
                    for (ComponentDescriptionDTO description : descriptions) {
                        if (List.of(description.serviceInterfaces).contains(reference.interfaceName)
                                && matches(reference.target, description)) {
                            ids.add(id);
                        }
                    }
                });
        return ids;
    }

    private static boolean matches(@Nullable String target, ComponentDescriptionDTO description) {
        try {
            return target == null
                    || target.isEmpty()
                    || FrameworkUtil.createFilter(target).matches(description.properties);
        } catch (InvalidSyntaxException broken) {
            return true;
        }
    }

    private static @Nullable String idOf(ComponentDescriptionDTO description) {
        Object declared = description.properties.get(SessionComponent.PROPERTY);
        if (declared != null) {
            return declared.toString();
        }
        Object target = description.properties.get(CONDITION + ".target");
        return target == null ? null : find(PERMIT, target.toString());
    }

    private static @Nullable String find(Pattern pattern, @Nullable String text) {
        Matcher matcher = pattern.matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static boolean isDown(Bundle bundle) {
        return bundle.getState() != Bundle.ACTIVE
                && bundle.getState() != Bundle.STARTING
                && bundle.getState() != Bundle.UNINSTALLED;
    }

    private Observation observe(Known component) {
        Bundle bundle = context.getBundle(component.bundleId());
        if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
            return Observation.NOTHING;
        }
        if (isDown(bundle)) {
            return new Observation(Presence.BUNDLE_DOWN, 0, "");
        }
        Observation whole = new Observation(Presence.UNSATISFIED, 0, "its bundle");
        for (ComponentDescriptionDTO description : component.descriptions()) {
            Observation part = observe(description);
            if (part.presence() == Presence.FAILED) {
                return part;
            }
            if (List.of(description.serviceInterfaces).contains(SessionComponent.class.getName())) {
                whole = part;
            }
        }
        return whole;
    }

    private Observation observe(ComponentDescriptionDTO description) {
        Collection<ComponentConfigurationDTO> configurations =
                scr.getComponentConfigurationDTOs(description);
        if (configurations.isEmpty()) {
            return new Observation(Presence.UNSATISFIED, 0, "somebody who enables it in SCR");
        }
        ComponentConfigurationDTO configuration = configurations.iterator().next();
        return switch (configuration.state) {
            case ComponentConfigurationDTO.ACTIVE ->
                    new Observation(Presence.ACTIVE, instance(configuration), "");
            case ComponentConfigurationDTO.SATISFIED -> new Observation(Presence.SATISFIED, 0, "");
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> {
                String failure = Failures.firstLine(configuration.failure);
                yield new Observation(Presence.FAILED, 0, failure, Failures.isPermanent(failure));
            }
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                    new Observation(
                            Presence.UNSATISFIED,
                            0,
                            "its configuration "
                                    + String.join(", ", description.configurationPid)
                                    + ".cfg");
            default -> new Observation(Presence.UNSATISFIED, 0, missing(configuration));
        };
    }

    private static long instance(ComponentConfigurationDTO configuration) {
        return configuration.service == null ? configuration.id : configuration.service.id;
    }

    private static String missing(ComponentConfigurationDTO configuration) {
        List<String> names = new ArrayList<>();
        for (var reference : configuration.unsatisfiedReferences) {
            if (!reference.name.equals(CONDITION)) {
                names.add(interfaceOf(configuration.description, reference.name));
            }
        }
        return names.isEmpty() ? "its permit" : "the service " + String.join(", ", names);
    }

    private static String interfaceOf(ComponentDescriptionDTO description, String reference) {
        for (ReferenceDTO declared : description.references) {
            if (declared.name.equals(reference)) {
                String name = declared.interfaceName;
                return name.substring(name.lastIndexOf('.') + 1);
            }
        }
        return reference;
    }
}
