package io.openbell.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bundle of components that misbehave on demand. */
final class FaultyComponents {

    private FaultyComponents() {}

    static void install(Distribution openbell) throws IOException {
        Path jar =
                Path.of(System.getProperty("openbell.root"))
                        .resolve("itests/faulty-components/target")
                        .resolve(
                                "faulty-components-"
                                        + System.getProperty("openbell.version")
                                        + ".jar");
        openbell.shell("bundle:install -s " + jar.toRealPath().toUri());
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
