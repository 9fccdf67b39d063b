package io.openbell.engine;

import static io.openbell.engine.EventForms.at;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.CoinFeeSettled;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.broker.SymbolChanged;
import java.util.Optional;

/** What changed the account without a trade: numbers 35 to 39. */
final class PositionForms implements EventForms {

    @Override
    public void addTo(Register forms) {
        forms.add(35, CashMoved.class, PositionForms::write, PositionForms::readCash);
        forms.add(36, PositionAdjusted.class, PositionForms::write, PositionForms::readPosition);
        forms.add(37, CoinFeeSettled.class, PositionForms::write, PositionForms::readFee);
        forms.add(38, SymbolChanged.class, PositionForms::write, PositionForms::readName);
    }

    private static void write(CashMoved event, ObjectNode to) {
        to.put("activityId", event.activityId()).put("type", event.type());
        event.symbol().ifPresent(symbol -> to.put("symbol", symbol.ticker()));
        at(
                to.put("amount", event.amount().toString())
                        .put("earned", event.earned())
                        .put("detail", event.detail()),
                event.at());
    }

    private static CashMoved readCash(JsonFields from) {
        return new CashMoved(
                from.text("activityId"),
                from.text("type"),
                from.object().has("symbol") ? Optional.of(from.symbol("symbol")) : Optional.empty(),
                from.money("amount"),
                from.flag("earned"),
                from.text("detail"),
                at(from));
    }

    private static void write(PositionAdjusted event, ObjectNode to) {
        at(
                to.put("activityId", event.activityId())
                        .put("type", event.type())
                        .put("symbol", event.symbol().ticker())
                        .put("change", event.change().toString())
                        .put("effect", event.effect().name())
                        .put("cash", event.cash().toString())
                        .put("worth", event.worth().toString())
                        .put("detail", event.detail()),
                event.at());
    }

    private static PositionAdjusted readPosition(JsonFields from) {
        return new PositionAdjusted(
                from.text("activityId"),
                from.text("type"),
                from.symbol("symbol"),
                from.quantity("change"),
                from.constant("effect", Effect.class),
                from.money("cash"),
                from.money("worth"),
                from.text("detail"),
                at(from));
    }

    private static void write(SymbolChanged event, ObjectNode to) {
        at(
                to.put("activityId", event.activityId())
                        .put("type", event.type())
                        .put("from", event.from().ticker())
                        .put("to", event.to().ticker())
                        .put("quantity", event.quantity().toString())
                        .put("detail", event.detail()),
                event.at());
    }

    private static SymbolChanged readName(JsonFields from) {
        return new SymbolChanged(
                from.text("activityId"),
                from.text("type"),
                from.symbol("from"),
                from.symbol("to"),
                from.quantity("quantity"),
                from.text("detail"),
                at(from));
    }

    private static void write(CoinFeeSettled event, ObjectNode to) {
        at(
                to.put("activityId", event.activityId())
                        .put("symbol", event.symbol().ticker())
                        .put("coins", event.coins().toString()),
                event.at());
    }

    private static CoinFeeSettled readFee(JsonFields from) {
        return new CoinFeeSettled(
                from.text("activityId"), from.symbol("symbol"), from.quantity("coins"), at(from));
    }
}
