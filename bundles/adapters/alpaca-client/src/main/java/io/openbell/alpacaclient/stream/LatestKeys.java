package io.openbell.alpacaclient.stream;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The latest keys of what came, so that what comes again after a gap is recognised. One thread. */
public final class LatestKeys {

    private final Set<String> keys;

    /** Of so many at most; the oldest are forgotten. */
    public LatestKeys(int most) {
        keys =
                Collections.newSetFromMap(
                        new LinkedHashMap<>() {
                            private static final long serialVersionUID = 1L;

                            @Override
                            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                                return size() > most;
                            }
                        });
    }

    /** False if it has been here before. */
    public boolean add(String key) {
        return keys.add(key);
    }
}
