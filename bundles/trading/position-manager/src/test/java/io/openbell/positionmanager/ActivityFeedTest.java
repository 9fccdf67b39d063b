package io.openbell.positionmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.broker.AccountActivity;
import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.value.Money;
import io.openbell.api.value.Page;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivityFeedTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop journal = new DirectLoop(clock);
    private final ActivityFeed feed = new ActivityFeed(journal);

    @BeforeEach
    void adopt() {
        feed.note(new AccountAdopted("PA1", Money.ZERO, List.of(), clock.instant()));
        clock.advance(Duration.ofHours(1));
    }

    @Test
    void shouldCountAnActivityOnTwoOverlappingPagesOnce() throws BrokerException {
        AccountActivity assigned = assigned("a-1", 100);
        AccountActivity later = assigned("a-2", 10);
        Broker broker =
                venue(
                        resume ->
                                resume.isEmpty()
                                        ? new Page<>(List.of(assigned), "2")
                                        : new Page<>(List.of(assigned, later), ""));

        assertThat(feed.read(broker)).isEqualTo(2);

        assertThat(journal.journaled())
                .extracting(event -> ((PositionAdjusted) event).change())
                .containsExactly(Quantity.of(100), Quantity.of(10));
    }

    @Test
    void shouldNotPassOffPartOfAListThatDoesNotEndAsAllOfIt() {
        Broker broker = venue(resume -> new Page<>(List.of(assigned("a-1", 100)), "again"));

        assertThatThrownBy(() -> feed.read(broker)).hasMessageContaining("pages of activities");
        assertThat(journal.journaled()).isEmpty();
    }

    private AccountActivity assigned(String id, int shares) {
        return new AccountActivity(
                id,
                "OPASN",
                Optional.of(Symbol.of("AAPL")),
                Optional.of(Quantity.of(shares)),
                Optional.empty(),
                Money.ZERO,
                "assigned",
                clock.instant());
    }

    private static Broker venue(Function<String, Page<AccountActivity>> pages) {
        return (Broker)
                Proxy.newProxyInstance(
                        ActivityFeedTest.class.getClassLoader(),
                        new Class<?>[] {Broker.class},
                        (proxy, method, arguments) -> pages.apply((String) arguments[1]));
    }
}
