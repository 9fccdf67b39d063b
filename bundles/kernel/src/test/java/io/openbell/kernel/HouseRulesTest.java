package io.openbell.kernel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.testkit.HouseRules;
import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseRulesTest {

    @Test
    void shouldTouchNoInputOrOutputNoClockAndNoThread() {
        HouseRules.checkRule3("io.openbell.kernel");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ReadsTheClock.class,
                ReadsTheSystemClock.class,
                ReadsNanos.class,
                OpensAFile.class,
                StartsAThread.class,
                WaitsForAnother.class,
                RunsElsewhere.class,
                ThrowsDice.class,
                AsksTheEnvironment.class
            })
    void shouldNameTheRuleThatAViolatorBreaks(Class<?> violator) {
        assertThatThrownBy(() -> HouseRules.checkRule3(violator))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(HouseRules.RULE_3)
                .hasMessageContaining(violator.getSimpleName());
    }

    @Test
    void shouldAllowWhatIsGivenAndSeeded() {
        assertThatCode(() -> HouseRules.checkRule3(Obedient.class)).doesNotThrowAnyException();
    }

    static final class ReadsTheClock {
        Instant now() {
            return Instant.now();
        }
    }

    static final class ReadsTheSystemClock {
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    static final class ReadsNanos {
        long nanos() {
            return System.nanoTime();
        }
    }

    static final class OpensAFile {
        boolean exists(String name) {
            return new File(name).exists();
        }
    }

    static final class StartsAThread {
        void start() {
            new Thread(() -> {}).start();
        }
    }

    static final class WaitsForAnother {
        private int count;

        synchronized int next() {
            return ++count;
        }
    }

    static final class RunsElsewhere {
        CompletableFuture<Void> run() {
            return CompletableFuture.runAsync(() -> {});
        }
    }

    static final class ThrowsDice {
        int roll() {
            return new Random().nextInt(6);
        }
    }

    static final class AsksTheEnvironment {
        String home() {
            return System.getenv("HOME");
        }
    }

    static final class Obedient implements java.io.Serializable {
        private static final long serialVersionUID = 1L;
        private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();

        Object decide(Instant now, Clock given) {
            counts.merge("decisions", 1, Integer::sum);
            return List.of(now.atOffset(ZoneOffset.UTC), given.instant(), new Random(42).nextInt());
        }
    }
}
