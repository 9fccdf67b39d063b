package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A process of its own: killed with -9 while it trades, started again on the same home, stopped in order. */
class KillAndContinueIT {

    @Test
    void shouldContinueAfterAKillWithTheSamePositionsAndNoDoubledOrder() throws Exception {
        try (Distribution openbell = Distribution.onEmptyHome("killed")) {
            openbell.start();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> openbell.json("trading:fills").path("fills").size() >= 3);
            openbell.kill();

            openbell.start();

            assertThat(clientOrderIds(openbell.ledger())).doesNotHaveDuplicates();
            openbell.exchangePost("/openbell/control/market", "{\"action\":\"pause\"}");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    quantities(
                                                            openbell.json("trading:positions"),
                                                            "quantity"))
                                            .isEqualTo(quantities(openbell.ledger(), "qty")));
            openbell.exchangePost("/openbell/control/market", "{\"action\":\"resume\"}");
            int fills = openbell.ledger().path("fills").size();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> openbell.ledger().path("fills").size() > fills);
            assertThat(openbell.json("trading:status").path("sessionOpen").asBoolean()).isTrue();

            assertStopsInReverseOrder(openbell);
        }
    }

    private static void assertStopsInReverseOrder(Distribution openbell) throws Exception {
        Distribution.Ended stopped = openbell.stop();
        assertThat(stopped.exitCode()).as(stopped.output()).isZero();
        List<String> started = new ArrayList<>(openbell.lines("run/start-order.txt"));
        List<String> reverse = new ArrayList<>(started);
        Collections.reverse(reverse);
        assertThat(openbell.lines("run/stop-order.txt")).isEqualTo(reverse);
        assertOrder(started, "logging-system", "alpaca-client");
        assertOrder(started, "alpaca-client", "market-data-collector");
        assertOrder(started, "alpaca-client", "order-executor");
        assertOrder(started, "order-executor", "position-manager");
        assertOrder(started, "position-manager", "risk-management");
        assertOrder(started, "position-manager", "performance-tracker");
        assertOrder(started, "market-data-collector", "ai-hft-system");
        assertThat(new HashSet<>(started)).hasSize(started.size());
    }

    private static void assertOrder(List<String> order, String first, String second) {
        assertThat(order).contains(first, second);
        assertThat(order.indexOf(first))
                .as("%s before %s", first, second)
                .isLessThan(order.indexOf(second));
    }

    private static List<String> clientOrderIds(JsonNode ledger) {
        List<String> ids = new ArrayList<>();
        ledger.path("orders").forEach(order -> ids.add(order.path("client_order_id").asText()));
        return ids;
    }

    private static Map<String, BigDecimal> quantities(JsonNode document, String key) {
        Map<String, BigDecimal> quantities = new TreeMap<>();
        document.path("positions")
                .forEach(
                        position -> {
                            BigDecimal quantity =
                                    new BigDecimal(position.path(key).asText())
                                            .stripTrailingZeros();
                            if (quantity.signum() != 0) {
                                quantities.put(position.path("symbol").asText(), quantity);
                            }
                        });
        return quantities;
    }
}
