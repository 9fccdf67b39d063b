package io.openbell.launcher.preflight;

import static io.openbell.launcher.preflight.Check.Finding.fail;
import static io.openbell.launcher.preflight.Check.Finding.pass;
import static io.openbell.launcher.preflight.Check.Finding.warn;

import io.openbell.launcher.config.Problem;
import io.openbell.launcher.preflight.Check.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Bundles that resolve and run, the components that a session needs, and a valid configuration. */
final class FrameworkChecks {

    /**
     * One bundle.
     *
     * @param fragment     is no more than a part of another
     * @param unresolvable why it cannot be resolved; empty if it is
     */
    record BundleState(String name, boolean started, boolean fragment, String unresolvable) {}

    private FrameworkChecks() {}

    static List<Check> of(
            Supplier<List<BundleState>> bundles,
            Set<String> needed,
            Supplier<Set<String>> components,
            Supplier<List<Problem>> problems) {
        return List.of(
                new Check("bundles", 69, () -> bundles(bundles.get())),
                new Check("features", 69, () -> features(needed, components.get())),
                new Check("configuration", 78, () -> configuration(problems.get())));
    }

    private static Finding bundles(List<BundleState> all) {
        List<String> wrong = new ArrayList<>();
        List<String> stopped = new ArrayList<>();
        for (BundleState bundle : all) {
            if (!bundle.unresolvable().isEmpty()) {
                wrong.add(bundle.name() + ": " + bundle.unresolvable());
            } else if (!bundle.started() && !bundle.fragment()) {
                stopped.add(bundle.name());
            }
        }
        if (!wrong.isEmpty()) {
            return fail(String.join("; ", wrong), "install what is missing, or remove the bundle");
        }
        return stopped.isEmpty()
                ? pass(all.size() + " bundles resolved and started")
                : warn("not started: " + String.join(", ", stopped), "bundle:start NAME");
    }

    private static Finding features(Set<String> needed, Set<String> components) {
        Set<String> missing = new TreeSet<>(needed);
        missing.removeAll(components);
        return missing.isEmpty()
                ? pass("all " + needed.size() + " components that a session trades with are there")
                : fail(
                        "openbell-core lacks " + String.join(", ", missing),
                        "unpack the archive again, or build again");
    }

    private static Finding configuration(List<Problem> problems) {
        return problems.isEmpty()
                ? pass("every file is valid")
                : fail(
                        problems.size() == 1
                                ? problems.get(0).toString()
                                : problems.size() + " problems, the first: " + problems.get(0),
                        "correct the files in etc/");
    }
}
