package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.testkit.StrategyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/strategies.md says is done as it stands there, in a running session. */
@InSharedDistribution
class StrategyGuideIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Distribution openbell;
    private final Guide guide = Guide.read("docs/strategies.md");

    @TempDir Path folder;

    StrategyGuideIT(Distribution openbell) {
        this.openbell = openbell;
    }

    @AfterEach
    void takeAway() throws IOException {
        for (String name : List.of("first-break", "average-cross", "average-cross-next")) {
            Files.deleteIfExists(openbell.home().resolve("deploy/" + name + ".jar"));
            Files.deleteIfExists(openbell.home().resolve("etc/openbell.strategy-" + name + ".cfg"));
        }
    }

    @Test
    void shouldTakeANewcomerFromNothingToAStrategyThatIsReplacedWhileItTrades() throws Exception {
        Path desk = Path.of(System.getProperty("openbell.root"), "itests/suite/target/newcomer");
        Distribution.delete(desk);
        new Newcomer(openbell, desk.toAbsolutePath().normalize())
                .follow(guide.section("In ten minutes"));
    }

    @Test
    void shouldRunItsClassByItsConfigurationAndObeyItsCommands() throws Exception {
        Files.writeString(
                openbell.home().resolve("etc/openbell.strategy-average-cross.cfg"),
                guide.section("Its configuration").block("properties"));
        bundle("1.0.0").writeTo(openbell.home().resolve("deploy/average-cross.jar"));
        awaitVersion("1.0.0", "RUNNING");
        Path second = folder.resolve("average-cross.jar");
        bundle("1.1.0").writeTo(second);
        openbell.shell("trading:strategy-deploy " + second);
        awaitVersion("1.1.0", "RUNNING");
        Path third = folder.resolve("average-cross-next.jar");
        bundle("1.2.0").writeTo(third);

        List<String> commands =
                guide.section("Putting it to work, replacing it, taking it away").commands();

        assertThat(commands).hasSizeGreaterThan(7);
        for (String command : commands) {
            openbell.shell(
                    command.replace("FILE", third.toString()).replace("NAME", "average-cross"));
        }
        awaitVersion("1.1.0", "RUNNING");
    }

    private StrategyBundle bundle(String version) {
        return StrategyBundle.of(
                "com.example.average-cross",
                version,
                "com.example.AverageCross",
                """
                package com.example;
                import io.openbell.api.market.*;
                import io.openbell.api.strategy.*;
                import io.openbell.api.value.*;
                import java.time.*;
                import java.util.*;
                """
                        + guide.section("The class").block("java"));
    }

    private void awaitVersion(String version, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(openbell.json("trading:strategy-list").path("versions"))
                                        .anySatisfy(line -> assertIs(line, version, state)));
    }

    private static void assertIs(JsonNode line, String version, String state) {
        assertThat(line.path("strategies").toString()).contains("average-cross");
        assertThat(line.path("version").asText()).isEqualTo(version);
        assertThat(line.path("state").asText()).as(line.toString()).isEqualTo(state);
    }
}
