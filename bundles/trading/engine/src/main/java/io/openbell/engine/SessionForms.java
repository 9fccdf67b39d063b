package io.openbell.engine;

import static io.openbell.engine.EventForms.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.OrdersCleared;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.TradeSuspension;
import java.util.ArrayList;
import java.util.List;

/** The account, sessions, halts: numbers 1 to 4, 50 and 51. */
final class SessionForms implements EventForms {

    @Override
    public void addTo(Register forms) {
        forms.add(1, AccountAdopted.class, SessionForms::writeAdopted, SessionForms::readAdopted);
        forms.add(
                2,
                SessionMark.class,
                (e, to) -> at(to.put("started", e.started()).put("version", e.version()), e.at()),
                from -> new SessionMark(from.flag("started"), from.text("version"), at(from)));
        forms.add(
                3,
                HaltTrading.class,
                (e, to) -> at(to.put("source", e.source()).put("reason", e.reason()), e.at()),
                from -> new HaltTrading(from.text("source"), from.text("reason"), at(from)));
        forms.add(
                4,
                ResumeTrading.class,
                (e, to) -> at(to.put("operator", e.operator()).put("reason", e.reason()), e.at()),
                from -> new ResumeTrading(from.text("operator"), from.text("reason"), at(from)));
        forms.add(
                50,
                OrdersCleared.class,
                (e, to) -> at(to.put("canceled", e.canceled()).put("kept", e.kept()), e.at()),
                from -> new OrdersCleared(from.whole("canceled"), from.whole("kept"), at(from)));
        forms.add(
                51,
                TradeSuspension.class,
                (e, to) -> at(to.put("step", e.step().name()), e.at()),
                from ->
                        new TradeSuspension(
                                from.constant("step", TradeSuspension.Step.class), at(from)));
    }

    private static void writeAdopted(AccountAdopted event, ObjectNode to) {
        at(to.put("account", event.account()).put("cash", event.cash().toString()), event.at());
        ArrayNode positions = to.putArray("positions");
        for (BrokerPosition position : event.positions()) {
            positions
                    .addObject()
                    .put("symbol", position.symbol().ticker())
                    .put("quantity", position.quantity().toString())
                    .put("averagePrice", position.averagePrice().toString());
        }
    }

    private static AccountAdopted readAdopted(JsonFields from) {
        List<BrokerPosition> positions = new ArrayList<>();
        for (JsonNode node : from.list("positions")) {
            JsonFields position = new JsonFields(node);
            positions.add(
                    new BrokerPosition(
                            position.symbol("symbol"),
                            position.quantity("quantity"),
                            position.price("averagePrice")));
        }
        return new AccountAdopted(from.text("account"), from.money("cash"), positions, at(from));
    }
}
