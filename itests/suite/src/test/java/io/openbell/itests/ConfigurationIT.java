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
import org.junit.jupiter.api.extension.ExtendWith;

/** Bad configuration: at the start it ends the start with 78, at run time the old one stays. */
@ExtendWith(SharedDistribution.class)
class ConfigurationIT {

    @Test
    void shouldEndTheStartWithOneLinePerErrorAndNothingTraded() throws Exception {
        try (Distribution openbell = Distribution.onEmptyHome("misconfigured")) {
            openbell.configure(
                    "risk-management",
                    Map.of(
                            "maxQuoteAgeMilis",
                            "5000",
                            "maxOrdersPerMinute",
                            "many",
                            "maxOrderNotional",
                            "banana"));
            openbell.configure("strategy-moving-average-cross", Map.of("fastBars", "-3"));
            openbell.configure("engine", Map.of("stallMillis", "900"));
            openbell.configure("alpaca-client", Map.of("reconnectMinMillis", "60000"));

            Distribution.Ended ended = openbell.openbell("start", "--background");

            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(78);
            assertThat(ended.output())
                    .contains("openbell.risk-management.cfg")
                    .contains("maxQuoteAgeMilis")
                    .contains("maxQuoteAgeMillis")
                    .contains("maxOrdersPerMinute")
                    .contains("many")
                    .contains("maxOrderNotional")
                    .contains("banana")
                    .contains("openbell.strategy-moving-average-cross.cfg")
                    .contains("fastBars")
                    .contains(
                            "openbell.engine.cfg: stallMillis = 900: not allowed; allowed more than"
                                    + " callbackBudgetMillis (1000)")
                    .contains(
                            "openbell.alpaca-client.cfg: reconnectMaxMillis = 30000: not allowed;"
                                    + " allowed at least reconnectMinMillis (60000)");
            assertThat(openbell.home().resolve("simulator/ledger.jsonl")).doesNotExist();
        }
    }

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
            assertThat(openbell.json("trading:status").path("gate").asText()).isEqualTo("ACTIVE");
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
            assertThat(openbell.json("trading:status").path("gate").asText()).isEqualTo("ACTIVE");
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
}
