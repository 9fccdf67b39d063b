package io.openbell.aihftsystem;

import io.openbell.aihftsystem.DeployRecord.Entry;
import io.openbell.aihftsystem.StrategyLoader.Installed;
import io.openbell.aihftsystem.StrategyLoader.Prepared;
import io.openbell.aihftsystem.Trial.TrialFailed;
import io.openbell.api.session.AllowedBundles;
import io.openbell.api.strategy.StrategyCommand.DeployStrategy;
import io.openbell.api.view.StrategyDeployment.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes strategy bundles into use, replaces and removes them: beside what runs, on trial, and only then in its place. On the
 * thread "strategy-loader" only, but for the questions.
 */
final class StrategyDeployer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StrategyDeployer.class);

    /** A bundle whose strategies have their places. */
    private record Active(
            CandidateBundle bundle, StrategyJar jar, String file, List<String> names) {}

    private final DeployFolder folder;
    private final StrategyLoader loader;
    private final AllowedBundles allowed;
    private final CandidateTrials trials;
    private final DeploymentBoard board;
    private final DeploymentLog log;
    private final Shadows shadows;
    private final Map<String, Active> active = new TreeMap<>();

    /** What was last looked at under each name of a file. */
    private final Map<String, String> seen = new LinkedHashMap<>();

    StrategyDeployer(
            DeployFolder folder,
            StrategyLoader loader,
            AllowedBundles allowed,
            CandidateTrials trials,
            DeploymentBoard board) {
        this.folder = folder;
        this.loader = loader;
        this.allowed = allowed;
        this.trials = trials;
        this.board = board;
        log = new DeploymentLog(folder, board);
        shadows = new Shadows(trials, log);
    }

    DeploymentBoard board() {
        return board;
    }

    Shadows shadows() {
        return shadows;
    }

    /** What ran in the life before runs again, without a trial: it has passed one. New files wait. */
    void restore() {
        trials.removeLeftovers();
        try {
            List<Entry> entries = folder.entries();
            board.restore(entries);
            Map<String, Entry> current = new TreeMap<>();
            for (Entry entry : entries) {
                seen.put(entry.file(), entry.fileSha256());
                if (entry.state() == State.ACTIVE || entry.state() == State.REMOVED) {
                    current.put(entry.bundle(), entry);
                }
            }
            for (Entry entry : current.values()) {
                if (entry.state() == State.ACTIVE) {
                    restore(entry);
                }
            }
        } catch (IOException unreadable) {
            LOG.error("folder={} cannot be read, nothing is deployed", folder.path(), unreadable);
        }
    }

    private void restore(Entry entry) throws IOException {
        if (!folder.has(entry.file())) {
            seen.remove(entry.file());
            log.note(entry, State.REMOVED, "its file was taken away while the system was down");
            return;
        }
        Optional<StrategyJar> kept = folder.keptVersion(entry.sha256());
        if (kept.isEmpty()) {
            // Its file, if it is the same, is taken for new.
            seen.remove(entry.file());
            log.note(entry, State.REMOVED, "the kept copy of this version is gone");
            return;
        }
        StrategyJar jar = kept.get();
        Optional<String> unsigned = jar.refusal(allowed);
        if (unsigned.isPresent()) {
            seen.remove(entry.file());
            log.note(entry, State.REFUSED, unsigned.get());
            return;
        }
        try {
            CandidateBundle bundle = trials.install(jar);
            for (String className : jar.classNames()) {
                loader.install(
                        bundle.id(),
                        jar.version(),
                        Optional.of(jar.artifact()),
                        className,
                        bundle::load);
            }
            active.put(
                    jar.bundle(),
                    new Active(bundle, jar, entry.file(), loader.namesOf(bundle.id())));
            LOG.info(
                    "bundle={} version={} sha256={} runs again",
                    jar.bundle(),
                    jar.version(),
                    jar.sha256());
        } catch (TrialFailed broken) {
            log.note(entry, State.REFUSED, String.valueOf(broken.getMessage()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** A file lies in the folder, perhaps for long. */
    void fileCame(Path file) {
        String name = String.valueOf(file.getFileName());
        if (folder.has(name)) {
            fit(name, () -> unlessSeen(file, name))
                    .ifPresent(jar -> deploy(jar, file, name, false));
        }
    }

    private Optional<StrategyJar> unlessSeen(Path file, String name) throws IOException {
        byte[] bytes = StrategyJar.bytes(file);
        String sha256 = StrategyJar.sha256(bytes);
        return sha256.equals(seen.get(name))
                ? Optional.empty()
                : Optional.of(StrategyJar.of(bytes, sha256).ifAllowed(allowed));
    }

    /** How a file is read. */
    private interface Reading {
        Optional<StrategyJar> read() throws IOException;
    }

    /** What is no strategy bundle is told to people, and empty. */
    private Optional<StrategyJar> fit(String name, Reading reading) {
        try {
            return reading.read();
        } catch (IOException | IllegalArgumentException unfit) {
            LOG.error("file={} is not deployed: {}", name, unfit.getMessage());
            board.unreadable(name, String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
    }

    /** A file was taken away. */
    void fileWent(String name) {
        seen.remove(name);
        board.forgetUnreadable(name);
        for (Active present : List.copyOf(active.values())) {
            if (present.file().equals(name)) {
                LOG.info("file={} is gone, its strategies end: {}", name, present.names());
                shadows.end(present.jar().bundle(), "the version that traded was taken away");
                active.remove(present.jar().bundle());
                present.names().forEach(loader::drop);
                present.bundle().uninstall();
                log.record(
                        State.REMOVED,
                        present.jar(),
                        name,
                        seen(name),
                        present.names(),
                        "its file was taken away");
            }
        }
    }

    /** An operator's wish, with the digest that was confirmed. */
    void deploy(DeployStrategy wish) {
        Path file = Path.of(wish.file());
        String name = String.valueOf(file.getFileName());
        fit(name, () -> Optional.of(confirmed(file, wish.sha256())))
                .ifPresent(jar -> deploy(jar, file, name, wish.shadow()));
    }

    private StrategyJar confirmed(Path file, String sha256) throws IOException {
        StrategyJar jar = StrategyJar.read(file);
        if (!sha256.equals(jar.sha256())) {
            throw new IllegalArgumentException(
                    "its digest is " + jar.sha256() + ", and " + sha256 + " was confirmed");
        }
        return jar.ifAllowed(allowed);
    }

    private void deploy(StrategyJar jar, Path file, String name, boolean shadow) {
        board.forgetUnreadable(name);
        if (shadow) {
            shadow(jar, name);
            return;
        }
        if (folder.holds(file)) {
            seen.put(name, jar.sha256());
        }
        replace(jar, name, () -> place(jar, file, name));
    }

    private void place(StrategyJar jar, Path file, String name) throws IOException {
        if (!folder.holds(file)) {
            seen.put(name, jar.sha256());
            folder.put(name, jar.bytes());
        }
    }

    /** Done once a version has its place. */
    private interface Placement {
        void make() throws IOException;
    }

    private void replace(StrategyJar jar, String file, Placement placement) {
        Active present = active.get(jar.bundle());
        if (present != null && present.jar().sha256().equals(jar.sha256())) {
            LOG.info("file={} holds the version that runs already", file);
            active.put(
                    jar.bundle(),
                    new Active(present.bundle(), present.jar(), file, present.names()));
            settle(jar, file, placement, present.names());
            return;
        }
        shadows.end(jar.bundle(), "a version was deployed");
        for (String warning : jar.warnings()) {
            LOG.warn("file={} version={} {}", file, jar.version(), warning);
        }
        CandidateTrials.Passed passed = null;
        try {
            passed = trials.pass(jar, false, present == null ? List.of() : present.names());
            List<String> names = adopt(passed, jar);
            active.put(jar.bundle(), new Active(passed.bundle(), jar, file, names));
            if (present != null) {
                present.names().stream().filter(old -> !names.contains(old)).forEach(loader::drop);
                present.bundle().uninstall();
                board.previous(present.jar());
            }
            LOG.info(
                    "strategies={} version={} sha256={} file={} took over from version={}",
                    names,
                    jar.version(),
                    jar.sha256(),
                    file,
                    present == null ? "none" : present.jar().version());
            settle(jar, file, placement, names);
        } catch (TrialFailed refused) {
            if (passed != null) {
                passed.bundle().uninstall();
            }
            refuse(jar, file, refused, present);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(StrategyJar jar, String file, Placement placement, List<String> names) {
        try {
            folder.keep(jar);
            placement.make();
        } catch (IOException full) {
            LOG.error("file={} runs, but cannot be kept for the next start", file, full);
        }
        log.record(State.ACTIVE, jar, file, seen(file), names, "");
        log.prune(jar.bundle());
    }

    private void refuse(
            StrategyJar jar, String file, TrialFailed refused, @Nullable Active present) {
        String reason = String.valueOf(refused.getMessage());
        LOG.error(
                "file={} version={} sha256={} is refused, {}: {}",
                file,
                jar.version(),
                jar.sha256(),
                present == null
                        ? "nothing of it runs"
                        : "version " + present.jar().version() + " goes on",
                reason,
                DetachedFailure.of(refused));
        log.record(State.REFUSED, jar, file, seen(file), List.of(), reason);
    }

    /** All of its strategies get their places, or none. */
    private List<String> adopt(CandidateTrials.Passed passed, StrategyJar jar)
            throws InterruptedException {
        Map<String, Installed> before = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (Prepared fresh : passed.prepared()) {
            String name = fresh.type().name();
            Installed earlier = loader.installed(name);
            Optional<String> refused =
                    loader.adopt(fresh, jar.version(), jar.artifact(), passed.bundle().id());
            if (refused.isPresent()) {
                names.forEach(done -> loader.putBack(done, before.get(done)));
                throw new TrialFailed(name + ": " + refused.get());
            }
            if (earlier != null) {
                before.put(name, earlier);
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    private void shadow(StrategyJar jar, String file) {
        shadows.end(jar.bundle(), "another one came");
        Active present = active.get(jar.bundle());
        try {
            shadows.begin(jar, file, present == null ? List.of() : present.names());
        } catch (TrialFailed refused) {
            refuse(jar, file, refused, present);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Back to the version that had the place before. */
    void rollBack(String strategy) {
        for (Active present : List.copyOf(active.values())) {
            if (present.names().contains(strategy)) {
                rollBack(present);
                return;
            }
        }
        board.unreadable(strategy, "cannot be rolled back: it was not deployed");
    }

    private void rollBack(Active present) {
        String bundle = present.jar().bundle();
        try {
            List<Entry> earlier =
                    folder.entries().stream()
                            .filter(entry -> entry.bundle().equals(bundle))
                            .filter(entry -> entry.state() == State.ACTIVE)
                            .filter(entry -> !entry.sha256().equals(present.jar().sha256()))
                            .toList();
            Optional<StrategyJar> kept =
                    earlier.isEmpty()
                            ? Optional.empty()
                            : folder.keptVersion(earlier.get(earlier.size() - 1).sha256());
            if (kept.isEmpty()) {
                board.unreadable(bundle, "cannot be rolled back: no earlier version is kept");
                return;
            }
            Optional<String> unsigned = kept.get().refusal(allowed);
            if (unsigned.isPresent()) {
                board.unreadable(bundle, "cannot be rolled back: " + unsigned.get());
                return;
            }
            board.forgetUnreadable(bundle);
            replace(kept.get(), present.file(), () -> {});
        } catch (IOException unreadable) {
            board.unreadable(bundle, "cannot be rolled back: " + unreadable);
        }
    }

    /** The digest of what was last looked at under that name. */
    private String seen(String file) {
        return seen.getOrDefault(file, "");
    }

    @Override
    public void close() {
        shadows.close();
    }
}
