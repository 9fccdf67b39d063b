package io.openbell.itests;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands one running distribution to all test classes that ask for it: booted once, stopped after the last test. */
final class SharedDistribution implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Distribution.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedDistribution.class))
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
                .distribution;
    }

    /** The store closes what can be closed. */
    @SuppressWarnings(
            "deprecation") // the successor of CloseableResource is AutoCloseable, from JUnit 5.13
    // on: both work
    private static final class Running implements ExtensionContext.Store.CloseableResource {

        private final Distribution distribution = Distribution.onEmptyHome("shared");

        Running() {
            distribution.start();
        }

        @Override
        public void close() {
            distribution.close();
        }
    }
}
