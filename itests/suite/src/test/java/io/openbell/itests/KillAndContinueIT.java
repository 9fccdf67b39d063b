package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A process of its own: killed with -9 while it trades, started again on the same home, stopped in order. */
class KillAndContinueIT {

    private static final String MARKET = "/openbell/control/market";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void shouldContinueAfterAKillWithTheSamePositionsAndNoDoubledOrder() throws Exception {
        try (Distribution openbell = Distribution.onEmptyHome("killed")) {
            openbell.start();
            await().atMost(PATIENCE)
                    .until(() -> openbell.json("trading:fills").path("fills").size() >= 3);
            List<String> known =
                    all(openbell.json("trading:fills --limit 10000"), "fills", "executionId");
            openbell.kill();

            openbell.start();

            openbell.exchangePost(MARKET, "{\"action\":\"pause\"}");
            await().atMost(PATIENCE).untilAsserted(() -> assertSameBooks(openbell, known));
            openbell.exchangePost(MARKET, "{\"action\":\"resume\"}");
            int fills = openbell.ledger().path("fills").size();
            await().atMost(PATIENCE).until(() -> openbell.ledger().path("fills").size() > fills);
            assertThat(openbell.json("trading:status").path("sessionOpen").asBoolean()).isTrue();
            assertStopsInReverseOrderOfTheGraph(openbell);
        }
    }

    private static void assertSameBooks(Distribution openbell, List<String> known) {
        JsonNode ledger = openbell.ledger();
        JsonNode orders = openbell.json("trading:orders --all --limit 10000");
        List<String> executions =
                all(openbell.json("trading:fills --limit 10000"), "fills", "executionId");
        assertThat(executions).as("what was known before the kill").containsAll(known);
        assertThat(executions)
                .containsExactlyInAnyOrderElementsOf(all(ledger, "fills", "execution_id"));
        assertThat(all(orders, "orders", "intentId"))
                .as("one order a wish")
                .doesNotHaveDuplicates();
        assertThat(all(orders, "orders", "orderId"))
                .as("our orders are the exchange's")
                .containsAll(all(ledger, "orders", "client_order_id"));
        assertThat(quantities(openbell.json("trading:positions"), "quantity"))
                .isEqualTo(quantities(ledger, "qty"));
    }

    private static void assertStopsInReverseOrderOfTheGraph(Distribution openbell)
            throws Exception {
        JsonNode components = openbell.json("trading:components").path("components");
        Distribution.Ended stopped = openbell.stop();
        assertThat(stopped.exitCode()).as(stopped.output()).isZero();
        List<String> started = openbell.lines("run/start-order.txt");
        List<String> reverse = new ArrayList<>(started);
        Collections.reverse(reverse);
        assertThat(openbell.lines("run/stop-order.txt")).isEqualTo(reverse);
        assertThat(started).doesNotHaveDuplicates();
        int edges = 0;
        for (JsonNode component : components) {
            for (String kind : List.of("hard", "soft")) {
                for (JsonNode ground : component.path(kind)) {
                    edges += assertOrder(started, ground.asText(), component.path("id").asText());
                }
            }
        }
        assertThat(edges).as("edges of the graph that were compared").isGreaterThanOrEqualTo(7);
    }

    /** 1 if both took part; what is not installed is in neither list. */
    private static int assertOrder(List<String> order, String first, String second) {
        if (!order.contains(first) || !order.contains(second)) {
            return 0;
        }
        assertThat(order.indexOf(first))
                .as("%s before %s", first, second)
                .isLessThan(order.indexOf(second));
        return 1;
    }

    private static List<String> all(JsonNode document, String list, String key) {
        List<String> values = new ArrayList<>();
        document.path(list).forEach(entry -> values.add(entry.path(key).asText()));
        assertThat(values).as("%s of %s", key, list).doesNotContain("");
        return values;
    }

    private static Map<String, BigDecimal> quantities(JsonNode document, String key) {
        Map<String, BigDecimal> quantities = new TreeMap<>();
        for (JsonNode position : document.path("positions")) {
            BigDecimal quantity = new BigDecimal(position.path(key).asText()).stripTrailingZeros();
            if (quantity.signum() != 0) {
                quantities.put(position.path("symbol").asText(), quantity);
            }
        }
        return quantities;
    }
}
