package io.openbell.engine;

import static io.openbell.engine.EventForms.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.VenueAnswered;
import io.openbell.api.risk.CheckResult;
import io.openbell.api.risk.IntentReviewed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why things were decided, and how they went over the wire: numbers 30 and 31. */
final class DecisionForms implements EventForms {

    @Override
    public void addTo(Register forms) {
        forms.add(30, IntentReviewed.class, DecisionForms::writeReview, DecisionForms::readReview);
        forms.add(
                31,
                VenueAnswered.class,
                (e, to) ->
                        to.put("orderId", e.orderId().value())
                                .put("request", e.request().name())
                                .put("outcome", e.outcome())
                                .put("detail", e.detail())
                                .put("sentAt", e.sentAt().toString())
                                .put("answeredAt", e.answeredAt().toString()),
                from ->
                        new VenueAnswered(
                                from.orderId(),
                                from.constant("request", VenueAnswered.Request.class),
                                from.text("outcome"),
                                from.text("detail"),
                                from.instant("sentAt"),
                                from.instant("answeredAt")));
    }

    private static void writeReview(IntentReviewed event, ObjectNode to) {
        to.put("intentId", event.intentId().value()).put("approved", event.approved());
        event.quote().ifPresent(quote -> OriginCodec.writeQuote(quote, to.putObject("quote")));
        ArrayNode checks = to.putArray("checks");
        for (CheckResult check : event.checks()) {
            checks.addObject()
                    .put("row", Integer.toString(check.row()))
                    .put("check", check.check())
                    .put("passed", check.passed())
                    .put("figures", check.figures());
        }
        at(to, event.at());
    }

    private static IntentReviewed readReview(JsonFields from) {
        List<CheckResult> checks = new ArrayList<>();
        for (JsonNode node : from.list("checks")) {
            JsonFields check = new JsonFields(node);
            checks.add(
                    new CheckResult(
                            Integer.parseInt(check.text("row")),
                            check.text("check"),
                            check.flag("passed"),
                            check.text("figures")));
        }
        return new IntentReviewed(
                new IntentId(from.text("intentId")),
                from.flag("approved"),
                from.object().has("quote")
                        ? Optional.of(OriginCodec.readQuote(from.nested("quote")))
                        : Optional.empty(),
                checks,
                at(from));
    }
}
