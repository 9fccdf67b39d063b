package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.testkit.StrategyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may be done to a session that trades: the table of bad files and bundles, with what is said of each. It is refused,
 * what ran runs on, and nobody is restarted for it.
 */
@InSharedDistribution
class BadRunsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VERSIONS = "trading:strategy-list";
    private static final String COMPONENTS = "trading:components";
    private static final String FILE = "bad-run.jar";

    /** Done to a session, or taken back. */
    private interface Step {
        void to(Distribution openbell) throws IOException;
    }

    /**
     * One row.
     *
     * @param id   as in docs/bad-inputs.md
     * @param asks the command that shows what came of it
     * @param says all of it is in the answer
     */
    private record Row(String id, Step bad, Step back, String asks, List<String> says) {

        @Override
        public String toString() {
            return id;
        }
    }

    private static Row jar(String id, byte[] content, String... says) {
        return new Row(
                id,
                openbell -> drop(openbell, content),
                openbell -> Files.delete(openbell.home().resolve("deploy").resolve(FILE)),
                VERSIONS,
                List.of(says));
    }

    private static Row configuration(String id, String key, String value, String... says) {
        return new Row(
                id,
                openbell -> openbell.configure("risk-management", Map.of(key, value)),
                openbell -> {
                    Path file = openbell.home().resolve("etc/openbell.risk-management.cfg");
                    List<String> lines = Files.readAllLines(file);
                    Files.write(file, lines.subList(0, lines.size() - 1));
                },
                COMPONENTS,
                List.of(says));
    }

    /** Another bundle with the same class in it. */
    private static Row twin() {
        return new Row(
                "B12 a second bundle with a component that is there",
                openbell -> {
                    FaultyComponents.install(openbell);
                    Path twin = openbell.home().resolve("twin.jar");
                    FaultyComponents.writeTwin(twin);
                    openbell.shell("bundle:install -s " + twin.toUri());
                    await().atMost(PATIENCE).until(() -> bystanders(openbell) == 1);
                },
                openbell -> {
                    openbell.shell("bundle:uninstall com.example.twin");
                    openbell.shell("bundle:uninstall " + FaultyComponents.BUNDLE);
                },
                "trading:errors",
                List.of("is not started", "holds one of that id"));
    }

    /** How many of that component there are. */
    private static long bystanders(Distribution openbell) {
        return openbell.shell("service:list io.openbell.api.component.SessionComponent")
                .lines()
                .filter(line -> line.strip().endsWith("= bystander"))
                .count();
    }

    static List<Row> rows() {
        byte[] good = strategy("good", "").jar();
        byte[] half = Arrays.copyOf(good, good.length / 2);
        byte[] text = "a strategy, honestly".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return List.of(
                twin(),
                configuration(
                        "B16 a word for a number",
                        "maxSpreadPercent",
                        "wide",
                        "openbell.risk-management.cfg: maxSpreadPercent = wide: not a number; allowed"),
                configuration(
                        "B16 more than a limit may be",
                        "maxSpreadPercent",
                        "101",
                        "openbell.risk-management.cfg: maxSpreadPercent = 101: too large; allowed"),
                configuration(
                        "B15 a limit for live trading above its ceiling",
                        "liveMaxSpreadPercent",
                        "6",
                        "openbell.risk-management.cfg: liveMaxSpreadPercent = 6: too large; allowed"),
                jar("B88 text in place of a jar", text, FILE, "REFUSED", "it is no jar"),
                jar("B88 half a jar", half, FILE, "REFUSED", "was not copied to the end"),
                jar(
                        "B89 a package that nobody has",
                        strategy("missing", "").with("Import-Package", "nowhere.to.be.found").jar(),
                        "REFUSED",
                        "nowhere.to.be.found"),
                jar(
                        "B91 the name of a strategy that is there",
                        StrategyBundle.of(
                                        "com.example.impostor",
                                        "1.0.0",
                                        "com.example.MovingAverageCross",
                                        source("MovingAverageCross", ""))
                                .jar(),
                        "REFUSED",
                        "there is a strategy moving-average-cross already"),
                jar(
                        "B93 a class that fails when it is loaded",
                        strategy(
                                        "loading",
                                        "static { if (true) throw new IllegalStateException(\"loaded on purpose\"); }")
                                .jar(),
                        "REFUSED",
                        "loaded on purpose"),
                jar(
                        "B93 a stack that overflows",
                        strategy(
                                        "deep",
                                        "static int deep = deeper(1); static int deeper(int n) { return deeper(n + 1) + 1; }")
                                .jar(),
                        "REFUSED",
                        "endless recursion"));
    }

    private final Distribution openbell;

    BadRunsIT(Distribution openbell) {
        this.openbell = openbell;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldRefuseItSayWhyAndTradeOn(Row row) throws IOException {
        openbell.awaitTrading();
        Map<String, Integer> restarts = openbell.restarts();
        Files.writeString(settings(), "symbols = AAPL\n");

        try {
            row.bad().to(openbell);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(openbell.shell(row.asks() + " --no-format"))
                                            .contains(row.says()));
            openbell.awaitTrading();
        } finally {
            row.back().to(openbell);
            Files.delete(settings());
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(openbell.shell(COMPONENTS))
                                        .doesNotContain("configuration refused"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(openbell.restarts()).isEqualTo(restarts));
    }

    private Path settings() {
        return openbell.home().resolve("etc/openbell.strategy-bad-run.cfg");
    }

    private static StrategyBundle strategy(String name, String member) {
        return StrategyBundle.of(
                "com.example.badrun." + name,
                "1.0.0",
                "com.example.BadRun",
                source("BadRun", member));
    }

    private static String source(String name, String member) {
        return """
                package com.example;
                import io.openbell.api.strategy.*;
                public final class %1$s implements Strategy {
                    public record Parameters() {}
                    public %1$s(Parameters parameters) {}
                    %2$s
                }
                """
                .formatted(name, member);
    }

    private static void drop(Distribution openbell, byte[] content) throws IOException {
        Path fresh = openbell.home().resolve("bad-run.part");
        Files.write(fresh, content);
        Files.move(fresh, openbell.home().resolve("deploy").resolve(FILE));
    }
}
