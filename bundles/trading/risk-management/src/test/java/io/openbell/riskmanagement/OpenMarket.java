package io.openbell.riskmanagement;

import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.broker.TradingSession;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.market.Quote;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.risk.VolumeStated;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Every fact that opens the gate for orders in one share at USD 100. */
final class OpenMarket {

    static final Symbol AAPL = Symbol.of("AAPL");

    private OpenMarket() {}

    static void state(
            DirectLoop loop,
            FakePositionBook book,
            ManualClock clock,
            String amount,
            boolean builtIn) {
        Money equity = Money.parse(amount);
        loop.append(new AccountAdopted("PA1", equity, List.of(), clock.instant()));
        loop.publishFirst(new BrokerStatus(true, "a venue", builtIn, "", clock.instant()));
        book.cash(amount);
        loop.publishFirst(
                new BrokerAccount(
                        "PA1", equity, equity, equity, equity, true, "", clock.instant()));
        loop.publishFirst(
                new InstrumentStated(
                        AAPL,
                        Optional.of(new Asset(AAPL, "Apple", "NASDAQ", true, true, true)),
                        Optional.empty(),
                        clock.instant()));
        loop.publishFirst(new VolumeStated(AAPL, Quantity.of(1_000_000), 20, clock.instant()));
        loop.publishFirst(
                new SessionsStated(List.of(session(clock)), Duration.ZERO, clock.instant()));
        loop.publishFirst(new Readiness(List.of(), clock.instant()));
        loop.publishFirst(new Reconciliation(true, "", clock.instant()));
        loop.publish(
                new Quote(
                        AAPL,
                        Price.parse("99.99"),
                        Quantity.of(100),
                        Price.parse("100.01"),
                        Quantity.of(100),
                        clock.instant()));
    }

    /** Since an hour ago, for some hours. */
    private static TradingSession session(ManualClock clock) {
        Instant open = clock.instant().minus(Duration.ofHours(1));
        Instant close = open.plus(Duration.ofHours(6));
        return new TradingSession(LocalDate.of(2025, 1, 15), open, close, open, close);
    }
}
