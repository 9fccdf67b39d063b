package io.openbell.aihftsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.component.Health;
import io.openbell.api.component.Readiness;
import io.openbell.api.market.Quote;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.session.AllowedBundles;
import io.openbell.api.strategy.Signal;
import io.openbell.api.strategy.StrategyCommand.DeployStrategy;
import io.openbell.api.strategy.StrategyCommand.RollBackStrategy;
import io.openbell.api.strategy.StrategyCommand.SetParameters;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy.Wish;
import io.openbell.api.strategy.StrategyReplaced;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.api.view.StrategyStatus;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeMarketDataFeed;
import io.openbell.testkit.ManualClock;
import io.openbell.testkit.StrategyBundle;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine, bundles made of source text, and a framework that installs them. */
class DeploymentTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Map<String, String> CONFIGURED = Map.of("symbols", "AAPL");

    @TempDir private Path home;

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final FakeFramework framework = new FakeFramework();
    private final FakeMarketDataFeed feed = new FakeMarketDataFeed(clock);
    private AllowedBundles allowed = AllowedBundles.any();
    private @Nullable StrategyEngine engine;

    @BeforeEach
    void configure() {
        framework.configure("openbell.strategy-" + TickCounter.NAME, CONFIGURED);
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.deactivate();
        }
    }

    @Test
    void shouldReplaceAVersionBetweenTwoEventsWithItsState() throws IOException {
        StrategyEngine running = start();
        drop(running, TickCounter.good("1.0.0"));
        quotes(3);

        drop(running, TickCounter.good("2.0.0"));
        quotes(2);

        assertThat(reasons())
                .containsExactly(
                        "1.0.0 tick 1 lot 1",
                        "1.0.0 tick 2 lot 1",
                        "1.0.0 tick 3 lot 1",
                        "2.0.0 tick 4 lot 1",
                        "2.0.0 tick 5 lot 1");
        assertThat(framework.deployedVersions()).containsExactly("2.0.0");
        assertThat(loop.delivered(SourceRegistered.class))
                .doesNotContain(new SourceRegistered(TickCounter.NAME, false));
        assertThat(loop.delivered(StrategyReplaced.class))
                .extracting(StrategyReplaced::version)
                .containsExactly("1.0.0", "2.0.0");
        assertThat(states(running)).containsExactly("1.0.0 PREVIOUS", "2.0.0 ACTIVE");
    }

    @Test
    void shouldKeepTheOldVersionWhateverIsWrongWithTheNewOne() throws IOException {
        StrategyEngine running = start();
        drop(running, TickCounter.good("1.0.0"));
        quotes(1);

        refused(running, TickCounter.unresolvable("2.0.0"), "missing requirement");
        refused(running, TickCounter.throwingInConstructor("2.1.0"), "never meant to be");
        refused(running, TickCounter.throwingInRestore("2.2.0"), "unknown format");
        refused(running, TickCounter.failingInRestore("2.2.0.1"), "java.lang.Error: beyond repair");
        refused(running, TickCounter.withBrokenClass("2.2.0.2", "Error"), "java.lang.Error");
        refused(
                running,
                TickCounter.withBrokenClass("2.2.1", "OutOfMemoryError"),
                "OutOfMemoryError");
        refused(
                running,
                TickCounter.withBrokenClass("2.2.2", "StackOverflowError"),
                "StackOverflowError");
        refused(
                running,
                TickCounter.withBrokenClass("2.2.3", "NoClassDefFoundError"),
                "NoClassDefFoundError");
        refused(
                running,
                TickCounter.good("2.3.0").with("Openbell-Strategy", "com.example.Lost"),
                "lacks: com.example.Lost");
        refused(
                running,
                TickCounter.loopingInConstructor("2.4.0"),
                "constructs tick-counter and has not returned for 5000 ms");

        quotes(1);
        assertThat(reasons()).containsExactly("1.0.0 tick 1 lot 1", "1.0.0 tick 2 lot 1");
        assertThat(framework.deployedVersions()).containsExactly("1.0.0");
        assertThat(loop.delivered(StrategyReplaced.class)).hasSize(1);
        assertThat(running.health().status()).isEqualTo(Health.Status.WARN);
        assertThat(running.health().detail())
                .contains("counter.jar version 2.4.0 was refused: constructs tick-counter");
    }

    @Test
    void shouldRefuseAFileThatIsTooLargeWithoutReadingIt() throws IOException {
        StrategyEngine running = start();
        Path file = deploy().resolve("counter.jar");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            // No array holds so much.
            sparse.setLength(3L << 30);
        }

        came(running);

        assertThat(latest(running).reason())
                .isEqualTo("it has 3221225472 bytes; allowed: 67108864 at most");
    }

    @Test
    void shouldRefuseWhatIsNoStrategyBundleAndSayWhatToChange() throws IOException {
        StrategyEngine running = start();
        Files.writeString(deploy().resolve("counter.jar"), "no jar at all");
        came(running);
        assertThat(latest(running).reason()).contains("it is no jar");

        drop(running, TickCounter.good("1.0.0").with("Openbell-Strategy", " "));
        assertThat(latest(running).reason()).contains("no Openbell-Strategy");

        drop(running, TickCounter.good("1.0.0"));
        assertThat(latest(running).state()).isEqualTo(StrategyDeployment.State.ACTIVE);
        assertThat(running.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void shouldNotTakeTheNameOfAStrategyThatCameWithTheSystem() throws IOException {
        framework.configure("openbell.strategy-steady-buyer", CONFIGURED);
        framework.start(SteadyBuyer.class.getName());
        StrategyEngine running = start();

        drop(
                running,
                StrategyBundle.of(
                        "com.example.impostor",
                        "1.0.0",
                        "com.example.SteadyBuyer",
                        """
                        package com.example;
                        import io.openbell.api.strategy.*;
                        public final class SteadyBuyer implements Strategy {
                            public record Parameters() {}
                            public SteadyBuyer(Parameters parameters) {}
                        }
                        """));

        assertThat(latest(running).reason()).contains("there is a strategy steady-buyer already");
    }

    @Test
    void shouldEndAStrategyWhoseFileIsTakenAway() throws IOException {
        StrategyEngine running = start();
        drop(running, TickCounter.good("1.0.0"));
        Files.delete(deploy().resolve("counter.jar"));
        running.fileWent(deploy().resolve("counter.jar"));
        settle(running);
        quotes(1);

        assertThat(running.strategies()).isEmpty();
        assertThat(framework.deployedVersions()).isEmpty();
        assertThat(reasons()).isEmpty();
        assertThat(loop.delivered(CancelOrder.class)).isEmpty();
        assertThat(latest(running).state()).isEqualTo(StrategyDeployment.State.REMOVED);
    }

    @Test
    void shouldRunTheVersionThatWasAcceptedAgainAfterARestart() throws IOException {
        StrategyEngine first = start();
        drop(first, TickCounter.good("1.0.0"));
        drop(first, TickCounter.throwingInConstructor("2.0.0"));
        first.deactivate();

        StrategyEngine second = start();
        came(second);
        quotes(1);

        assertThat(reasons()).containsExactly("1.0.0 tick 1 lot 1");
        assertThat(framework.deployedVersions()).containsExactly("1.0.0");
        assertThat(states(second)).containsExactly("1.0.0 ACTIVE", "2.0.0 REFUSED");
    }

    @Test
    void shouldForgetAVersionWhoseFileWentWhileTheSystemWasDown() throws IOException {
        StrategyEngine first = start();
        drop(first, TickCounter.good("1.0.0"));
        first.deactivate();
        Files.delete(deploy().resolve("counter.jar"));

        StrategyEngine second = start();

        assertThat(second.strategies()).isEmpty();
        assertThat(states(second)).containsExactly("1.0.0 REMOVED");
    }

    @Test
    void shouldRollBackAndStayThereOverARestart() throws IOException {
        StrategyEngine first = start();
        drop(first, TickCounter.good("1.0.0"));
        drop(first, TickCounter.good("2.0.0"));
        quotes(1);
        loop.publishFirst(new RollBackStrategy(TickCounter.NAME, "ann"));
        settle(first);
        quotes(1);
        first.deactivate();

        StrategyEngine second = start();
        came(second);
        quotes(1);

        assertThat(reasons())
                .containsExactly("2.0.0 tick 1 lot 1", "1.0.0 tick 2 lot 1", "1.0.0 tick 1 lot 1");
        assertThat(states(second)).containsExactly("2.0.0 PREVIOUS", "1.0.0 ACTIVE");
    }

    @Test
    void shouldDeployAFileOfAnywhereIfItsDigestIsTheConfirmedOne() throws IOException {
        StrategyEngine running = start();
        Path elsewhere = home.resolve("built.jar");
        TickCounter.good("1.0.0").writeTo(elsewhere);
        String digest = StrategyJar.sha256(Files.readAllBytes(elsewhere));

        loop.publishFirst(new DeployStrategy(elsewhere.toString(), "0".repeat(64), false, "ann"));
        settle(running);
        assertThat(latest(running).reason()).contains("its digest is " + digest);

        loop.publishFirst(new DeployStrategy(elsewhere.toString(), digest, false, "ann"));
        settle(running);
        assertThat(latest(running).state()).isEqualTo(StrategyDeployment.State.ACTIVE);
        assertThat(deploy().resolve("built.jar")).hasSameBinaryContentAs(elsewhere);
    }

    @Test
    void shouldRunACandidateInTheShadowUntilItIsEnded() throws IOException {
        StrategyEngine running = start();
        drop(running, TickCounter.good("1.0.0"));
        shadow(running, TickCounter.good("2.0.0"));
        quotes(3);

        await().until(() -> running.comparisons().stream().anyMatch(line -> line.events() == 3));
        await().until(() -> running.comparisons().get(0).agreed() == 3);
        assertThat(running.comparisons().get(0).candidateVersion()).isEqualTo("2.0.0");
        assertThat(running.comparisons().get(0).incumbentVersion()).isEqualTo("1.0.0");
        assertThat(reasons()).allMatch(reason -> reason.startsWith("1.0.0"));

        loop.publishFirst(new SwitchStrategy(TickCounter.NAME, Wish.END_SHADOW, "ann"));
        settle(running);
        assertThat(running.comparisons()).isEmpty();
        assertThat(framework.deployedVersions()).containsExactly("1.0.0");
    }

    @Test
    void shouldSayOfACandidateInTheShadowThatItHangsOrFails() throws IOException {
        StrategyEngine running = start();
        drop(running, TickCounter.good("1.0.0"));

        shadow(running, TickCounter.loopingAtQuote("2.0.0"));
        quotes(1);
        await().until(() -> running.comparisons().get(0).failure().contains("not returned"));

        shadow(running, TickCounter.failingAtQuote("2.1.0"));
        quotes(1);
        await().until(() -> running.comparisons().get(0).failure().contains("beyond repair"));
        assertThat(running.comparisons().get(0).candidateVersion()).isEqualTo("2.1.0");
        assertThat(reasons()).containsExactly("1.0.0 tick 1 lot 1", "1.0.0 tick 2 lot 1");
    }

    @Test
    void shouldChangeParametersWithTheStateAndKeepThemOverAReplacement() throws IOException {
        StrategyEngine running = start();
        drop(running, TickCounter.good("1.0.0"));
        quotes(1);
        assertThat(running.problems(TickCounter.NAME, Map.of("lot", "70")))
                .singleElement()
                .asString()
                .contains("lot = 70", "9");

        loop.publishFirst(new SetParameters(TickCounter.NAME, Map.of("lot", "7"), "ann"));
        settle(running);
        quotes(1);
        drop(running, TickCounter.good("2.0.0"));
        quotes(1);

        assertThat(reasons())
                .containsExactly("1.0.0 tick 1 lot 1", "1.0.0 tick 2 lot 7", "2.0.0 tick 3 lot 7");
    }

    @Test
    void shouldPauseStopAndStartByCommand() throws IOException {
        StrategyEngine running = start();
        drop(running, TickCounter.good("1.0.0"));
        tell(running, Wish.PAUSE);
        quotes(1);
        assertThat(status(running).state()).isEqualTo(StrategyStatus.State.PAUSED);
        assertThat(status(running).reason()).contains("paused by ann");

        tell(running, Wish.START);
        quotes(1);
        assertThat(reasons()).as("it stayed warm").containsExactly("1.0.0 tick 2 lot 1");

        tell(running, Wish.STOP);
        drop(running, TickCounter.good("2.0.0"));
        quotes(1);
        assertThat(status(running).state()).isEqualTo(StrategyStatus.State.DISABLED);
        assertThat(status(running).version()).isEqualTo("2.0.0");

        tell(running, Wish.START);
        quotes(1);
        assertThat(reasons()).containsExactly("1.0.0 tick 2 lot 1", "2.0.0 tick 1 lot 1");
    }

    @Test
    void shouldWarnOfBytecodeThatReadsTheClock() throws IOException {
        StrategyEngine running = start();
        drop(
                running,
                StrategyBundle.of(
                        "com.example.clock",
                        "1.0.0",
                        "com.example.ClockReader",
                        """
                        package com.example;
                        import io.openbell.api.strategy.*;
                        public final class ClockReader implements Strategy {
                            public record Parameters() {}
                            public ClockReader(Parameters parameters) {}
                            public void onTimer(java.time.Instant now) {
                                if (java.time.Instant.now().isAfter(now)) {
                                    new Thread(() -> {}).start();
                                    java.nio.file.Path.of("x").toFile().delete();
                                }
                            }
                        }
                        """));

        assertThat(latest(running).warnings())
                .containsExactly(
                        "com.example.ClockReader calls java.time.Instant.now",
                        "com.example.ClockReader uses java.io.File",
                        "com.example.ClockReader uses java.lang.Thread",
                        "com.example.ClockReader uses java.nio.file.Path");
        drop(running, TickCounter.good("1.0.0"));
        assertThat(latest(running).warnings()).isEmpty();
    }

    private void shadow(StrategyEngine running, StrategyBundle bundle) throws IOException {
        Path candidate = home.resolve("candidate.jar");
        bundle.writeTo(candidate);
        loop.publishFirst(
                new DeployStrategy(
                        candidate.toString(),
                        StrategyJar.sha256(Files.readAllBytes(candidate)),
                        true,
                        "ann"));
        settle(running);
    }

    private void refused(StrategyEngine running, StrategyBundle bundle, String reason)
            throws IOException {
        drop(running, bundle);
        assertThat(latest(running).state()).isEqualTo(StrategyDeployment.State.REFUSED);
        assertThat(latest(running).reason()).contains(reason);
    }

    private void tell(StrategyEngine running, Wish wish) {
        loop.publishFirst(new SwitchStrategy(TickCounter.NAME, wish, "ann"));
        settle(running);
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
        started.feed = feed;
        started.start();
        settle(started);
        loop.publishFirst(new Readiness(List.of(), clock.instant()));
        return started;
    }

    private Path deploy() throws IOException {
        return Files.createDirectories(home.resolve("deploy"));
    }

    private void drop(StrategyEngine running, StrategyBundle bundle) throws IOException {
        bundle.writeTo(deploy().resolve("counter.jar"));
        came(running);
    }

    private void came(StrategyEngine running) throws IOException {
        running.fileCame(deploy().resolve("counter.jar"));
        settle(running);
    }

    private static void settle(StrategyEngine running) {
        await().atMost(Duration.ofSeconds(60)).until(running::isSettled);
    }

    private void quotes(int count) {
        for (int i = 0; i < count; i++) {
            loop.publish(
                    new Quote(
                            AAPL,
                            Price.parse("99.99"),
                            Quantity.of(100),
                            Price.parse("100.01"),
                            Quantity.of(100),
                            clock.instant()));
        }
    }

    private List<String> reasons() {
        return loop.delivered(Signal.class).stream().map(Signal::reason).toList();
    }

    private static List<String> states(StrategyEngine running) {
        return running.deployments().stream()
                .map(line -> line.version() + " " + line.state())
                .toList();
    }

    private static StrategyDeployment latest(StrategyEngine running) {
        return running.deployments().stream()
                .max(java.util.Comparator.comparing(StrategyDeployment::revision))
                .orElseThrow();
    }

    private static StrategyStatus status(StrategyEngine running) {
        return running.strategies().get(0);
    }
}
