package io.openbell.aihftsystem;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Version;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** As much of a framework and of Config Admin as the strategy engine asks for; anything else fails the test. */
final class FakeFramework {

    private final List<Bundle> bundles = new CopyOnWriteArrayList<>();
    private final List<BundleListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<Bundle, Integer> states = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> configurations = new ConcurrentHashMap<>();

    /** A started bundle of these strategies, loaded by the test's own loader. */
    Bundle start(String header) {
        long id = bundles.size() + 1L;
        Dictionary<String, String> headers = new Hashtable<>(Map.of("Openbell-Strategy", header));
        Bundle bundle =
                fake(
                        Bundle.class,
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getState" -> states.get(proxy);
                                    case "getHeaders" -> headers;
                                    case "getBundleId" -> id;
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

    BundleContext context() {
        return fake(
                BundleContext.class,
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "getBundles" -> bundles.toArray(Bundle[]::new);
                            case "addBundleListener" ->
                                    listeners.add((BundleListener) arguments[0]);
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
