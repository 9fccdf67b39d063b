package io.openbell.aihftsystem;

import io.openbell.api.engine.Artifact;
import io.openbell.api.session.AllowedBundles;
import io.openbell.kernel.strategy.StrategyType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a strategy bundle, read once: what is checked is what is installed.
 *
 * @param bundle     symbolic name
 * @param classNames of its strategies, from the manifest
 * @param warnings   what its bytecode does that a strategy should not
 */
record StrategyJar(
        byte[] bytes,
        String sha256,
        String bundle,
        String version,
        List<String> classNames,
        List<String> warnings) {

    private static final long LARGEST = 64L << 20;
    private static final int MOST_WARNINGS = 20;

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it is no strategy bundle; the message says what to change
     */
    static StrategyJar read(Path file) throws IOException {
        return of(bytes(file));
    }

    /**
     * What lies there, whatever it is.
     *
     * @throws IllegalArgumentException if it is more than a strategy bundle can be
     */
    static byte[] bytes(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST) {
            throw new IllegalArgumentException(
                    "it has " + size + " bytes; allowed: " + LARGEST + " at most");
        }
        return Files.readAllBytes(file);
    }

    static StrategyJar of(byte[] bytes) throws IOException {
        return of(bytes, sha256(bytes));
    }

    /** The same of bytes whose digest is known. */
    static StrategyJar of(byte[] bytes, String sha256) throws IOException {
        @Nullable Manifest[] found = new Manifest[1];
        Set<String> warnings = new TreeSet<>();
        JarReader.read(
                bytes,
                (name, content) -> {
                    if (name.equalsIgnoreCase("META-INF/MANIFEST.MF")) {
                        found[0] = new Manifest(new ByteArrayInputStream(content));
                    } else if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
                        warnings.addAll(scanned(name, content));
                    }
                });
        Manifest manifest = found[0];
        if (manifest == null) {
            throw new IllegalArgumentException("it is no jar, or has no META-INF/MANIFEST.MF");
        }
        Attributes headers = manifest.getMainAttributes();
        String classes = required(headers, StrategyType.HEADER);
        String bundle = required(headers, "Bundle-SymbolicName").split(";", -1)[0].strip();
        String version = headers.getValue("Bundle-Version");
        return new StrategyJar(
                bytes,
                sha256,
                bundle,
                version == null ? "0.0.0" : version.strip(),
                Stream.of(classes.split(",", -1)).map(String::strip).toList(),
                warnings.size() <= MOST_WARNINGS
                        ? List.copyOf(warnings)
                        : new ArrayList<>(warnings).subList(0, MOST_WARNINGS));
    }

    private static Set<String> scanned(String name, byte[] classFile) throws IOException {
        try {
            return BytecodeScan.warnings(classFile);
        } catch (IOException | RuntimeException broken) {
            throw new IOException(name + " is no class file that can be read: " + broken, broken);
        }
    }

    /** Why nothing of it may be brought in; empty if it may. Whoever asks for one that may not halts trading. */
    Optional<String> refusal(AllowedBundles allowed) {
        return allowed.refusal(bundle + " " + version, sha256);
    }

    /**
     * The same jar.
     *
     * @throws IllegalArgumentException if it may not be brought in
     */
    StrategyJar ifAllowed(AllowedBundles allowed) {
        refusal(allowed)
                .ifPresent(
                        why -> {
                            throw new IllegalArgumentException(why);
                        });
        return this;
    }

    Artifact artifact() {
        return new Artifact(sha256, bytes);
    }

    private static String required(Attributes headers, String name) {
        String value = headers.getValue(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "its manifest has no "
                            + name
                            + "; only strategy bundles are deployed (docs/strategies.md)");
        }
        return value;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
