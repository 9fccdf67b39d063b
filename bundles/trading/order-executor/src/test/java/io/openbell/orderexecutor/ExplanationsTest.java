package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.engine.Journaled;
import io.openbell.api.market.Quote;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.VenueAnswered;
import io.openbell.api.order.VenueAnswered.Request;
import io.openbell.api.risk.CheckResult;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.IntentReviewed;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Why an order was let through, and what the venue answered, stands in the journal. */
class ExplanationsTest {

    private static final CheckResult CHECK = new CheckResult(17, "OrderSize", true, "qty=10");

    private final Desk desk = Desk.open();

    @Test
    void shouldWriteDownWhatTheGateComparedAndTheQuoteOfThatMoment() throws InterruptedException {
        Quote seen = quote();
        desk.loop.publish(seen);
        desk.executor.gate = gate(intent -> new RiskDecision.Approved(intent, List.of(CHECK)));

        Order order = desk.send(desk.intents.buy("AAPL", "10", "100"));

        IntentReviewed review = journaled(IntentReviewed.class).get(0);
        assertThat(review.intentId()).isEqualTo(order.intent().id());
        assertThat(review.approved()).isTrue();
        assertThat(review.quote()).contains(seen);
        assertThat(review.checks()).containsExactly(CHECK);
    }

    @Test
    void shouldWriteDownTheVenuesSnapshotWhereThatIsNewerThanTheStream()
            throws InterruptedException {
        Quote streamed = quote();
        Quote asked = moved(streamed, Duration.ofSeconds(3));
        Quote overtaken = moved(streamed, Duration.ofSeconds(-3));
        desk.loop.publish(streamed);
        desk.loop.publish(new QuoteSnapshot(asked, asked.at()));
        desk.loop.publish(new QuoteSnapshot(overtaken, asked.at()));

        desk.send(desk.intents.buy("AAPL", "10", "100"));

        assertThat(journaled(IntentReviewed.class).get(0).quote()).contains(asked);
    }

    private static Quote moved(Quote quote, Duration later) {
        return new Quote(
                quote.symbol(),
                quote.bid(),
                quote.bidSize(),
                quote.ask(),
                quote.askSize(),
                quote.at().plus(later));
    }

    @Test
    void shouldWriteDownWhatADenialCompared() {
        OrderIntent wish = desk.intents.buy("AAPL", "10", "100");
        desk.executor.gate =
                gate(
                        intent ->
                                new RiskDecision.Denied(
                                        intent, DenyReason.MAX_ORDER_QTY, "qty", List.of(CHECK)));

        desk.wish(wish);

        IntentReviewed review = journaled(IntentReviewed.class).get(0);
        assertThat(review.approved()).isFalse();
        assertThat(review.quote()).isEmpty();
        assertThat(review.intentId()).isEqualTo(wish.id());
    }

    @Test
    void shouldWriteDownWhatTheVenueAnsweredToOrdersAndCancels() throws InterruptedException {
        Order order = desk.send(desk.intents.buy("AAPL", "10", "100"));
        desk.cancel(order.id());
        desk.broker.answerNext(placed -> new SubmitOutcome.Rejected(403, "no money"));
        Order refused = desk.send(desk.intents.buy("MSFT", "10", "100"));

        assertThat(journaled(VenueAnswered.class))
                .extracting(VenueAnswered::orderId, VenueAnswered::request, VenueAnswered::outcome)
                .containsExactly(
                        tuple(order.id(), Request.SUBMIT, "ACCEPTED"),
                        tuple(order.id(), Request.CANCEL, "ACCEPTED"),
                        tuple(refused.id(), Request.SUBMIT, "REJECTED"));
        assertThat(journaled(VenueAnswered.class).get(2).detail()).isEqualTo("HTTP 403: no money");
    }

    private static RiskGate gate(Function<OrderIntent, RiskDecision> decides) {
        return new Desk.OpenGate() {
            @Override
            public RiskDecision review(
                    OrderIntent intent,
                    Collection<Order> open,
                    boolean journalWritable,
                    Instant now) {
                return decides.apply(intent);
            }
        };
    }

    private <T extends Journaled> List<T> journaled(Class<T> type) {
        return desk.loop.journaled().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Quote quote() {
        return new Quote(
                Symbol.of("AAPL"),
                Price.parse("99.9"),
                Quantity.of(100),
                Price.parse("100.1"),
                Quantity.of(100),
                desk.clock.instant());
    }
}
