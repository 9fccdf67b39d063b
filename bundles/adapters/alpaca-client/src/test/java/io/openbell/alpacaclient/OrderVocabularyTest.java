package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.alpacaclient.account.OrderJson;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.OrderQuery;
import io.openbell.api.broker.ReplaceOutcome;
import io.openbell.api.broker.Replacement;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.order.ExitLeg.StopLoss;
import io.openbell.api.order.ExitLeg.TakeProfit;
import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Page;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders beyond the ordinary, in both directions. */
class OrderVocabularyTest {

    private static final OrderId NEW_ID = new OrderId("p1-1-2-abc");
    private static final TakeProfit GAIN = new TakeProfit(Price.parse("200"));
    private static final StopLoss LOSS = new StopLoss(Price.parse("170"));
    private static final StopLoss LIMITED =
            new StopLoss(Price.parse("170"), Optional.of(Price.parse("169.5")));
    private static final Symbol CALL = Symbol.of("AAPL250117C00150000");
    private static final Symbol PUT = Symbol.of("AAPL250117P00150000");

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private static String written(OrderTerms terms, OrderInstructions instructions) {
        return OrderJson.write(asked(terms, instructions));
    }

    private static Order asked(OrderTerms terms, OrderInstructions instructions) {
        Order plain = Rig.order(terms);
        return new Order(
                plain.id(),
                plain.brokerId(),
                plain.intent().with(instructions),
                plain.status(),
                plain.filled(),
                plain.averageFillPrice(),
                plain.detail(),
                plain.createdAt(),
                plain.updatedAt());
    }

    @Test
    void shouldWriteEachOrderClass() {
        OrderTerms limit = new OrderTerms.Limit(Price.parse("190"));
        OrderInstructions plain = OrderInstructions.PLAIN;
        Map.of(
                        plain.in(new OrderClass.Bracket(GAIN, LIMITED)),
                        "\"order_class\":\"bracket\",\"take_profit\":{\"limit_price\":\"200.00\"},"
                                + "\"stop_loss\":{\"stop_price\":\"170.00\",\"limit_price\":\"169.50\"}",
                        plain.in(new OrderClass.OneCancelsOther(LOSS)),
                        "\"order_class\":\"oco\",\"take_profit\":{\"limit_price\":\"190.00\"},"
                                + "\"stop_loss\":{\"stop_price\":\"170.00\"}",
                        plain.in(new OrderClass.OneTriggersOther(LOSS)),
                        "\"order_class\":\"oto\",\"stop_loss\":{\"stop_price\":\"170.00\"}",
                        plain.inExtendedHours().to(PositionIntent.BUY_TO_OPEN),
                        "\"extended_hours\":true,\"position_intent\":\"buy_to_open\"")
                .forEach(
                        (instructions, json) ->
                                assertThat(written(limit, instructions))
                                        .contains(
                                                "\"limit_price\":\"190.00\","
                                                        + json
                                                        + ",\"client"));
        assertThat(written(new OrderTerms.Market(), plain.worth(Money.parse("99.5"))))
                .contains("\"notional\":\"99.50\"")
                .doesNotContain("qty");
    }

    @Test
    void shouldWriteAMultiLegOrderWithoutASymbolOrASideOfItsOwn() {
        OrderClass spread =
                new OrderClass.MultiLeg(
                        List.of(
                                new OptionLeg(CALL, Side.BUY, 1, PositionIntent.BUY_TO_OPEN),
                                new OptionLeg(PUT, Side.SELL, 2, PositionIntent.SELL_TO_OPEN)));

        assertThat(
                        written(
                                new OrderTerms.Limit(Price.parse("-1.25")),
                                OrderInstructions.PLAIN.in(spread)))
                .isEqualTo(
                        "{\"qty\":\"1.5\",\"time_in_force\":\"day\",\"type\":\"limit\","
                                + "\"limit_price\":\"-1.25\",\"order_class\":\"mleg\",\"legs\":["
                                + "{\"symbol\":\"AAPL250117C00150000\",\"side\":\"buy\","
                                + "\"ratio_qty\":\"1\",\"position_intent\":\"buy_to_open\"},"
                                + "{\"symbol\":\"AAPL250117P00150000\",\"side\":\"sell\","
                                + "\"ratio_qty\":\"2\",\"position_intent\":\"sell_to_open\"}],"
                                + "\"client_order_id\":\"p1-1-1-abc\"}");
    }

    @Test
    void shouldNotSendAnOrderThatContradictsItself() {
        Order atMarket =
                asked(
                        new OrderTerms.Market(),
                        OrderInstructions.PLAIN.in(new OrderClass.OneCancelsOther(LOSS)));

        assertThat(rig.broker.submit(atMarket)).isInstanceOf(SubmitOutcome.NotSent.class);
        assertThat(rig.http.requests()).isEmpty();
        assertThatThrownBy(
                        () ->
                                new OrderClass.MultiLeg(
                                        List.of(
                                                new OptionLeg(
                                                        CALL,
                                                        Side.BUY,
                                                        1,
                                                        PositionIntent.BUY_TO_OPEN))))
                .hasMessageContaining("2 to 4");
    }

    private static String leg(String id, Symbol symbol, String side) {
        return Rig.orderJson("new", "0")
                .replace("b-1", id)
                .replace("p1-1-1-abc", "c-" + id)
                .replace("AAPL", symbol.ticker())
                .replace("\"buy\"", "\"" + side + "\"");
    }

    @Test
    void shouldReadAMultiLegOrder() throws Exception {
        String parent =
                Rig.orderJson("new", "0")
                        .replace("\"AAPL\"", "\"\"")
                        .replace("\"buy\"", "null")
                        .replace(
                                "\"legs\":null",
                                "\"order_class\":\"mleg\",\"limit_price\":\"-1.25\",\"legs\":["
                                        + leg("b-2", CALL, "buy")
                                        + ","
                                        + leg("b-3", PUT, "sell")
                                        + "]");
        rig.http.script((request, wire) -> wire.json(200, "[" + parent + "]"));

        Page<BrokerOrder> page =
                rig.broker.orders(
                        new OrderQuery(
                                OrderQuery.Status.ALL,
                                Set.of(Rig.AAPL),
                                Optional.empty(),
                                Optional.empty()),
                        "b-0");

        BrokerOrder order = page.items().get(0);
        assertThat(page.isLast()).isTrue();
        assertThat(order.symbol()).isEqualTo(Rig.AAPL);
        assertThat(order.details().limitPrice()).contains(Price.parse("-1.25"));
        assertThat(order.legs()).extracting(BrokerOrder::symbol).containsExactly(CALL, PUT);
        assertThat(order.legs().get(1).side()).isEqualTo(Side.SELL);
        assertThat(order.legs().get(0).details().assetClass()).isEqualTo(AssetClass.US_OPTION);
        assertThat(rig.http.requests().get(0).path())
                .isEqualTo(
                        "/v2/orders?status=all&direction=asc&nested=true&limit=500&symbols=AAPL"
                                + "&after_order_id=b-0");
    }

    @Test
    void shouldTellWhatBecameOfAReplacement() {
        rig.http.script(
                (request, wire) ->
                        wire.json(
                                200,
                                Rig.orderJson("new", "0")
                                        .replace("b-1", "b-2")
                                        .replace("p1-1-1-abc", NEW_ID.value())
                                        .replace("\"legs\"", "\"replaces\":\"b-1\",\"legs\"")));
        Replacement change = Replacement.limit(NEW_ID, Price.parse("181"));

        assertThat(rig.broker.replace("b-1", change))
                .isInstanceOfSatisfying(
                        ReplaceOutcome.Requested.class,
                        requested -> {
                            assertThat(requested.replacement().brokerId()).isEqualTo("b-2");
                            assertThat(requested.replacement().details().replaces())
                                    .isEqualTo("b-1");
                        });
        assertThat(rig.http.requests().get(0).method()).isEqualTo("PATCH");
        assertThat(rig.http.requests().get(0).body())
                .isEqualTo("{\"limit_price\":\"181.00\",\"client_order_id\":\"p1-1-2-abc\"}");

        rig.http.script((request, wire) -> wire.json(422, "{\"message\":\"order is filled\"}"));
        assertThat(rig.broker.replace("b-1", Replacement.quantity(NEW_ID, Quantity.of(2))))
                .isEqualTo(new ReplaceOutcome.Rejected(422, "order is filled"));
        rig.http.script((request, wire) -> wire.json(504, "{}"));
        assertThat(rig.broker.replace("b-1", change)).isInstanceOf(ReplaceOutcome.Unknown.class);
        rig.http.script((request, wire) -> wire.reset());
        assertThat(rig.broker.replace("b-1", change)).isInstanceOf(ReplaceOutcome.Unknown.class);
    }

    @Test
    void shouldCancelUnderOurOwnName() {
        rig.http.script(
                (request, wire) -> {
                    if (request.method().equals("GET")) {
                        wire.json(200, Rig.orderJson("new", "0"));
                    } else {
                        wire.answer(204, "text/plain", "");
                    }
                });

        assertThat(rig.broker.cancel(new OrderId("p1-1-1-abc")))
                .isEqualTo(new CancelOutcome.Requested());
        assertThat(rig.http.requests().get(1).path()).isEqualTo("/v2/orders/b-1");

        rig.http.script((request, wire) -> wire.json(404, "{\"message\":\"order not found\"}"));
        assertThat(rig.broker.cancel(new OrderId("p1-1-1-abc")))
                .isInstanceOf(CancelOutcome.Rejected.class);
    }

    @Test
    void shouldRefuseAPageOfOrdersThatLeadsToItself() {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            page.append(i == 0 ? "[" : ",").append("{\"id\":\"b-9\",\"symbol\":\"AAPL\",");
            page.append(
                    "\"side\":\"buy\",\"status\":\"new\",\"created_at\":\"2025-01-15T14:30:00Z\"}");
        }
        rig.http.script((request, wire) -> wire.json(200, page + "]"));

        assertThatThrownBy(() -> rig.broker.orders(OrderQuery.allAfter(Instant.EPOCH), "b-9"))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("repeats");
    }
}
