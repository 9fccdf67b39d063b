package io.openbell.aihftsystem;

import io.openbell.kernel.strategy.StrategyType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/** Watches for bundles with strategies in them that were not deployed by us; the work is done on the loader's thread. */
final class StrategyBundles implements BundleTrackerCustomizer<List<String>>, AutoCloseable {

    private final StrategyLoader loader;
    private final LoaderThread thread;
    private final BundleTracker<List<String>> tracker;
    private volatile boolean closed;

    StrategyBundles(BundleContext context, StrategyLoader loader, LoaderThread thread) {
        this.loader = loader;
        this.thread = thread;
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
    }

    void open() {
        tracker.open();
    }

    @Override
    public @Nullable List<String> addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        String header = bundle.getHeaders("").get(StrategyType.HEADER);
        if (header == null || CandidateBundle.isOurs(bundle)) {
            return null;
        }
        List<String> classNames = Stream.of(header.split(",", -1)).map(String::strip).toList();
        for (String className : classNames) {
            thread.run(
                    "loads " + className,
                    () ->
                            loader.install(
                                    bundle.getBundleId(),
                                    bundle.getVersion().toString(),
                                    Optional.empty(),
                                    className,
                                    bundle::loadClass));
        }
        return classNames;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, List<String> classes) {
        // Only ACTIVE bundles are tracked, so that every change is a coming or a going.
    }

    /** Returns once the strategies have ended, so that their classes are still there for it; waits two seconds at most. */
    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, List<String> classes) {
        if (closed) {
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        thread.run(
                "ends the strategies of bundle " + bundle.getBundleId(),
                () -> {
                    loader.uninstall(bundle.getBundleId());
                    done.complete(null);
                });
        StrategyLoader.await(done);
    }

    /** Watches no longer; strategies stay as they are. */
    @Override
    public void close() {
        closed = true;
        tracker.close();
    }
}
