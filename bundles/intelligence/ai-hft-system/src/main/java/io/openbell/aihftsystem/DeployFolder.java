package io.openbell.aihftsystem;

import io.openbell.aihftsystem.DeployRecord.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code $OPENBELL_HOME/deploy}: bundles that people put there, and in {@code .versions} what we keep of them. */
final class DeployFolder {

    private static final String JAR = ".jar";

    private final Path folder;
    private final Path versions;
    private final DeployRecord record;

    DeployFolder(Path folder) {
        this.folder = folder;
        this.versions = folder.resolve(".versions");
        this.record = new DeployRecord(versions.resolve("record.tsv"));
    }

    Path path() {
        return folder;
    }

    /** The bundles that lie there, by name. */
    List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(DeployFolder::isBundle).sorted().toList();
        }
    }

    static boolean isBundle(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(JAR) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    boolean holds(Path file) {
        return folder.equals(file.toAbsolutePath().normalize().getParent());
    }

    /** Something lies there under that name. */
    boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    /** Puts this content there under that name, at once. */
    void put(String name, byte[] bytes) throws IOException {
        write(folder.resolve(name), folder.resolve("." + name + ".new"), bytes);
    }

    /** Keeps this version, whatever becomes of its file. */
    void keep(StrategyJar jar) throws IOException {
        Path kept = kept(jar.sha256());
        if (!Files.exists(kept)) {
            write(kept, versions.resolve(jar.sha256() + ".new"), jar.bytes());
        }
    }

    private static void write(Path target, Path fresh, byte[] bytes) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.write(fresh, bytes);
        Files.move(
                fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A version that was kept, whole; empty if it is gone or was changed. */
    Optional<StrategyJar> keptVersion(String sha256) throws IOException {
        Path kept = kept(sha256);
        if (!Files.exists(kept)) {
            return Optional.empty();
        }
        StrategyJar jar = StrategyJar.read(kept);
        return jar.sha256().equals(sha256) ? Optional.of(jar) : Optional.empty();
    }

    /** Lets go of a version that nobody will go back to. */
    void forget(String sha256) throws IOException {
        Files.deleteIfExists(kept(sha256));
    }

    List<Entry> entries() throws IOException {
        return record.read();
    }

    void record(Entry entry) throws IOException {
        record.add(entry);
    }

    private Path kept(String sha256) {
        return versions.resolve(sha256 + JAR);
    }
}
