package io.openbell.kernel.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionLedgerTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");
    private static final Symbol KO = Symbol.of("KO");
    private static final Symbol PEP = Symbol.of("PEP");

    private final PositionLedger ledger = new PositionLedger();

    @Test
    void shouldStartFromWhatTheAccountHolds() {
        adopt("1000", new BrokerPosition(KO, Quantity.parse("5"), Price.parse("60")));

        PositionSnapshot snapshot = ledger.snapshot();

        assertThat(ledger.isAdopted()).isTrue();
        assertThat(snapshot.cash()).isEqualTo(Money.parse("1000"));
        assertThat(snapshot.equity()).isEqualTo(Money.parse("1300"));
        assertThat(snapshot.profit()).isEqualTo(Money.ZERO);
        assertThat(snapshot.quantity(PositionLedger.EXTERNAL, KO)).isEqualTo(Quantity.parse("5"));
    }

    @Test
    void shouldKeepTheSourcesApartAndNetTheAccount() {
        adopt("1000");
        fill("cross", KO, Side.BUY, "10", "60");
        fill("pairs", KO, Side.SELL, "4", "62");

        PositionSnapshot snapshot = ledger.snapshot();

        assertThat(ledger.quantity(KO)).isEqualTo(Quantity.parse("6"));
        assertThat(ledger.quantity("cross", KO)).isEqualTo(Quantity.parse("10"));
        assertThat(ledger.quantity("pairs", KO)).isEqualTo(Quantity.parse("-4"));
        assertThat(ledger.quantity("nobody", KO)).isEqualTo(Quantity.ZERO);
        assertThat(snapshot.bySource()).containsOnlyKeys("cross", "pairs");
        assertThat(snapshot.quantity("pairs", KO)).isEqualTo(Quantity.parse("-4"));
        assertThat(snapshot.positions()).hasSize(1);
        assertThat(snapshot.positions().get(0).realized()).isEqualTo(Money.parse("8"));
    }

    @Test
    void shouldValueAtTheFillUntilAQuoteComesAndAtTheQuoteFromThen() {
        adopt("1000");
        fill("cross", KO, Side.BUY, "10", "60");
        assertThat(mark(KO)).isEqualTo(Price.parse("60"));

        assertThat(ledger.mark(KO, Price.parse("61"))).isTrue();
        fill("cross", KO, Side.BUY, "10", "63");

        assertThat(mark(KO)).isEqualTo(Price.parse("61"));
        PositionSnapshot snapshot = ledger.snapshot();
        assertThat(snapshot.profit()).isEqualTo(Money.parse("-10"));
        assertThat(snapshot.equity()).isEqualTo(Money.parse("990"));
        assertThat(ledger.mark(KO, Price.parse("61"))).isFalse();
        assertThat(ledger.mark(PEP, Price.parse("150"))).isFalse();
    }

    @Test
    void shouldShowAClosedPositionInTheAccountButNotAsOpenBySource() {
        adopt("1000");
        fill("cross", KO, Side.BUY, "10", "60");
        fill("cross", KO, Side.SELL, "10", "61");

        PositionSnapshot snapshot = ledger.snapshot();

        assertThat(snapshot.bySource()).isEqualTo(Map.of());
        assertThat(snapshot.positions()).extracting(Position::symbol).containsExactly(KO);
        assertThat(snapshot.positions().get(0).averagePrice()).isEqualTo(new Price(0));
        assertThat(snapshot.cash()).isEqualTo(Money.parse("1010"));
        assertThat(snapshot.profit()).isEqualTo(Money.parse("10"));
    }

    @Test
    void shouldBeUnchangedByAFillThatDoesNotFit() {
        adopt("1000");
        fill("cross", KO, Side.BUY, "9000000000", "1");
        PositionSnapshot before = ledger.snapshot();

        assertThatThrownBy(() -> fill("cross", KO, Side.BUY, "9000000000", "0.01"))
                .isInstanceOf(ArithmeticException.class);

        assertThat(ledger.snapshot()).isEqualTo(before);
    }

    @Test
    void shouldIgnoreAMarkAtWhichThePositionCannotBeValued() {
        adopt("1000");
        fill("cross", KO, Side.BUY, "10", "60");

        assertThat(ledger.mark(KO, Price.parse("9000000000"))).isFalse();

        assertThat(mark(KO)).isEqualTo(Price.parse("60"));
    }

    @Test
    void shouldStartOverWhenAnAccountIsAdoptedAgain() {
        adopt("1000");
        fill("cross", KO, Side.BUY, "10", "60");

        adopt("500");

        assertThat(ledger.snapshot().positions()).isEmpty();
        assertThat(ledger.snapshot().cash()).isEqualTo(Money.parse("500"));
    }

    private Price mark(Symbol symbol) {
        return ledger.snapshot().positions().stream()
                .filter(position -> position.symbol().equals(symbol))
                .findFirst()
                .orElseThrow()
                .mark();
    }

    private void adopt(String cash, BrokerPosition... positions) {
        ledger.adopt(new AccountAdopted("PA1", Money.parse(cash), List.of(positions), NOW));
    }

    private void fill(String source, Symbol symbol, Side side, String shares, String price) {
        ledger.apply(
                new OrderFilled(
                        new OrderId("o-1"),
                        "e-1",
                        source,
                        symbol,
                        side,
                        Price.parse(price),
                        Quantity.parse(shares),
                        Money.ZERO,
                        NOW));
    }
}
