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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivityFeedTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop journal = new DirectLoop(clock);
    private final ActivityFeed feed =
            new ActivityFeed(journal, new CoinFees(), any -> Quantity.ZERO);

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

        assertThat(feed.read(broker, clock.instant())).isEqualTo(2);

        assertThat(journal.journaled())
                .extracting(event -> ((PositionAdjusted) event).change())
                .containsExactly(Quantity.of(100), Quantity.of(10));
    }

    @Test
    void shouldNotPassOffPartOfAListThatDoesNotEndAsAllOfIt() {
        Broker broker = venue(resume -> new Page<>(List.of(assigned("a-1", 100)), "again"));

        assertThatThrownBy(() -> feed.read(broker, clock.instant()))
                .hasMessageContaining("pages of activities");
        assertThat(journal.journaled()).isEmpty();
    }

    @Test
    void shouldWaitForTheOtherHalfOfASplitAndForWhatFollowsIt() throws BrokerException {
        AccountActivity gone = split("s-1", "-10");
        AccountActivity fraction =
                new AccountActivity(
                        "c-1",
                        "CIL",
                        Optional.of(Symbol.of("AAPL")),
                        Optional.of(Quantity.parse("-0.4")),
                        Optional.empty(),
                        Money.of(280),
                        "Cash in Lieu",
                        clock.instant());
        List<AccountActivity> listed = new ArrayList<>(List.of(gone, fraction));
        Broker broker = venue(resume -> new Page<>(listed, ""));

        assertThat(feed.read(broker, clock.instant())).isZero();
        assertThat(feed.waiting().symbols()).containsExactly(Symbol.of("AAPL"));
        clock.advance(Duration.ofMinutes(9));
        listed.add(1, split("s-2", "1.4"));

        assertThat(feed.read(broker, clock.instant())).isEqualTo(2);
        assertThat(feed.waiting().symbols()).isEmpty();
        assertThat(journal.journaled())
                .extracting(event -> ((PositionAdjusted) event).change())
                .containsExactly(Quantity.parse("-8.6"), Quantity.parse("-0.4"));
        assertThat(feed.read(broker, clock.instant())).isZero();
    }

    @Test
    void shouldTakeASplitThatStaysAloneAsItIs() throws BrokerException {
        List<AccountActivity> listed = List.of(split("s-1", "90"));
        Broker broker = venue(resume -> new Page<>(listed, ""));
        // Long after the beginning of the day, which is all that some venues say.
        Instant seen = clock.instant().plus(Duration.ofHours(5));
        Instant later = seen.plus(Duration.ofHours(1));

        assertThat(feed.read(broker, seen)).isZero();
        assertThat(feed.read(broker, later.minusMillis(1))).isZero();
        assertThat(feed.read(broker, later)).isEqualTo(1);
    }

    private AccountActivity split(String id, String change) {
        return new AccountActivity(
                id,
                "SPLIT",
                Optional.of(Symbol.of("AAPL")),
                Optional.of(Quantity.parse(change)),
                Optional.empty(),
                Money.ZERO,
                "",
                clock.instant(),
                "g-1");
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
