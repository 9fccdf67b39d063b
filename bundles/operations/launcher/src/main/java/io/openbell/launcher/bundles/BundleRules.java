package io.openbell.launcher.bundles;

import io.openbell.api.session.AllowedBundles;
import java.util.Optional;
import java.util.Set;

/** A bundle may run if its bytes are those of a jar of the distribution, or stand in the signed list. Nothing else counts. */
final class BundleRules implements AllowedBundles {

    private final Set<String> shipped;
    private final SignedList list;
    private final IntruderHalt halt;

    /** @param shipped digests of the jars of the distribution */
    BundleRules(Set<String> shipped, SignedList list, IntruderHalt halt) {
        this.shipped = Set.copyOf(shipped);
        this.list = list;
        this.halt = halt;
    }

    @Override
    public Optional<String> refusal(String name, String sha256) {
        Optional<String> why = problem(sha256);
        why.ifPresent(reason -> refused(name, sha256, reason));
        return why;
    }

    /** One that may not for another reason than its digest. */
    void refused(String name, String sha256, String why) {
        halt.because(name, sha256, why);
    }

    boolean isShipped(String sha256) {
        return shipped.contains(sha256);
    }

    /** The same question, and nobody is told. */
    Optional<String> problem(String sha256) {
        if (isShipped(sha256)) {
            return Optional.empty();
        }
        try {
            return list.digests().contains(sha256)
                    ? Optional.empty()
                    : Optional.of(
                            "only signed bundles may run, and its sha256 "
                                    + sha256
                                    + " is not in etc/"
                                    + SignedList.FILE
                                    + "; put a signed list with it there, then bring it again"
                                    + " (docs/strategies.md)");
        } catch (NotSigned broken) {
            return Optional.of("only signed bundles may run, and " + broken.getMessage());
        }
    }
}
