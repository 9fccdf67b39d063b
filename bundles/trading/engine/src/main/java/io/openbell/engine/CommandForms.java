package io.openbell.engine;

import static io.openbell.engine.EventForms.at;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.engine.CommandGiven;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.CancelExecution;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderChange;
import io.openbell.api.order.ReplaceOrder;
import io.openbell.api.order.SettleOrder;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.SymbolFrozen;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Commands as they stood on the queue: number 5. {@code command} names the kind, the other fields are its own. */
final class CommandForms implements EventForms {

    record Kind<T extends TradingEvent>(
            Class<T> type, BiConsumer<T, ObjectNode> writer, Function<JsonFields, T> reader) {

        void write(TradingEvent command, ObjectNode to) {
            writer.accept(type.cast(command), to);
        }
    }

    private static final Map<String, Kind<?>> ORDERS =
            Map.of(
                    "CancelOrder",
                    new Kind<>(
                            CancelOrder.class,
                            (c, to) -> by(to.put("orderId", c.orderId().value()), c.requestedBy()),
                            from -> new CancelOrder(from.orderId(), from.text("requestedBy"))),
                    "ReplaceOrder",
                    new Kind<>(
                            ReplaceOrder.class,
                            CommandForms::writeReplace,
                            CommandForms::readReplace),
                    "SettleOrder",
                    new Kind<>(
                            SettleOrder.class,
                            (c, to) ->
                                    to.put("orderId", c.orderId().value())
                                            .put("operator", c.operator())
                                            .put("reason", c.reason()),
                            from ->
                                    new SettleOrder(
                                            from.orderId(),
                                            from.text("operator"),
                                            from.text("reason"))),
                    "CancelExecution",
                    new Kind<>(
                            CancelExecution.class,
                            (c, to) -> by(to.put("id", c.id().value()), c.requestedBy()),
                            from ->
                                    new CancelExecution(
                                            new IntentId(from.text("id")),
                                            from.text("requestedBy"))),
                    "EntriesSuspended",
                    new Kind<>(
                            EntriesSuspended.class,
                            (c, to) -> {
                                since(
                                        to.put("source", c.source()).put("reason", c.reason()),
                                        c.at());
                                c.until().ifPresent(until -> to.put("until", until.toString()));
                            },
                            from ->
                                    new EntriesSuspended(
                                            from.text("source"),
                                            from.text("reason"),
                                            from.instant("since"),
                                            optional(from, "until", from::instant))),
                    "EntriesResumed",
                    new Kind<>(
                            EntriesResumed.class,
                            (c, to) -> since(to.put("source", c.source()), c.at()),
                            from -> new EntriesResumed(from.text("source"), from.instant("since"))),
                    "SymbolFrozen",
                    new Kind<>(
                            SymbolFrozen.class,
                            (c, to) -> {
                                to.put("symbol", c.symbol().ticker())
                                        .put("source", c.source())
                                        .put("reason", c.reason());
                                since(to, c.at()).put("until", c.until().toString());
                            },
                            from ->
                                    new SymbolFrozen(
                                            from.symbol("symbol"),
                                            from.text("source"),
                                            from.text("reason"),
                                            from.instant("since"),
                                            from.instant("until"))));

    private static final Map<String, Kind<?>> KINDS = kinds();

    private static Map<String, Kind<?>> kinds() {
        Map<String, Kind<?>> kinds = new HashMap<>(ORDERS);
        kinds.putAll(StrategyCommandForms.KINDS);
        return Map.copyOf(kinds);
    }

    /** It is a command without a journaled form of its own. */
    static boolean isCommand(TradingEvent event) {
        Kind<?> kind = KINDS.get(event.getClass().getSimpleName());
        return kind != null && kind.type() == event.getClass();
    }

    @Override
    public void addTo(Register forms) {
        forms.add(5, CommandGiven.class, CommandForms::write, CommandForms::read);
    }

    private static void write(CommandGiven event, ObjectNode to) {
        String name = event.command().getClass().getSimpleName();
        at(to.put("command", name), event.at());
        kind(name).write(event.command(), to);
    }

    private static CommandGiven read(JsonFields from) {
        return new CommandGiven(kind(from.text("command")).reader().apply(from), at(from));
    }

    private static Kind<?> kind(String name) {
        Kind<?> kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("unknown command '" + name + "'");
        }
        return kind;
    }

    private static void writeReplace(ReplaceOrder command, ObjectNode to) {
        by(to.put("orderId", command.orderId().value()), command.requestedBy())
                .put("intentId", command.intentId().value());
        OrderChange change = command.change();
        change.quantity().ifPresent(quantity -> to.put("quantity", quantity.toString()));
        change.limitPrice().ifPresent(price -> to.put("limitPrice", price.toString()));
        change.stopPrice().ifPresent(price -> to.put("stopPrice", price.toString()));
        change.trail().ifPresent(trail -> to.put("trail", trail.toString()));
        change.timeInForce().ifPresent(time -> to.put("timeInForce", time.name()));
    }

    private static ReplaceOrder readReplace(JsonFields from) {
        return new ReplaceOrder(
                from.orderId(),
                new IntentId(from.text("intentId")),
                new OrderChange(
                        optional(from, "quantity", from::quantity),
                        optional(from, "limitPrice", from::price),
                        optional(from, "stopPrice", from::price),
                        optional(from, "trail", from::price),
                        optional(
                                from,
                                "timeInForce",
                                field -> from.constant(field, TimeInForce.class))),
                from.text("requestedBy"));
    }

    private static <T> Optional<T> optional(
            JsonFields from, String field, Function<String, T> reader) {
        return from.object().has(field) ? Optional.of(reader.apply(field)) : Optional.empty();
    }

    private static ObjectNode by(ObjectNode to, String requestedBy) {
        return to.put("requestedBy", requestedBy);
    }

    private static ObjectNode since(ObjectNode to, Instant at) {
        return to.put("since", at.toString());
    }
}
