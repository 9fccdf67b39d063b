package io.openbell.launcher.bundles;

import io.openbell.launcher.backup.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Felix, loaded as Karaf does it, by a class loader that takes extensions; and jars with an activator. */
final class RealFramework implements AutoCloseable {

    private static final Class<?> FACTORY = org.apache.felix.framework.FrameworkFactory.class;

    private final Framework framework;
    private final Path folder;
    private final BundleContext guard;

    RealFramework(Path folder) throws Exception {
        this.folder = folder;
        URL felix = FACTORY.getProtectionDomain().getCodeSource().getLocation();
        FrameworkFactory factory =
                (FrameworkFactory)
                        new FelixLoader(felix)
                                .loadClass(FACTORY.getName())
                                .getDeclaredConstructor()
                                .newInstance();
        framework =
                factory.newFramework(
                        Map.of(
                                Constants.FRAMEWORK_STORAGE,
                                folder.resolve("cache").toString(),
                                "felix.log.level",
                                "0"));
        framework.start();
        // Stands for the launcher, in whose name the way in is closed.
        Bundle launcher = framework.getBundleContext().installBundle("launcher", jar("launcher"));
        launcher.start();
        guard = Objects.requireNonNull(launcher.getBundleContext());
        System.clearProperty(Intruder.RAN);
    }

    /** Loads the framework itself, and leaves the OSGi API to the tests. */
    private static final class FelixLoader extends URLClassLoader {

        FelixLoader(URL felix) {
            super(new URL[] {felix}, FelixLoader.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("org.apache.felix.framework.")) {
                    Class<?> loaded = findLoadedClass(name);
                    return loaded == null ? findClass(name) : loaded;
                }
                return super.loadClass(name, resolve);
            }
        }
    }

    BundleContext guard() {
        return guard;
    }

    Bundle install(String location, byte[] jar) throws BundleException {
        return framework.getBundleContext().installBundle(location, new ByteArrayInputStream(jar));
    }

    Bundle installFrom(Path jar) throws BundleException, MalformedURLException {
        return framework
                .getBundleContext()
                .installBundle("reference:" + jar.toUri().toString().replace("file:///", "file:/"));
    }

    /** Names of those whose activator ran. */
    static String ran() {
        return System.getProperty(Intruder.RAN, "");
    }

    private static InputStream jar(String name) throws IOException {
        return new ByteArrayInputStream(jar(name, Map.of()));
    }

    /** A bundle of that name, with an activator. */
    static byte[] jar(String name, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", "1.0.0");
        if (headers.isEmpty()) {
            main.putValue("Bundle-Activator", Intruder.class.getName());
            main.putValue("Import-Package", "org.osgi.framework");
        }
        headers.forEach(main::putValue);
        String path = Intruder.class.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes);
                InputStream code =
                        Objects.requireNonNull(
                                Intruder.class.getClassLoader().getResourceAsStream(path))) {
            jar.putNextEntry(entry(JarFile.MANIFEST_NAME));
            manifest.write(jar);
            jar.closeEntry();
            jar.putNextEntry(entry(path));
            jar.write(code.readAllBytes());
            jar.closeEntry();
        }
        return bytes.toByteArray();
    }

    /** The same jar is the same bytes. */
    private static JarEntry entry(String name) {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2025, 1, 1, 0, 0));
        return entry;
    }

    /** An extension of the framework, which Felix runs while it installs it. */
    static byte[] extension(String name) throws IOException {
        return jar(
                name,
                Map.of(
                        "Fragment-Host",
                        "system.bundle; extension:=framework",
                        "ExtensionBundle-Activator",
                        Intruder.class.getName()));
    }

    String sha256(byte[] jar) throws IOException {
        Path file = Files.createTempFile(folder, "digest", ".jar");
        Files.write(file, jar);
        return Sha256.of(file);
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
        System.clearProperty(Intruder.RAN);
    }
}
