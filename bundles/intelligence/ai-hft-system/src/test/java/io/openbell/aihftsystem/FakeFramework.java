package io.openbell.aihftsystem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ManagedServiceFactory;

/** As much of a framework and of Config Admin as the strategy engine asks for; anything else fails the test. */
final class FakeFramework {

    private final List<Bundle> bundles = new CopyOnWriteArrayList<>();
    private final List<BundleListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private final Map<Bundle, Integer> states = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> configurations = new ConcurrentHashMap<>();

    /** A started bundle of these strategies, loaded by the test's own loader. */
    Bundle start(String header) {
        long id = ids.incrementAndGet();
        Dictionary<String, String> headers = new Hashtable<>(Map.of("Openbell-Strategy", header));
        Bundle bundle =
                fake(
                        Bundle.class,
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getState" -> states.get(proxy);
                                    case "getHeaders" -> headers;
                                    case "getBundleId" -> id;
                                    case "getLocation" -> "mvn:io.openbell/test";
                                    case "getVersion" -> Version.parseVersion("1.2.3");
                                    case "loadClass" -> Class.forName((String) arguments[0]);
                                    default -> identity(proxy, method.getName(), arguments);
                                });
        states.put(bundle, Bundle.ACTIVE);
        bundles.add(bundle);
        tell(BundleEvent.STARTED, bundle);
        return bundle;
    }

    /** Stops it as the framework does: listeners hear of it before its classes are gone. */
    void stop(Bundle bundle) {
        states.put(bundle, Bundle.STOPPING);
        tell(BundleEvent.STOPPING, bundle);
        states.put(bundle, Bundle.RESOLVED);
        bundles.remove(bundle);
    }

    void configure(String pid, Map<String, String> properties) {
        configurations.put(pid, new TreeMap<>(properties));
    }

    /** As {@code BundleContext.installBundle}: what is in the jar is loaded from the jar. */
    private Bundle install(String location, InputStream jar) throws IOException {
        byte[] bytes = jar.readAllBytes();
        Map<String, byte[]> classes = new HashMap<>();
        Manifest manifest;
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(bytes))) {
            manifest = in.getManifest();
            for (JarEntry entry = in.getNextJarEntry();
                    entry != null;
                    entry = in.getNextJarEntry()) {
                classes.put(entry.getName(), in.readAllBytes());
            }
        }
        Dictionary<String, String> headers = new Hashtable<>();
        manifest.getMainAttributes()
                .forEach((key, value) -> headers.put(key.toString(), value.toString()));
        ClassLoader loader = new JarLoader(classes);
        long id = ids.incrementAndGet();
        Bundle bundle =
                fake(
                        Bundle.class,
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getState" -> states.get(proxy);
                                    case "getHeaders" -> headers;
                                    case "getBundleId" -> id;
                                    case "getLocation" -> location;
                                    case "getVersion" ->
                                            Version.parseVersion(headers.get("Bundle-Version"));
                                    case "loadClass" -> loader.loadClass((String) arguments[0]);
                                    case "start" -> started((Bundle) proxy, headers);
                                    case "uninstall" -> uninstalled((Bundle) proxy);
                                    default -> identity(proxy, method.getName(), arguments);
                                });
        states.put(bundle, Bundle.INSTALLED);
        bundles.add(bundle);
        return bundle;
    }

    private @Nullable Object started(Bundle bundle, Dictionary<String, String> headers)
            throws BundleException {
        if (headers.get("Import-Package").contains("nowhere")) {
            throw new BundleException("missing requirement osgi.wiring.package=nowhere");
        }
        states.put(bundle, Bundle.ACTIVE);
        tell(BundleEvent.STARTED, bundle);
        return null;
    }

    private @Nullable Object uninstalled(Bundle bundle) {
        states.put(bundle, Bundle.UNINSTALLED);
        bundles.remove(bundle);
        return null;
    }

    /** Versions of the bundles that we installed from jars, in the order in which they came. */
    List<String> deployedVersions() {
        return bundles.stream()
                .filter(bundle -> String.valueOf(bundle.getLocation()).startsWith("openbell:"))
                .map(bundle -> bundle.getVersion().toString())
                .toList();
    }

    private static final class JarLoader extends ClassLoader {

        private final Map<String, byte[]> classes;

        JarLoader(Map<String, byte[]> classes) {
            super(JarLoader.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name.replace('.', '/') + ".class");
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    BundleContext context() {
        return fake(
                BundleContext.class,
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "getBundles" -> bundles.toArray(Bundle[]::new);
                            case "addBundleListener" ->
                                    listeners.add((BundleListener) arguments[0]);
                            case "installBundle" ->
                                    install((String) arguments[0], (InputStream) arguments[1]);
                            case "registerService" -> registration();
                            case "getServiceReferences" ->
                                    List.of(
                                            fake(
                                                    ServiceReference.class,
                                                    (own, called, given) ->
                                                            identity(
                                                                    own, called.getName(), given)));
                            case "getService" -> fileInstall();
                            case "ungetService" -> true;
                            case "removeBundleListener" ->
                                    listeners.remove((BundleListener) arguments[0]);
                            default -> identity(proxy, method.getName(), arguments);
                        });
    }

    ConfigurationAdmin configurationAdmin() {
        return fake(
                ConfigurationAdmin.class,
                (proxy, method, arguments) ->
                        method.getName().equals("listConfigurations")
                                ? found((String) arguments[0])
                                : identity(proxy, method.getName(), arguments));
    }

    private Configuration @Nullable [] found(String filter) {
        List<Configuration> found = new ArrayList<>();
        configurations.forEach(
                (pid, properties) -> {
                    if (filter.equals("(service.pid=" + pid + ")")) {
                        Dictionary<String, Object> values = new Hashtable<>(properties);
                        values.put("service.pid", pid);
                        values.put("felix.fileinstall.filename", "file:/etc/" + pid + ".cfg");
                        found.add(
                                fake(
                                        Configuration.class,
                                        (proxy, method, arguments) ->
                                                method.getName().equals("getProperties")
                                                        ? values
                                                        : identity(
                                                                proxy,
                                                                method.getName(),
                                                                arguments)));
                    }
                });
        return found.isEmpty() ? null : found.toArray(Configuration[]::new);
    }

    /** File Install, which watches nothing. */
    private static ManagedServiceFactory fileInstall() {
        return fake(
                ManagedServiceFactory.class,
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "updated", "deleted" -> null;
                            default -> identity(proxy, method.getName(), arguments);
                        });
    }

    private static ServiceRegistration<?> registration() {
        return fake(
                ServiceRegistration.class,
                (proxy, method, arguments) ->
                        method.getName().equals("unregister")
                                ? null
                                : identity(proxy, method.getName(), arguments));
    }

    private void tell(int type, Bundle bundle) {
        listeners.forEach(listener -> listener.bundleChanged(new BundleEvent(type, bundle)));
    }

    private static Object identity(Object proxy, String method, Object @Nullable [] arguments) {
        return switch (method) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            case "toString" -> "fake";
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
