package io.openbell.aihftsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.engine.Journaled;
import io.openbell.api.recording.RecordedLine;
import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.session.AllowedBundles;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.replay.StrategySource.MissingStrategy;
import io.openbell.kernel.strategy.StrategyChange;
import io.openbell.kernel.strategy.StrategySettings;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Strategies of recorded sessions, made of the bundles that were kept with them. */
class InstalledStrategiesTest {

    private final FakeFramework framework = new FakeFramework();
    private final Kept kept = new Kept();
    private final Set<String> warnings = new HashSet<>();
    private final InstalledStrategies strategies =
            new InstalledStrategies(framework.context(), AllowedBundles.any(), kept, warnings);

    @Test
    void shouldMakeEachVersionOfItsOwnBundleWhateverRunsNow() throws Exception {
        String first = kept.add(TickCounter.good("1.0.0").jar());
        String second = kept.add(TickCounter.good("2.0.0").jar());

        Strategy old = strategies.construct(started("1.0.0", first));
        Strategy next = strategies.construct(started("2.0.0", second));

        assertThat(old.getClass().getName()).isEqualTo(next.getClass().getName());
        assertThat(old.getClass()).isNotEqualTo(next.getClass());
        assertThat(framework.deployedVersions()).containsExactlyInAnyOrder("1.0.0", "2.0.0");
        assertThat(warnings).isEmpty();

        strategies.close();
        assertThat(framework.deployedVersions()).isEmpty();
    }

    @Test
    void shouldRefuseNamingTheDigestIfTheBundleWasNotKept() {
        String digest = "0".repeat(64);

        assertThatThrownBy(() -> strategies.construct(started("1.0.0", digest)))
                .isInstanceOf(MissingStrategy.class)
                .hasMessageContaining("tick-counter version 1.0.0")
                .hasMessageContaining(digest)
                .hasMessageContaining("was not kept");
    }

    @Test
    void shouldRefuseABundleThatIsNotWhatTheSessionRan() throws Exception {
        String digest = "0".repeat(64);
        kept.bytes.put(digest, TickCounter.good("1.0.0").jar());

        assertThatThrownBy(() -> strategies.construct(started("1.0.0", digest)))
                .isInstanceOf(MissingStrategy.class)
                .hasMessageContaining("was changed");
        assertThat(framework.deployedVersions()).isEmpty();
    }

    @Test
    void shouldRefuseABundleOfARecordingThatMayNotRun() throws Exception {
        String digest = kept.add(TickCounter.good("1.0.0").jar());
        InstalledStrategies guarded =
                new InstalledStrategies(
                        framework.context(),
                        (name, sha256) -> Optional.of("not signed: " + sha256),
                        kept,
                        warnings);

        assertThatThrownBy(() -> guarded.construct(started("1.0.0", digest)))
                .isInstanceOf(MissingStrategy.class)
                .hasMessageContaining("not signed: " + digest);
        assertThat(framework.deployedVersions()).isEmpty();
    }

    private static StrategyChange.Started started(String version, String sha256) {
        return new StrategyChange.Started(
                TickCounter.NAME,
                version,
                sha256,
                new StrategySettings(true, List.of(Symbol.of("AAPL")), Map.of("lot", "1")),
                List.of());
    }

    /** A recording of which nobody reads the lines. */
    private static final class Kept implements SessionRecordings.Reading {

        private final Map<String, byte[]> bytes = new HashMap<>();

        String add(byte[] jar) {
            String digest = StrategyJar.sha256(jar);
            bytes.put(digest, jar);
            return digest;
        }

        @Override
        public Optional<byte[]> artifact(String sha256) {
            return Optional.ofNullable(bytes.get(sha256));
        }

        @Override
        public Optional<RecordedLine> next() {
            return Optional.empty();
        }

        @Override
        public boolean isTorn() {
            return false;
        }

        @Override
        public void past(long last, BiConsumer<Instant, Journaled> to) {}

        @Override
        public void close() {}
    }
}
