package io.openbell.launcher.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the folder every second while the session runs. A file that changed, and then did not for one look, is checked: if
 * it is good it takes effect, if not what was in effect stays, and the problems are told until the file is good again. A file
 * that is removed changes nothing before the next start.
 */
public final class ConfigurationWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
    private static final long INTERVAL_MILLIS = 1_000;

    private final ConfigurationFolder folder;
    private final Supplier<Schemas> schemas;
    private final Consumer<ConfigurationFile> apply;
    private final Map<String, List<Problem>> problems = new TreeMap<>();
    private final Thread thread = new Thread(this::run, "configuration-watch");

    private Map<String, String> inEffect;
    private Map<String, String> lastLook;
    private final Map<String, List<Problem>> unreadable = new TreeMap<>();
    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final List<Runnable> due = new ArrayList<>();
    private volatile List<Problem> present = List.of();
    private volatile boolean closed;
    private String unreadableBecause = "";

    /**
     * Of a folder whose files are all in effect.
     *
     * @param schemas what is allowed at that moment
     * @param apply   makes a good file take effect
     */
    public ConfigurationWatch(
            ConfigurationFolder folder,
            Supplier<Schemas> schemas,
            Consumer<ConfigurationFile> apply)
            throws IOException {
        this.folder = folder;
        this.schemas = schemas;
        this.apply = apply;
        this.inEffect = new TreeMap<>(folder.fingerprints());
        this.lastLook = inEffect;
    }

    /** Begins to look. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** What is wrong with files that changed since the start; empty when all are in effect. Any thread. */
    public List<Problem> problems() {
        return present;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** On the thread that looks, one to two looks later. */
    void later(Runnable task) {
        asked.add(task);
    }

    private void catchUp() {
        List<Runnable> now = List.copyOf(due);
        due.clear();
        for (Runnable task = asked.poll(); task != null; task = asked.poll()) {
            due.add(task);
        }
        now.forEach(Runnable::run);
    }

    /** One look. */
    void look() throws IOException {
        catchUp();
        Map<String, String> now = folder.fingerprints();
        for (Map.Entry<String, String> file : now.entrySet()) {
            String name = file.getKey();
            String print = file.getValue();
            if (print.equals(ConfigurationFolder.UNREADABLE)) {
                lookAgain(name);
                continue;
            }
            if (unreadable.remove(name) != null) {
                LOG.info("configuration={} can be read again", name);
            }
            if (!print.equals(inEffect.get(name)) && print.equals(lastLook.get(name))) {
                ConfigurationFile changed = folder.read(name);
                // One that went a moment ago must not stand as refused when the same comes back.
                if (folder.has(name)) {
                    inEffect.put(name, print);
                    take(changed);
                }
            }
        }
        for (String name : List.copyOf(inEffect.keySet())) {
            if (!now.containsKey(name)) {
                inEffect.remove(name);
                problems.remove(name);
                unreadable.remove(name);
                LOG.warn("configuration={} was removed; it stays in effect until the stop", name);
            }
        }
        lastLook = now;
        List<Problem> all = new ArrayList<>();
        problems.values().forEach(all::addAll);
        unreadable.values().forEach(all::addAll);
        present = List.copyOf(all);
    }

    /** For a moment, or for good: nothing is known of what it holds, and what is in effect stays. */
    private void lookAgain(String name) {
        List<Problem> found = folder.read(name).problems();
        if (!found.isEmpty() && unreadable.put(name, found) == null) {
            LOG.warn("configuration={} what was in effect stays: {}", name, found);
        }
    }

    private void take(ConfigurationFile file) {
        List<Problem> found = schemas.get().problems(file);
        if (found.isEmpty()) {
            problems.remove(file.name());
            apply.accept(file);
            LOG.info("configuration={} changed and is handed over", file.name());
        } else {
            problems.put(file.name(), found);
            found.forEach(
                    problem ->
                            LOG.warn(
                                    "configuration refused, what was in effect stays: {}",
                                    problem));
        }
    }

    private void run() {
        while (!closed) {
            try {
                Thread.sleep(INTERVAL_MILLIS);
                look();
                unreadableBecause = "";
            } catch (InterruptedException interrupted) {
                return;
            } catch (IOException | UncheckedIOException unreadable) {
                if (!unreadableBecause.equals(unreadable.toString())) {
                    unreadableBecause = unreadable.toString();
                    LOG.warn("the configuration folder cannot be read: {}", unreadableBecause);
                }
            } catch (RuntimeException failed) {
                LOG.error("the look at the configuration folder failed", failed);
            }
        }
    }
}
