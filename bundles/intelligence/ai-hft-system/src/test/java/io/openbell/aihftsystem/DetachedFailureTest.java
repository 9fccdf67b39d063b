package io.openbell.aihftsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.openbell.testkit.StrategyBundle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedFailureTest {

    @TempDir private Path folder;

    @Test
    void shouldReadAsTheFailureDoes() {
        Throwable failure =
                new IllegalStateException("outside", new IllegalArgumentException("inside"));
        failure.addSuppressed(new ArithmeticException("beside"));

        assertThat(printed(DetachedFailure.of(failure))).isEqualTo(printed(failure));
    }

    @Test
    void shouldEndAtAFailureThatIsItsOwnCause() {
        Throwable first = new IllegalStateException("first");
        Throwable second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(DetachedFailure.of(first)).hasToString(first.toString());
    }

    @Test
    void shouldLetGoOfTheClassThatThrew() throws Exception {
        Files.write(folder.resolve("thrower.jar"), thrower().jar());
        WeakReference<?>[] loader = new WeakReference<?>[1];

        DetachedFailure kept = DetachedFailure.of(thrownByTheBundle(loader));

        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            System.gc();
                            return loader[0].get() == null;
                        });
        assertThat(printed(kept)).contains("on purpose", "com.example.Thrower");
    }

    private Throwable thrownByTheBundle(WeakReference<?>[] holder) throws Exception {
        URL jar = folder.resolve("thrower.jar").toUri().toURL();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar}, getClass().getClassLoader())) {
            holder[0] = new WeakReference<>(loader);
            Class<?> type = loader.loadClass("com.example.Thrower");
            return catchThrowable(() -> type.getConstructor().newInstance());
        }
    }

    private static StrategyBundle thrower() {
        return StrategyBundle.of(
                "com.example.thrower",
                "1.0.0",
                "com.example.Thrower",
                """
                package com.example;
                public final class Thrower {
                    public Thrower() { throw new IllegalStateException("on purpose"); }
                }
                """);
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
