package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
