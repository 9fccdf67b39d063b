package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An optional component comes and goes in a running session, and leaves nothing behind. */
@ExtendWith(SharedDistribution.class)
class OptionalFeatureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FEATURE = "openbell-arbitrage-scanner";
    private static final String SCANNER = "arbitrage-scanner";

    private final Distribution openbell;

    OptionalFeatureIT(Distribution openbell) {
        this.openbell = openbell;
    }

    @AfterEach
    void uninstall() {
        openbell.tryShell("feature:uninstall " + FEATURE);
    }

    @Test
    void shouldRunWhileInstalledAndLeaveNothingBehind() {
        assertThat(state(SCANNER)).isEqualTo("NOT_INSTALLED");
        List<String> bundles = bundles();
        List<String> symbols = symbols();
        for (int round = 0; round < 2; round++) {
            openbell.shell("feature:install " + FEATURE);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(state(SCANNER)).isEqualTo("RUNNING"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(quoted("BTC/USD")).as("BTC/USD").isTrue());
            assertThat(symbols()).contains("ETH/BTC").containsAll(symbols);

            openbell.shell("feature:uninstall " + FEATURE);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(state(SCANNER)).isEqualTo("NOT_INSTALLED"));
            assertThat(bundles()).isEqualTo(bundles);
            assertThat(symbols()).isEqualTo(symbols);
        }
        for (String id : List.of("alpaca-client", "market-data-collector", "ai-hft-system")) {
            assertThat(component(id).path("restarts").asInt()).as("restarts of %s", id).isZero();
        }
    }

    private String state(String id) {
        return component(id).path("state").asText();
    }

    private JsonNode component(String id) {
        for (JsonNode component : openbell.json("trading:components").path("components")) {
            if (component.path("id").asText().equals(id)) {
                return component;
            }
        }
        throw new AssertionError("no component " + id);
    }

    private List<String> symbols() {
        List<String> symbols = new ArrayList<>();
        openbell.json("trading:quotes")
                .path("quotes")
                .forEach(quote -> symbols.add(quote.path("symbol").asText()));
        return symbols;
    }

    private boolean quoted(String symbol) {
        for (JsonNode quote : openbell.json("trading:quotes").path("quotes")) {
            if (quote.path("symbol").asText().equals(symbol)) {
                return quote.path("bid").asDouble() > 0;
            }
        }
        return false;
    }

    private List<String> bundles() {
        return openbell.shell("bundle:list -s -t 0 --no-format")
                .lines()
                .map(line -> line.replaceAll("^\\s*\\d+\\s+", ""))
                .sorted()
                .toList();
    }
}
