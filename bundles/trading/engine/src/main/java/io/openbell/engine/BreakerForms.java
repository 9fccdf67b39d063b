package io.openbell.engine;

import static io.openbell.engine.EventForms.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.risk.EquityMark;
import io.openbell.api.risk.EquityMark.Level;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Optional;

/** What breakers must not forget: number 55. */
final class BreakerForms implements EventForms {

    @Override
    public void addTo(Register forms) {
        forms.add(55, EquityMark.class, BreakerForms::write, BreakerForms::read);
    }

    private static void write(EquityMark event, ObjectNode to) {
        to.put("day", event.day().toString());
        write(event.broker(), to.putObject("broker"));
        var own = to.putArray("own");
        event.own().ifPresent(level -> write(level, own.addObject()));
        to.put("explained", event.explained().toString())
                .put("lossHalt", Double.toString(event.lossHalt()))
                .put("drawdownHalt", Double.toString(event.drawdownHalt()))
                .put("lossReached", event.lossReached())
                .put("drawdownReached", event.drawdownReached());
        at(to, event.at());
    }

    private static void write(Level level, ObjectNode to) {
        to.put("start", level.start().toString()).put("peak", level.peak().toString());
    }

    private static EquityMark read(JsonFields from) {
        Iterator<JsonNode> own = from.list("own").iterator();
        return new EquityMark(
                LocalDate.parse(from.text("day")),
                level(from.nested("broker")),
                own.hasNext() ? Optional.of(level(new JsonFields(own.next()))) : Optional.empty(),
                from.money("explained"),
                Double.parseDouble(from.text("lossHalt")),
                Double.parseDouble(from.text("drawdownHalt")),
                from.text("lossReached"),
                from.text("drawdownReached"),
                at(from));
    }

    private static Level level(JsonFields from) {
        return new Level(from.money("start"), from.money("peak"));
    }
}
