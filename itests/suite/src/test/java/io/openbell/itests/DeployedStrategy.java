package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;

/** A strategy of {@code deploy/}, as {@code trading:strategy-list} tells of it. */
record DeployedStrategy(Distribution openbell, String name) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Waits until that version has the place, and runs. */
    void awaitRunning(String version) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            JsonNode running = running();
                            assertThat(running.path("version").asText()).isEqualTo(version);
                            assertThat(running.path("state").asText())
                                    .as("%s", running)
                                    .isEqualTo("RUNNING");
                        });
    }

    /** What has the place; missing if nothing has. */
    JsonNode running() {
        for (JsonNode line : openbell.json("trading:strategy-list").path("versions")) {
            if (line.path("calls").isNumber()
                    && line.path("strategies").toString().contains(name)) {
                return line;
            }
        }
        return MissingNode.getInstance();
    }
}
