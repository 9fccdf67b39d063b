package io.openbell.positionmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** B83: a stock that the venue gives another name, half by half. */
class NewNameTest {

    private static final Symbol OLD = Symbol.of("FB");
    private static final Symbol NEW = Symbol.of("META");

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final FakeBroker broker = new FakeBroker(clock);
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final PositionManager manager =
            Managers.start(new StubOrderBook(), loop, clock, latch, broker);

    @BeforeEach
    void hold() {
        loop.append(new AccountAdopted("PA1", Money.of(10_000), List.of(), clock.instant()));
        loop.append(
                new OrderFilled(
                        new OrderId("o-1"),
                        "e-1",
                        "trend",
                        OLD,
                        Side.BUY,
                        Price.parse("300"),
                        Quantity.of(10),
                        Money.ZERO,
                        clock.instant()));
        broker.setPosition("FB", "10", "300");
        loop.publish(new Readiness(List.of(), clock.instant()));
        manager.compareWithVenue();
        clock.advance(Duration.ofMinutes(5));
        broker.setPosition("FB", "0", "0");
        broker.setPosition("META", "10", "300");
    }

    @AfterEach
    void stop() {
        manager.deactivate();
    }

    private void book(String id, Symbol symbol, String change) {
        broker.book(
                new AccountActivity(
                        id,
                        "NC",
                        Optional.of(symbol),
                        Optional.of(Quantity.parse(change)),
                        Optional.empty(),
                        Money.ZERO,
                        "",
                        clock.instant(),
                        "g-1"));
    }

    private void compareOften() {
        for (int i = 0; i < 5; i++) {
            manager.compareWithVenue();
        }
    }

    private List<Symbol> frozen() {
        return loop.delivered(SymbolFrozen.class).stream()
                .filter(fact -> fact.holdsAt(fact.at()))
                .map(SymbolFrozen::symbol)
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void shouldWaitForTheOtherHalfWithBothNamesFrozenWhicheverComesFirst() {
        book("n-2", NEW, "10");
        compareOften();
        assertThat(latch.isLatched()).isFalse();
        assertThat(frozen()).containsExactly(OLD, NEW);
        assertThat(manager.quantity("trend", OLD)).isEqualTo(Quantity.of(10));

        book("n-1", OLD, "-10");
        compareOften();

        assertThat(loop.delivered(SymbolChanged.class)).hasSize(1);
        assertThat(manager.quantity("trend", NEW)).isEqualTo(Quantity.of(10));
        assertThat(manager.quantity("trend", OLD)).isEqualTo(Quantity.ZERO);
        assertThat(latch.isLatched()).isFalse();
        for (Symbol symbol : List.of(OLD, NEW)) {
            assertThat(loop.delivered(SymbolFrozen.class))
                    .filteredOn(fact -> fact.symbol().equals(symbol))
                    .last()
                    .matches(fact -> !fact.holdsAt(fact.at()));
        }
    }

    @Test
    void shouldWaitForTheNewNameWhenTheOldOneWentFirst() {
        book("n-1", OLD, "-10");

        compareOften();

        assertThat(latch.isLatched()).isFalse();
        assertThat(frozen()).containsExactly(OLD, NEW);
    }

    /** The control: only what fits the half is its other name. */
    @Test
    void shouldHaltOverADifferenceThatTheHalfDoesNotExplain() {
        broker.setPosition("META", "11", "300");
        book("n-1", OLD, "-10");

        compareOften();

        assertThat(latch.isLatched()).isTrue();
    }

    @Test
    void shouldHaltWhileNothingWasBooked() {
        compareOften();

        assertThat(latch.isLatched()).isTrue();
    }

    @Test
    void shouldTakeEachChangeOnceOnly() {
        book("n-1", OLD, "-10");
        book("n-2", NEW, "10");
        compareOften();
        clock.advance(Duration.ofMinutes(5));
        compareOften();

        assertThat(loop.delivered(SymbolChanged.class)).hasSize(1);
    }
}
