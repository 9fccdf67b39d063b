package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.openbell.testkit.StrategyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The strategy of {@code examples/breakout} in the folder of a session that trades: comes, is replaced, goes on when a next
 * version cannot take over, goes back, and goes.
 */
@InSharedDistribution
class HotDeploymentIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String NAME = "breakout";
    private static final String PACKAGE = "com.example.breakout";
    private static final Path EXAMPLE =
            Path.of(System.getProperty("openbell.root")).resolve("examples/breakout");

    private final Distribution openbell;
    private final DeployedStrategy strategy;
    private final Path file;
    private final Path settings;

    HotDeploymentIT(Distribution openbell) {
        this.openbell = openbell;
        this.strategy = new DeployedStrategy(openbell, NAME);
        this.file = openbell.home().resolve("deploy/breakout.jar");
        this.settings = openbell.home().resolve("etc/openbell.strategy-breakout.cfg");
    }

    @AfterEach
    void takeAway() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(settings);
    }

    @Test
    void shouldReplaceAStrategyWhileItTradesAndLeaveTheOldOneAloneWhenTheNewOneFails()
            throws IOException {
        openbell.awaitTrading();
        Map<String, Integer> restarts = openbell.restarts();
        Leftovers leftovers = new Leftovers(openbell, new RunningProcess(openbell.process()));
        Files.copy(EXAMPLE.resolve("etc/openbell.strategy-breakout.cfg"), settings);

        drop(example("1.0.0"));
        strategy.awaitRunning("1.0.0");
        // It remembers the closes of some seconds, which is what the next one begins with.
        await().atMost(PATIENCE).until(() -> calls() > 20);

        drop(example("1.1.0"));
        strategy.awaitRunning("1.1.0");
        assertThat(version("1.0.0").path("state").asText()).isEqualTo("PREVIOUS");
        assertThat(said("1.1.0 goes on with")).contains("AAPL").contains("MSFT");

        refuse(
                example("1.2.0").with("Import-Package", "nowhere.to.be.found"),
                "nowhere.to.be.found");
        refuse(
                example("1.3.0", "public Breakout(Parameters parameters) {", "constructed"),
                "constructed on purpose");
        refuse(
                example("1.4.0", "public void restore(Map<String, String> snapshot) {", "restored"),
                "restored on purpose");
        refuse(
                example("1.5.0", "public void onStart(StrategyContext given) {", "started"),
                "started on purpose");

        openbell.shell("trading:strategy-rollback " + NAME);
        strategy.awaitRunning("1.0.0");

        Files.delete(file);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(version("1.0.0").path("state").asText())
                                        .isEqualTo("REMOVED"));
        assertThat(names()).doesNotContain(NAME);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(leftovers.found(List.of(PACKAGE)))
                                        .as("what is left but its file of parameters")
                                        .containsExactly(
                                                "configuration openbell.strategy-breakout: 0, now 1"));
        assertThat(openbell.restarts()).isEqualTo(restarts);
    }

    /** It is refused for that reason, and the one that ran has not noticed. */
    private void refuse(StrategyBundle next, String reason) throws IOException {
        String version = strategy.running().path("version").asText();
        long calls = calls();

        drop(next);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(version(next.version()).path("state").asText())
                                        .isEqualTo("REFUSED"));
        assertThat(version(next.version()).path("reason").asText()).contains(reason);
        strategy.awaitRunning(version);
        await().atMost(PATIENCE).until(() -> calls() > calls);
    }

    private static StrategyBundle example(String version) throws IOException {
        return example(version, "", "");
    }

    /** With a line that throws at the beginning of that method. */
    private static StrategyBundle example(String version, String method, String what)
            throws IOException {
        String source =
                Files.readString(
                        EXAMPLE.resolve("src/main/java/com/example/breakout/Breakout.java"));
        String onStart = "context = given;";
        assertThat(source).contains(onStart).contains(method);
        source =
                source.replace(
                        onStart,
                        onStart + " given.log(\"" + version + " goes on with \" + closes);");
        if (!method.isEmpty()) {
            source =
                    source.replace(
                            method,
                            method
                                    + " if (true) throw new IllegalStateException(\""
                                    + what
                                    + " on purpose\");");
        }
        return StrategyBundle.of(PACKAGE, version, PACKAGE + ".Breakout", source);
    }

    private void drop(StrategyBundle bundle) throws IOException {
        bundle.writeTo(file);
    }

    private long calls() {
        return strategy.running().path("calls").asLong();
    }

    /** The latest line about that version. */
    private JsonNode version(String version) {
        JsonNode latest = MissingNode.getInstance();
        for (JsonNode line : openbell.json("trading:strategy-list").path("versions")) {
            boolean ours = line.path("file").asText().equals("breakout.jar");
            if (ours && line.path("version").asText().equals(version)) {
                latest = line;
            }
        }
        return latest;
    }

    private List<String> names() {
        return openbell.json("trading:strategies").path("strategies").findValuesAsText("name");
    }

    private String said(String words) throws IOException {
        return openbell.lines("logs/openbell.log").stream()
                .filter(line -> line.contains("strategy=" + NAME) && line.contains(words))
                .reduce("", (earlier, later) -> later);
    }
}
