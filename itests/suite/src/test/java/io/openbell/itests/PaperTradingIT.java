package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Paper trading against the built-in exchange, seen through the shell and checked against the exchange's own ledger. */
@InSharedDistribution
class PaperTradingIT {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final Distribution openbell;

    PaperTradingIT(Distribution openbell) {
        this.openbell = openbell;
    }

    @AfterEach
    void letTheMarketRun() {
        openbell.exchangePost("/openbell/control/market", "{\"action\":\"resume\"}");
    }

    @Test
    void shouldReceiveFillsOfBothStrategies() {
        await().atMost(A_MINUTE.multipliedBy(4))
                .untilAsserted(
                        () ->
                                assertThat(
                                                openbell.json("trading:fills --limit 1000")
                                                        .path("fills"))
                                        .extracting(fill -> fill.path("source").asText())
                                        .contains("moving-average-cross", "pairs-mean-reversion"));
    }

    @Test
    void shouldAgreeWithTheExchangesLedgerToTheCent() {
        awaitFills();
        openbell.exchangePost("/openbell/control/market", "{\"action\":\"pause\"}");

        await().atMost(A_MINUTE).untilAsserted(this::assertBooksAgree);
    }

    private void assertBooksAgree() {
        JsonNode ledger = openbell.ledger();
        JsonNode ours = openbell.json("trading:positions --all");
        assertThat(openbell.json("trading:fills --limit 10000").path("fills").size())
                .as("fills")
                .isEqualTo(ledger.path("fills").size());
        assertThat(executions(openbell.json("trading:fills --limit 10000"), "executionId"))
                .isEqualTo(executions(ledger, "execution_id"));
        assertThat(quantities(ours, "quantity")).isEqualTo(quantities(ledger, "qty"));
        assertThat(cents(ours.path("cash"))).isEqualTo(cents(ledger.path("cash")));
        assertThat(realized(ours)).isEqualTo(cents(ledger.path("realized_profit")));
        assertThat(cents(ours.path("equity"))).isEqualTo(cents(ledger.path("equity_at_middle")));
        BigDecimal start = decimal(ledger.path("starting_cash"));
        assertThat(cents(ours.path("profit")))
                .isEqualTo(
                        decimal(ledger.path("equity_at_middle"))
                                .subtract(start)
                                .setScale(2, RoundingMode.HALF_EVEN));
    }

    @Test
    void shouldFillAnOrderOfTheOperatorThroughTheSameGate() {
        awaitFills();

        String answer = order("trading:order buy MSFT 1");

        assertThat(answer).contains("MSFT");
        await().atMost(A_MINUTE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                openbell.json("trading:fills --limit 1000")
                                                        .path("fills"))
                                        .anySatisfy(
                                                fill -> {
                                                    assertThat(fill.path("source").asText())
                                                            .isEqualTo("operator");
                                                    assertThat(fill.path("symbol").asText())
                                                            .isEqualTo("MSFT");
                                                }));
    }

    /** The strategies may have used up the symbol's orders of this minute; then the next one is waited for. */
    private String order(String command) {
        Distribution.Ended ended =
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofSeconds(2))
                        .until(
                                () -> openbell.tryShell(command),
                                answer -> !answer.output().contains("RATE_SYMBOL"));
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.output();
    }

    @Test
    void shouldDenyAnOrderThatIsTooLargeAndSendNothing() {
        awaitFills();

        Distribution.Ended denied = openbell.tryShell("trading:order buy NVDA 900000");

        assertThat(denied.exitCode()).isNotZero();
        assertThat(denied.output()).contains("MAX_ORDER_QTY");
        assertThat(ofSymbolAndQuantity(openbell.ledger(), "NVDA", "900000")).isZero();
    }

    @Test
    void shouldTakeACanceledOrderOutOfTheMarket() {
        awaitFills();
        double bid = bid("PEP");
        String limit =
                BigDecimal.valueOf(bid * 0.985).setScale(2, RoundingMode.DOWN).toPlainString();
        String placed = order("trading:order buy PEP 1 --limit " + limit + " --json");
        String id = Distribution.parsed(placed).path("orderId").asText();
        assertThat(id).isNotEmpty();

        openbell.shell("trading:cancel " + id);

        await().atMost(A_MINUTE)
                .untilAsserted(
                        () ->
                                assertThat(openbell.ledger().path("orders"))
                                        .anySatisfy(
                                                order -> {
                                                    assertThat(
                                                                    order.path("client_order_id")
                                                                            .asText())
                                                            .isEqualTo(id);
                                                    assertThat(order.path("status").asText())
                                                            .isEqualTo("canceled");
                                                }));
    }

    @Test
    void shouldNameEveryComponentOfTheTableInTheStatus() {
        String status = openbell.shell("trading:status");

        assertThat(status).contains("SYSTEM STATUS").containsIgnoringCase("paper");
        assertThat(status)
                .contains(
                        "health-monitor",
                        "logging-system",
                        "alpaca-client",
                        "market-data-collector")
                .contains(
                        "order-executor",
                        "position-manager",
                        "risk-management",
                        "performance-tracker")
                .contains(
                        "ai-hft-system",
                        "Opportunities Found",
                        "Trades Executed",
                        "P&L",
                        "Errors Handled")
                .contains("[REQUIRED]", "[OPTIONAL]", "CPU", "Memory", "Disk");
    }

    private void awaitFills() {
        await().atMost(A_MINUTE.multipliedBy(2))
                .until(() -> openbell.json("trading:fills").path("fills").size() > 0);
    }

    private double bid(String symbol) {
        for (JsonNode quote : openbell.json("trading:quotes").path("quotes")) {
            if (quote.path("symbol").asText().equals(symbol)) {
                return quote.path("bid").asDouble();
            }
        }
        throw new AssertionError("no quote of " + symbol);
    }

    private static long ofSymbolAndQuantity(JsonNode ledger, String symbol, String quantity) {
        long found = 0;
        for (JsonNode order : ledger.path("orders")) {
            if (order.path("symbol").asText().equals(symbol)
                    && order.path("qty").asText().equals(quantity)) {
                found++;
            }
        }
        return found;
    }

    private static TreeSet<String> executions(JsonNode document, String key) {
        TreeSet<String> ids = new TreeSet<>();
        document.path("fills").forEach(fill -> ids.add(fill.path(key).asText()));
        return ids;
    }

    private static Map<String, BigDecimal> quantities(JsonNode document, String key) {
        Map<String, BigDecimal> quantities = new TreeMap<>();
        document.path("positions")
                .forEach(
                        position -> {
                            BigDecimal quantity = decimal(position.path(key)).stripTrailingZeros();
                            if (quantity.signum() != 0) {
                                quantities.put(position.path("symbol").asText(), quantity);
                            }
                        });
        return quantities;
    }

    private static BigDecimal realized(JsonNode ours) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode position : ours.path("positions")) {
            sum = sum.add(decimal(position.path("realized")));
        }
        return sum.setScale(2, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal cents(JsonNode node) {
        return decimal(node).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal decimal(JsonNode node) {
        return new BigDecimal(node.asText());
    }
}
