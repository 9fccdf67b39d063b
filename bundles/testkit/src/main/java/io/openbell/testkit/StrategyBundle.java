package io.openbell.testkit;

import io.openbell.api.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A strategy bundle made of source text, as an author's build makes one of files. Needs a JDK.
 *
 * @param name    symbolic name of the bundle
 * @param version of the bundle
 * @param headers further manifest headers
 * @param sources of its classes, by their full names; all of them are strategies, unless {@code headers} says otherwise
 */
public record StrategyBundle(
        String name, String version, Map<String, String> headers, Map<String, String> sources) {

    private static final String IMPORTS =
            "io.openbell.api.strategy,io.openbell.api.market,io.openbell.api.order,io.openbell.api.value";

    /** Keeps copies. */
    public StrategyBundle {
        headers = Map.copyOf(headers);
        sources = Map.copyOf(sources);
    }

    /** A bundle with one strategy. */
    public static StrategyBundle of(String name, String version, String className, String source) {
        return new StrategyBundle(name, version, Map.of(), Map.of(className, source));
    }

    /** The same with one more manifest header, or another value of one. */
    public StrategyBundle with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new StrategyBundle(name, version, more, sources);
    }

    /**
     * The jar.
     *
     * @throws IllegalStateException if a source does not compile, with what the compiler says
     */
    public byte[] jar() {
        try {
            Path classes = Files.createTempDirectory("strategy-bundle");
            try {
                compile(classes);
                return zipped(classes);
            } finally {
                delete(classes);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes the jar to that file at once, as a careful person does. */
    public void writeTo(Path file) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".part");
        Files.write(fresh, jar());
        Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void compile(Path target) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("this Java has no compiler: a JDK is needed");
        }
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((className, source) -> files.add(new Source(className, source)));
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(problems, null, null)) {
            List<String> options =
                    List.of(
                            "-d",
                            target.toString(),
                            "-classpath",
                            api().toString(),
                            "--release",
                            "17",
                            "-proc:none",
                            "-parameters");
            if (!compiler.getTask(null, manager, problems, options, null, files).call()) {
                throw new IllegalStateException(problems.getDiagnostics().toString());
            }
        }
    }

    private static Path api() {
        try {
            return Path.of(
                    Strategy.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] zipped(Path classes) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        main.putValue("Import-Package", IMPORTS);
        main.putValue("Openbell-Strategy", String.join(",", sources.keySet()));
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(classes)) {
            jar.putNextEntry(entry(JarFile.MANIFEST_NAME));
            manifest.write(jar);
            jar.closeEntry();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(entry(classes.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** Without the time of day: the same bundle is the same bytes. */
    private static JarEntry entry(String name) {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2025, 1, 1, 0, 0));
        return entry;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
