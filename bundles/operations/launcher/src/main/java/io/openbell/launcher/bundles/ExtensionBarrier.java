package io.openbell.launcher.bundles;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps extensions of the framework out ({@code Fragment-Host: system.bundle; extension:=framework}). Felix puts their classes
 * into its own class loader and runs their activator while it installs them, before any hook or listener hears of it. The
 * only place on that way is its list of extensions to be resolved, which is exchanged for one that asks first.
 */
final class ExtensionBarrier {

    private ExtensionBarrier() {}

    /**
     * From now on only extensions that pass are taken; installing another one fails, and nothing of it stays.
     *
     * @throws ReflectiveOperationException if this framework has no such list
     */
    static void open(Bundle framework, Predicate<BundleRevision> admits)
            throws ReflectiveOperationException {
        Field manager = field(framework.getClass(), "m_extensionManager");
        Object extensions = manager.get(framework);
        Field unresolved = field(extensions.getClass(), "m_unresolvedExtensions");
        if (!(unresolved.get(extensions) instanceof List<?> before)) {
            throw new NoSuchFieldException(unresolved + " is no list");
        }
        unresolved.set(extensions, new Asking(before, admits));
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static final class Asking extends CopyOnWriteArrayList<Object> {

        private static final long serialVersionUID = 1;

        private final transient Predicate<BundleRevision> admits;

        Asking(Collection<?> before, Predicate<BundleRevision> admits) {
            super(before);
            this.admits = admits;
        }

        @Override
        public boolean add(Object extension) {
            if (!admits(extension)) {
                throw new SecurityException("this extension of the framework is not signed");
            }
            return super.add(extension);
        }

        @Override
        public boolean addAll(Collection<?> extensions) {
            return super.addAll(extensions.stream().filter(this::admits).toList());
        }

        private boolean admits(Object extension) {
            return extension instanceof BundleRevision revision && admits.test(revision);
        }
    }
}
