package io.openbell.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.CoinFeeSettled;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.CommandGiven;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.order.ExecutionEvent;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrdersReconciled;
import io.openbell.api.order.VenueAnswered;
import io.openbell.api.risk.EquityMark;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.IntentReviewed;
import io.openbell.api.risk.OrdersCleared;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.TradeSuspension;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EventCodecTest {

    private final EventCodec codec = new EventCodec();

    @TestFactory
    Iterable<DynamicTest> shouldReadWhatItWrote() {
        return samples()
                .map(
                        event ->
                                DynamicTest.dynamicTest(
                                        event.getClass().getSimpleName(),
                                        () ->
                                                assertThat(
                                                                codec.decode(
                                                                        codec.number(event),
                                                                        codec.encode(event)))
                                                        .isEqualTo(event)))
                .toList();
    }

    @Test
    void shouldKnowEveryJournaledTypeAndBeTestedWithEach() {
        Set<Class<?>> journaled =
                new HashSet<>(
                        Set.of(
                                AccountAdopted.class,
                                CommandGiven.class,
                                SessionMark.class,
                                HaltTrading.class,
                                ResumeTrading.class,
                                OrdersCleared.class,
                                EquityMark.class,
                                CashMoved.class,
                                CoinFeeSettled.class,
                                PositionAdjusted.class,
                                SymbolChanged.class));
        journaled.add(OrdersReconciled.class);
        journaled.add(TradeSuspension.class);
        journaled.add(IntentReviewed.class);
        journaled.add(VenueAnswered.class);
        addLeaves(OrderEvent.class, journaled);
        addLeaves(ExecutionEvent.class, journaled);

        assertThat(codec.types()).isEqualTo(journaled);
        assertThat(samples().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(journaled);
    }

    private static Stream<Journaled> samples() {
        return Stream.concat(Samples.all().stream(), Samples.explanations().stream());
    }

    private static void addLeaves(Class<?> sealed, Set<Class<?>> to) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isInterface()) {
                addLeaves(permitted, to);
            } else {
                to.add(permitted);
            }
        }
    }

    /** What is written today must be read for ever: this text must never need a change. */
    @Test
    void shouldStayReadable() {
        String fill =
                "{\"orderId\":\"pa-0001-000042-7\",\"executionId\":\"exec-1\","
                        + "\"source\":\"pairs-mean-reversion\",\"symbol\":\"AAPL\",\"side\":\"SELL\","
                        + "\"price\":\"187.25\",\"quantity\":\"0.000000001\",\"commission\":\"-0.35\","
                        + "\"at\":\"2025-01-15T14:30:00.123456789Z\"}";
        Journaled event =
                Samples.all().stream()
                        .filter(OrderEvent.OrderFilled.class::isInstance)
                        .findFirst()
                        .orElseThrow();

        assertThat(codec.number(event)).isEqualTo(17);
        assertThat(new String(codec.encode(event), UTF_8)).isEqualTo(fill);
        assertThat(codec.decode(17, fill.getBytes(UTF_8))).isEqualTo(event);
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThatThrownBy(() -> codec.decode(99, new byte[0]))
                .hasMessageContaining("type 99 is unknown");
        assertThatThrownBy(() -> codec.decode(2, "{\"started\":true}".getBytes(UTF_8)))
                .hasMessageContaining("no SessionMark")
                .hasMessageContaining("'version' must be text, was absent");
        assertThatThrownBy(() -> codec.decode(2, "[]".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> codec.number(new Stranger()))
                .hasMessageContaining("no journal form for")
                .hasMessageContaining("Stranger");
    }

    private record Stranger() implements Journaled {}
}
