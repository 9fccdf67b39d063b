package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ThreadDeathsTest {

    private final List<String> died = new CopyOnWriteArrayList<>();

    @Test
    void shouldKnowWhoseThreadDiedHoweverDeepItWasMade() throws Exception {
        try (ThreadDeaths deaths =
                new ThreadDeaths(any -> null, (owner, why) -> died.add(owner + " " + why))) {
            Thread.setDefaultUncaughtExceptionHandler(deaths);
            List<Thread> threads = new ArrayList<>();
            Thread permit =
                    new Thread(
                            () -> {
                                ThreadDeaths.own("order-executor", 7);
                                Thread child = new Thread(() -> threads.add(grandchild()));
                                child.start();
                                join(child);
                            },
                            "permit");
            permit.start();
            permit.join();
            threads.get(0).join();
        }

        assertThat(died)
                .containsExactly(
                        "Owner[id=order-executor, generation=7] its thread sender died:"
                                + " IllegalStateException: on purpose");
    }

    @Test
    void shouldLeaveThreadsAloneThatAreNobodys() throws Exception {
        try (ThreadDeaths deaths = new ThreadDeaths(any -> null, (owner, why) -> died.add(why))) {
            Thread.setDefaultUncaughtExceptionHandler(deaths);
            Thread thread =
                    new Thread(
                            () -> {
                                throw new IllegalStateException("on purpose");
                            });
            thread.start();
            thread.join();
        }

        assertThat(died).isEmpty();
    }

    @Test
    void shouldKnowByItsClassesWhoseAThreadWasThatScrMadeForAChangedConfiguration()
            throws Exception {
        String here = ThreadDeathsTest.class.getName();
        try (ThreadDeaths deaths =
                new ThreadDeaths(
                        name -> name.startsWith(here) ? "order-executor" : null,
                        (owner, why) -> died.add(owner.toString()))) {
            Thread.setDefaultUncaughtExceptionHandler(deaths);
            Thread thread = grandchild();
            thread.join();
        }

        assertThat(died).containsExactly("Owner[id=order-executor, generation=0]");
    }

    private static Thread grandchild() {
        Thread thread =
                new Thread(
                        () -> {
                            throw new IllegalStateException("on purpose");
                        },
                        "sender");
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
