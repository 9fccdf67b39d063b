package io.openbell.kernel.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.SourceProfit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The ledger against a second bookkeeping that shares nothing with it: decimals without limit, cash and shares only. Shares,
 * coins and option contracts; fills, fees, dividends, deposits, splits, expirations, moved shares and new names, in any order.
 */
class BookedEventsPropertyTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");
    private static final Symbol SHARE = Symbol.of("KO");
    private static final Symbol COIN = Symbol.of("BTC/USD");
    private static final Symbol OPTION = Symbol.of("KO250117C00060000");
    private static final Symbol RENAMED = Symbol.of("KOKE");
    private static final List<Symbol> SYMBOLS = List.of(SHARE, COIN, OPTION, RENAMED);
    private static final Money CASH = Money.parse("100000");
    private static final AccountAdopted START =
            new AccountAdopted(
                    "PA1",
                    CASH,
                    List.of(new BrokerPosition(SHARE, Quantity.of(100L), Price.parse("61.50"))),
                    NOW);

    /** Nobody splits billionths of a share. */
    private static final BigDecimal LEAST_SPLIT = new BigDecimal("0.1");

    /** Cash and shares by the second bookkeeping, and what the owner put in. */
    private static final class Plain {

        private final Map<Symbol, BigDecimal> held =
                new HashMap<>(Map.of(SHARE, new BigDecimal(100)));
        private BigDecimal cash = CASH.toBigDecimal();
        private BigDecimal contributed = new BigDecimal("106150");

        private void take(Journaled event) {
            if (event instanceof OrderFilled fill) {
                BigDecimal sign = new BigDecimal(fill.side() == Side.BUY ? 1 : -1);
                BigDecimal units = new BigDecimal(fill.symbol().equals(OPTION) ? 100 : 1);
                BigDecimal value =
                        fill.price()
                                .toBigDecimal()
                                .multiply(units)
                                .multiply(fill.quantity().toBigDecimal())
                                .setScale(9, RoundingMode.HALF_EVEN);
                cash = cash.subtract(sign.multiply(value));
                cash = cash.subtract(fill.commission().toBigDecimal());
                add(fill.symbol(), sign.multiply(fill.quantity().toBigDecimal()));
            } else if (event instanceof CashMoved moved) {
                cash = cash.add(moved.amount().toBigDecimal());
                if (!moved.earned()) {
                    contributed = contributed.add(moved.amount().toBigDecimal());
                }
            } else if (event instanceof PositionAdjusted adjusted) {
                cash = cash.add(adjusted.cash().toBigDecimal());
                if (adjusted.effect() == Effect.TRANSFER) {
                    contributed =
                            contributed
                                    .add(adjusted.cash().toBigDecimal())
                                    .add(adjusted.worth().toBigDecimal());
                }
                add(adjusted.symbol(), adjusted.change().toBigDecimal());
            } else if (event instanceof SymbolChanged changed) {
                add(changed.to(), held(changed.from()));
                held.remove(changed.from());
            }
        }

        private void add(Symbol symbol, BigDecimal change) {
            held.merge(symbol, change, BigDecimal::add);
        }

        private BigDecimal held(Symbol symbol) {
            return held.getOrDefault(symbol, BigDecimal.ZERO);
        }
    }

    /** The same with splits that split what is held then. */
    private static List<Journaled> consistent(List<Journaled> drawn, Plain plain) {
        List<Journaled> events = new ArrayList<>();
        for (Journaled event : drawn) {
            Journaled next = event;
            if (event instanceof PositionAdjusted split && split.effect() == Effect.SPLIT) {
                BigDecimal held = plain.held(split.symbol());
                int ratio = 2 + (int) Math.floorMod(split.change().raw(), 9L);
                BigDecimal change =
                        split.change().isNegative()
                                ? held.divide(new BigDecimal(ratio), 9, RoundingMode.DOWN)
                                        .subtract(held)
                                : held.multiply(new BigDecimal(ratio - 1));
                if (held.abs().compareTo(LEAST_SPLIT) < 0) {
                    continue;
                }
                next = adjusted(split.symbol(), change, Effect.SPLIT, split.cash());
            }
            plain.take(next);
            events.add(next);
        }
        return events;
    }

    private static PositionAdjusted adjusted(
            Symbol symbol, BigDecimal change, Effect effect, Money amount) {
        return new PositionAdjusted(
                "p-1",
                "X",
                symbol,
                Quantity.parse(change.toPlainString()),
                effect,
                effect == Effect.TRANSFER ? Money.ZERO : amount,
                effect == Effect.TRANSFER ? amount : Money.ZERO,
                "",
                NOW);
    }

    @Property(tries = 300)
    void shouldHoldCashAndSharesToTheLastDecimal(@ForAll("booked") List<Journaled> drawn) {
        Plain plain = new Plain();
        List<Journaled> events = consistent(drawn, plain);
        PositionLedger ledger = ledgerOf(events);

        assertThat(ledger.cash().toBigDecimal()).isEqualByComparingTo(plain.cash);
        for (Symbol symbol : SYMBOLS) {
            assertThat(ledger.quantity(symbol).toBigDecimal())
                    .isEqualByComparingTo(plain.held(symbol));
        }
    }

    @Property(tries = 300)
    void shouldExplainEveryChangeOfEquityByProfitOrByTheOwner(
            @ForAll("booked") List<Journaled> drawn) {
        Plain plain = new Plain();
        List<Journaled> events = consistent(drawn, plain);
        PositionSnapshot snapshot = ledgerOf(events).snapshot();

        BigDecimal explained = plain.contributed.add(snapshot.profit().toBigDecimal());
        assertThat(snapshot.equity().toBigDecimal()).isEqualByComparingTo(explained);
    }

    @Property(tries = 300)
    void shouldShareEverythingOutAmongTheSources(@ForAll("booked") List<Journaled> drawn) {
        List<Journaled> events = consistent(drawn, new Plain());
        PositionLedger ledger = ledgerOf(events);
        PositionSnapshot snapshot = ledger.snapshot();

        for (Symbol symbol : SYMBOLS) {
            Quantity sum = Quantity.ZERO;
            for (String source : List.of("a", "b", PositionLedger.EXTERNAL)) {
                sum = sum.plus(ledger.quantity(source, symbol));
            }
            assertThat(sum).isEqualTo(ledger.quantity(symbol));
        }
        Money bySource = snapshot.income();
        for (SourceProfit profit : snapshot.profitBySource().values()) {
            bySource = bySource.plus(profit.realized()).plus(profit.unrealized());
        }
        BigDecimal off = bySource.minus(snapshot.profit()).abs().toBigDecimal();
        assertThat(off).isLessThanOrEqualTo(new BigDecimal("0.00000001"));
    }

    private static PositionLedger ledgerOf(List<Journaled> events) {
        PositionLedger ledger = new PositionLedger();
        ledger.adopt(START);
        for (Journaled event : events) {
            if (event instanceof OrderFilled fill) {
                ledger.apply(fill);
            } else if (event instanceof CashMoved moved) {
                ledger.apply(moved);
            } else if (event instanceof SymbolChanged changed) {
                ledger.apply(changed);
            } else {
                ledger.apply((PositionAdjusted) event);
            }
        }
        return ledger;
    }

    @Provide
    Arbitrary<List<Journaled>> booked() {
        return Arbitraries.<Journaled>oneOf(fills(), fills(), moved(), adjusted(), renamed())
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<Journaled> fills() {
        return Combinators.combine(
                        Arbitraries.of("a", "b"),
                        Arbitraries.of(SYMBOLS),
                        Arbitraries.of(Side.class),
                        Arbitraries.longs().between(1, 900_000_000_000L),
                        Arbitraries.longs().between(1, 50_000_000_000L),
                        Arbitraries.longs().between(-1_000_000, 1_000_000_000))
                .as(
                        (source, symbol, side, price, shares, commission) ->
                                new OrderFilled(
                                        new OrderId("o-1"),
                                        "e-1",
                                        source,
                                        symbol,
                                        side,
                                        new Price(price),
                                        new Quantity(shares),
                                        new Money(commission),
                                        NOW));
    }

    private static Arbitrary<Journaled> renamed() {
        return Arbitraries.of(true, false)
                .map(
                        there ->
                                new SymbolChanged(
                                        "n-1",
                                        "NC",
                                        there ? SHARE : RENAMED,
                                        there ? RENAMED : SHARE,
                                        Quantity.of(1),
                                        "",
                                        NOW));
    }

    private static Arbitrary<Journaled> moved() {
        return Combinators.combine(
                        Arbitraries.of(SYMBOLS).optional(),
                        Arbitraries.longs().between(-5_000_000_000L, 5_000_000_000L),
                        Arbitraries.of(true, false))
                .as(BookedEventsPropertyTest::moved);
    }

    private static Journaled moved(Optional<Symbol> symbol, long amount, boolean earned) {
        return new CashMoved("m-1", "FEE", symbol, new Money(amount), earned, "", NOW);
    }

    private static Arbitrary<Journaled> adjusted() {
        return Combinators.combine(
                        Arbitraries.of(SYMBOLS),
                        Arbitraries.longs()
                                .between(-20_000_000_000L, 20_000_000_000L)
                                .filter(change -> change != 0),
                        Arbitraries.of(Effect.class),
                        Arbitraries.longs().between(0, 900_000_000_000L))
                .as(
                        (symbol, change, effect, price) -> {
                            Money worth = new Price(price).times(new Quantity(change));
                            Money amount =
                                    effect == Effect.TRADE
                                            ? worth.negated()
                                            : effect == Effect.SPLIT ? Money.parse("1.5") : worth;
                            return adjusted(
                                    symbol, new Quantity(change).toBigDecimal(), effect, amount);
                        });
    }
}
