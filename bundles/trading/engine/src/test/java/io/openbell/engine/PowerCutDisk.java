package io.openbell.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Remembers what would be left after a power cut: of each file what was forced, under the names that stood in a folder
 * when that was forced.
 */
final class PowerCutDisk implements FileOpener {

    private final boolean honest;
    private final Map<Object, byte[]> forcedContents = new HashMap<>();
    private final Map<Path, Object> forcedNames = new HashMap<>();

    private PowerCutDisk(boolean honest) {
        this.honest = honest;
    }

    static PowerCutDisk honest() {
        return new PowerCutDisk(true);
    }

    /** Keeps nothing that is forced once a file has its header: as if the journal did not force what it appends. */
    static PowerCutDisk forgetful() {
        return new PowerCutDisk(false);
    }

    @Override
    public FileChannel open(Path path, OpenOption... options) throws IOException {
        FileChannel real = FileChannel.open(path, options);
        Object file = key(path);
        return new FaultyChannel(real) {
            @Override
            public void force(boolean metaData) throws IOException {
                super.force(metaData);
                if (honest || metaData) {
                    keep(file, path);
                }
            }
        };
    }

    @Override
    public synchronized void forceFolder(Path folder) throws IOException {
        forcedNames.keySet().removeIf(name -> Objects.equals(name.getParent(), folder));
        try (Stream<Path> names = Files.list(folder)) {
            for (Path name : names.filter(Files::isRegularFile).toList()) {
                forcedNames.put(name, key(name));
            }
        }
    }

    private synchronized void keep(Object file, Path openedAs) throws IOException {
        try (Stream<Path> names = Files.list(openedAs.getParent())) {
            for (Path name : names.filter(Files::isRegularFile).toList()) {
                if (key(name).equals(file)) {
                    forcedContents.put(file, Files.readAllBytes(name));
                }
            }
        }
    }

    /** Writes what a power cut at this moment would leave. */
    synchronized void cutPower(Path from, Path to) {
        forcedNames.forEach(
                (name, file) -> {
                    byte[] contents = forcedContents.get(file);
                    if (contents != null) {
                        write(to.resolve(from.relativize(name)), contents);
                    }
                });
    }

    private static void write(Path file, byte[] contents) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, contents);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Object key(Path path) throws IOException {
        return Objects.requireNonNull(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }
}
