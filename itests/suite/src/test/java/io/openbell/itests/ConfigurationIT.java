package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bad configuration at run time: the old one stays. At the start it ends the start, see {@link BadStartsIT}. */
@InSharedDistribution
class ConfigurationIT {

    @Test
    void shouldKeepTheOldConfigurationWhenAFileTurnsBadAtRunTime(Distribution openbell)
            throws Exception {
        Path file = openbell.home().resolve("etc/openbell.risk-management.cfg");
        String good = Files.readString(file);
        try {
            Files.writeString(file, "\nmaxOrdersPerMinute = many\n", StandardOpenOption.APPEND);

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(openbell.shell("trading:components"))
                                            .contains("maxOrdersPerMinute"));
            openbell.awaitTrading();
        } finally {
            Files.writeString(file, good);
        }
    }

    @Test
    void shouldKeepTheOldConfigurationWhenKeysContradictEachOtherAtRunTime(Distribution openbell)
            throws Exception {
        Path file = openbell.home().resolve("etc/openbell.order-executor.cfg");
        String good = Files.readString(file);
        List<String> startsBefore = openbell.lines("run/start-order.txt");
        try {
            openbell.configure(
                    "order-executor",
                    Map.of("openOrdersPollSeconds", "60", "maxComparisonAgeSeconds", "60"));

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(openbell.shell("trading:components"))
                                            .contains("maxComparisonAgeSeconds = 60: not allowed"));
            assertThat(openbell.lines("run/start-order.txt")).isEqualTo(startsBefore);
            openbell.awaitTrading();
        } finally {
            Files.writeString(file, good);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(openbell.shell("trading:components"))
                                        .doesNotContain("configuration refused"));
        assertThat(openbell.lines("run/start-order.txt")).isEqualTo(startsBefore);
    }

    /** B95. A limit that the code has another default for. */
    @Test
    void shouldNotGoOnWithDefaultsWhenSomebodyDeletesAConfiguration(Distribution openbell)
            throws Exception {
        Path file = openbell.home().resolve("etc/openbell.risk-management.cfg");
        String good = Files.readString(file);
        try {
            openbell.configure("risk-management", Map.of("maxOrderNotional", "4321"));
            await().atMost(Duration.ofSeconds(60)).until(() -> isInEffect(openbell, "4321"));

            openbell.shell("config:delete openbell.risk-management");

            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    openbell.shell(
                                                    "config:list \"(service.pid=openbell.risk-management)\"")
                                            .contains("maxOrderNotional = 4321"));
            await().atMost(Duration.ofSeconds(60)).until(() -> isInEffect(openbell, "4321"));

            openbell.shell(
                    "config:property-set --pid openbell.risk-management maxOrderNotional plenty");

            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    Files.readString(openbell.home().resolve("logs/openbell.log"))
                                            .contains("refused in Config Admin"));
            await().atMost(Duration.ofSeconds(60)).until(() -> isInEffect(openbell, "4321"));
            openbell.awaitTrading();
        } finally {
            Files.writeString(file, good);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> !isInEffect(openbell, "4321"));
    }

    private static boolean isInEffect(Distribution openbell, String limit) {
        return openbell.tryShell("trading:risk")
                .output()
                .lines()
                .anyMatch(line -> line.matches("order-notional\\s.*\\s" + limit + "\\s.*"));
    }
}
