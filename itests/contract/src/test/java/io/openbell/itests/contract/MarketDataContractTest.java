package io.openbell.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.SimulatedExchange;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketDataContractTest {

    private static final List<String> STOCK_KINDS = List.of("trades", "quotes", "bars");

    @TempDir Path folder;

    private final Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3600);
    private final String span = "start=" + end.minus(5, ChronoUnit.DAYS) + "&end=" + end;

    private Contract contract;
    private SimulatedExchange exchange;
    private Venue venue;
    private Tour tour;

    @BeforeEach
    void open() throws Exception {
        contract = Specifications.read("alpaca-data.yaml");
        exchange =
                new SimulatedExchange(ExchangeSettings.onAnyPort(), folder, InstantSource.system());
        exchange.start();
        venue = new Venue(exchange.endpoint().get(5, TimeUnit.SECONDS));
        tour = new Tour(venue, contract);
        await().until(
                        () ->
                                venue.ask("GET", "/v2/stocks/trades/latest?symbols=AAPL,MSFT", "")
                                                .body()
                                                .path("trades")
                                                .size()
                                        == 2);
    }

    @AfterEach
    void close() {
        if (exchange != null) {
            exchange.close();
        }
    }

    @Test
    void shouldAnswerEveryOperationAsTheContractSays() {
        stocks();
        crypto();
        options();
        screenerNewsAndCorporateActions();

        assertThat(tour.problems()).isEmpty();
        TradingContractTest.report(contract, tour.seen(), LeftOut.DATA.keySet());
    }

    private void stocks() {
        for (String kind : STOCK_KINDS) {
            String width = kind.equals("bars") ? "timeframe=5Min&" : "";
            JsonNode page =
                    tour.get("/v2/stocks/" + kind + "?symbols=AAPL,MSFT&limit=2&" + width + span);
            tour.expect(!page.path(kind).isEmpty(), "no " + kind);
            tour.get("/v2/stocks/AAPL/" + kind + "?limit=2&sort=desc&" + width + span);
            tour.get("/v2/stocks/" + kind + "/latest?symbols=AAPL,MSFT&feed=iex");
            tour.get("/v2/stocks/AAPL/" + kind + "/latest?feed=iex");
        }
        tour.get("/v2/stocks/snapshots?symbols=AAPL,MSFT");
        tour.get("/v2/stocks/AAPL/snapshot");
        tour.get("/v2/stocks/auctions?symbols=AAPL,MSFT&" + span);
        tour.get("/v2/stocks/AAPL/auctions?" + span);
        tour.get("/v2/stocks/meta/conditions/trade?tape=A");
        tour.get("/v2/stocks/meta/conditions/quote?tape=C");
        tour.get("/v2/stocks/meta/exchanges");
        tour.visit(400, "GET", "/v2/stocks/bars?symbols=AAPL&timeframe=7Parsec", "");
    }

    private void crypto() {
        String pairs = "symbols=BTC%2FUSD,ETH%2FUSD";
        for (String kind : STOCK_KINDS) {
            String width = kind.equals("bars") ? "timeframe=1Min&" : "";
            tour.get("/v1beta3/crypto/us/" + kind + "?limit=2&" + pairs + '&' + width + span);
            tour.get("/v1beta3/crypto/us/latest/" + kind + '?' + pairs);
        }
        tour.get("/v1beta3/crypto/us/latest/orderbooks?" + pairs);
        tour.get("/v1beta3/crypto/us/snapshots?" + pairs);
    }

    private void options() {
        JsonNode chain = tour.get("/v1beta1/options/snapshots/AAPL?type=call&limit=5");
        tour.expect(!chain.path("snapshots").isEmpty(), "no chain");
        String symbols = "symbols=" + String.join(",", List.copyOf(names(chain)));
        tour.get("/v1beta1/options/snapshots?" + symbols);
        tour.get("/v1beta1/options/quotes/latest?" + symbols);
        tour.get("/v1beta1/options/trades/latest?" + symbols);
        tour.get("/v1beta1/options/trades?" + symbols + '&' + span);
        tour.get("/v1beta1/options/bars?timeframe=1Hour&" + symbols + '&' + span);
        tour.get("/v1beta1/options/meta/conditions/trade");
        tour.get("/v1beta1/options/meta/exchanges");
    }

    private static List<String> names(JsonNode chain) {
        return chain.path("snapshots").properties().stream().map(entry -> entry.getKey()).toList();
    }

    private void screenerNewsAndCorporateActions() {
        tour.get("/v1beta1/screener/stocks/most-actives?by=volume&top=3");
        tour.get("/v1beta1/screener/stocks/movers?top=2");
        tour.get("/v1beta1/news?symbols=AAPL&limit=2");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        tour.get(
                "/v1/corporate-actions?symbols=AAPL,KO&types=cash_dividend,forward_split&start=%s&end=%s"
                        .formatted(today.minusDays(300), today));
    }
}
