package io.openbell.launcher.bundles;

import io.openbell.api.risk.HaltLatch;
import io.openbell.api.session.AllowedBundles;
import io.openbell.api.session.TradingMode;
import io.openbell.launcher.backup.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Only bundles of the distribution and of the signed list may run, from {@link #open} on and as long as the launcher lives. */
public final class SignedBundles {

    private static final Logger LOG = LoggerFactory.getLogger(SignedBundles.class);

    private SignedBundles() {}

    /** Always in live trading; else if the configuration says so. */
    public static boolean areRequired(TradingMode mode, String configured) {
        return mode == TradingMode.LIVE || Boolean.parseBoolean(configured);
    }

    /**
     * Closes the framework to everything else.
     *
     * @param etc    the user's folder, with list, signature and key
     * @param system the folder of the jars of the distribution
     * @throws NotSigned if there is no list that can be trusted, or something else is there already
     */
    public static AllowedBundles open(BundleContext context, Path etc, Path system)
            throws NotSigned, IOException {
        return open(context, etc, system, SignedBundles::onAThreadOfItsOwn);
    }

    static AllowedBundles open(BundleContext context, Path etc, Path system, Executor halting)
            throws NotSigned, IOException {
        SignerKey key = SignerKey.read(etc);
        SignedList list = new SignedList(etc, key);
        int listed = list.digests().size();
        IntruderHalt halt = new IntruderHalt(halting);
        Map<Path, String> shipped = digests(system);
        BundleRules rules = new BundleRules(Set.copyOf(shipped.values()), list, halt);
        Path cache = context.getDataFile("").toPath().resolve("../..").toAbsolutePath().normalize();
        BundleBarrier barrier = new BundleBarrier(new BundleArchives(cache), rules, system);
        close(context, barrier);
        refuseWhatIsThere(context, barrier, shipped.keySet());
        haltThrough(context, halt);
        LOG.info(
                "signedBundlesOnly=true shipped={} listed={} signer={}",
                shipped.size(),
                listed,
                key.fingerprint());
        return rules;
    }

    private static Map<Path, String> digests(Path system) throws IOException {
        Map<Path, String> digests = new HashMap<>();
        List<Path> jars;
        try (Stream<Path> files = Files.walk(system)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            digests.put(jar.toRealPath(), Sha256.of(jar));
        }
        return digests;
    }

    private static void close(BundleContext context, BundleBarrier barrier) {
        context.registerService(ResolverHookFactory.class, barrier, null);
        context.addBundleListener(barrier);
        try {
            ExtensionBarrier.open(context.getBundle(0), barrier::admits);
        } catch (ReflectiveOperationException other) {
            throw new IllegalStateException(
                    "signedBundlesOnly: this framework cannot be closed to extensions of its own",
                    other);
        }
    }

    /** After the way in was closed, so that nothing slips in between. */
    private static void refuseWhatIsThere(
            BundleContext context, BundleBarrier barrier, Set<Path> read) throws NotSigned {
        for (Bundle bundle : context.getBundles()) {
            // Most of them are files that were read a moment ago.
            Optional<String> problem =
                    barrier.isOneOf(read, bundle) ? Optional.empty() : barrier.problem(bundle);
            if (problem.isPresent()) {
                throw new NotSigned(
                        SignedList.FILE,
                        BundleBarrier.name(bundle) + " is installed, and " + problem.get(),
                        "delete cache/data in the home, which forgets it");
            }
        }
    }

    private static void haltThrough(BundleContext context, IntruderHalt halt) {
        new ServiceTracker<HaltLatch, HaltLatch>(context, HaltLatch.class, null) {
            @Override
            public HaltLatch addingService(ServiceReference<HaltLatch> reference) {
                HaltLatch latch = super.addingService(reference);
                halt.came(latch);
                return latch;
            }

            @Override
            public void removedService(ServiceReference<HaltLatch> reference, HaltLatch latch) {
                halt.went(latch);
                super.removedService(reference, latch);
            }
        }.open();
    }

    private static void onAThreadOfItsOwn(Runnable halt) {
        Thread thread = new Thread(halt, "signed-bundles-halt");
        thread.setDaemon(true);
        thread.start();
    }
}
