package io.openbell.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.itests.contract.Contract.Operation;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.SimulatedExchange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradingContractTest {

    @TempDir Path folder;

    private Contract contract;
    private SimulatedExchange exchange;
    private Venue venue;
    private Tour tour;

    @BeforeEach
    void open() throws Exception {
        contract = Specifications.read("alpaca-trading.yaml");
        exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort().withPartialFillPercent(0),
                        folder,
                        InstantSource.system());
        exchange.start();
        ExchangeEndpoint endpoint = exchange.endpoint().get(5, TimeUnit.SECONDS);
        venue = new Venue(endpoint);
        tour = new Tour(venue, contract);
        await().until(() -> ask("AAPL").signum() > 0);
    }

    @AfterEach
    void close() {
        if (exchange != null) {
            exchange.close();
        }
    }

    private BigDecimal ask(String symbol) {
        String path =
                symbol.contains("/")
                        ? "/v1beta3/crypto/us/latest/quotes?symbols=" + symbol
                        : "/v2/stocks/quotes/latest?symbols=" + symbol;
        JsonNode quote = venue.ask("GET", path, "").body().path("quotes").path(symbol).path("ap");
        return quote.isNumber() ? quote.decimalValue() : BigDecimal.ZERO;
    }

    @Test
    void shouldAnswerEveryOperationAsTheContractSays() throws Exception {
        orders();
        positions();
        account();
        reference();
        watchlists();
        events();

        assertThat(tour.problems()).isEmpty();
        report(contract, tour.seen(), LeftOut.TRADING.keySet());
    }

    @Test
    void shouldNoticeAnAnswerThatIsNotAsTheContractSays() {
        JsonNode account = tour.get("/v2/account");
        Operation operation = contract.find("GET", "/v2/account").orElseThrow();
        ObjectNode wrong = account.deepCopy();
        wrong.put("status", 7);

        assertThat(contract.problems(operation, 200, "application/json", account)).isEmpty();
        assertThat(contract.problems(operation, 200, "application/json", wrong)).isNotEmpty();
        assertThat(contract.problems(operation, 200, "text/html", account)).isNotEmpty();
    }

    /** Fails for an operation that is neither seen nor left out with a reason, and for a reason that is out of date. */
    static void report(Contract contract, Set<String> seen, Set<String> leftOut) {
        Set<String> all =
                contract.operations().stream().map(Operation::id).collect(Collectors.toSet());
        System.out.printf(
                "contract: %d of %d operations implemented, %d left out with a reason%n",
                seen.size(), all.size(), leftOut.size());
        Set<String> missing = new TreeSet<>(all);
        missing.removeAll(seen);
        assertThat(missing).containsExactlyInAnyOrderElementsOf(leftOut);
    }

    private void orders() throws InterruptedException {
        BigDecimal low = ask("AAPL").multiply(new BigDecimal("0.8")).setScale(2, RoundingMode.DOWN);
        BigDecimal high = ask("AAPL").multiply(new BigDecimal("1.2")).setScale(2, RoundingMode.UP);
        JsonNode filled = tour.order(200, "qty=10");
        tour.await("/v2/orders/" + filled.path("id").asText(), "status", "filled");
        tour.order(200, "qty=", "notional=25.50");
        tour.order(200, "qty=0.25");
        JsonNode resting =
                tour.order(200, "type=limit", "limit_price=" + low, "client_order_id=tour-1");
        tour.get("/v2/orders:by_client_order_id?client_order_id=tour-1");
        String replaced =
                tour.visit(
                                200,
                                "PATCH",
                                "/v2/orders/" + resting.path("id").asText(),
                                "{\"qty\":\"2\",\"limit_price\":\"" + low + "\"}")
                        .path("id")
                        .asText();
        tour.await("/v2/orders/" + replaced, "status", "new");
        tour.visit(204, "DELETE", "/v2/orders/" + replaced, "");
        tour.visit(422, "DELETE", "/v2/orders/" + replaced, "");
        tour.visit(404, "GET", "/v2/orders/00000000-0000-0000-0000-000000000000", "");
        tour.order(200, "symbol=MSFT", "type=stop", "stop_price=2000");
        tour.order(200, "symbol=MSFT", "type=stop_limit", "stop_price=2000", "limit_price=2001");
        tour.order(200, "symbol=NVDA", "type=trailing_stop", "trail_percent=5");
        tour.order(200, "symbol=NVDA", "type=trailing_stop", "trail_price=3", "time_in_force=gtc");
        tour.order(200, "type=limit", "limit_price=" + low, "extended_hours=true");
        tour.order(
                200,
                "order_class=bracket",
                "take_profit={\"limit_price\":\"" + high + "\"}",
                "stop_loss={\"stop_price\":\"" + low + "\",\"limit_price\":\"" + low + "\"}");
        tour.order(200, "symbol=JPM", "order_class=oto", "take_profit={\"limit_price\":\"900\"}");
        tour.order(200, "symbol=BTC/USD", "qty=0.01", "time_in_force=gtc");
        tour.order(200, "symbol=KO", "type=limit", "limit_price=30", "time_in_force=gtc");
        List<String> contracts = optionContracts("AAPL");
        JsonNode option = tour.order(200, "symbol=" + contracts.get(0));
        JsonNode spread =
                tour.order(
                        200,
                        "symbol=",
                        "side=",
                        "type=limit",
                        "limit_price=50",
                        "order_class=mleg",
                        "legs=[{\"symbol\":\"%s\",\"ratio_qty\":\"1\",\"side\":\"buy\",\"position_intent\":\"buy_to_open\"},{\"symbol\":\"%s\",\"ratio_qty\":\"1\",\"side\":\"sell\",\"position_intent\":\"sell_to_open\"}]"
                                .formatted(contracts.get(1), contracts.get(2)));
        // What is canceled below must not be among what is held later.
        tour.await("/v2/orders/" + option.path("id").asText(), "status", "filled");
        tour.await("/v2/orders/" + spread.path("id").asText(), "status", "filled");
        tour.order(422, "type=limit", "limit_price=" + low + "123");
        tour.order(403, "qty=1000000");
        tour.get("/v2/orders");
        tour.get("/v2/orders?status=all&limit=500&nested=true&direction=asc");
        tour.get("/v2/orders?status=closed&symbols=AAPL,BTC%2FUSD&side=buy");
        tour.visit(207, "DELETE", "/v2/orders", "");
    }

    private List<String> optionContracts(String underlying) {
        JsonNode found =
                tour.get(
                        "/v2/options/contracts?underlying_symbols="
                                + underlying
                                + "&type=call&limit=10");
        tour.expect(found.path("option_contracts").size() >= 3, "few contracts: " + found);
        List<String> symbols = found.path("option_contracts").findValuesAsText("symbol");
        return symbols.size() < 3 ? List.of("no", "contracts", "found") : symbols;
    }

    private void positions() throws InterruptedException {
        tour.awaitSize("/v2/positions", 3);
        JsonNode all = tour.get("/v2/positions");
        tour.get("/v2/positions/AAPL");
        tour.get("/v2/positions/" + all.path(0).path("asset_id").asText());
        tour.visit(200, "DELETE", "/v2/positions/AAPL?qty=1", "");
        List<String> options = new ArrayList<>();
        for (JsonNode position : all) {
            if (position.path("asset_class").asText().equals("us_option")
                    && position.path("side").asText().equals("long")) {
                options.add(position.path("symbol").asText());
            }
        }
        tour.expect(options.size() >= 2, "few options were held: " + options);
        tour.post("/v2/positions/" + options.get(0) + "/do-not-exercise", "");
        tour.post("/v2/positions/" + options.get(1) + "/exercise", "");
        tour.visit(404, "GET", "/v2/positions/XOM", "");
        tour.visit(207, "DELETE", "/v2/positions?cancel_orders=true", "");
    }

    private void account() {
        tour.get("/v2/account");
        tour.get("/v2/account/configurations");
        tour.visit(200, "PATCH", "/v2/account/configurations", "{\"no_shorting\":true}");
        tour.visit(200, "PATCH", "/v2/account/configurations", "{\"no_shorting\":false}");
        tour.get("/v2/account/activities");
        tour.get("/v2/account/activities?activity_types=FILL&direction=asc&page_size=2");
        tour.get("/v2/account/activities/FILL");
        tour.get("/v2/account/portfolio/history");
        tour.get("/v2/account/portfolio/history?period=1D&timeframe=5Min");
    }

    private void reference() {
        tour.get("/v2/assets?status=active&asset_class=us_equity");
        tour.get("/v2/assets?asset_class=crypto");
        tour.get("/v2/assets/AAPL");
        tour.get("/v2/assets/BTC%2FUSD");
        tour.visit(404, "GET", "/v2/assets/NOSUCH", "");
        tour.get("/v2/options/contracts/" + optionContracts("MSFT").get(0));
        tour.get("/v2/clock");
        tour.get("/v2/calendar?start=2026-01-01T00:00:00Z&end=2026-12-31T00:00:00Z");
        tour.get("/v3/clock");
        tour.get("/v3/calendar/NYSE?start=2026-01-01&end=2026-02-01");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        JsonNode announced =
                tour.get(
                        "/v2/corporate_actions/announcements?ca_types=Dividend,Split&since=%s&until=%s"
                                .formatted(today.minusDays(80), today));
        tour.expect(!announced.isEmpty(), "nothing was announced");
        tour.get("/v2/corporate_actions/announcements/" + announced.path(0).path("id").asText());
    }

    private void watchlists() {
        JsonNode list = tour.post("/v2/watchlists", "{\"name\":\"tour\",\"symbols\":[\"AAPL\"]}");
        String id = list.path("id").asText();
        tour.get("/v2/watchlists");
        tour.get("/v2/watchlists/" + id);
        tour.post("/v2/watchlists/" + id, "{\"symbol\":\"MSFT\"}");
        tour.visit(200, "PUT", "/v2/watchlists/" + id, "{\"name\":\"tour2\",\"symbols\":[\"KO\"]}");
        tour.visit(200, "DELETE", "/v2/watchlists/" + id + "/KO", "");
        tour.get("/v2/watchlists:by_name?name=tour2");
        tour.post("/v2/watchlists:by_name?name=tour2", "{\"symbol\":\"XOM\"}");
        tour.visit(
                200,
                "PUT",
                "/v2/watchlists:by_name?name=tour2",
                "{\"name\":\"tour3\",\"symbols\":[\"PEP\"]}");
        tour.visit(204, "DELETE", "/v2/watchlists:by_name?name=tour3", "");
        String other =
                tour.post("/v2/watchlists", "{\"name\":\"other\",\"symbols\":[]}")
                        .path("id")
                        .asText();
        tour.visit(204, "DELETE", "/v2/watchlists/" + other, "");
    }

    private void events() throws Exception {
        JsonNode event = venue.firstEvent("/v2beta1/events/activities?since=2020-01-01T00:00:00Z");
        assertThat(contract.problems("/components/schemas/ActivityEventV2", event)).isEmpty();
        tour.seen().add("subscribeToActivitiesSSE");
    }
}
