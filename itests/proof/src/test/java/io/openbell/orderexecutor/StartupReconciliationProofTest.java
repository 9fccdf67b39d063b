package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Page;
import io.openbell.api.value.Side;
import io.openbell.testkit.Proof;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What a start may find at the venue, and what follows: the table of goal 10. */
class StartupReconciliationProofTest {

    private static final OrderId FIRST = new OrderId("first");

    private static final StartupRow.Act NOTHING = stage -> {};
    private static final StartupRow.Act WORKING = stage -> working(stage);

    private static final List<StartupRow> TABLE = new ArrayList<>();

    private static void row(
            String name, StartupRow.Act before, StartupRow.Act down, String expected) {
        TABLE.add(new StartupRow(name, before, down, expected));
    }

    private static Order working(StartupStage stage) {
        return stage.send(stage.intents.buy("AAPL", "10", "100"));
    }

    /** The only order of ours at the venue. */
    private static OrderId sent(StartupStage stage) {
        List<Order> all = stage.broker.submissions();
        return all.isEmpty() ? FIRST : all.get(all.size() - 1).id();
    }

    private static void hold(StartupStage stage, String shares) {
        Order order = stage.send(stage.intents.buy("AAPL", shares, "100"));
        stage.broker.fill(order.id(), shares, "100");
    }

    static {
        row(
                "nothing happened",
                NOTHING,
                NOTHING,
                "fills=0 sent=0 canceled=0 external=0 position=0 agreed");
        row(
                "an order works on",
                WORKING,
                NOTHING,
                "ACCEPTED 0, fills=0 sent=1 canceled=0 external=0 position=0 agreed");
        crashes();
        whileDown();
        others();
        positions();
        nonsense();
    }

    private static void crashes() {
        row(
                "crash before the intent is durable",
                stage -> {
                    stage.loseWhatIsAppended();
                    stage.wish(stage.intents.buy("AAPL", "10", "100"));
                },
                NOTHING,
                "fills=0 sent=0 canceled=0 external=0 position=0 agreed");
        row(
                "crash after the intent is durable and before it is sent",
                stage -> stage.wish(stage.intents.buy("AAPL", "10", "100")),
                NOTHING,
                "NOT_RECEIVED 0, fills=0 sent=0 canceled=0 external=0 position=0 agreed");
        row(
                "crash after it is sent and before the answer",
                stage -> {
                    stage.broker.loseNextAnswer();
                    working(stage);
                },
                NOTHING,
                "ACCEPTED 0, fills=0 sent=1 canceled=0 external=0 position=0 agreed");
        row(
                "crash after the answer and before it is durable",
                stage -> {
                    stage.broker.answerNext(
                            order -> {
                                stage.loseWhatIsAppended();
                                return new SubmitOutcome.Accepted(stage.broker.accept(order));
                            });
                    working(stage);
                },
                NOTHING,
                "ACCEPTED 0, fills=0 sent=1 canceled=0 external=0 position=0 agreed");
        row(
                "crash before a fill is durable",
                stage -> {
                    Order order = working(stage);
                    stage.broker.fill(order.id(), "3", "100");
                    stage.loseWhatIsAppended();
                    stage.broker.fill(order.id(), "4", "100");
                },
                NOTHING,
                "PARTIALLY_FILLED 7, fills=2 sent=1 canceled=0 external=0 position=7 agreed");
        row(
                "crash before a cancellation is durable",
                stage -> {
                    Order order = working(stage);
                    stage.loseWhatIsAppended();
                    stage.cancel(order.id());
                },
                NOTHING,
                "CANCELED 0, fills=0 sent=1 canceled=1 external=0 position=0 agreed");
        row(
                "crash while a cancel is on its way, and it was refused",
                stage -> {
                    stage.broker.answerNextCancel(new CancelOutcome.Unknown("timeout"));
                    stage.cancel(working(stage).id());
                },
                NOTHING,
                "CANCELED 0, fills=0 sent=1 canceled=2 external=0 position=0 agreed");
        row(
                "an order that never arrived",
                stage -> {
                    stage.broker.loseNextOrder();
                    working(stage);
                },
                NOTHING,
                "NOT_RECEIVED 0, fills=0 sent=1 canceled=0 external=0 position=0 agreed");
    }

    private static void whileDown() {
        row(
                "filled while down",
                WORKING,
                stage -> stage.broker.fill(sent(stage), "10", "100"),
                "FILLED 10, fills=1 sent=1 canceled=0 external=0 position=10 agreed");
        row(
                "an order of unknown fate, filled while down",
                stage -> {
                    stage.broker.loseNextAnswer();
                    working(stage);
                },
                stage -> stage.broker.fill(sent(stage), "10", "100"),
                "FILLED 10, fills=1 sent=1 canceled=0 external=0 position=10 agreed");
        row(
                "partly filled while down",
                WORKING,
                stage -> stage.broker.fill(sent(stage), "4", "100"),
                "PARTIALLY_FILLED 4, fills=1 sent=1 canceled=0 external=0 position=4 agreed");
        row(
                "partly filled and canceled while down",
                WORKING,
                stage -> {
                    stage.broker.fill(sent(stage), "4", "100");
                    stage.broker.end(sent(stage), BrokerOrder.Status.CANCELED, "canceled");
                },
                "CANCELED 4, fills=1 sent=1 canceled=0 external=0 position=4 agreed");
        row(
                "canceled while down",
                WORKING,
                stage -> stage.broker.end(sent(stage), BrokerOrder.Status.CANCELED, "canceled"),
                "CANCELED 0, fills=0 sent=1 canceled=0 external=0 position=0 agreed");
        row(
                "expired while down",
                WORKING,
                stage -> stage.broker.end(sent(stage), BrokerOrder.Status.EXPIRED, "expired"),
                "EXPIRED 0, fills=0 sent=1 canceled=0 external=0 position=0 agreed");
        row(
                "rejected while down",
                WORKING,
                stage -> stage.broker.end(sent(stage), BrokerOrder.Status.REJECTED, "rejected"),
                "REJECTED 0, fills=0 sent=1 canceled=0 external=0 position=0 agreed");
        row(
                "filled after it was canceled",
                stage -> stage.cancel(working(stage).id()),
                stage -> stage.broker.fill(sent(stage), "4", "100"),
                "CANCELED 4, fills=1 sent=1 canceled=1 external=0 position=4 agreed");
        row(
                "a position turned round while down",
                stage -> {
                    hold(stage, "10");
                    stage.send(stage.intents.sell("AAPL", "25", "100"));
                },
                stage -> stage.broker.fill(sent(stage), "25", "100"),
                "FILLED 10, FILLED 25, fills=2 sent=2 canceled=0 external=0 position=-15 agreed");
        row(
                "five hundred orders filled while down",
                stage -> {
                    for (int i = 0; i < 500; i++) {
                        stage.send(stage.intents.buy("AAPL", "1", "100"));
                    }
                },
                stage ->
                        stage.broker
                                .submissions()
                                .forEach(order -> stage.broker.fill(order.id(), "1", "100")),
                "FILLED 1, ".repeat(500)
                        + "fills=500 sent=500 canceled=0 external=0 position=500 agreed");
    }

    private static void others() {
        row(
                "an order of somebody else",
                NOTHING,
                stage -> stage.broker.placeExternally("by-hand", "AAPL", Side.BUY, "7"),
                "fills=0 sent=0 canceled=0 external=1 position=0 agreed");
        row(
                "replaced by hand while down",
                WORKING,
                stage -> {
                    stage.broker.end(sent(stage), BrokerOrder.Status.REPLACED, "replaced");
                    stage.broker.placeExternally("by-hand", "AAPL", Side.BUY, "12");
                },
                "CANCELED 0, fills=0 sent=1 canceled=0 external=1 position=0 agreed");
        row(
                "an order of an older journal of ours",
                NOTHING,
                stage -> stage.broker.placeExternally("p1x0k3zq-2-17-9b1c2d", "KO", Side.BUY, "1"),
                "fills=0 sent=0 canceled=0 external=1 position=0 agreed");
        row(
                "another account answers",
                WORKING,
                stage -> stage.broker.setAccountNumber("PA2"),
                "ACCEPTED 0, fills=0 sent=1 canceled=0 external=0 position=0 not agreed");
    }

    private static void positions() {
        row(
                "a position opened by hand",
                NOTHING,
                stage -> stage.broker.setPosition("AAPL", "3", "100"),
                "fills=0 sent=0 canceled=0 external=0 position=0 not agreed halted");
        row(
                "a position closed by hand",
                stage -> hold(stage, "10"),
                stage -> stage.broker.setPosition("AAPL", "0", "100"),
                "FILLED 10, fills=1 sent=1 canceled=0 external=0 position=10 not agreed halted");
        row(
                "dust",
                stage -> hold(stage, "10"),
                stage -> stage.broker.setPosition("AAPL", "10.000000001", "100"),
                "FILLED 10, fills=1 sent=1 canceled=0 external=0 position=10 not agreed halted");
        row(
                "a split that nobody told of",
                stage -> hold(stage, "10"),
                stage -> stage.broker.setPosition("AAPL", "20", "50"),
                "FILLED 10, fills=1 sent=1 canceled=0 external=0 position=10 not agreed halted");
    }

    private static void nonsense() {
        row(
                "the venue lists fills twice",
                WORKING,
                stage -> {
                    stage.broker.fill(sent(stage), "4", "100");
                    stage.look(
                            real -> answering(real, "fillsSince", (name, answer) -> twice(answer)));
                },
                "PARTIALLY_FILLED 4, fills=1 sent=1 canceled=0 external=0 position=4 agreed");
        row(
                "the venue does not list the fills it counts",
                WORKING,
                stage -> {
                    stage.broker.fill(sent(stage), "4", "100");
                    stage.look(real -> answering(real, "fillsSince", (name, answer) -> List.of()));
                },
                "ACCEPTED 0, fills=0 sent=1 canceled=0 external=0 position=0 not agreed");
        row(
                "the venue forgot an order it had named",
                WORKING,
                stage -> stage.broker.hide(sent(stage)),
                "UNKNOWN 0, fills=0 sent=1 canceled=0 external=0 position=0 not agreed");
        row(
                "a page of the history repeats for ever",
                WORKING,
                stage ->
                        stage.look(
                                real ->
                                        answering(
                                                real,
                                                "orders",
                                                (name, answer) -> new Page<>(List.of(), "again"))),
                "ACCEPTED 0, fills=0 sent=1 canceled=0 external=0 position=0 not agreed");
    }

    @SuppressWarnings("unchecked")
    private static List<BrokerFill> twice(Object answer) {
        List<BrokerFill> fills = (List<BrokerFill>) answer;
        return Stream.concat(fills.stream(), fills.stream()).toList();
    }

    /** The broker, with the answers to one question changed. */
    private static Broker answering(
            Broker real, String question, BiFunction<String, Object, Object> change) {
        return (Broker)
                Proxy.newProxyInstance(
                        Broker.class.getClassLoader(),
                        new Class<?>[] {Broker.class},
                        (proxy, method, arguments) -> {
                            try {
                                Object answer = method.invoke(real, arguments);
                                return method.getName().equals(question)
                                        ? change.apply(question, answer)
                                        : answer;
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }

    @Test
    void shouldEndAsTheTableSays() {
        SoftAssertions softly = new SoftAssertions();
        UnaryOperator<Broker> blind =
                real -> answering(real, "fillsSince", (name, answer) -> List.of());
        int wrong = 0;
        for (StartupRow row : TABLE) {
            softly.assertThat(row.play()).describedAs(row.name()).isEqualTo(row.expected());
            wrong += row.seenThrough(blind).play().equals(row.expected()) ? 0 : 1;
        }
        softly.assertAll();

        assertThat(TABLE).hasSizeGreaterThanOrEqualTo(22);
        assertThat(wrong).describedAs("control").isPositive();
        Proof.shown(
                10,
                TABLE.size() + " rows of what a start may find, executor and positions together",
                "all "
                        + TABLE.size()
                        + " as expected, the gate never open before, nothing sent twice",
                "a start that is told of no fills: " + wrong + " rows end otherwise");
    }
}
