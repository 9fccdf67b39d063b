package io.openbell.launcher.supervisor;

import io.openbell.api.session.TradingMode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machinery of an OSGi framework: SCR's view of components, conditions as permits. */
public final class ScrMachinery implements Machinery, BundleListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScrMachinery.class);

    /** SCR takes notice of a bundle a little later than the framework's event: the graph is read until this much after. */
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** So often at most: reading it costs as much as a bundle's start, and a boot has a hundred of those. */
    private static final long READ_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final BundleContext context;
    private final Supervisor supervisor;
    private final ScrView view;
    private final Permits permits;
    private final Probes probes;
    private final ThreadDeaths threadDeaths;
    private volatile DependencyGraph latest = DependencyGraph.EMPTY;
    private volatile long bundlesChangedAt = System.nanoTime();
    private long readAt = System.nanoTime() - READ_EVERY_NANOS;

    /**
     * Listens to bundles from now on.
     *
     * @param endpoints of the components that have one, by id
     */
    public ScrMachinery(
            BundleContext context,
            ServiceComponentRuntime scr,
            TradingMode mode,
            Supervisor supervisor,
            Function<String, @Nullable URI> endpoints) {
        this.context = context;
        this.supervisor = supervisor;
        this.view = new ScrView(context, scr);
        this.permits = new Permits(context, mode, supervisor);
        this.probes = new Probes(context, supervisor, endpoints);
        this.threadDeaths = new ThreadDeaths(view::componentOf, this::died);
        context.addBundleListener(this);
    }

    /**
     * Reads the graph before anything starts.
     *
     * @throws IllegalStateException naming the cycle, if there is one
     */
    public DependencyGraph firstGraph() {
        DependencyGraph graph = view.read();
        Optional<List<String>> cycle = graph.cycle();
        if (cycle.isPresent()) {
            throw new IllegalStateException(
                    "components stand on each other in a circle: "
                            + String.join(" -> ", cycle.get()));
        }
        latest = graph;
        return graph;
    }

    /** Ids of the components that are installed. Any thread. */
    public Set<String> components() {
        return latest.ids();
    }

    @Override
    public Optional<DependencyGraph> changedGraph() {
        long now = System.nanoTime();
        if (now - bundlesChangedAt >= SETTLING_NANOS || now - readAt < READ_EVERY_NANOS) {
            return Optional.empty();
        }
        readAt = now;
        DependencyGraph graph = view.read();
        if (graph.equals(latest)) {
            return Optional.empty();
        }
        latest = graph;
        Optional<List<String>> cycle = graph.cycle();
        if (cycle.isPresent()) {
            LOG.error(
                    "components stand on each other in a circle, the change of bundles is ignored:"
                            + " cycle={}",
                    cycle.get());
            return Optional.empty();
        }
        return Optional.of(graph);
    }

    @Override
    public Map<String, Observation> observe() {
        return view.observe();
    }

    @Override
    public void grant(String id, long generation) {
        permits.grant(id, generation, view.bundle(id), () -> view.enable(id));
    }

    @Override
    public void withdraw(String id, long generation) {
        permits.withdraw(id, generation);
    }

    @Override
    public void abandon(String id, long generation) {
        permits.abandon(id);
    }

    @Override
    public String whereItHangs(String id) {
        return probes.whereItHangs(id);
    }

    @Override
    public void probe(String id, long epoch) {
        probes.probe(id, epoch);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        bundlesChangedAt = System.nanoTime();
        supervisor.happened(core -> {});
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
        probes.close();
        threadDeaths.close();
    }

    private void died(ThreadDeaths.Owner owner, String reason) {
        supervisor.happened(core -> core.threadDied(owner.id(), owner.generation(), reason));
    }
}
