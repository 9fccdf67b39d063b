package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.itests.SeenLine.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What became of the wishes of the strategy {@code tape}: orders, and denials. */
record TapeOrders(List<JsonNode> orders, List<JsonNode> denials, Map<String, Integer> placed) {

    static TapeOrders of(Distribution openbell) {
        List<JsonNode> orders =
                ofTape(openbell.json("trading:orders --all --limit 10000").path("orders"));
        List<JsonNode> denials =
                ofTape(openbell.json("trading:orders --denied --limit 10000").path("denials"));
        Map<String, Integer> placed = new HashMap<>();
        for (JsonNode order : openbell.ledger().path("orders")) {
            placed.merge(order.path("client_order_id").asText(), 1, Integer::sum);
        }
        return new TapeOrders(orders, denials, placed);
    }

    private static List<JsonNode> ofTape(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(each -> each.path("source").asText().equals("tape"))
                .toList();
    }

    /** One wish at each of those trades that it saw, and each order once in the exchange's ledger. */
    void check(SeenLine last, int every) {
        Range seen = last.of("AAPL");
        List<String> wished = new ArrayList<>();
        for (long id = seen.first(); id <= seen.last(); id++) {
            if (id % every == 0) {
                wished.add("trade " + id);
            }
        }
        List<String> reasons =
                orders.stream().map(order -> order.path("reason").asText()).sorted().toList();
        assertThat(reasons).doesNotHaveDuplicates().isSubsetOf(wished);
        assertThat(reasons.size() + denials.size())
                .as("wishes of %s, denied %s", reasons, denials)
                .isEqualTo(wished.size());
        for (JsonNode order : orders) {
            assertThat(placed.get(order.path("orderId").asText())).as("%s", order).isEqualTo(1);
        }
    }
}
