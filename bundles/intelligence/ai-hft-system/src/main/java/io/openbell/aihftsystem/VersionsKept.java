package io.openbell.aihftsystem;

import io.openbell.aihftsystem.DeployRecord.Entry;
import io.openbell.api.view.StrategyDeployment.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which copies of earlier versions are kept: the latest five of each bundle. */
final class VersionsKept {

    private static final int MOST = 5;

    private VersionsKept() {}

    /** Digests of that bundle's versions that nobody needs any more. */
    static Set<String> superfluous(List<Entry> entries, String bundle) {
        Set<String> latestFirst = new LinkedHashSet<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.bundle().equals(bundle) && entry.state() == State.ACTIVE) {
                latestFirst.add(entry.sha256());
            }
        }
        List<String> all = new ArrayList<>(latestFirst);
        return all.size() <= MOST ? Set.of() : new HashSet<>(all.subList(MOST, all.size()));
    }
}
