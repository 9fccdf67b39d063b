package io.openbell.launcher.bundles;

import io.openbell.launcher.backup.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the framework from resolving a bundle that may not run, whoever installed or updated it and however: no class of it is
 * ever loaded. Judges what the framework has stored, after it has.
 */
final class BundleBarrier implements ResolverHookFactory, ResolverHook, SynchronousBundleListener {

    private static final Logger LOG = LoggerFactory.getLogger(BundleBarrier.class);
    private static final String UNKNOWN = "unknown";

    private final BundleArchives archives;
    private final BundleRules rules;
    private final Path system;

    /** What may run was looked at once; what may not is looked at again, because the list may have changed. */
    private final Map<BundleRevision, Boolean> admitted =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** @param system the folder of the jars of the distribution */
    BundleBarrier(BundleArchives archives, BundleRules rules, Path system) {
        this.archives = archives;
        this.rules = rules;
        this.system = system;
    }

    /** Nothing is resolved on behalf of one that may not run. */
    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        for (BundleRevision trigger : triggers) {
            if (!admits(trigger)) {
                throw new SecurityException(
                        name(trigger.getBundle())
                                + " may not run: "
                                + problem(trigger.getBundle()).orElse("it was not signed"));
            }
        }
        return this;
    }

    /** None is drawn in by others: no package of it is used, and it becomes no part of another. */
    @Override
    public void filterMatches(
            BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (!admits(requirement.getRevision())) {
            candidates.clear();
        } else {
            candidates.removeAll(
                    candidates.stream().filter(each -> !admits(each.getRevision())).toList());
        }
    }

    /** Felix would take everything that is resolved for removed, too, if one were removed here. */
    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // See begin and filterMatches.
    }

    /** On the thread that installs or updates, before it goes on. What was installed goes at once. */
    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        boolean installed = event.getType() == BundleEvent.INSTALLED;
        if (!installed && event.getType() != BundleEvent.UPDATED) {
            return;
        }
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null && !admits(revision) && installed) {
            try {
                bundle.uninstall();
            } catch (BundleException | IllegalStateException stays) {
                LOG.error("bundle={} stays installed, and cannot be resolved", bundle, stays);
            }
        }
    }

    /** It may run; if not, trading is halted. */
    boolean admits(BundleRevision revision) {
        Bundle bundle = revision.getBundle();
        if (bundle.getBundleId() == 0 || admitted.containsKey(revision)) {
            return true;
        }
        Verdict verdict = verdict(bundle);
        if (verdict.problem().isEmpty()) {
            admitted.put(revision, true);
            return true;
        }
        rules.refused(name(bundle), verdict.sha256(), verdict.problem().get());
        return false;
    }

    /** It is used from one of these files, and from no copy. */
    boolean isOneOf(Set<Path> files, Bundle bundle) {
        try {
            BundleArchives.Content content = archives.of(bundle);
            return content.inPlace() && files.contains(content.file().toRealPath());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Why it may not run; empty if it may. Nobody is told. */
    Optional<String> problem(Bundle bundle) {
        return bundle.getBundleId() == 0 ? Optional.empty() : verdict(bundle).problem();
    }

    private record Verdict(String sha256, Optional<String> problem) {}

    private Verdict verdict(Bundle bundle) {
        try {
            BundleArchives.Content content = archives.of(bundle);
            String sha256 = Sha256.of(content.file());
            if (content.inPlace() && !(rules.isShipped(sha256) && isBelowSystem(content.file()))) {
                return new Verdict(
                        sha256,
                        Optional.of(
                                "it is used where it lies, in "
                                        + content.file()
                                        + ", and could be changed after it was looked at; install it"
                                        + " without reference:"));
            }
            return new Verdict(sha256, rules.problem(sha256));
        } catch (IOException unreadable) {
            return new Verdict(
                    UNKNOWN,
                    Optional.of("only signed bundles may run, and its bytes: " + unreadable));
        }
    }

    private boolean isBelowSystem(Path file) throws IOException {
        return file.toRealPath().startsWith(system.toRealPath());
    }

    static String name(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return (name == null ? "without a name" : name) + " " + bundle.getVersion();
    }

    @Override
    public void filterSingletonCollisions(
            BundleCapability singleton, Collection<BundleCapability> candidates) {
        // Every bundle may meet every other.
    }

    @Override
    public void end() {
        // Nothing is kept for one resolution.
    }
}
