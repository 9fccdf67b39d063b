package io.openbell.aihftsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.component.Readiness;
import io.openbell.api.market.Quote;
import io.openbell.api.session.AllowedBundles;
import io.openbell.api.strategy.Signal;
import io.openbell.api.strategy.StrategyCommand.DeployStrategy;
import io.openbell.api.strategy.StrategyCommand.RollBackStrategy;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeMarketDataFeed;
import io.openbell.testkit.ManualClock;
import io.openbell.testkit.StrategyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** B90: strategies of bundles that nobody signed, on each way on which a bundle comes. */
class SignedDeploymentTest {

    private static final Symbol AAPL = Symbol.of("AAPL");

    @TempDir private Path home;

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final FakeFramework framework = new FakeFramework();
    private final SignedOnly allowed = new SignedOnly();
    private @Nullable StrategyEngine engine;

    /** Digests that were signed, and what was refused. */
    private static final class SignedOnly implements AllowedBundles {

        private final Set<String> signed = new HashSet<>();
        private final List<String> refused = new ArrayList<>();

        StrategyBundle sign(StrategyBundle bundle) {
            signed.add(StrategyJar.sha256(bundle.jar()));
            return bundle;
        }

        @Override
        public synchronized Optional<String> refusal(String name, String sha256) {
            if (signed.contains(sha256)) {
                return Optional.empty();
            }
            refused.add(name);
            return Optional.of("nobody signed " + sha256);
        }
    }

    @BeforeEach
    void configure() {
        framework.configure("openbell.strategy-" + TickCounter.NAME, Map.of("symbols", "AAPL"));
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.deactivate();
        }
    }

    @Test
    void shouldReplaceASignedVersionBySignedOnesOnly() throws IOException {
        StrategyEngine running = start();
        drop(running, allowed.sign(TickCounter.good("1.0.0")));
        quote();

        drop(running, TickCounter.good("2.0.0"));
        quote();
        assertThat(latest(running).state()).isEqualTo(StrategyDeployment.State.REFUSED);
        assertThat(latest(running).reason()).contains("nobody signed");
        assertThat(framework.deployedVersions()).containsExactly("1.0.0");

        drop(running, allowed.sign(TickCounter.good("3.0.0")));
        quote();
        assertThat(reasons())
                .containsExactly("1.0.0 tick 1 lot 1", "1.0.0 tick 2 lot 1", "3.0.0 tick 3 lot 1");
        assertThat(allowed.refused).containsExactly("com.example.tick-counter 2.0.0");
    }

    @Test
    void shouldTakeARefusedFileWhenItWasSignedSince() throws IOException {
        StrategyEngine running = start();
        StrategyBundle bundle = TickCounter.good("1.0.0");
        drop(running, bundle);
        assertThat(framework.deployedVersions()).isEmpty();

        allowed.sign(bundle);
        came(running);

        assertThat(framework.deployedVersions()).containsExactly("1.0.0");
    }

    @Test
    void shouldRefuseWhatAnOperatorConfirmedButNobodySigned() throws IOException {
        StrategyEngine running = start();
        Path file = home.resolve("counter.jar");
        TickCounter.good("1.0.0").writeTo(file);

        for (boolean shadow : new boolean[] {false, true}) {
            loop.publishFirst(
                    new DeployStrategy(
                            file.toString(),
                            StrategyJar.sha256(Files.readAllBytes(file)),
                            shadow,
                            "ann"));
            settle(running);
        }

        assertThat(latest(running).reason()).contains("nobody signed");
        assertThat(framework.deployedVersions()).isEmpty();
        assertThat(allowed.refused).hasSize(2);
    }

    @Test
    void shouldNotGoBackToAVersionWhoseSignatureWasWithdrawn() throws IOException {
        StrategyEngine running = start();
        drop(running, allowed.sign(TickCounter.good("1.0.0")));
        allowed.signed.clear();
        drop(running, allowed.sign(TickCounter.good("2.0.0")));

        loop.publishFirst(new RollBackStrategy(TickCounter.NAME, "ann"));
        settle(running);

        assertThat(framework.deployedVersions()).containsExactly("2.0.0");
        assertThat(allowed.refused).containsExactly("com.example.tick-counter 1.0.0");
    }

    @Test
    void shouldNotRunAgainAfterARestartWhatIsNotSignedAnyMore() throws IOException {
        drop(start(), allowed.sign(TickCounter.good("1.0.0")));
        stop();
        allowed.signed.clear();

        StrategyEngine second = start();
        assertThat(framework.deployedVersions()).isEmpty();
        assertThat(latest(second).state()).isEqualTo(StrategyDeployment.State.REFUSED);

        allowed.sign(TickCounter.good("1.0.0"));
        came(second);
        assertThat(framework.deployedVersions()).containsExactly("1.0.0");
    }

    private StrategyEngine start() {
        StrategyEngine started =
                new StrategyEngine(
                        loop,
                        clock,
                        framework.configurationAdmin(),
                        StrategyEngineTest.session(home, clock),
                        allowed,
                        framework.context(),
                        StrategyEngineTest.config("trialEvents", 0));
        engine = started;
        started.feed = new FakeMarketDataFeed(clock);
        started.start();
        settle(started);
        loop.publishFirst(new Readiness(List.of(), clock.instant()));
        return started;
    }

    private void drop(StrategyEngine running, StrategyBundle bundle) throws IOException {
        bundle.writeTo(Files.createDirectories(home.resolve("deploy")).resolve("counter.jar"));
        came(running);
    }

    private void came(StrategyEngine running) {
        running.fileCame(home.resolve("deploy/counter.jar"));
        settle(running);
    }

    private static void settle(StrategyEngine running) {
        await().atMost(Duration.ofSeconds(60)).until(running::isSettled);
    }

    private void quote() {
        loop.publish(
                new Quote(
                        AAPL,
                        Price.parse("99.99"),
                        Quantity.of(100),
                        Price.parse("100.01"),
                        Quantity.of(100),
                        clock.instant()));
    }

    private List<String> reasons() {
        return loop.delivered(Signal.class).stream().map(Signal::reason).toList();
    }

    private static StrategyDeployment latest(StrategyEngine running) {
        return running.deployments().stream()
                .max(java.util.Comparator.comparing(StrategyDeployment::revision))
                .orElseThrow();
    }
}
