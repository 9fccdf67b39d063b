package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class FailuresTest {

    @Test
    void shouldFindWhatTheConstructorThrewBehindReflection() {
        String trace =
                """
                java.lang.reflect.InvocationTargetException
                \tat java.base/jdk.internal.reflect.X.newInstance(X.java:1)
                Caused by: java.lang.IllegalStateException: thrown on purpose
                \tat a.B.<init>(B.java:2)
                Caused by: java.io.IOException: deeper
                """;

        assertThat(Failures.firstLine(trace))
                .isEqualTo("java.lang.IllegalStateException: thrown on purpose");
    }

    @Test
    void shouldTakeTheFirstLineOfAnythingElse() {
        assertThat(Failures.firstLine("java.lang.NoClassDefFoundError: a/B\n\tat x"))
                .isEqualTo("java.lang.NoClassDefFoundError: a/B");
        assertThat(Failures.firstLine(null)).contains("SCR does not say why");
    }

    @Test
    void shouldNameTheDeepestCause() {
        Exception thrown =
                new IllegalStateException("outer", new java.io.IOException("disk\nfull"));

        assertThat(Failures.of(thrown)).isEqualTo("IOException: disk");
        assertThat(Failures.of(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void shouldKnowWhichFailuresNoRestartMends() {
        assertThat(Failures.isPermanent("java.lang.NoClassDefFoundError: a/B")).isTrue();
        assertThat(Failures.isPermanent("java.lang.ExceptionInInitializerError")).isTrue();
        assertThat(Failures.isPermanent("java.lang.UnsatisfiedLinkError: no x")).isTrue();
        assertThat(Failures.isPermanent("org.osgi.service.cm.ConfigurationException: k : bad"))
                .isTrue();
        assertThat(Failures.isPermanent("java.lang.OutOfMemoryError: heap")).isFalse();
        assertThat(Failures.isPermanent("java.lang.IllegalStateException: VerifyError")).isFalse();
    }

    @Test
    void shouldNameTheDeepestThingThatABundleLacks() {
        assertThat(
                        Failures.missing(
                                "Unable to resolve io.openbell.x [57](R 57.0): missing requirement"
                                        + " [io.openbell.x [57](R 57.0)] osgi.wiring.package;"
                                        + " (&(osgi.wiring.package=com.acme.quotes)(version>=1.0.0)"
                                        + "(!(version>=2.0.0))) Unresolved requirements: [...]"))
                .isEqualTo("package com.acme.quotes");
        assertThat(
                        Failures.missing(
                                "missing requirement [a] osgi.wiring.package;"
                                        + " (osgi.wiring.package=b) [caused by: Unable to resolve b:"
                                        + " missing requirement [b] osgi.ee;"
                                        + " (&(osgi.ee=JavaSE)(version=21))]"))
                .isEqualTo("JavaSE");
        assertThat(Failures.missing(null)).isEmpty();
    }

    @Test
    void shouldTellABusyFrameworkFromABundleThatDoesNotResolve() {
        assertThat(
                        Failures.isBusy(
                                new BundleException(
                                        "Unable to acquire global lock for resolve. Unresolved requirements: []",
                                        BundleException.RESOLVE_ERROR)))
                .isTrue();
        assertThat(
                        Failures.isBusy(
                                new BundleException(
                                        "Unable to resolve x [101](R 101.0): missing requirement",
                                        BundleException.RESOLVE_ERROR)))
                .isFalse();
    }
}
