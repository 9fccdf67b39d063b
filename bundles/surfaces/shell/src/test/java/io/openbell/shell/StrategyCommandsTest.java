package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openbell.api.engine.Stage;
import io.openbell.api.strategy.StrategyCommand.DeployStrategy;
import io.openbell.api.strategy.StrategyCommand.RollBackStrategy;
import io.openbell.api.strategy.StrategyCommand.SetParameters;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy.Wish;
import io.openbell.api.view.StrategyDeployment.State;
import io.openbell.api.view.StrategyStatus;
import io.openbell.shell.Answer.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyCommandsTest {

    private static final String DIGEST =
            "2689367b205c16ce32ed4200942b8b8b1e262dfc70d9bc9fbc77c49699a4f1df";
    private static final String STRATEGY = "moving-average-cross";

    @TempDir private Path folder;

    private final FakeWorld world = new FakeWorld();
    private Path jar = Path.of("");

    @BeforeEach
    void write() throws IOException {
        jar = folder.resolve("breakout.jar");
        Files.writeString(jar, "ok");
    }

    @Test
    void shouldPutTheDeploymentOnTheQueueAndSayWhatCameOfIt() throws Exception {
        world.loop.subscribe(
                "engine",
                Stage.STRATEGIES,
                false,
                (sequence, now, event) -> {
                    if (event instanceof DeployStrategy wish) {
                        world.deployed("1.1.0", wish.sha256(), State.ACTIVE, "");
                    }
                });

        String printed = Printed.as(Form.TABLE, deploy("").answer(world.services));

        assertThat(printed).contains("Has taken over: [breakout] version 1.1.0", DIGEST);
        assertThat(world.loop.delivered(DeployStrategy.class))
                .containsExactly(new DeployStrategy(jar.toString(), DIGEST, false, "operator"));
    }

    @Test
    void shouldFailWithTheReasonOfARefusal() {
        world.loop.subscribe(
                "engine",
                Stage.STRATEGIES,
                false,
                (sequence, now, event) -> {
                    if (event instanceof DeployStrategy wish) {
                        world.deployed("1.1.0", wish.sha256(), State.REFUSED, "onStart threw");
                    }
                });

        CommandFailed failed =
                catchThrowableOfType(
                        CommandFailed.class, () -> deploy(DIGEST).answer(world.services));

        assertThat(failed.text()).contains("refused, what ran goes on: onStart threw");
    }

    @Test
    void shouldRefuseAnotherDigestThanTheConfirmedOne() {
        CommandFailed failed =
                catchThrowableOfType(
                        CommandFailed.class, () -> deploy("abc").answer(world.services));

        assertThat(failed.text()).contains("--sha256 abc is not the digest", DIGEST);
        assertThat(world.loop.delivered()).isEmpty();
    }

    @Test
    void shouldSwitchAStrategyByCommand() throws Exception {
        world.loop.subscribe(
                "engine",
                Stage.STRATEGIES,
                false,
                (sequence, now, event) -> {
                    if (event instanceof SwitchStrategy) {
                        world.strategyState = StrategyStatus.State.PAUSED;
                    }
                });
        StrategyPauseCommand command = new StrategyPauseCommand();
        command.strategy = STRATEGY;

        assertThat(Printed.as(Form.TABLE, command.answer(world.services)))
                .isEqualTo("moving-average-cross is PAUSED.\n");
        assertThat(world.loop.delivered(SwitchStrategy.class))
                .containsExactly(new SwitchStrategy(STRATEGY, Wish.PAUSE, "operator"));
    }

    @Test
    void shouldNameTheStrategiesThereAreWhenOneIsUnknown() {
        StrategyStopCommand command = new StrategyStopCommand();
        command.strategy = "moving-average";

        CommandFailed failed =
                catchThrowableOfType(CommandFailed.class, () -> command.answer(world.services));

        assertThat(failed.text()).contains("no strategy is called 'moving-average'", STRATEGY);
    }

    @Test
    void shouldSayThatAStrategyIsNotAsWanted() {
        StrategyStopCommand command = new StrategyStopCommand();
        command.strategy = STRATEGY;
        command.patience = new Patience(Duration.ZERO);

        CommandFailed failed =
                catchThrowableOfType(CommandFailed.class, () -> command.answer(world.services));

        assertThat(failed.text()).contains("moving-average-cross is RUNNING still");
    }

    @Test
    void shouldSetParametersOnceTheyAreFoundGood() throws Exception {
        world.loop.subscribe(
                "engine",
                Stage.STRATEGIES,
                false,
                (sequence, now, event) -> {
                    if (event instanceof SetParameters change) {
                        world.fastBars = change.values().getOrDefault("fastBars", "");
                    }
                });

        assertThat(Printed.as(Form.TABLE, set("fastBars=7").answer(world.services)))
                .contains("goes on with");
        assertThat(world.loop.delivered(SetParameters.class))
                .containsExactly(new SetParameters(STRATEGY, Map.of("fastBars", "7"), "operator"));

        CommandFailed unknown =
                catchThrowableOfType(
                        CommandFailed.class, () -> set("slow=1").answer(world.services));
        assertThat(unknown.text()).isEqualTo("unknown key");
        CommandFailed malformed =
                catchThrowableOfType(CommandFailed.class, () -> set("slow").answer(world.services));
        assertThat(malformed.text()).contains("'slow' must be NAME=VALUE");
    }

    @Test
    void shouldRollBack() throws Exception {
        world.loop.subscribe(
                "engine",
                Stage.STRATEGIES,
                false,
                (sequence, now, event) -> {
                    if (event instanceof RollBackStrategy) {
                        world.deployed("1.0.0", DIGEST, State.ACTIVE, "");
                    }
                });
        StrategyRollbackCommand command = new StrategyRollbackCommand();
        command.strategy = STRATEGY;

        assertThat(Printed.as(Form.TABLE, command.answer(world.services)))
                .contains("moving-average-cross runs version 1.0.0 again");
    }

    private StrategyDeployCommand deploy(String sha256) {
        StrategyDeployCommand command = new StrategyDeployCommand();
        command.file = jar.toString();
        command.sha256 = sha256;
        return command;
    }

    private static StrategySetCommand set(String change) {
        StrategySetCommand command = new StrategySetCommand();
        command.strategy = STRATEGY;
        command.changes = List.of(change);
        return command;
    }
}
