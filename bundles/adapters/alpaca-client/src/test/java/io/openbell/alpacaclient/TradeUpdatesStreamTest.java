package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Health;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TradeUpdatesStreamTest {

    private Rig rig;
    private final Rig.Heard heard = new Rig.Heard();

    @BeforeEach
    void start() throws Exception {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        rig = new Rig();
        rig.broker.listen(heard);
        await().until(() -> rig.broker.status().connected());
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private static String update(String event, String more, String order) {
        return "{\"stream\":\"trade_updates\",\"data\":{\"event\":\""
                + event
                + "\","
                + more
                + "\"timestamp\":\"2025-01-15T14:30:01.000000002Z\",\"order\":"
                + order
                + "}}";
    }

    private static String fill(String executionId) {
        return update(
                "partial_fill",
                "\"execution_id\":\"" + executionId + "\",\"price\":\"182.51\",\"qty\":0.5,",
                Rig.orderJson("partially_filled", "0.5"));
    }

    /** B60; market data in MessagePack are in {@link MarketDataStreamTest} and {@link FrameReaderProofTest}. */
    @Test
    void shouldReportUpdatesOfBinaryAndTextFrames() throws Exception {
        rig.updates
                .latest()
                .binary(update("new", "\"execution_id\":null,", Rig.orderJson("new", "0")));
        rig.updates.latest().text(fill("exec-1"));
        rig.updates.latest().text("{\"stream\":\"weather\",\"data\":{}}");
        rig.updates.latest().text(update("gone_fishing", "", Rig.orderJson("odd", "0.5")));
        await().until(() -> heard.reports.size() == 3);

        assertThat(heard.reports)
                .extracting(BrokerReport::event)
                .containsExactly("new", "partial_fill", "gone_fishing");
        assertThat(heard.reports.get(0).fill()).isEmpty();
        assertThat(heard.reports.get(1).fill())
                .contains(
                        new BrokerFill(
                                "exec-1",
                                "b-1",
                                Rig.AAPL,
                                Side.BUY,
                                Price.parse("182.51"),
                                Quantity.parse("0.5"),
                                Instant.parse("2025-01-15T14:30:01.000000002Z")));
        assertThat(heard.reports.get(2).order().status()).isEqualTo(BrokerOrder.Status.OTHER);
    }

    @Test
    void shouldAuthenticateAndListen() {
        assertThat(rig.updates.latest().received).hasSize(2);
        assertThat(
                        rig.updates
                                .latest()
                                .received("authenticate")
                                .get(0)
                                .path("data")
                                .path("key_id")
                                .asText())
                .isEqualTo("PKTEST");
        assertThat(rig.broker.status().builtIn()).isTrue();
        assertThat(rig.broker.status().venue()).startsWith("built-in exchange 127.0.0.1:");
    }

    @Test
    void shouldTellThatUpdatesMayBeMissingWhenOneCannotBeRead() throws Exception {
        rig.updates.latest().text(fill("exec-1").replace("\"qty\":0.5", "\"qty\":0"));

        await().until(() -> rig.updates.sessions().size() == 2);
        await().until(() -> rig.broker.status().connected());
        rig.updates.latest().text(fill("exec-2"));
        await().until(() -> heard.reports.size() == 1);

        assertThat(heard.brokerStatus)
                .extracting(BrokerStatus::connected)
                .endsWith(true, false, true);
        assertThat(heard.brokerStatus)
                .anySatisfy(status -> assertThat(status.detail()).contains("qty=0"));
    }

    @Test
    void shouldNotStormTheVenueWithRefusedCredentials() throws Exception {
        rig.updates.script(
                (session, message) -> {
                    if (!message.isMissingNode()) {
                        session.binary(
                                "{\"stream\":\"authorization\",\"data\":"
                                        + "{\"status\":\"unauthorized\",\"action\":\"authenticate\"}}");
                    }
                });
        rig.updates.latest().drop();

        await().until(() -> rig.client.health().status() == Health.Status.CRITICAL);
        assertThat(rig.client.health().detail()).contains("unauthorized");
        int attempts = rig.updates.sessions().size();
        await().during(Duration.ofMillis(300))
                .until(() -> rig.updates.sessions().size() == attempts);
    }

    @Test
    void shouldBeUnavailableWhileOrderUpdatesAreDown() throws Exception {
        await().until(() -> rig.client.health().status() == Health.Status.OK);
        rig.updates.close();

        await().until(() -> rig.client.health().status() == Health.Status.TEMPORARILY_UNAVAILABLE);
        assertThat(rig.client.health().detail()).contains("trade updates is down");
    }

    @Test
    void shouldConnectAgainWhenAnOrderWasTakenAndTheStreamTellsNothingOfIt() throws Exception {
        try (Rig impatient = impatientRig()) {
            impatient.broker.submit(Rig.order(new OrderTerms.Market()));

            await().until(() -> heard.brokerStatus.stream().anyMatch(s -> isSilent(s.detail())));
            await().until(() -> impatient.broker.status().connected());
            await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
            assertThat(heard.brokerStatus)
                    .as("and only once")
                    .filteredOn(status -> isSilent(status.detail()))
                    .hasSize(1);
        }
    }

    /** Its own answer came too late; the order is found by name. */
    @Test
    void shouldConnectAgainWhenAnOrderOfUnknownFateIsFoundAndTheStreamTellsNothingOfIt()
            throws Exception {
        try (Rig impatient = impatientRig()) {
            impatient.http.script(
                    (request, wire) -> {
                        if (request.method().equals("POST")) {
                            wire.json(504, "{\"message\":\"too late\"}");
                        } else if (request.path().startsWith("/v2/orders")) {
                            wire.json(200, Rig.orderJson("accepted", "0"));
                        } else {
                            wire.json(404, "{\"message\":\"no replay here\"}");
                        }
                    });
            Order order = Rig.order(new OrderTerms.Market());
            assertThat(impatient.broker.submit(order)).isInstanceOf(SubmitOutcome.Unknown.class);
            await().until(() -> isFound(impatient, order));

            await().until(() -> heard.brokerStatus.stream().anyMatch(s -> isSilent(s.detail())));
        }
    }

    private static boolean isFound(Rig rig, Order order) {
        try {
            return rig.broker.findOrder(order.id()).isPresent();
        } catch (BrokerException unanswered) {
            return false;
        }
    }

    private static boolean isSilent(String detail) {
        return detail.contains("has told nothing of it");
    }

    @Test
    void shouldSayThatUpdatesOfAGapWereNotReplayed() throws Exception {
        rig.http.script((request, wire) -> wire.json(500, "{\"message\":\"no events today\"}"));
        rig.updates.latest().drop();
        await().until(() -> rig.updates.sessions().size() >= 2);

        await().until(
                        () ->
                                heard.brokerStatus.stream()
                                        .anyMatch(
                                                status ->
                                                        status.connected()
                                                                && status.detail()
                                                                        .contains("not replayed")));
    }

    @Test
    void shouldTrustAStreamThatTellsOfTheOrder() throws Exception {
        try (Rig impatient = impatientRig()) {
            impatient.updates.latest().text(update("new", "", Rig.orderJson("new", "0")));
            impatient.broker.submit(Rig.order(new OrderTerms.Market()));

            await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);
            assertThat(heard.brokerStatus).noneMatch(status -> isSilent(status.detail()));
        }
    }

    /** Its exchange is open, and takes every order. */
    private Rig impatientRig() throws Exception {
        Rig impatient =
                new Rig(Rig.settings(1_500, Duration.ofSeconds(60), Duration.ofMillis(400)));
        impatient.http.script(
                (request, wire) -> {
                    if (request.path().startsWith("/v2/orders")) {
                        wire.json(200, Rig.orderJson("accepted", "0"));
                    } else {
                        wire.json(404, "{\"message\":\"no replay here\"}");
                    }
                });
        impatient.broker.listen(heard);
        await().until(() -> impatient.broker.status().connected());
        await().until(() -> impatient.client.hours().isOpen());
        return impatient;
    }
}
