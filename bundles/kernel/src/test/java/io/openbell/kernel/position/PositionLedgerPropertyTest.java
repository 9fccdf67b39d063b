package io.openbell.kernel.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PositionLedgerPropertyTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");
    private static final Money CASH = Money.parse("100000");
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("KO"), Symbol.of("PEP"));

    @Property
    void shouldNeitherMakeNorLoseABillionthOfADollar(@ForAll("fills") List<OrderFilled> fills) {
        Money cash = CASH;
        Holding[] holdings = {Holding.NONE, Holding.NONE};
        for (OrderFilled fill : fills) {
            int index = SYMBOLS.indexOf(fill.symbol());
            holdings[index] =
                    holdings[index].after(
                            fill.side(), fill.quantity(), fill.price(), fill.commission());
            cash = cash.plus(fill.cashFlow());
        }

        Money cost = holdings[0].cost().plus(holdings[1].cost());
        Money realized = holdings[0].realized().plus(holdings[1].realized());

        assertThat(cash.plus(cost)).isEqualTo(CASH.plus(realized));
        PositionSnapshot snapshot = ledgerOf(fills).snapshot();
        assertThat(snapshot.cash()).isEqualTo(cash);
        assertThat(snapshot.equity()).isEqualTo(CASH.plus(snapshot.profit()));
    }

    @Property
    void shouldHoldTheSameCashAndSharesInWhateverOrderTheFillsCome(
            @ForAll("fills") List<OrderFilled> fills, @ForAll Random random) {
        List<OrderFilled> shuffled = new ArrayList<>(fills);
        Collections.shuffle(shuffled, random);

        PositionLedger one = ledgerOf(fills);
        PositionLedger other = ledgerOf(shuffled);

        assertThat(other.cash()).isEqualTo(one.cash());
        for (Symbol symbol : SYMBOLS) {
            assertThat(other.quantity(symbol)).isEqualTo(one.quantity(symbol));
            assertThat(other.quantity("a", symbol)).isEqualTo(one.quantity("a", symbol));
        }
    }

    @Property
    void shouldHaveRealizedExactlyTheCashFlowOnceFlat(@ForAll("fills") List<OrderFilled> fills) {
        PositionLedger ledger = ledgerOf(fills);
        for (Symbol symbol : SYMBOLS) {
            for (String source : List.of("a", "b")) {
                Quantity held = ledger.quantity(source, symbol);
                if (!held.isZero()) {
                    Side side = held.isPositive() ? Side.SELL : Side.BUY;
                    ledger.apply(fill(source, symbol, side, 77_770_000_007L, held.abs().raw(), 0));
                }
            }
        }

        PositionSnapshot flat = ledger.snapshot();

        assertThat(flat.positions()).allMatch(position -> position.quantity().isZero());
        assertThat(flat.positions()).allMatch(position -> position.unrealized().isZero());
        Money realized =
                flat.positions().stream().map(Position::realized).reduce(Money.ZERO, Money::plus);
        assertThat(realized).isEqualTo(flat.cash().minus(CASH));
    }

    @Property
    void shouldAddTheSourcesUpToTheAccount(@ForAll("fills") List<OrderFilled> fills) {
        PositionLedger ledger = ledgerOf(fills);

        for (Symbol symbol : SYMBOLS) {
            assertThat(ledger.quantity("a", symbol).plus(ledger.quantity("b", symbol)))
                    .isEqualTo(ledger.quantity(symbol));
        }
    }

    @Property
    void shouldRealizeWhatUnlimitedDecimalsDo(@ForAll("fills") List<OrderFilled> fills) {
        BigDecimal realized = BigDecimal.ZERO;
        for (Symbol symbol : SYMBOLS) {
            realized = realized.add(realizedInDecimals(fills, symbol));
        }

        BigDecimal ours =
                ledgerOf(fills).snapshot().positions().stream()
                        .map(position -> position.realized().toBigDecimal())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);

        BigDecimal allowed = new BigDecimal("0.000000002").multiply(new BigDecimal(fills.size()));
        assertThat(ours.subtract(realized).abs()).isLessThanOrEqualTo(allowed);
    }

    /** The textbook: average price, profit at each close, in decimals of 60 digits. */
    private static BigDecimal realizedInDecimals(List<OrderFilled> fills, Symbol symbol) {
        MathContext digits = new MathContext(60);
        BigDecimal held = BigDecimal.ZERO;
        BigDecimal average = BigDecimal.ZERO;
        BigDecimal realized = BigDecimal.ZERO;
        for (OrderFilled fill : fills) {
            if (!fill.symbol().equals(symbol)) {
                continue;
            }
            BigDecimal price = fill.price().toBigDecimal();
            BigDecimal signed = fill.side().signed(fill.quantity()).toBigDecimal();
            realized = realized.subtract(fill.commission().toBigDecimal());
            BigDecimal after = held.add(signed);
            if (held.signum() * signed.signum() >= 0) {
                average = average.multiply(held).add(price.multiply(signed)).divide(after, digits);
            } else {
                BigDecimal closed =
                        signed.abs().min(held.abs()).multiply(new BigDecimal(held.signum()));
                realized = realized.add(price.subtract(average).multiply(closed));
                if (after.signum() != 0 && after.signum() != held.signum()) {
                    average = price;
                }
            }
            held = after;
        }
        return realized;
    }

    private static PositionLedger ledgerOf(List<OrderFilled> fills) {
        PositionLedger ledger = new PositionLedger();
        ledger.adopt(new AccountAdopted("PA1", CASH, List.of(), NOW));
        fills.forEach(ledger::apply);
        return ledger;
    }

    private static OrderFilled fill(
            String source, Symbol symbol, Side side, long price, long shares, long commission) {
        return new OrderFilled(
                new OrderId("o-1"),
                "e-1",
                source,
                symbol,
                side,
                new Price(price),
                new Quantity(shares),
                new Money(commission),
                NOW);
    }

    @Provide
    Arbitrary<List<OrderFilled>> fills() {
        Arbitrary<Long> shares =
                Arbitraries.oneOf(
                        Arbitraries.longs().between(1, 10).map(whole -> whole * 1_000_000_000L),
                        Arbitraries.longs().between(1, 50_000_000_000L));
        return Combinators.combine(
                        Arbitraries.of("a", "b"),
                        Arbitraries.of(SYMBOLS),
                        Arbitraries.of(Side.class),
                        Arbitraries.longs().between(1, 900_000_000_000L),
                        shares,
                        Arbitraries.longs().between(-1_000_000, 1_000_000_000))
                .as(PositionLedgerPropertyTest::fill)
                .list()
                .ofMaxSize(40);
    }
}
