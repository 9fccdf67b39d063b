package io.openbell.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.order.ExitLeg;
import io.openbell.api.order.ExitLeg.StopLoss;
import io.openbell.api.order.ExitLeg.TakeProfit;
import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderClass.Bracket;
import io.openbell.api.order.OrderClass.MultiLeg;
import io.openbell.api.order.OrderClass.OneCancelsOther;
import io.openbell.api.order.OrderClass.OneTriggersOther;
import io.openbell.api.order.OrderClass.Simple;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an order asks for beyond the ordinary, as JSON. Plain instructions are not written at all. */
final class InstructionsCodec {

    private InstructionsCodec() {}

    static void write(OrderInstructions instructions, ObjectNode to) {
        writeClass(instructions.orderClass(), to);
        instructions.notional().ifPresent(amount -> to.put("notional", amount.toString()));
        to.put("extendedHours", instructions.extendedHours());
        instructions.positionIntent().ifPresent(wish -> to.put("positionIntent", wish.name()));
    }

    static OrderInstructions read(JsonFields from) {
        return new OrderInstructions(
                readClass(from),
                has(from, "notional") ? Optional.of(from.money("notional")) : Optional.empty(),
                from.flag("extendedHours"),
                has(from, "positionIntent")
                        ? Optional.of(from.constant("positionIntent", PositionIntent.class))
                        : Optional.empty());
    }

    private static void writeClass(OrderClass group, ObjectNode to) {
        if (group instanceof Simple) {
            to.put("class", "simple");
        } else if (group instanceof Bracket bracket) {
            to.put("class", "bracket");
            writeExit(bracket.takeProfit(), to);
            writeExit(bracket.stopLoss(), to);
        } else if (group instanceof OneCancelsOther oco) {
            to.put("class", "oco");
            writeExit(oco.stopLoss(), to);
        } else if (group instanceof OneTriggersOther oto) {
            to.put("class", "oto");
            writeExit(oto.exit(), to);
        } else if (group instanceof MultiLeg several) {
            to.put("class", "multiLeg");
            ArrayNode legs = to.putArray("legs");
            several.legs()
                    .forEach(
                            leg ->
                                    legs.addObject()
                                            .put("symbol", leg.symbol().ticker())
                                            .put("side", leg.side().name())
                                            .put("ratio", Integer.toString(leg.ratio()))
                                            .put("positionIntent", leg.positionIntent().name()));
        } else {
            throw new IllegalArgumentException("no journal form for " + group.getClass().getName());
        }
    }

    private static void writeExit(ExitLeg exit, ObjectNode to) {
        if (exit instanceof TakeProfit gain) {
            to.putObject("takeProfit").put("limitPrice", gain.limitPrice().toString());
        } else if (exit instanceof StopLoss loss) {
            ObjectNode stop =
                    to.putObject("stopLoss").put("stopPrice", loss.stopPrice().toString());
            loss.limitPrice().ifPresent(price -> stop.put("limitPrice", price.toString()));
        }
    }

    private static OrderClass readClass(JsonFields from) {
        String name = from.text("class");
        return switch (name) {
            case "simple" -> new Simple();
            case "bracket" -> new Bracket(readGain(from), readLoss(from));
            case "oco" -> new OneCancelsOther(readLoss(from));
            case "oto" ->
                    new OneTriggersOther(has(from, "takeProfit") ? readGain(from) : readLoss(from));
            case "multiLeg" -> new MultiLeg(readLegs(from));
            default -> throw new IllegalArgumentException("unknown order class '" + name + "'");
        };
    }

    private static TakeProfit readGain(JsonFields from) {
        return new TakeProfit(from.nested("takeProfit").price("limitPrice"));
    }

    private static StopLoss readLoss(JsonFields from) {
        JsonFields stop = from.nested("stopLoss");
        Optional<Price> limit =
                has(stop, "limitPrice") ? Optional.of(stop.price("limitPrice")) : Optional.empty();
        return new StopLoss(stop.price("stopPrice"), limit);
    }

    private static List<OptionLeg> readLegs(JsonFields from) {
        List<OptionLeg> legs = new ArrayList<>();
        for (JsonNode item : from.list("legs")) {
            JsonFields leg = new JsonFields(item);
            legs.add(
                    new OptionLeg(
                            leg.symbol("symbol"),
                            leg.constant("side", Side.class),
                            Integer.parseInt(leg.text("ratio")),
                            leg.constant("positionIntent", PositionIntent.class)));
        }
        return legs;
    }

    private static boolean has(JsonFields from, String field) {
        return from.object().has(field);
    }
}
