package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openbell.api.broker.Comparison;
import io.openbell.api.engine.Stage;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent.Outcome;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.OrderChange;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.ReplaceOrder;
import io.openbell.api.order.SettleOrder;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Execution.State;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.shell.Answer.Form;
import io.openbell.testkit.FakePositionBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What scripts rely on: every document has exactly the keys, in the order, that docs/commands.md shows. */
class DocumentedJsonTest {

    private static final Path PAGE = Path.of("../../../docs/commands.md");
    private static final Pattern BLOCK =
            Pattern.compile("```json ([^\\n]+)\\n(.*?)\\n```", Pattern.DOTALL);

    private final ObjectMapper json = new ObjectMapper();

    @TestFactory
    Iterable<DynamicTest> shouldPrintTheDocumentedKeys() throws Exception {
        Map<String, String> examples = examples();
        return answers().entrySet().stream()
                .map(
                        answer ->
                                DynamicTest.dynamicTest(
                                        answer.getKey(),
                                        () ->
                                                assertThat(
                                                                shape(
                                                                        Printed.as(
                                                                                Form.JSON,
                                                                                answer.getValue())))
                                                        .isEqualTo(
                                                                shape(
                                                                        examples.getOrDefault(
                                                                                answer.getKey(),
                                                                                "\"undocumented\"")))))
                .toList();
    }

    @Test
    void shouldDocumentNothingThatDoesNotExist() throws Exception {
        TreeSet<String> documented = new TreeSet<>(examples().keySet());
        documented.remove("error");

        assertThat(documented).isEqualTo(new TreeSet<>(answers().keySet()));
    }

    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new TreeMap<>();
        Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            examples.put(blocks.group(1), blocks.group(2));
        }
        return examples;
    }

    /** The document with every value replaced by the name of its kind. */
    private String shape(String text) throws IOException {
        return shape(json.readTree(text), new StringBuilder()).toString();
    }

    private static StringBuilder shape(JsonNode node, StringBuilder shape) {
        if (node.isObject()) {
            shape.append('{');
            node.fields()
                    .forEachRemaining(
                            member -> {
                                shape.append(member.getKey()).append(':');
                                shape(member.getValue(), shape).append(' ');
                            });
            return shape.append('}');
        }
        if (node.isArray()) {
            shape.append('[');
            if (!node.isEmpty()) {
                shape(node.get(0), shape);
            }
            return shape.append(']');
        }
        return shape.append(node.isNumber() ? "number" : node.getNodeType().name());
    }

    private static Map<String, Answer> answers() throws Exception {
        FakeWorld world = new FakeWorld();
        Map<String, Answer> answers = new TreeMap<>();
        answers.put("trading:status", new StatusCommand().answer(world.services));
        answers.put("trading:components", one("alpaca-client").answer(world.services));
        answers.put("trading:errors", new ErrorsCommand().answer(world.services));
        answers.put("trading:log-level", new LogLevelCommand().answer(world.services));
        answers.put("trading:health", new HealthCommand().answer(world.services));
        answers.put("trading:preflight", new PreflightCommand().answer(world.services));
        ComponentResetCommand reset = new ComponentResetCommand();
        reset.component = "alpaca-client";
        answers.put("trading:component-reset", reset.answer(world.services));
        answers.put("trading:risk", new RiskCommand().answer(world.services));
        answers.put("trading:positions", new PositionsCommand().answer(world.services));
        world.book.put(new OrderId("p1-1"), Samples.intent("10"), OrderStatus.ACCEPTED, "0", "0");
        answers.put("trading:orders", new OrdersCommand().answer(world.services));
        world.book.add(
                new OrderDenied(Samples.intent("10"), "MAX_ORDER_QTY", "qty=10", Samples.NOW));
        answers.put("trading:orders --external", external(world));
        answers.put("trading:algos", algos(world));
        answers.put("trading:order --algo", execute(world));
        OrdersCommand denied = new OrdersCommand();
        denied.denied = true;
        answers.put("trading:orders --denied", denied.answer(world.services));
        world.book.add(
                new OrderFilled(
                        new OrderId("p1-1"),
                        "e-1",
                        "operator",
                        Symbol.of("AAPL"),
                        Side.BUY,
                        Price.parse("187.5"),
                        Quantity.of(10),
                        Money.ZERO,
                        Samples.NOW));
        answers.put("trading:fills", new FillsCommand().answer(world.services));
        answers.put("trading:quotes", new QuotesCommand().answer(world.services));
        answers.put("trading:opportunities", new OpportunitiesCommand().answer(world.services));
        answers.put("trading:account", new AccountCommand().answer(world.services));
        answers.put("trading:strategies", new StrategiesCommand().answer(world.services));
        answers.put("trading:sessions", new SessionsCommand().answer(world.services));
        SessionReplayCommand replay = new SessionReplayCommand();
        replay.json = true;
        answers.put("trading:session-replay", replay.answer(world.services));
        world.deployed("0.9.0", "ab".repeat(32), StrategyDeployment.State.PREVIOUS, "");
        answers.put("trading:strategy-list", new StrategyListCommand().answer(world.services));
        answers.put(
                "trading:strategy-compare", new StrategyCompareCommand().answer(world.services));
        StrategyStartCommand start = new StrategyStartCommand();
        start.strategy = "moving-average-cross";
        answers.put("trading:strategy-start", start.answer(world.services));
        StrategySetCommand set = new StrategySetCommand();
        set.strategy = "moving-average-cross";
        set.changes = List.of("fastBars=5");
        answers.put("trading:strategy-set", set.answer(world.services));
        answers.put("trading:strategy-deploy", StrategyDesk.facts(world.deployed.get(0)));
        answers.put("trading:why", StoryAnswerTest.filled());
        answers.put("trading:cancel", cancel(world));
        answers.put("trading:order", order(world));
        answers.put("trading:replace", replace(world));
        answers.put("trading:settle", settle(world));
        answers.put("trading:kill", new KillCommand().answer(world.services));
        answers.put("trading:resume", resume(world));
        world.differences.add(new Comparison.Difference("AAPL", "10", "12", "2"));
        answers.put("trading:reconcile", new ReconcileCommand().answer(world.services));
        answers.put("trading:journal-verify", new JournalVerifyCommand().answer(world.services));
        answers.put("trading:journal-salvage", salvage(world));
        answers.put("trading:backup", new BackupCommand().answer(world.services));
        answers.put("trading:backups", new BackupsCommand().answer(world.services));
        RestoreCommand restore = new RestoreCommand();
        restore.name = FakeBackups.GOOD.name();
        answers.put("trading:restore", restore.answer(world.services));
        world.services.with(PositionBook.class, new FakePositionBook());
        answers.put("trading:flatten", new FlattenCommand().answer(world.services));
        answers.put("trading:shutdown", new ShutdownCommand().answer(world.services));
        assertThat(world.supervision.shutdowns).containsExactly("shell 0");
        return answers;
    }

    private static Answer salvage(FakeWorld world) throws Exception {
        JournalSalvageCommand command = new JournalSalvageCommand();
        command.folder = "paper-PA3XYZ.damaged";
        command.target = "salvaged/paper-PA3XYZ";
        return command.answer(world.services);
    }

    private static ComponentsCommand one(String id) {
        ComponentsCommand command = new ComponentsCommand();
        command.component = id;
        return command;
    }

    private static Answer cancel(FakeWorld world) throws Exception {
        world.loop.subscribe(
                "executor",
                Stage.ORDERS,
                false,
                (sequence, now, event) ->
                        world.book.put(
                                new OrderId("p1-1"),
                                Samples.intent("10"),
                                OrderStatus.CANCELED,
                                "0",
                                "0"));
        CancelCommand command = new CancelCommand();
        command.orderId = "p1-1";
        return command.answer(world.services);
    }

    private static Answer order(FakeWorld world) throws Exception {
        world.loop.subscribe(
                "executor",
                Stage.ORDERS,
                false,
                (sequence, now, event) -> {
                    if (event instanceof OrderIntent intent) {
                        world.book.put(
                                new OrderId("p1-2"), intent, OrderStatus.FILLED, "10", "187.5");
                    }
                });
        OrderCommand command = new OrderCommand();
        command.side = "buy";
        command.symbol = "AAPL";
        command.quantity = "10";
        return command.answer(world.services);
    }

    private static Answer replace(FakeWorld world) throws Exception {
        world.loop.subscribe(
                "replacer",
                Stage.ORDERS,
                false,
                (sequence, now, event) -> {
                    if (event instanceof ReplaceOrder wish) {
                        OrderIntent changed =
                                Samples.intent("10")
                                        .changed(wish.intentId(), OrderChange.NOTHING, now);
                        world.book.put(
                                new OrderId("p1-3"), changed, OrderStatus.ACCEPTED, "0", "0");
                    }
                });
        ReplaceCommand command = new ReplaceCommand();
        command.orderId = "p1-2";
        command.limit = "181";
        return command.answer(world.services);
    }

    private static Answer settle(FakeWorld world) throws Exception {
        OrderId id = new OrderId("p1-4");
        world.book.put(id, Samples.intent("10"), OrderStatus.UNKNOWN, "0", "0");
        world.loop.subscribe(
                "settler",
                Stage.ORDERS,
                false,
                (sequence, now, event) -> {
                    if (event instanceof SettleOrder) {
                        world.book.put(id, Samples.intent("10"), OrderStatus.CANCELED, "0", "0");
                    }
                });
        SettleCommand command = new SettleCommand();
        command.orderId = "p1-4";
        command.reason = "support says it is gone";
        return command.answer(world.services);
    }

    private static Answer external(FakeWorld world) throws Exception {
        world.book.external(
                new ExternalOrder(
                        "b-9",
                        "by-hand",
                        Symbol.of("AAPL"),
                        Side.BUY,
                        Quantity.of(7),
                        Quantity.ZERO,
                        Optional.of(Price.parse("180")),
                        "new",
                        Samples.NOW));
        OrdersCommand command = new OrdersCommand();
        command.external = true;
        return command.answer(world.services);
    }

    private static Answer algos(FakeWorld world) throws Exception {
        AlgosCommand command = new AlgosCommand();
        command.all = true;
        world.executions.put(
                FakeExecutionBook.wish("operator-x-1"),
                State.ENDED,
                Optional.of(Outcome.CANCELED),
                "canceled by operator");
        return command.answer(world.services);
    }

    private static Answer execute(FakeWorld world) throws Exception {
        world.loop.subscribe(
                "desk",
                Stage.STRATEGIES,
                false,
                (sequence, now, event) -> {
                    if (event instanceof ExecuteOrder wish) {
                        world.executions.put(wish, State.RUNNING, Optional.empty(), "");
                    }
                });
        OrderCommand command = new OrderCommand();
        command.side = "buy";
        command.symbol = "AAPL";
        command.quantity = "1000";
        command.algo = "twap";
        command.minutes = "30";
        return command.answer(world.services);
    }

    private static Answer resume(FakeWorld world) throws Exception {
        ResumeCommand command = new ResumeCommand();
        command.reason = "feed was restored";
        return command.answer(world.services);
    }
}
