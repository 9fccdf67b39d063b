package io.openbell.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The bundle of components that misbehave on demand. */
final class FaultyComponents {

    static final String BUNDLE = "io.openbell.faulty-components";

    private FaultyComponents() {}

    static void install(Distribution openbell) throws IOException {
        openbell.shell("bundle:install -s " + jar().toRealPath().toUri());
    }

    private static Path jar() {
        return Path.of(System.getProperty("openbell.root"))
                .resolve("itests/faulty-components/target")
                .resolve("faulty-components-" + System.getProperty("openbell.version") + ".jar");
    }

    /** The same components in a bundle of another name. */
    static void writeTwin(Path twin) throws IOException {
        try (JarFile original = new JarFile(jar().toFile())) {
            Manifest manifest = original.getManifest();
            manifest.getMainAttributes().putValue("Bundle-SymbolicName", "com.example.twin");
            try (JarOutputStream copy =
                    new JarOutputStream(Files.newOutputStream(twin), manifest)) {
                for (JarEntry entry : Collections.list(original.entries())) {
                    if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        copy.putNextEntry(new JarEntry(entry.getName()));
                        copy.write(original.getInputStream(entry).readAllBytes());
                    }
                }
            }
        }
    }

    /** From now on that component does that. */
    static void order(Distribution openbell, String id, String kind) throws IOException {
        Path file = openbell.home().resolve("run/faults").resolve(id);
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(id + ".new");
        Files.writeString(fresh, kind);
        Files.move(fresh, file);
    }
}
